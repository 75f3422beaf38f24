// What tells the box for an address where no word does: an example of one, what may be typed, a drawn envelope.

function fromAddress({ node, labels }, proof) {
  if (!proof.email || isLong(node)) return;
  if (/\S@\S+\.\S/.test(attribute(node, "placeholder"))) proof.email.for_(WEIGHTS.pattern, "placeholder is an address");
  if (demandsAt(node.pattern || "")) proof.email.for_(WEIGHTS.pattern, "pattern of an address");
  const silent = labels.every(({ text }) => /\S@\S/.test(text));
  if (silent && proof.email.score > 0) proof.email.for_(WEIGHTS.only, "nothing else in the label");
  if (!labels.length && besideEnvelope(node)) proof.email.for_(WEIGHTS.name.most, "beside an envelope");
  if (/^@[\p{L}._]*$/u.test(attribute(node, "placeholder"))) proof.username.for_(WEIGHTS.pattern, "placeholder is a name with @");
  if (takesUpToAt(node)) proof.email.but(DOUBTS.other, "a part of an address");
}

// A character that is only allowed stands in brackets.
const demandsAt = (pattern) => pattern.replace(/\\.|\[(\\.|[^\]\\])*\]/g, (part) => (/^\[?\\?@\]?$/.test(part) ? "@" : "")).includes("@");

const ENVELOPE = /envelope|e-?mail|(^|[^a-z])(mail|at-sign)([^a-z]|$)/i;
const ICONS = "i,svg,img,span,use,[role=img]";

// An icon right before it, or in the same row where that holds no other box.
function besideEnvelope(node) {
  const before = node.previousElementSibling;
  if (before && iconsIn(before).some(isEnvelope)) return true;
  for (let at = node, level = 0; level < 2 && parent(at); at = parent(at), level++) {
    const beside = [...parent(at).children].filter((other) => other !== at);
    if (beside.some(hasControl)) return false;
    if (beside.flatMap(iconsIn).some(isEnvelope)) return true;
  }
  return false;
}

const iconsIn = (node) => [node, ...node.querySelectorAll(ICONS)].filter((icon) => icon.matches(ICONS));
const isEnvelope = (icon) => ["class", "alt", "aria-label", "href", "data-icon"].some((name) => ENVELOPE.test(attribute(icon, name))) || /^(e?mail|mail_outline)$/.test(icon.textContent.trim());

// "name [@example.org]", "[name] @ [example.org]".
function takesUpToAt(node) {
  const next = node.nextSibling?.nodeType === 3 && node.nextSibling.data.trim() ? node.nextSibling.data : node.nextElementSibling?.textContent || "";
  return /^\s*@/.test(next);
}
