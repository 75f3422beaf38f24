const NOTABLE = new Set(["summary", "input", "select", "textarea", "button", "h1", "h2", "h3", "iframe", "dialog"]);

// The page as it is seen: one walk through the document and its open shadow roots, what is visible, and how to name an element.
const FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset]),select,textarea,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=combobox],[aria-haspopup=listbox],[role=listbox][tabindex],[role=checkbox],[role=switch]";
const TOOLBARS = "[role=toolbar],trix-toolbar"; // what they hold acts on what is written beside them
const BUTTONS = "button,input[type=submit],input[type=image],input[type=button],[role=button]";
const RADIOS = "input[type=radio],[role=radio]";
const TOGGLES = "button[aria-pressed],[role=button][aria-pressed]";
const DIALOGS = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],[data-testid=cookie-policy-manage-dialog]";
const COOKIE_PARTS = `${DIALOGS},${["cookie", "consent", "onetrust", "didomi", "cmp", "truste", "gdpr", "sp_message", "usercentrics"].map((name) => `[class*=${name} i],[id*=${name} i]`)},[aria-label*=cookie i]`;
const COOKIE_BUTTONS = "[data-cookiebanner],[data-testid^=cookie-policy-manage-dialog-]";
const ALERTS = "[role=alert],[aria-live=assertive]";
const NOTICES = "[role=status],[aria-live=polite]";
const HEADINGS = "h1,h2,h3,[role=heading]";

// One walk through everything: what there is of each sort, and how often each id occurs in its tree.
const PAGE = { roots: [document], fields: [], buttons: [], radios: [], dialogs: [], alerts: [], notices: [], errors: [], headings: [], frames: [], banners: [], pressed: [], openers: [], toggles: [], ids: new Map() };
for (const root of PAGE.roots) survey(root);

function survey(root) {
  const ids = new Map();
  PAGE.ids.set(root, ids);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const id = node.getAttribute("id"); // a form's own properties can be hidden by fields of that name
    if (id) ids.set(id, (ids.get(id) || 0) + 1);
    if (node.shadowRoot) PAGE.roots.push(node.shadowRoot);
    if (NOTABLE.has(node.localName) || node.hasAttribute("role")) sort(node);
    else if (node.localName === "a" || node.hasAttributes()) {
      if (isPressed(node)) PAGE.pressed.push(node);
      sortByAttributes(node);
    }
  }
}

function sort(node) {
  if (node.matches(RADIOS)) PAGE.radios.push(node);
  else if (node.matches(FIELDS) && !node.closest(TOOLBARS)) PAGE.fields.push(node);
  if (node.matches(TOGGLES)) PAGE.toggles.push(node);
  if (node.matches(BUTTONS)) PAGE.buttons.push(node);
  else if (isPressed(node)) PAGE.pressed.push(node);
  if (node.matches(HEADINGS)) PAGE.headings.push(node);
  if (node.localName === "iframe") PAGE.frames.push(node);
  sortByAttributes(node);
}

// Not a button, but made to be pressed: a link that leads nowhere else, or what is called a button.
function isPressed(node) {
  if (node.localName === "a") return /^$|^#|^javascript:/i.test(node.getAttribute("href") || "");
  return node.hasAttribute("onclick") || /btn|button/i.test(node.getAttribute("class"));
}

// What may open a list that is none by its make; lists and boxes are known as such.
function isOpener(node) {
  if (["input", "select", "textarea"].includes(node.localName)) return false;
  if (isAskedFor(node) || (node.getAttribute("data-toggle") ?? node.getAttribute("data-bs-toggle")) === "dropdown") return true;
  if (node.localName === "a") return false;
  return node.localName === "summary" || node.hasAttribute("aria-expanded") || node.hasAttribute("aria-haspopup") || node.getAttribute("tabindex") === "0";
}

// A button with a label of its own shows what was chosen; one that is called otherwise than what it shows, too.
function isAskedFor(node) {
  const before = node.previousElementSibling;
  if (node.localName === "button") return node.type === "button" && (node.labels.length > 0 || (before?.localName === "label" && before.control === null));
  return node.getAttribute("role") === "button" && node.hasAttribute("aria-label") && /\p{L}{2}/u.test(node.textContent) && node.textContent.trim() !== node.getAttribute("aria-label").trim();
}

function sortByAttributes(node) {
  if (isOpener(node)) PAGE.openers.push(node);
  if ((node.hasAttribute("contenteditable") || node.getAttribute("aria-haspopup") === "listbox") && node.matches(FIELDS) && !PAGE.fields.includes(node)) PAGE.fields.push(node);
  if (node.matches(DIALOGS)) PAGE.dialogs.push(node);
  if (node.matches(NOTICES)) PAGE.notices.push(node);
  if (node.matches(ALERTS)) PAGE.alerts.push(node);
  else if (/error|invalid/i.test(node.getAttribute("class"))) PAGE.errors.push(node);
  if (node.matches(COOKIE_BUTTONS)) PAGE.banners.push(node);
}

function parent(node) {
  return node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
}

// Whether one is within the other, also where that is built of components with trees of their own.
function holds(holder, node) {
  if (PAGE.roots.length === 1) return holder.contains(node);
  for (let at = node; at; at = at.getRootNode().host) if (holder.contains(at)) return true;
  return false;
}

// All that any of these are within, themselves included.
function holdersOf(nodes) {
  const found = new Set();
  for (const node of nodes) for (let at = node; at && !found.has(at); at = at.parentElement ?? at.getRootNode().host) found.add(at);
  return found;
}

function up(node, selector) {
  for (let at = node; at; at = at.getRootNode().host) {
    const found = at.closest(selector);
    if (found) return found;
  }
  return null;
}

// What is asked of an element again and again is found out once a look.
function once(ask) {
  const known = new Map();
  return (node) => {
    if (!known.has(node)) known.set(node, ask(node));
    return known.get(node);
  };
}

const WIDTH = Math.max(document.documentElement?.scrollWidth ?? 0, innerWidth);

const visible = once(isVisible);

function isVisible(node) {
  if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
  if (isMuted(node) || isFoldedAway(node)) return false;
  const box = node.getBoundingClientRect();
  if (box.height < 3 || (box.width < 3 && !(isTypeahead(node) && visible(parent(node))))) return false;
  const left = box.left + scrollX;
  const top = box.top + scrollY;
  if (left + box.width <= 0 || top + box.height <= 0 || left >= WIDTH + 50) return false;
  const style = getComputedStyle(node);
  return !(style.clipPath === "inset(50%)" || style.clipPath === "inset(100%)" || /^rect\(0(px)?,? 0(px)?,? 0(px)?,? 0(px)?\)$/.test(style.clip));
}

// The part of the page around this that is drawn with no height or no width, and shows nothing of what does not fit.
const foldAround = once((node) => {
  if (!node || node === document.body) return null;
  const folded = (node.clientHeight < 3 || node.clientWidth < 3) && getComputedStyle(node).overflow !== "visible";
  return folded ? node : foldAround(parent(node));
});

function isFoldedAway(node) {
  const fold = foldAround(parent(node));
  if (!fold) return false;
  const free = getComputedStyle(fold).position === "static" ? ["fixed", "absolute"] : ["fixed"];
  for (let at = node; at !== fold; at = parent(at)) if (free.includes(getComputedStyle(at).position)) return false;
  return true;
}

// Hidden from readers: itself or its own small part of the page. A large part that is muted only lies behind a dialog.
function isMuted(node) {
  const muted = up(node, "[aria-hidden=true],[inert]");
  return muted !== null && muted.querySelectorAll("input:not([type=hidden]),select,textarea").length < 3;
}

// As large as a box to type in, and unseen only because what draws it shows through.
function isSeeThrough(node) {
  const box = node.getBoundingClientRect();
  return box.width > 20 && box.height > 8 && node.checkVisibility({ visibilityProperty: true }) && !isMuted(node);
}

const isTypeahead = (node) => node.getAttribute("role") === "combobox" || node.getAttribute("aria-autocomplete") === "list" || node.matches("input[aria-haspopup=listbox]");

// A CSS path that matches exactly this element in its tree; Playwright's engine reads the blanks as going into shadow roots.
function path(node) {
  const root = node.getRootNode();
  const inner = pathWithin(node, root);
  return root instanceof ShadowRoot ? `${path(root.host)} ${inner}` : inner;
}

function pathWithin(node, root) {
  const steps = [];
  for (let at = node; at; at = at.parentElement) {
    const id = at.getAttribute("id");
    if (id && PAGE.ids.get(root).get(id) === 1) {
      steps.unshift(`[id="${quoted(id)}"]`);
      break;
    }
    steps.unshift(at === document.body ? "body" : `${at.localName.replaceAll(":", "\\:")}:nth-of-type(${place(at)})`);
    if (at === document.body) break;
  }
  return steps.join(" > ");
}

const quoted = (text) => text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\a ");

function place(node) {
  let count = 1;
  for (let at = node.previousElementSibling; at; at = at.previousElementSibling) if (at.localName === node.localName) count++;
  return count;
}

const SILENT = new Set(["SCRIPT", "STYLE", "SELECT", "TEXTAREA", "NOSCRIPT", "TEMPLATE", "OPTION", "DATALIST", "SVG", "svg"]);

// The words inside an element, without what its controls hold, at most `limit` characters.
function words(node, limit = 300) {
  let text = "";
  const visit = (at) => {
    for (const child of (at.localName === "slot" && slotted(at)) || at.childNodes) {
      if (text.length > limit) return;
      if (child.nodeType === 3) text += child.data;
      else if (child.nodeType === 1 && !SILENT.has(child.nodeName) && !child.hidden) {
        text += " ";
        visit(child);
        text += " ";
      }
    }
  };
  visit(node);
  return text.replace(/\s+/g, " ").trim().slice(0, limit);
}

// What a page puts into a slot of a web component; null where that shows its own.
function slotted(slot) {
  const nodes = slot.assignedNodes();
  return nodes.length ? nodes : null;
}

function byId(node, id) {
  return node.getRootNode().getElementById ? node.getRootNode().getElementById(id) : document.getElementById(id);
}

function referred(node, attribute) {
  const ids = (node.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
  return ids.map((id) => byId(node, id)).filter(Boolean).map((other) => words(other) || other.getAttribute("aria-label") || "").join(" ").trim();
}
