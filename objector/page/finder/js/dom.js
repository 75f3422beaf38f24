// The page as it is seen: one walk through the document and its open shadow roots, what is visible, and how to name an element.
const CONTROLS = "input,select,textarea,button,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=combobox],[role=listbox],[role=radio],[role=checkbox],[role=button],a[role=button],summary";
const DIALOGS = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]";

function roots() {
  const found = [document];
  for (let i = 0; i < found.length; i++) {
    const walker = document.createTreeWalker(found[i], NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.shadowRoot) found.push(node.shadowRoot);
  }
  return found;
}

const ROOTS = roots();

function all(selector) {
  if (ROOTS.length === 1) return [...document.querySelectorAll(selector)];
  return ROOTS.flatMap((root) => [...root.querySelectorAll(selector)]);
}

function parent(node) {
  return node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
}

function up(node, selector) {
  for (let at = node; at; at = at.getRootNode().host) {
    const found = at.closest(selector);
    if (found) return found;
  }
  return null;
}

const seen = new Map();
const WIDTH = Math.max(document.documentElement.scrollWidth, innerWidth);

function visible(node) {
  let known = seen.get(node);
  if (known === undefined) {
    known = isVisible(node);
    seen.set(node, known);
  }
  return known;
}

function isVisible(node) {
  if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
  if (up(node, "[aria-hidden=true],[inert]")) return false;
  const box = node.getBoundingClientRect();
  if (box.width < 3 || box.height < 3) return false;
  const left = box.left + scrollX;
  const top = box.top + scrollY;
  if (left + box.width <= 0 || top + box.height <= 0 || left >= WIDTH + 50) return false;
  const style = getComputedStyle(node);
  return !(style.clipPath === "inset(50%)" || style.clipPath === "inset(100%)" || /^rect\(0(px)?,? 0(px)?,? 0(px)?,? 0(px)?\)$/.test(style.clip));
}

// A CSS path that matches exactly this element in its tree; Playwright's engine reads the blanks as going into shadow roots.
function path(node) {
  const root = node.getRootNode();
  const inner = pathWithin(node, root);
  return root instanceof ShadowRoot ? `${path(root.host)} ${inner}` : inner;
}

function pathWithin(node, root) {
  const steps = [];
  for (let at = node; at; at = at.parentElement) {
    if (at.id && root.querySelectorAll(`[id="${CSS.escape(at.id)}"]`).length === 1) {
      steps.unshift(`[id="${quoted(at.id)}"]`);
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
    for (const child of at.childNodes) {
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

function byId(node, id) {
  return node.getRootNode().getElementById ? node.getRootNode().getElementById(id) : document.getElementById(id);
}

function referred(node, attribute) {
  const ids = (node.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
  return ids.map((id) => byId(node, id)).filter(Boolean).map((other) => words(other) || other.getAttribute("aria-label") || "").join(" ").trim();
}
