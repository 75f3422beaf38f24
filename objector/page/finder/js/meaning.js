// What a label means, however it puts it: that something is true, that reasons are asked for, what an AI was asked, a code.

// However a label puts it: "I declare that all I have said is true" states the truth, "tell us how this affects you" asks for reasons.
function fromMeaning(item, proof) {
  const texts = [item.group, ...item.labels.map(({ text }) => text)].map((text) => SAID.in(normal(text)));
  const means = (...names) => texts.some((said) => names.every((name) => said.has(`means.${name}`)));
  if (means("another") || item.names.some((name) => NAMED.in(name).has("others.somebody"))) for (const kind of PERSONAL) proof[kind]?.but(DOUBTS.other, "somebody else's");
  if (proof.truth_statement && means("true")) fromTruth(item, proof, means);
  if (proof.reason && means("objecting")) item.others.biography = 0;
  if (proof.reason && takesLines(item.node)) {
    fromLongQuestion(proof, means, texts);
    fromOnlyLines(item, proof);
  }
  if (proof.one_time_code && (means("code") || means("digits")) && mayBeCode(item, texts)) fromCode(item, proof, texts);
}

// A box to tick that speaks of the truth, and does not only agree to something; "exact" is said of places, too, where cookies are chosen.
function fromTruth({ node }, proof, means) {
  if (means("accepting") && !means("declaring")) return;
  const whole = means("true", "declaring") || means("true", "information");
  proof.truth_statement.for_(whole ? WEIGHTS.label.whole : WEIGHTS.label.most, "says that something is true");
  if (cookieBox(node)) proof.truth_statement.but(DOUBTS.other, "in a cookie dialog");
}

// Where an objection is asked about, the only box for many lines takes what there is to say for it, beside anything else that is asked.
function fromOnlyLines({ node, box, labels }, proof) {
  if (!(box.whole ? box.fields.some(takesAddress) : box.fields.length > 1) || labels.some(({ text }) => speaksOtherwise(SAID.in(normal(text))))) return;
  if (box.errand || takesNoAnswers(box) || box.feedback || box.fields.some((other) => other !== node && takesText(other)) || proof.prompt_text.score > 0.5 || !isAboutObjecting()) return;
  proof.reason.for_(WEIGHTS.label.most, "the only free text of an objection");
  proof.additional_info.but(DOUBTS.other, "nothing else asks for reasons");
}

const speaksOtherwise = (said) => ["chat", "comments", "feedback", "search"].some((key) => shareOf(said, `words.${key}`) > 0.4);

// What many lines are asked for: why one objects, what one asked an AI, or whatever else there is to say.
function fromLongQuestion(proof, means, texts) {
  const adds = means("more", "information") && !means("explaining");
  const objects = means("affecting") || (means("objecting") && !adds);
  if (!objects && (means("prompt") || (means("ai") && means("asking")))) proof.prompt_text.for_(WEIGHTS.label.most, "asks what an AI was asked");
  else if (!objects && means("more") && (means("information") || means("telling"))) proof.additional_info.for_(WEIGHTS.label.most, "asks for anything else");
  else if (!objects && means("adding") && !texts.some((said) => said.has("fields.reason"))) proof.additional_info.for_(WEIGHTS.label.most, "asks for anything to add");
  else if (objects || means("explaining")) proof.reason.for_(WEIGHTS.label.part, "asks for an explanation");
}

// What stands with a password, or takes an address or a number, is the name of an account: "e-mail nebo telefonní číslo".
const mayBeCode = ({ box, others }, texts) => !box.passwords.length && !texts.some(eitherName) && !isOther(others);

// Words of places are said of other things, too, when they are but one of many: "via email".
const isOther = (others) => Object.entries(others).some(([kind, doubt]) => doubt >= (kind === "place" ? 0.3 : 0.2));

// "The code that we sent to your email" asks for a code; where nothing else is to be typed in, for the one that was mailed.
function fromCode({ node, box }, proof, texts) {
  const whole = texts.some((said) => shareOf(said, "means.code") > 0.5);
  proof.one_time_code.for_(whole ? WEIGHTS.label.part : WEIGHTS.label.mention, "a code");
  if (box.fields.length === 1 && !box.newsletter && !box.search) proof.one_time_code.for_(whole || isCodeSent() || texts.some(isMailed) ? WEIGHTS.label.part : WEIGHTS.shape, "and nothing else");
  else if (texts.some(comesByMail)) proof.one_time_code.for_(WEIGHTS.label.most, "that comes by mail");
  else if (whole && isCodeSent()) proof.one_time_code.for_(WEIGHTS.label.part, "and the page sends one");
  for (const kind of ["email", "email_confirm", "username"]) if (node.type !== "email") proof[kind].but(DOUBTS.other, "a code");
}

const isMailed = (said) => said.has("means.code") && said.has("means.mail");

// "The 6 digits from our email": who asks for an address names no digits.
const comesByMail = (said) => said.has("means.digits") && (said.has("means.mail") || said.has("means.sent"));

// A button sends a code, or the page says that it has sent one.
const isCodeSent = () => isAfterCode() || PAGE.buttons.some((button) => visible(button) && sendsCode(SAID.in(normal(buttonText(button)))));
// Something that is pressed has another code sent, and something else goes on.
function offersAnother() {
  const pressed = [...PAGE.buttons, ...document.querySelectorAll("a")].slice(0, 100).filter(visible).map((node) => SAID.in(normal(buttonText(node))));
  const sending = pressed.filter((said) => said.has("means.code") && said.has("means.sending"));
  return sending.length > 0 && pressed.some((said) => ["submit", "next", "verify_code"].some((kind) => said.has(`buttons.${kind}`)) && !sending.includes(said));
}

const sendsCode = (said) => said.has("buttons.request_code") || (said.has("means.code") && said.has("means.sending"));
