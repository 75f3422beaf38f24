// Codes that are asked in a row of boxes, one character each, or in a box that can't be seen over what draws its characters.
const NARROW = 80; // pixels: a box for one character is not wider

// The boxes of each such row, by each of its boxes.
function codeBoxes() {
  const found = new Map();
  for (const row of rowsOfBoxes().filter(isCode)) for (const node of row) found.set(node, row);
  return found;
}

// What follows one another in one part of the page and is drawn alike.
function rowsOfBoxes() {
  const rows = [];
  for (const node of PAGE.fields) {
    if (!visible(node) || isRadioOrBox(node)) continue;
    const row = rows[rows.length - 1];
    if (row && isAlike(node, row[0])) row.push(node);
    else rows.push([node]);
  }
  return rows.filter((row) => row.length >= 4 && row.length <= 10);
}

const isRadioOrBox = (node) => !isTyped(node) && node.localName === "input";

function isAlike(node, other) {
  if (!((takesFew(node) && takesFew(other)) || areNamedAlike(node, other)) || holderOf(node) !== holderOf(other)) return false;
  return Math.abs(node.getBoundingClientRect().width - other.getBoundingClientRect().width) < 8;
}

// Called alike but for a number, or not at all; the first may take the whole code, for the browser to fill in.
const areNamedAlike = (node, other) => node.localName === "input" && other.localName === "input" && unnumbered(node) === unnumbered(other);
const unnumbered = (node) => ownName(node).replace(/\d+/g, "#");

// No form has the browser fill the whole of a code into several boxes.
const isForCode = (node) => node.autocomplete === "one-time-code";

const takesFew = (node) => node.maxLength === 1 || isForCode(node) || isNumberedCode(node) || (widthOf(node) <= NARROW && !["select", "textarea"].includes(node.localName));
const widthOf = (node) => node.getBoundingClientRect().width;

// One box of a row may be made otherwise: the first, which the browser fills in.
function isCode(row) {
  const single = row.filter((node) => takesCharacter(node) || takesPasted(node, row)).length;
  return single >= row.length - 1 && asksCharacters(row);
}

// Narrow boxes, each of which lets the whole code be pasted; four by four digits are a card's number.
const takesPasted = (node, row) => row.length > 4 && node.maxLength === row.length && widthOf(node) <= NARROW;

// Each way in which a page says that a box takes one character.
const SINGLE = [
  (node) => node.maxLength === 1,
  (node) => node.type === "number" && node.max === "9",
  (node) => /^\^?(\[0-9\]|\\d)(\{1\})?\$?$/.test(node.pattern || "") && node.maxLength < 2,
  (node) => node.inputMode === "numeric" && node.maxLength < 3 && widthOf(node) <= NARROW,
  (node) => isNumberedCode(node),
  (node) => isForCode(node) && isUnlimited(node),
  (node) => isUnlimited(node) && widthOf(node) <= 60 && isAfterCode(),
];

const takesCharacter = (node) => SINGLE.some((says) => says(node));
const isUnlimited = (node) => node.maxLength === undefined || node.maxLength < 0;
const isNumberedCode = (node) => isUnlimited(node) && /\d$/.test(ownName(node)) && NAMED.in(nameWords(ownName(node))).has("fields.one_time_code");
const ownName = (node) => attribute(node, "id") || attribute(node, "name");

// Boxes that are called one by one ask for several things: quantities, seats.
const hasOwnLabel = (node) => [...(node.labels || [])].some((label) => visible(label) && words(label) && !speaksOfCode(SAID.in(normal(words(label)))));
const speaksOfCode = (said) => said.has("means.code") || said.has("fields.one_time_code");

// Dates, postcodes and vouchers are asked in such rows, too: what stands before the row says which, or the page, or nothing else is asked.
function asksCharacters(row) {
  const asked = [question(row[0]) || nearbyText(row[0]), ...labelTexts(row[0]).map(({ text }) => text)];
  const said = SAID.in(normal(asked.join(" . ")));
  if (said.has("fields.one_time_code") || row.some((node) => isNamed(node, "fields.one_time_code"))) return true;
  if ([...said].some(([key, { share }]) => key.startsWith("others.") && share > 0.4)) return false;
  if (isCodeSent()) return true;
  return isOnly(row) && !row.some(hasOwnLabel) && (said.has("means.code") || row.some(takesNumbers) || areNumbered(row) || saysCode());
}

const takesNumbers = (node) => isNumeric(node) || node.type === "tel";

// "Character 1", "Character 2": called alike but for their numbers.
function areNumbered(row) {
  const called = row.map((node) => labelTexts(node).map(({ text }) => text).join(" "));
  return /\d/.test(called[0]) && new Set(called.map((text) => text.replace(/\d+/g, "#"))).size === 1;
}

// Nothing else is to be typed in, but for what the page's edges ask.
const isOnly = (row) => PAGE.fields.every((node) => row.includes(node) || !isTyped(node) || node.type === "search" || !visible(node) || isMinor(boxOf(node)));
const isMinor = (box) => box.search || box.newsletter || box.aside;

const isNumeric = (node) => ["numeric", "tel"].includes(node.inputMode) || node.type === "number" || /^\^?(\[0-9\]|\\d)/.test(node.pattern || "");

// A box for a code, laid see-through over what draws its digits.
const isSeeThroughCode = (node) => node.localName === "input" && isTyped(node) && (mayTakeCode(node) || liesOverCells(node)) && isSeeThrough(node);

const mayTakeCode = (node) => node.autocomplete === "one-time-code" || isNamed(node, "fields.one_time_code");

// The page has sent a code, and beneath the box stand four or more small ones that are alike.
function liesOverCells(node) {
  const cells = [...(parent(node)?.children || [])].filter((other) => other !== node && visible(other)).map(widthOf);
  return isAfterCode() && cells.filter((width) => width === cells[0] && width >= 10 && width <= NARROW).length >= 4;
}

// What the make of a box, and the part of the page that it stands in, say of a code.
function fromCodeShape(item, proof) {
  const { node, box, others } = item;
  const limited = node.maxLength >= 4 && node.maxLength <= 10;
  const short = isNumeric(node) || limited;
  const code = proof.one_time_code;
  if (code.score > 0 && short && (node.type !== "tel" || limited)) code.for_(WEIGHTS.shape, "short number");
  if (code.score === 0 && short && !box.passwords.length && isNamed(node, "words.code") && !isOther(others)) code.for_(WEIGHTS.label.most, "a short number that is named a code");
  if (!isLong(node)) fromCodePlace(item, proof);
  if (code.score > 0) doubtCode(item, code);
}

function fromCodePlace(item, proof) {
  const { node, role, box } = item;
  const code = proof.one_time_code;
  if (box.asksCode && !box.newsletter && proof.email.score < 0.6) code.for_(WEIGHTS.asked, "the only field of a box that asks for a code");
  if (role !== "text" || !saysNothingElse(item, proof)) return;
  if (box.afterCode) code.for_(WEIGHTS.asked, "the only field of a page that asks for a code");
  else if (box.alone && !item.labels.length && offersAnother()) code.for_(WEIGHTS.asked, "the only field of a page that sends another code");
  else if (box.alone && item.labels.every(({ text }) => DRAWN_CODE.test(text)) && item.labels.length) code.for_(WEIGHTS.asked, "a code is drawn in it");
  else if (!visible(node) && liesOverCells(node)) code.for_(WEIGHTS.asked, "lies over the boxes of a code");
}

// "000000", "___-___", "• • • • • •".
const DRAWN_CODE = /^(?:[0_•·*#X–-]\s?){4,9}$/;

// What is typed unseen is no password where its name says that it is a code.
const saysNothingElse = ({ node, box, others }, proof) => !isOther(others) && Object.entries(proof).every(([kind, { score }]) => kind === "one_time_code" || score < 0.4 || (kind === "password" && !box.passwords.includes(node)));

function doubtCode(item, code) {
  const { node, box } = item;
  if (box.fields.some((field) => field.type === "tel" && field !== node)) code.but(DOUBTS.again, "sent to a phone");
  if (besidePicture(node)) code.but(DOUBTS.other, "beside a picture of it");
  if (box.fields.some(takesCard)) code.but(DOUBTS.other, "beside a card's number");
  if (isRedeemed()) code.but(DOUBTS.other, "to be redeemed");
}

const takesCard = (field) => /(^|\s)cc-/.test(attribute(field, "autocomplete")) || isNamed(field, "others.card") || labelTexts(field).some(({ text }) => shareOf(SAID.in(normal(text)), "others.card") > 0.5);

let redeemed;

// A page whose heading is about vouchers.
function isRedeemed() {
  redeemed ??= PAGE.headings.filter(visible).some((node) => SAID.in(normal(words(node, 100))).has("others.coupon"));
  return redeemed;
}

// A captcha's code stands beside its picture, in the same row.
function besidePicture(node) {
  let row = node;
  for (let level = 0; level < 3 && row.parentElement && row.parentElement.querySelectorAll("input:not([type=hidden])").length < 3; level++) row = row.parentElement;
  return [...row.querySelectorAll("img,canvas")].some((picture) => showsCode(picture) || (visible(picture) && picture.getBoundingClientRect().width >= 40 && picture.getBoundingClientRect().height <= 120));
}

// Pictures that a server draws anew are known by their names, also where they could not be loaded.
const showsCode = (picture) => /captcha|kaptcha|code|verif|valid|seccode|antispam/i.test([picture.id, picture.className, attribute(picture, "src").slice(0, 200), picture.alt].join(" ")) && !/qr|icon|logo/i.test(attribute(picture, "src"));
