// What a control is depends on the others: which box is the form, which question is asked a second time.
const best = (item) => Object.entries(item.kinds).sort((a, b) => b[1].score - a[1].score)[0] || ["", { score: 0 }];

// As they stand in the document; what is inside a shadow root stands where its host does.
function inPageOrder(items) {
  const placed = items.map((item) => ({ item, at: rootedAt(item.node) }));
  return placed.sort((a, b) => (a.at === b.at ? 0 : a.at.compareDocumentPosition(b.at) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)).map(({ item }) => item);
}

function rootedAt(node) {
  let at = node;
  while (at.getRootNode() instanceof ShadowRoot) at = at.getRootNode().host;
  return at;
}

function compare(items) {
  const typed = items.filter((item) => item.role !== "button");
  doubtGrids(items);
  tellErrands(items);
  tellNamesApart(typed);
  for (const item of typed) if (best(item)[1].score >= 0.5) item.box.kinds.add(best(item)[0]);
  doubtOtherWays(items);
  const rest = items.filter((item) => !isBeside(item));
  const asked = { form: formKinds(rest), perhaps: kindsOf([...rest, ...items.filter(({ box }) => box.newsletter)], 0.1) };
  doubtUnspoken(items.filter((item) => item.role === "button"));
  for (const item of items) doubtEdge(item, asked);
  preferMainBox(items, asked);
  preferOneChoice(items);
  for (const kind of ["email", "country", "first_name", "last_name", "full_name"]) preferFirst(typed.filter((item) => best(item)[0] === kind), kind);
}

const isBeside = ({ box, news, kinds }) => (takesNoAnswers(box) || news === true) && !box.signIn && !best({ kinds })[0].startsWith("consent");

// A password that is made up here opens no account that there is.
const isNewPassword = (item) => item.box.setsPassword && best(item)[0] === "password";

// "Log in with Google" beside "Log in" hands in nothing: it leads to somebody else who knows the account.
function doubtOtherWays(items) {
  const ending = items.filter(({ kinds }) => ENDS.some((kind) => kinds[kind]?.score >= 0.5));
  const elsewhere = ending.filter(({ text }) => NAMED.in(normal(text)).has("words.elsewhere"));
  const own = new Set(ending.filter((item) => !elsewhere.includes(item)).map(({ box }) => box));
  for (const { kinds } of elsewhere.filter(({ box }) => own.has(box))) for (const kind of ENDS) if (kinds[kind]) doubt(kinds[kind], DOUBTS.other, "signs in elsewhere");
  const named = new Set(ending.filter(({ kinds, box }) => kinds.next?.score >= 0.5 && box.signIn && !box.passwords.length).map(({ box }) => box));
  for (const { kinds } of ending.filter((item) => named.has(item.box) && signsIn(item))) doubt(kinds.submit, DOUBTS.other, "another way in");
}

// Who has given the name only goes on; what signs in beside that needs something else: a key, a company's account.
const signsIn = ({ kinds, text }) => kinds.submit !== undefined && !kinds.next && SAID.in(normal(text)).has("words.login");

// What the page asks for; an address in a sign-in is the name of an account.
function formKinds(items) {
  const kinds = kindsOf(items, 0.3);
  if (!kindsOf(items.filter(({ box }) => !box.signIn), 0.3).has("email")) kinds.delete("email");
  return kinds;
}

const kindsOf = (items, least) => new Set(items.flatMap(({ kinds }) => Object.keys(kinds).filter((kind) => kinds[kind].score >= least)));

// What stands at the page's edge, or takes news or a search, is not what is meant where another box could be.
function doubtEdge({ box, kinds, news }, asked) {
  for (const [kind, entry] of Object.entries(kinds)) {
    const orders = ((takesNoAnswers(box) && !box.search) || (news && kind === "email")) && !box.signIn;
    const rivalled = asked.form.has(kind);
    if (orders && rivalled && !kind.startsWith("consent")) doubt(entry, DOUBTS.newsletter, "newsletter box");
    if (box.search && ENDS.includes(kind) && asked.perhaps.has(kind)) doubt(entry, DOUBTS.searching, "search box");
    if (box.aside && (rivalled || !(orders || box.search)) && !["username", "password"].includes(kind) && !kind.startsWith("consent")) doubt(entry, DOUBTS.aside, "outside the main part");
  }
}

// What only stands where a form is sent sends none where another button of it says that it does, and isn't the other way in.
function doubtUnspoken(buttons) {
  const sends = buttons.filter(({ spoken, kinds }) => spoken && ENDS.some((kind) => kinds[kind]?.score >= 0.5));
  for (const { kinds, box } of buttons.filter(({ spoken }) => !spoken)) {
    if (kinds.submit && sends.some((other) => other.box === box)) doubt(kinds.submit, DOUBTS.unspoken, "another button says that it sends");
  }
}

// By how much a box must outrank another so that what ends it is pressed: two boxes to fill.
const CLEARLY = 1;
const ENDS = ["submit", "next"];

// The form is the box that asks for most; a dialog on top comes first, boxes at the page's edge and newsletters last.
function preferMainBox(items, asked) {
  const used = [...new Set(items.map((item) => item.box))].filter((box) => box.kinds.size);
  const rank = (box) => (MODAL && holds(MODAL, box.holder) && !takesNoAnswers(box) ? 100 : 0) + box.kinds.size * 2 + Math.min(box.fields.length, 8) / 2 - (box.newsletter || saysOther(box) ? 20 : 0) - (box.search ? 30 : 0) - (box.aside ? 10 : 0) - (box.signIn && isStrip(box) ? 4 : 0);
  const ranked = used.sort((a, b) => rank(b) - rank(a));
  for (const item of items) {
    for (const [kind, entry] of Object.entries(item.kinds)) {
      const rightful = rightfulBox(ranked, item.box, kind);
      if (!rightful || item.box === rightful || kind.startsWith("consent") || (isBeside(item) && !asked.form.has(kind))) continue;
      if (takesNoAnswers(item.box) && !item.box.search && !takesNoAnswers(rightful)) doubt(entry, DOUBTS.minorNewsletter, "not in the main form");
      else if (ENDS.includes(kind) && rank(rightful) - rank(item.box) < CLEARLY) doubt(entry, DOUBTS.maybeMinor, "perhaps not in the main form");
      else doubt(entry, DOUBTS.minor, "not in the main form");
    }
  }
}

// The first box that a kind suits; an address belongs to the first that asks for one, if it isn't asked at the edge.
function rightfulBox(ranked, own, kind) {
  const suited = ranked.filter((box) => suits(box, kind));
  return (kind === "email" && !takesNoAnswers(own) && suited.find((box) => box.kinds.has(kind))) || suited[0] || ranked[0];
}

// A sign-in in the strip at the top of the page comes after one in the page itself.
function isStrip({ holder }) {
  const { bottom, height } = holder.getBoundingClientRect();
  return bottom + scrollY < 220 && height < 120;
}

// A sign-in in the strip over a form that asks why, and of whom: for those who want to sign in as well.
const isOverForm = (box) => box.signIn && (box.aside || isStrip(box)) && [...boxes.values()].some((other) => !other.signIn && !takesNoAnswers(other) && !other.errand && other.kinds.has("reason") && (other.kinds.has("email") || other.kinds.has("country")));

// Where a kind belongs, when the page has that: names and passwords where they are asked for, an address not to a sign-in.
function suits(box, kind) {
  if (["username", "password"].includes(kind)) return box.kinds.has(kind);
  return kind !== "email" || !box.signIn;
}

function doubt(entry, factor, why) {
  entry.score *= factor;
  entry.why.push(why);
}

// Of questions that a box asks twice: the first of repeated blocks; a second address right after the first confirms it.
function preferFirst(items, kind) {
  for (const [i, item] of items.entries()) {
    const first = items.slice(0, i).find((other) => other.box === item.box);
    if (!first) continue;
    if (kind === "email" && follows(item, first)) confirms(item, first);
    else if (repeats(item.node, first.node)) doubt(item.kinds[kind], DOUBTS.again, "asked before in the same form");
  }
}

const follows = (item, first) => item.box.fields.indexOf(item.node) === first.box.fields.indexOf(first.node) + 1;

function confirms(item, first) {
  const same = item.labels.map(({ text }) => text).join() === first.labels.map(({ text }) => text).join() && item.labels.length > 0;
  if (same) return;
  item.kinds.email_confirm = { score: Math.max(item.kinds.email.score, item.kinds.email_confirm?.score || 0), why: ["right after the address", ...(item.kinds.email_confirm?.why || [])] };
  doubt(item.kinds.email, DOUBTS.other, "confirms the address");
}

// Whether the two stand in blocks of their own, each with several questions, or follow or precede the same question.
function repeats(node, other) {
  let block = node;
  let before = other;
  while (parent(block) && !parent(block).contains(other)) block = parent(block);
  while (parent(before) && !parent(before).contains(node)) before = parent(before);
  return [block, before].every((at) => at !== node && at !== other && at.querySelectorAll(FIELDS).length >= 3) || sharesNeighbour(node, other);
}

function sharesNeighbour(node, other) {
  const { fields } = boxOf(node);
  const asks = (at, step) => (fields[fields.indexOf(at) + step] ? labelTexts(fields[fields.indexOf(at) + step]).map(({ text }) => text).join() : "");
  return [-1, 1].some((step) => asks(node, step) !== "" && asks(node, step) === asks(other, step));
}

// "Vorname", "Name": beside one half of a name, a name is the other half.
function tellNamesApart(items) {
  for (const item of items.filter((each) => best(each)[0] === "full_name")) {
    const beside = new Set(items.filter(({ box }) => box === item.box).map((other) => best(other)[0]));
    const other = { true: { false: "last_name" }, false: { true: "first_name" } }[beside.has("first_name")][beside.has("last_name")];
    if (!other) continue;
    item.kinds[other] = { score: item.kinds.full_name.score, why: [...item.kinds.full_name.why, "beside the other half of a name"] };
    delete item.kinds.full_name;
  }
}
