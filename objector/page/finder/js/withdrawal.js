// A form that takes an objection back asks for the same as one that makes it, and undoes what was filed.
const SHORT = 100; // characters of a heading or a button; what is longer explains something
const BEFORE = 3; // words that lead to it: "I want to withdraw my objection"
const BETWEEN = 5; // words between the two: "withdraw your request to object"
const BETWEEN_LETTERS = 24; // the same where words are not set apart

// What stands between commas, bars and the like is said by itself: "right to object, withdraw consent".
const clauses = (text) => text.split(/\s[-–—]\s|[^\p{L}\p{M}\p{N}\s'’-]+/u).map(normal).filter(Boolean);

const saysWithdrawal = (text) => text.length <= SHORT && clauses(text).some(isWithdrawal);

// "You can withdraw your objection at any time" says what may be, and "Withdraw your objection at any time" what is done here.
const maySomeday = (said) => said.has("means.able") && said.has("means.anytime");

// "Withdraw your objection", "Widerspruch zurückziehen": either order, one thing said.
function isWithdrawal(clause) {
  const said = SAID.in(clause);
  if (!said.has("means.withdrawing") || !said.has("means.objecting") || maySomeday(said)) return false;
  const marks = SAID.marks(clause);
  const withdrawn = marks.filter(({ key }) => key === "means.withdrawing");
  const objections = marks.filter(({ key }) => key === "means.objecting");
  return withdrawn.some((verb) => objections.some((objection) => (verb.at <= objection.at ? goTogether(clause, verb, objection) : endsTogether(clause, objection, verb))));
}

// A verb after what is withdrawn ends its clause, unless it follows at once; where words are not set apart its ending is not told.
const endsTogether = (clause, first, second) => goTogether(clause, first, second) && (second.end === clause.length || second.at - first.end <= 1 || UNSPACED.test(clause));

function goTogether(clause, first, second) {
  const [before, between] = [clause.slice(0, first.at).trim(), clause.slice(first.end, second.at).trim()];
  if (countWords(before) > BEFORE || SAID.in(before).has("means.objecting")) return false;
  if (countWords(between) > BETWEEN || (UNSPACED.test(between) && between.length > BETWEEN_LETTERS)) return false;
  const said = SAID.in(between);
  return !said.has("means.consenting") && !said.has("means.joining") && !isJoined(clause.slice(first.end, second.at + 1));
}

const countWords = (text) => text.split(" ").filter(Boolean).length;

// Arabic and Hebrew write "and" on to the word; in Persian and Urdu a word just begins so.
const WRITES_AND_ON = LANGUAGES.includes("ar") || LANGUAGES.includes("he");
const isJoined = (text) => WRITES_AND_ON && /(?:^| )[וو]/u.test(text);

// What the page is called, and its main heading.
let calledSo;

function isCalledWithdrawal() {
  calledSo ??= [document.title, mainHeading()].some(saysWithdrawal);
  return calledSo;
}

function mainHeading() {
  const shown = PAGE.headings.filter(visible);
  const main = shown.find((node) => node.localName === "h1") ?? shown[0];
  return main ? words(main, SHORT + 1) : "";
}

// A sign-in that leads there withdraws nothing yet.
const withdraws = (node, box) => !box.signIn && !takesNoAnswers(box) && (isCalledWithdrawal() || saysWithdrawal(buttonText(node)) || saysWithdrawal(box.title || ""));

// Whether nothing is left on a page with a form to send but what withdraws.
function onlyWithdraws(items) {
  if (items.some(({ kinds, box }) => !takesNoAnswers(box) && !box.signIn && ["submit", "next"].some((kind) => (kinds[kind]?.score || 0) > 0.5))) return false;
  return PAGE.buttons.filter(visible).some((node) => boxOf(node).fields.length > 0 && withdraws(node, boxOf(node)));
}
