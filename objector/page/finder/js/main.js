const MODAL = topDialog();
const CODES = [];

function fields() {
  const items = [];
  const split = codeBoxes();
  for (const node of PAGE.fields) {
    if ((split.has(node) && split.get(node)[0] !== node) || drawsSelect(node)) continue;
    const target = targetOf(node);
    if (!target) continue;
    const item = control(node);
    item.target = target;
    if (split.has(node)) item.boxes = split.get(node);
    scoreField(item);
    if (item.boxes) item.kinds = { one_time_code: { score: 0.9, why: [`${item.boxes.length} boxes of one character`] } };
    if ((item.kinds.one_time_code?.score || 0) > 0.4) CODES.push(item);
    items.push(item);
  }
  return items;
}

// What is operated: the control itself, or what stands for it when it is hidden behind a styled label or a drawn list.
function targetOf(node) {
  if (visible(node)) return node;
  if (node.localName === "select") return isDrawn(node) ? node : null;
  if (!["checkbox", "file"].includes(node.type)) return null;
  const label = node.labels?.[0] || up(node, "label");
  return label && visible(label) ? (node.type === "file" ? node : label) : null;
}

// A native list whose place on the page is taken by something drawn for it.
function isDrawn(node) {
  if (node.options.length < 3 || (parent(node) && isMuted(parent(node)))) return false;
  const row = parent(node);
  return [row, parent(row)].some((at) => at && visible(at) && [...at.children].some((child) => !child.contains(node) && child.localName !== "label" && visible(child) && !child.querySelector("input:not([type=hidden]),select,textarea")));
}

// A widget that a script drew for a native list beside it: the list is what counts.
function drawsSelect(node) {
  if (["input", "select", "textarea"].includes(node.localName)) return false;
  const row = parent(node);
  return [row, parent(row), parent(parent(row) || row)].some((at) => at && [...at.querySelectorAll("select")].some((select) => !visible(select) && isDrawn(select)));
}

// Rows of boxes that take one character each, or are numbered one by one, are one code.
function codeBoxes() {
  const rows = new Map();
  for (const node of PAGE.fields) if (node.localName === "input" && isTyped(node) && visible(node)) put(rows, rowKey(node), node);
  const found = new Map();
  for (const nodes of rows.values()) if (nodes.length >= 4 && nodes.length <= 10 && nodes.filter(takesDigit).length >= nodes.length - 1) for (const node of nodes) found.set(node, nodes);
  return found;
}

const takesDigit = (node) => node.maxLength === 1 || (node.maxLength < 0 && NAMED.in(nameWords(attribute(node, "id") || attribute(node, "name"))).has("fields.one_time_code") && /\d$/.test(attribute(node, "id") || attribute(node, "name")));

function rowKey(node) {
  const holder = holderOf(node);
  if (!PAGE.roots.includes(holder) && !rowHolders.includes(holder)) rowHolders.push(holder);
  return `${rowHolders.indexOf(holder)} ${(attribute(node, "id") || attribute(node, "name")).replace(/\d+/g, "#")}`;
}

const rowHolders = [];

function buttons() {
  return PAGE.buttons.filter(visible).map((node) => {
    const item = { node, target: node, role: "button", box: boxOf(node), kinds: {} };
    scoreButton(item);
    return item;
  }).filter((item) => Object.keys(item.kinds).length);
}

function told(item) {
  const { node, role } = item;
  const label = item.label ?? item.text ?? item.labels.find(({ from }) => from !== "placeholder")?.text ?? item.labels[0]?.text ?? "";
  return {
    role,
    selector: path(item.target || node),
    label: label.slice(0, 200),
    value: node.type === "password" ? "" : valueOf(item),
    required: node.required === true || node.getAttribute("aria-required") === "true" || /\*\s*:?\s*$/.test(label),
    enabled: !(node.matches(":disabled") || node.getAttribute("aria-disabled") === "true"),
    invalid: node.getAttribute("aria-invalid") === "true",
    options: optionsOf(item),
    kinds: item.kinds,
    box: [...boxes.values()].indexOf(item.box),
  };
}

function valueOf({ node, role, options }) {
  if (role === "radio") return options.find(({ checked }) => checked)?.value || "";
  if (role === "checkbox") return node.checked || node.getAttribute("aria-checked") === "true" ? "on" : "";
  if (role === "button") return "";
  return "value" in node ? String(node.value).slice(0, 20000) : words(node, 20000);
}

function optionsOf({ node, role, kinds, options, boxes: digits }) {
  if (role === "radio") return options.map(({ label, value, target, checked }) => ({ label, value, checked, selector: path(target) }));
  if (role === "select") return [...node.options].slice(0, Object.keys(kinds).length ? 1000 : 20).map((option) => ({ label: option.label || option.text, value: option.value, checked: option.selected, selector: "" }));
  return (digits || []).map((digit, i) => ({ label: String(i + 1), value: digit.value, checked: false, selector: path(digit) }));
}

const items = [...fields(), ...radioGroups(), ...buttons()];
compare(items);
return JSON.stringify({
  language: DECLARED || SPOKEN,
  spoken: SPOKEN,
  url: location.href,
  text: TEXT,
  alerts: alerts(),
  buttons: [...new Set(PAGE.buttons.filter(visible).map(buttonText).filter(Boolean))],
  says: says(),
  modal: MODAL !== null,
  consent: consentBoxes(),
  captcha: PAGE.frames.some((node) => node.matches(CAPTCHA_FRAMES) && visible(node) && node.getBoundingClientRect().height > 60),
  frames: PAGE.frames.some(visible),
  boxes: [...boxes.values()].map((box) => ({ signIn: box.signIn, search: box.search === true, newsletter: box.newsletter === true, aside: box.aside === true, dialog: box.dialog !== null, fields: box.fields.length })),
  items: items.map(told),
});
