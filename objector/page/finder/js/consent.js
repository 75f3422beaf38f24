// Dialogs and bars about cookies, and the choices that they offer.
// The dialog about cookies that holds this control, or null. The parts of such a dialog are called like the whole.
const cookieBox = (node) => cookieHolder(parent(node)) || (node.matches(COOKIE_BUTTONS) ? node : null);
const cookieHolder = once(cookieBoxFrom);

function cookieBoxFrom(from) {
  for (let at = from && up(from, COOKIE_PARTS); at && at !== document.body && at !== document.documentElement; at = parent(at) && up(parent(at), COOKIE_PARTS)) {
    if (asksToType(at)) return null;
    if (isCookieBox(at)) return at;
  }
  return null;
}

function isCookieBox(holder) {
  if (holder.querySelector("a[href*='/policies/cookies'],[data-cookiebanner]") || holder.matches("[data-testid*=cookie]")) return true;
  const text = normal(words(holder, 1500));
  const said = SAID.in(text);
  return said.has("pages.consent") || said.has("words.cookies") || isConsentTool(holder);
}

// What the tools that ask for consent call themselves; some of them never speak of cookies.
const CONSENT_TOOLS = ["usercentrics", "onetrust", "didomi", "cookiebot", "cookiehub", "cookieyes", "cky-consent", "truste", "sp_message", "cmplz", "osano", "klaro", "iubenda", "qc-cmp", "fc-consent", "borlabs", "cmpbox", "axeptio", "tarteaucitron", "cookiefirst", "ccc-", "termly"].map((name) => `[id^=${name} i],[class^=${name} i]`).join();

const isConsentTool = (holder) => up(holder, CONSENT_TOOLS) !== null && !asksToType(holder) && offersBoth(holder);

// What speaks of cookies without being called so: laid over the page, or a small block that offers both choices, or a frame of its own.
function cookieBar(node) {
  for (let at = parent(node), level = 0; at && at !== document.body && level < 6; at = parent(at), level++) {
    if (asksToType(at) || at.matches("main,article")) return null;
    if ((["fixed", "sticky"].includes(getComputedStyle(at).position) || offersBoth(at)) && isCookieBox(at)) return at;
  }
  return isFramed() && isCookieBox(document.body) ? document.body : null;
}

const isFramed = () => window.parent !== window && PAGE.fields.every((node) => !isTyped(node)) && words(document.body, 3000).length < 3000;

const saidOn = (node) => SAID.in(normal(buttonText(node)));
const named = (said) => CONSENT.filter((kind) => said.has(`buttons.${kind}`));
const chosen = (said) => CONSENT.filter((kind) => said.has(`buttons.${kind}`) || answersCookies(said) === kind);

const CONSENT = ["consent_reject", "consent_accept"];

// However a choice is put: it refuses, it takes what is needed, or it agrees; what leads on to settings is neither.
function answersCookies(said) {
  if (said.has("means.choosing") || said.has("means.negated")) return "";
  if (said.has("means.refusing") || said.has("means.necessary")) return "consent_reject";
  return said.has("means.accepting") ? "consent_accept" : "";
}

function offersBoth(holder) {
  const inside = [...PAGE.buttons, ...linksOfCookies()].filter((node) => holds(holder, node)).map(saidOn).map(chosen);
  return inside.length > 1 && inside.length < 8 && CONSENT.every((kind) => inside.some((said) => said.includes(kind))) && words(holder, 1000).length < 1000;
}

let links;

// Links, and whatever else is drawn to be pressed, that bear the words of such a choice.
function linksOfCookies() {
  links ??= PAGE.pressed.filter((node) => node.textContent.length < 200 && named(saidOn(node)).length > 0 && buttonText(node).length < 60 && visible(node)).filter(isInnermost);
  return links;
}

// Neither around what is pressed nor within a button.
const isInnermost = (node) => up(node, BUTTONS) === null && ![...PAGE.buttons, ...PAGE.pressed].some((other) => other !== node && node.contains(other));

// "Decline and subscribe for 2.99": what is paid for declines nothing.
const costs = ({ text }) => /[€$£¥₺₽₴]|\p{N}[.,]\p{N}{2}(?!\p{N})/u.test(text);

function consentButton(item, proof, said) {
  const { node } = item;
  const answer = answersCookies(said);
  if (answer) proof[answer].for_(WEIGHTS.label.most, "answers what is asked of cookies");
  const offered = proof.consent_reject.score > 0 || proof.consent_accept.score > 0;
  const box = cookieBox(node) || (offered && cookieBar(node)) || (/cookie_choice|\/consent\//.test(location.pathname) ? document.body : null);
  for (const kind of CONSENT) {
    if (!box) proof[kind].but(0.2, "no cookie dialog");
    else if (proof[kind].score > 0) proof[kind].for_(WEIGHTS.shape, "in the cookie dialog");
  }
  if (said.has("means.choosing") && shareOf(said, "buttons.consent_accept") <= 0.8) proof.consent_accept.but(DOUBTS.other, "accepts what is chosen");
  if (costs(item)) proof.consent_reject.but(DOUBTS.other, "costs something");
  if (box && refusesByClosing(node, box)) proof.consent_reject.for_(WEIGHTS.label.most, "closes without accepting");
  if (proof.consent_reject.score > 0.3 && proof.consent_accept.score > 0) proof[proof.consent_reject.score >= proof.consent_accept.score ? "consent_accept" : "consent_reject"].but(0.3, "the other choice");
}

// "×" refuses where the dialog says so: "closing this banner means continuing without accepting".
function refusesByClosing(node, box) {
  const text = buttonText(node);
  if (!/^[×✕✖✗xX]?$/.test(text.trim()) && shareOf(SAID.in(normal(text)), "words.cancel") <= 0.8) return false;
  return [...sentences(words(box, 1500))].some((sentence) => sentence.length > 40 && SAID.in(normal(sentence)).has("buttons.consent_reject"));
}

const consentBoxes = () => PAGE.banners.some(visible) || PAGE.dialogs.some((node) => visible(node) && isCookieBox(node)) || (isFramed() && isChoice(document.body)) || isChoice(inTheMiddle()) || liesOnCover();

// Offers what to accept or to refuse, or has it ticked.
const isChoice = (box) => box !== null && isCookieBox(box) && !asksToType(box) && (choices(box).length > 0 || box.querySelector("input[type=checkbox],[role=switch]") !== null);
const choices = (box) => [...PAGE.buttons, ...linksOfCookies()].filter((node) => holds(box, node) && visible(node) && chosen(saidOn(node)).length > 0);

// What is laid over the middle of the window.
function inTheMiddle() {
  let at = topmost(document);
  while (at && getComputedStyle(at).position !== "fixed") at = parent(at);
  return at;
}

function topmost(root, x = innerWidth / 2, y = innerHeight / 2) {
  const node = root.elementFromPoint(x, y);
  return node?.shadowRoot && node !== root.host ? topmost(node.shadowRoot, x, y) || node : node;
}

// What covers the window may be drawn apart from the dialog, which then lies on top of it and need not reach the middle.
function liesOnCover() {
  const cover = inTheMiddle();
  return cover !== null && words(cover) === "" && choices(document.body).some((node) => isOnTop(node) && isChoice(cookieBar(node)));
}

function isOnTop(node) {
  const box = node.getBoundingClientRect();
  return node.contains(topmost(document, box.left + box.width / 2, box.top + box.height / 2));
}

// Of a few choices that say the same in one dialog the first is taken; where each of many things has one, none is.
function preferOneChoice(items) {
  for (const kind of CONSENT) {
    const dialogs = new Map();
    for (const item of items) if (best(item)[0] === kind && best(item)[1].score > 0.5) put(dialogs, wholeDialog(item.node), item);
    for (const [, ...others] of [...dialogs.values()].filter((same) => same.length < 4)) {
      for (const item of others) doubt(item.kinds[kind], DOUBTS.again, "another choice says the same");
    }
  }
}

function wholeDialog(node) {
  const box = cookieBox(node);
  if (box && box !== node) return wholeDialog(box) || box;
  return cookieBar(node);
}
