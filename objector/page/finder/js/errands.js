// What else than an objection a form can be for, told by what it asks rather than by what it says.

const PRICE = /(?:[€£$¥₹₺₴₽₩]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|RON))\s?\d|\d\s?(?:[€£$¥₹₺₴₽₩]|(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|RON|zł|kr|Kč|Ft|lei|лв|руб|грн|円|元|원)(?![\p{L}]))/gu;

// A page about objecting asks whatever it asks for that.
function tellErrands(items) {
  if (isAboutObjecting()) return;
  const asked = items.filter((item) => item.role !== "button");
  for (const box of new Set(asked.map((item) => item.box))) {
    const own = asked.filter((item) => item.box === box);
    const why = box.errand || box.signIn ? "" : errandOf(box, own);
    if (!why) continue;
    box.errand = true;
    for (const { kinds } of own) for (const kind of STORIES) if (kinds[kind]) doubt(kinds[kind], DOUBTS.feedback, why);
  }
}

function errandOf(box, own) {
  if (isSurvey()) return "in a survey";
  if (own.some(isTypedInBox) && own.every(({ node, role }) => role === "checkbox" || isInGrid(node))) return "a table to be edited";
  if (own.some(asksForNumber)) return "about an order, a booking or a parcel";
  if (own.some(isScale)) return "where something is rated";
  if (own.filter(({ node }) => ["date", "datetime-local", "time"].includes(node.type)).length > 1) return "about some days";
  if (own.filter(({ node }) => node.getAttribute("role") === "switch").length > 1) return "settings";
  if (own.some(isTypedInBox) && own.every(isSomethingElse)) return "asks for nothing that objecting takes";
  return !box.whole && showsPrices(box) ? "beside prices" : "";
}

// The same questions in row after row of a table are answers of others, to be edited.
function doubtGrids(items) {
  for (const item of items) if (["text", "select", "combobox"].includes(item.role) && isInGrid(item.node)) for (const entry of Object.values(item.kinds)) doubt(entry, DOUBTS.other, "in a row of a table like the next one");
}

const isInGrid = ({ parentElement }) => isRowOfMany(parentElement?.closest("tr,[role=row]") ?? null);

const isRowOfMany = once((row) => {
  const asked = row ? questionsIn(row) : [];
  return asked.length > 1 && [row.previousElementSibling, row.nextElementSibling].some((other) => other !== null && questionsIn(other).join() === asked.join());
});

const questionsIn = (row) => [...row.querySelectorAll("input:not([type=hidden],[type=radio],[type=checkbox]),select")].map((field) => labelTexts(field).find(({ from }) => from !== "value")?.text ?? "");

// What was bought, booked or sent has a number.
const asksForNumber = ({ role, others }) => role === "text" && (others.coupon || 0) > 0.4;

const isTypedInBox = ({ role }) => role === "text";
const isSomethingElse = ({ kinds, others, role }) => role === "checkbox" || (others !== undefined && Math.max(0, ...Object.values(others)) > 0.4 && best({ kinds })[1].score < 0.5);

const showsPrices = ({ holder }) => (words(holder, 3000).match(PRICE) || []).length > 1;

// "Very good, good, fair, poor, very poor", "1, 2, 3, 4, 5": from one end to the other, the outermost two alike at both.
function isScale({ role, options }) {
  if (role !== "radio" || options.length < 4 || options.length > 11) return false;
  const labels = options.map(({ label }) => normal(label));
  if (labels.every((label, i) => /^\d{1,2}$/.test(label) && (i === 0 || Math.abs(label - labels[i - 1]) === 1))) return true;
  return labels.length < 8 && isStep(labels[0], labels[1]) && isStep(labels.at(-1), labels.at(-2));
}

// One says the same as the other, but more of it: "very satisfied", "satisfied".
function isStep(one, other) {
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  if (!short || short === long || short.split(" ").length > 3) return false;
  return UNSPACED.test(short) ? long.includes(short) : long.startsWith(`${short} `) || long.endsWith(` ${short}`) || (short.split(" ").length > 1 && long.split(" ").at(-1) === short.split(" ").at(-1));
}
