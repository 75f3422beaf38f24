// Buttons are known by what they say, their type, and the form they end.
const NOT_SUBMIT = ["words.cancel", "words.search", "words.language", "words.login", "words.register", "words.newsletter", "words.forgot", "words.save"];

function scoreButton(item) {
  const { node, box } = item;
  item.text = buttonText(node);
  const said = SAID.in(normal(item.text));
  const named = NAMED.in(nameWords([node.id, node.getAttribute("name") || "", node.getAttribute("data-cookiebanner") || "", node.getAttribute("data-testid") || ""].join(" . ")));
  const proof = Object.fromEntries(["submit", "next", "request_code", "verify_code", "consent_reject", "consent_accept"].map((kind) => [kind, new Evidence()]));
  for (const [kind, evidence] of Object.entries(proof)) {
    const hit = said.get(`buttons.${kind}`);
    if (hit) evidence.for_(portion(WEIGHTS.label, hit.share), `says: ${item.text.slice(0, 60)}`);
    const name = named.get(`buttons.${kind}`);
    if (name) evidence.for_(portion(WEIGHTS.name, name.share) * 0.7, "name");
  }
  item.spoken = !node.matches(TOGGLES) && (sendsForm(said) || ["buttons.submit", "buttons.next", "words.login"].some((key) => said.has(key)) || (said.has("words.register") && !box.login));
  if (onlyAgrees(item, said)) proof[box.fields.length === 1 ? "next" : "submit"].for_(WEIGHTS.label.most, "agrees to what is answered");
  if (onlyObjects(item, said)) proof.submit.for_(WEIGHTS.label.most, "objects");
  if (onlyConfirms(item, said)) proof.submit.for_(WEIGHTS.label.most, "confirms what was answered");
  if (sendsForm(said)) proof.submit.for_(WEIGHTS.label.most, "sends what the form is for");
  if (said.has("means.code")) {
    if (said.has("means.sending")) proof.request_code.for_(WEIGHTS.label.most, "sends a code");
    else if (said.has("means.declaring") || said.has("means.checking")) proof.verify_code.for_(WEIGHTS.label.most, "checks a code");
  } else if (proof.request_code.score > 0 && !CODES.length) proof.request_code.but(0.4, "no code box on the page");
  formButton(item, proof, said);
  codeButton(item, proof);
  consentButton(item, proof, said);
  if (withdraws(node, box)) for (const kind of ["submit", "next"]) proof[kind].but(0, "withdraws an objection");
  for (const [kind, evidence] of Object.entries(proof)) if (evidence.score >= 0.1) item.kinds[kind] = { score: evidence.score, why: evidence.why };
}

// "OK" ends a question where it is all that ends it; what is accepted in a dialog about cookies is something else.
const onlyAgrees = ({ node, box }, said) => shareOf(said, "buttons.consent_accept") > 0.8 && endsIt(node, box) && !cookieBox(node) && !cookieBar(node);

// The last button of a form, or, in none, the one beside the only question, where nothing says that it sends or goes on.
function endsIt(node, box) {
  if (!box.whole) return box.fields.length > 0 && lastButton(box) === node;
  const [field] = box.fields;
  return box.fields.length === 1 && commonParent([field, node]) !== document.body && !PAGE.buttons.some(isSending);
}

// "I object", where a form ends.
const onlyObjects = ({ node, box }, said) => said.has("means.objecting") && !["means.negated", "means.perhaps", "means.explaining", "means.withdrawing"].some((key) => said.has(key)) && endsIt(node, box);

// "Confirm" at the end of several answers hands them in, where no code is asked.
const onlyConfirms = ({ node, box }, said) => shareOf(said, "buttons.verify_code") > 0.8 && said.has("means.declaring") && !said.has("means.code") && !CODES.length && box.fields.length > 1 && endsIt(node, box);

// Whatever else it says: that it sends, and that an objection or a request is sent.
const sendsForm = (said) => said.has("buttons.submit") && (said.has("means.objecting") || said.has("means.request")) && !said.has("means.code");

const buttonText = once((node) => (node.localName === "input" ? node.value || node.alt || node.title || (node.type === "submit" ? "Submit" : "") : referred(node, "aria-labelledby") || words(node, 120) || node.getAttribute("aria-label") || node.title || [...node.querySelectorAll("img[alt]")].map((image) => image.alt).join(" ")));

function formButton({ node, box }, proof, said) {
  const submits = node.form ? ["submit", "image"].includes(node.type) : attribute(node.getRootNode().host || node, "type") === "submit" && node.getRootNode() !== document;
  if (submits) proof.submit.for_(0.45, "type=submit");
  if (box.fields.length && !box.whole && lastButton(box) === node) proof.submit.for_(WEIGHTS.place, "last button of the form");
  else if (box.fields.length && !box.whole && submits && onlySender(box) === node) proof.submit.for_(WEIGHTS.place, "the only button that sends the form");
  if (box.fields.length && !box.whole) proof.submit.for_(0.2, "in a form");
  if (box.signIn && said.size === 0 && buttonsOf(box).length === 1) proof.submit.for_(WEIGHTS.place, "says nothing known, as the only button of a sign-in");
  const signs = box.signIn || box.login || box.register;
  for (const key of NOT_SUBMIT) {
    const hit = said.get(key);
    if (!hit || hit.share < (key === "words.cancel" ? 0.5 : 0.4)) continue;
    if ((key === "words.login" && box.register && !box.signIn) || (key === "words.register" && (box.signIn || goesOn(box)))) proof.submit.but(DOUBTS.opposite, "the other way in");
    else if (["words.login", "words.register"].includes(key) && signs) proof.submit.for_(WEIGHTS.label.most, "signs in");
    else if (!(key === "words.newsletter" && box.newsletter) && !(key === "words.search" && box.search) && !(key === "words.forgot" && box.forgot)) for (const kind of ["submit", "next"]) if (!said.has(`buttons.${kind}`) || said.get(`buttons.${kind}`).share < hit.share) proof[kind].but(0.2, key.slice(6));
  }
  if (said.has("buttons.next") && !(shareOf(said, "words.login") > said.get("buttons.next").share)) proof.submit.but(0.7, "next");
  if (said.has("others.coupon")) proof.submit.but(DOUBTS.other, "a coupon");
  if (said.has("means.errand") && !said.has("means.objecting")) for (const kind of ["submit", "next"]) proof[kind].but(DOUBTS.other, "orders, counts or chooses something");
  for (const kind of ["submit", "next"]) {
    if (node.matches(TOGGLES)) proof[kind].but(DOUBTS.other, "a choice");
    if (box.feedback || box.chat || box.voucher) proof[kind].but(DOUBTS.feedback, "feedback, a chat or a voucher");
    if (cookieBox(node)) proof[kind].but(0.15, "cookie dialog");
    if (!box.fields.length && !box.dialog) proof[kind].but(0.7, "no form");
    if (isBehind(node)) proof[kind].but(DOUBTS.behind, "behind a dialog");
  }
}

// Links, and whatever else is drawn to be pressed, that end a form where no button does.
function linksThatEnd() {
  const forms = [...boxes.values()].filter((box) => box.fields.length && !PAGE.buttons.some((button) => holds(box.holder, button) && isSending(button))).map(({ holder }) => holder);
  if (!forms.length) return [];
  return PAGE.pressed.filter((node) => forms.some((form) => form.contains(node)) && node.textContent.length < 200 && saysMore(node) && visible(node) && isInnermost(node) && !linksOfCookies().includes(node));
}

const buttonsOf = once((box) => PAGE.buttons.filter((node) => holds(box.holder, node) && !node.matches("input[type=button]") && visible(node) && buttonText(node) && !SAID.in(normal(buttonText(node))).has("words.cancel")));
const lastButton = (box) => buttonsOf(box).at(-1);

// Goes on to a password, beside a button for those who have no account yet.
const goesOn = (box) => box.ends?.has("buttons.next") && !TITLE.register && !box.titled.has("words.register") && !box.named.has("words.register");

// What shows the password, or adds a row, stands in a form, too, and is said to be no more than a button.
function onlySender(box) {
  const senders = PAGE.buttons.filter((node) => holds(box.holder, node) && ["submit", "image"].includes(node.getAttribute("type")) && visible(node));
  return senders.length === 1 ? senders[0] : null;
}

function codeButton({ node, box }, proof) {
  if (proof.verify_code.score > 0 && !CODES.some((code) => code.box === box)) proof.verify_code.but(0.4, "no code box beside it");
  if (proof.verify_code.score > 0 && proof.request_code.score > proof.verify_code.score) proof.verify_code.but(0.5, "asks for a code");
  if (proof.request_code.score > 0) proof.submit.but(0.4, "asks for a code");
}
