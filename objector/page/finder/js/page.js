// What the page says as a whole, by where it says it: in a dialog on top, in an alert, in a heading, in its text.
const CAPTCHA_FRAMES = "iframe[src*='recaptcha/api2/bframe'],iframe[src*='recaptcha/api2/anchor'],iframe[src*='recaptcha/enterprise'],iframe[src*='hcaptcha.com'],iframe[src*='arkoselabs.com'],iframe[src*='funcaptcha'],iframe[src*='challenges.cloudflare.com'],iframe[src*='captcha-delivery.com'],iframe[src*='geetest'],iframe[src*='friendlycaptcha'],iframe[src*='/captcha/']";

// What the makers of captchas have put into pages, where their frames are not drawn yet; what is invisible asks nothing.
const CAPTCHA_WIDGETS = ".g-recaptcha,.h-captcha,.cf-turnstile,.frc-captcha,.geetest_holder,altcha-widget,#px-captcha,#challenge-form,#FunCaptcha,#arkose,[data-hcaptcha-widget-id],[data-sitekey],img[src*=captcha i],img[id*=captcha i],img[class*=captcha i],img[alt*=captcha i]";

function topDialog() {
  const open = PAGE.dialogs.filter((node) => visible(node) && isOnTop(node));
  const inner = open.filter((node) => !open.some((other) => other !== node && node.contains(other)));
  return inner.filter((node) => !isCookieBox(node)).pop() || null;
}

// Laid over the page, in the window, and not itself covered.
function isOnTop(node) {
  const box = node.getBoundingClientRect();
  const left = Math.max(box.left, 0);
  const top = Math.max(box.top, 0);
  const right = Math.min(box.right, innerWidth);
  const bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 20 || bottom - top < 20 || !isLaidOver(node)) return false;
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit !== null && (node.contains(hit) || hit.contains(node) || hit.shadowRoot?.contains(node) === true);
}

function isLaidOver(node) {
  for (let at = node; at && at !== document.body; at = parent(at)) {
    if (["fixed", "absolute"].includes(getComputedStyle(at).position) || at.matches(":modal")) return true;
  }
  return false;
}

const isBehind = (node) => MODAL !== null && !holds(MODAL, node) && asksOnTop();

// The dialog on top asks for something else than an address to send news to: those are closed, and the page goes on.
let onTop;

function asksOnTop() {
  onTop ??= PAGE.fields.some((field) => holds(MODAL, field) && !takesNoAnswers(boxOf(field)));
  return onTop;
}

function saying(text) {
  const said = [...SAID.in(normal(text)).keys()];
  return [...said.filter((key) => key.startsWith("pages.")).map((key) => key.slice(6)), ...(said.includes("means.robot") ? ["captcha"] : [])];
}

// What single sentences say however they put it: one word of each meaning. What only may be ("if your request is declined") is not said.
const SENTENCES = [
  ["already_objected", "already", "objecting"],
  ["already_objected", "already", "request", "sent"],
  ["refusal", "refused", "request"],
  ["refusal", "refused", "objecting"],
  ["refusal", "negated", "granting", "request"],
  ["refusal", "negated", "granting", "objecting"],
  ["captcha", "robot"],
  ["captcha", "human", "declaring"],
  ["captcha", "human", "checking"],
  ["rate_limited", "toomany", "tries"],
  ["rate_limited", "waiting", "tries"],
  ["second_factor", "authenticator", "app"],
  ["second_factor", "code", "phone", "sent"],
  ["second_factor", "code", "app"],
  ["second_factor", "fields.one_time_code", "phone", "sent"],
  ["not_available", "form", "unavailable"],
  ["mailed", "link", "sent"],
  ["mailed", "link", "mail", "opening"],
  ["open_link", "link", "opening"],
  ["was_sent", "link", "sent"],
  ["was_sent", "mail", "sent"],
];

// What a page says that says anything of what was sent stands at its beginning.
const BEGINNING = TEXT.slice(0, 6000);

const asks = (sentence) => /[?？؟]\s*$/.test(sentence);

// What takes a receipt back stands before the word for it or right after it: "once your request is received", "was not received".
const TAKES_BACK = ["perhaps", "negated", "later"];
const RIGHT_AFTER = 8;

// Days are written with a dot in many languages, and a month is not what may be: "3. Mai", "3 May".
const DAY = /(?<=(?<!\p{N})\p{N}{1,2})\.(?=\s*\p{L})|(?<=\p{N}(?:st|nd|rd|th)?\s)May\b|\bMay(?=\s\p{N})/gu;

// A dot within an address ends no sentence.
const sentences = (text) => new Set(text.replace(DAY, " ").split(/(?<=[!?…;。！？؟\n]|\.(?=\s|$))(?![.!?…])/));

// "If you have already objected" says nothing of who reads it, "we have not received your request" is no receipt, and a question
// says nothing at all.
function saidFirmly(text) {
  const kinds = saying(text);
  if (!kinds.includes("already_objected") && !kinds.includes("confirmation")) return kinds;
  const said = [...sentences(text)].filter((sentence) => !asks(sentence)).map(normal);
  const firm = {
    already_objected: said.some((sentence) => SAID.in(sentence).has("pages.already_objected") && !SAID.in(sentence).has("means.perhaps")),
    confirmation: said.some((sentence) => SAID.in(sentence).has("pages.confirmation") && !isTakenBack(sentence, "pages.confirmation")),
  };
  return kinds.filter((kind) => firm[kind] !== false);
}

function meant(text) {
  const told = new Set();
  for (const sentence of sentences(text)) {
    if (sentence.length < 4 || sentence.length > 400) continue;
    const plain = normal(sentence);
    const said = SAID.in(plain);
    if (!asks(sentence) && (isReceipt(plain, said) || isHonoured(said))) told.add("confirmation");
    if (!asks(sentence) && failed(plain, said)) told.add("failed");
    if (said.size > 0 && !said.has("means.perhaps")) for (const [kind, ...names] of SENTENCES) if (names.every((name) => said.has(name.includes(".") ? name : `means.${name}`)) && !(kind === "was_sent" && said.has("means.negated"))) told.add(kind);
  }
  return [...told];
}

// "Your objection is on file": that what the reader sent has come.
const isReceipt = (sentence, said) => said.has("means.yours") && said.has("means.arrived") && !isTakenBack(sentence, "means.arrived");

// "Your request could not be submitted", "something went wrong", "currently unavailable": whoever says so thanks for something else.
const BRIEF = 400; // characters of a page that says nothing else

function failed(sentence, said) {
  if (said.has("means.perhaps")) return false;
  const unsent = said.has("means.yours") && said.has("means.sent") && SAID.in(sentence.slice(0, said.get("means.sent").end)).has("means.negated");
  return unsent || said.has("means.wrong") || (TEXT.length < BRIEF && said.has("means.unavailable"));
}

// The sentences of a page that confirms which do: those that stood there before say nothing new.
function confirming(said) {
  if (![said.heard, said.dialog, said.heading, said.text, said.meant].some((kinds) => kinds.includes("confirmation"))) return [];
  const texts = [...HEARD, BEGINNING, ...PAGE.headings.filter(visible).map((node) => words(node, 200)), ...PAGE.dialogs.filter(visible).map((node) => words(node, 3000))];
  const confirms = (sentence) => saidFirmly(sentence).includes("confirmation") || meant(sentence).includes("confirmation");
  return [...sentences(texts.join("\n"))].filter(confirms).map(normal);
}

// "We will honour your objection".
const isHonoured = (said) => said.has("means.honouring") && (said.has("means.objecting") || said.has("means.request")) && !TAKES_BACK.some((name) => said.has(`means.${name}`));

function isTakenBack(sentence, key) {
  const before = SAID.in(sentence.slice(0, SAID.in(sentence).get(key).end + RIGHT_AFTER));
  return TAKES_BACK.some((name) => before.has(`means.${name}`));
}

// An article tells of what happens to others, and under it its readers do, and so does a list that is narrowed down; what stands in quotation marks somebody else says.
const isArticle = () => [...boxes.values()].some(({ comments, holder }) => comments || (holder !== document.body && filters(holder))) || [...document.querySelectorAll("article")].some((node) => node.querySelector("time,[rel=author],[itemprop=author]") && words(node, 1000).length > 600);
const unquoted = (text) => text.replace(/[“„«»「『][^“”„«»「」『』\n]{1,200}[”“«»」』]/g, " … ");

function says() {
  const story = isArticle() ? "" : unquoted(BEGINNING);
  const dialogs = PAGE.dialogs.filter(visible).filter((node) => !isCookieBox(node)).map((node) => words(node, 3000));
  const headings = PAGE.headings.filter(visible).map((node) => words(node, 200)).concat(document.title);
  return { heard: HEARD.flatMap((text) => [...saidFirmly(text), ...meant(text)]), dialog: saidFirmly(dialogs.join(" . ")), alert: saying(alerts().join(" . ")), heading: saidFirmly(headings.join(" . ")), text: saidFirmly(story), meant: meant(MODAL ? dialogs.join("\n").slice(0, 6000) : story) };
}

let complaints;

// What the page complains of; read off once a look, for what it says as a whole and by itself.
function alerts() {
  complaints ??= readAlerts();
  return complaints;
}

function readAlerts() {
  const live = PAGE.alerts;
  const named = PAGE.fields.filter((node) => node.getAttribute("aria-invalid") === "true").flatMap((node) => ["aria-errormessage", "aria-describedby"].map((attribute) => referred(node, attribute)));
  const styled = PAGE.errors.filter((node) => !node.matches("input,select,textarea,form,body,html") && !node.querySelector(FIELDS) && words(node, 400).length < 250);
  const texts = [...HEARD, ...[...live, ...styled].filter(visible).map((node) => words(node)), ...named];
  const plain = refusedCodes().filter((sentence) => !texts.some((text) => normal(text).includes(normal(sentence))));
  return [...new Set([...texts, ...plain].filter((text) => /\p{L}/u.test(text)))];
}

// "The code is wrong" is a complaint wherever it stands.
function refusedCodes() {
  const said = [...sentences(BEGINNING)].filter((sentence) => sentence.length < 200 && !asks(sentence)).map((sentence) => [sentence.trim(), SAID.in(normal(sentence))]);
  return said.filter(([, means]) => means.has("means.code") && means.has("means.wrong") && !means.has("means.perhaps")).map(([sentence]) => sentence);
}

function asksForCaptcha() {
  const widgets = PAGE.roots.flatMap((root) => [...root.querySelectorAll(CAPTCHA_WIDGETS)]);
  return widgets.some((node) => node.checkVisibility() && attribute(node, "data-size") !== "invisible");
}

// Whether a message beside what the page asks says that what was sent has come; "Thank you, sending …" in a mere notice is none.
function tellsOfReceipt() {
  const told = (nodes, reading) => nodes.filter(visible).map((node) => new Set(reading(words(node))));
  const said = [...told(PAGE.alerts, (text) => [...saidFirmly(text), ...meant(text)]), ...told(PAGE.notices, meant)];
  return said.some((kinds) => kinds.has("confirmation") && kinds.size === 1);
}
