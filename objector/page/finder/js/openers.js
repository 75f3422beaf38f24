// Buttons, and what is drawn like one, that open a list of countries without saying that it is a list: menus, dialogs, plain lists.

function openers() {
  return PAGE.openers.filter((node) => (visible(node) || isSeeThroughOpener(node)) && !node.matches(FIELDS) && up(node, EDGES) === null).map(opener).filter(Boolean);
}

function opener(node) {
  const box = boxOf(node);
  const holds = [...node.querySelectorAll(FIELDS)].some((field) => visible(field));
  if (!box.fields.length || box.search || box.newsletter || box.aside || box.signIn || holds || drawsSelect(node) || up(node, "label")?.querySelector("select")) return null;
  if (!opensSomething(node) && countryShare(optionLabels(node)) < 0.7) return null;
  const item = { ...control(node), role: "combobox", target: node };
  const shown = prompted(node);
  if (shown) item.labels.push({ from: "value", text: shown });
  scoreField(item);
  item.kinds = item.kinds.country?.score > 0.5 ? { country: item.kinds.country } : {};
  return item.kinds.country ? item : null;
}

// Lies see-through over what is drawn, and says that it opens something.
const isSeeThroughOpener = (node) => node.localName === "button" && node.hasAttribute("aria-haspopup") && visible(parent(node)) && isSeeThrough(node);

// Says that it opens something, rather than being only reached by the keyboard; or is what a label stands before that asks for no other.
const opensSomething = (node) => node.localName === "summary" || node.hasAttribute("aria-haspopup") || node.hasAttribute("aria-expanded") || isAskedFor(node) || isCalledList(node) || isLabelled(node);

// "select", "dropdown": what its makers call a list, reached by the keyboard as one.
const isCalledList = (node) => node.getAttribute("tabindex") === "0" && !node.hasAttribute("role") && /(^|[\s_-])(select|dropdown|combo-?box|picker)/i.test(attribute(node, "class"));

// Drawn like a box, with the label for it before it.
function isLabelled(node) {
  if (node.hasAttribute("role") || node.localName === "button") return false;
  for (let at = node, level = 0; level < 3 && at && at.localName !== "form"; at = parent(at), level++) {
    const before = at.previousElementSibling;
    if (before) return before.localName === "label" && before.control === null && up(node, "li,table,nav") === null;
  }
  return false;
}

// What is drawn in it: "Select your country" asks, "Germany" answers.
function prompted(node) {
  const text = shownIn(node);
  return text.length < 60 && !knownCountries().has(normal(text)) ? text : "";
}

// Without what the list within it offers: that may be open still. A component draws the choice in a tree of its own.
function shownIn(node) {
  const parts = [...(node.shadowRoot?.children || [])].filter((part) => !part.matches("style,script,slot"));
  const text = [node, ...parts].map((part) => part.innerText || "").join(" ");
  const shown = [...node.querySelectorAll("[role=listbox]")].reduce((rest, list) => rest.replace(list.innerText, ""), text);
  return shown.replace(/\s+/g, " ").trim();
}

const LISTS = "[role=menu],[role=listbox],ul,ol,[class*=menu i],[class*=options i],[class*=list i]";
const LISTED = "[role^=menuitem],[role=option],li,a,button,[data-value]";

// What stands, mostly hidden, in the list within it or right beside it.
function listedBeside(node) {
  const near = [node, node.nextElementSibling, parent(node)].filter(Boolean);
  for (const at of near) {
    const lists = [at, ...at.querySelectorAll(LISTS)].filter((list) => list.matches(LISTS) && list !== node && !list.contains(node));
    for (const list of lists) {
      const labels = [...list.querySelectorAll(LISTED)].filter((one) => !one.querySelector(LISTED)).map((one) => one.textContent.trim());
      if (labels.length >= 4) return labels;
    }
  }
  return [];
}
