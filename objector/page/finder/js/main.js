const MODAL = topDialog();
const CODES = [];

function fields() {
  const items = [];
  const split = codeBoxes();
  for (const node of PAGE.fields) {
    if ((split.has(node) && split.get(node)[0] !== node) || drawsSelect(node) || isShell(node)) continue;
    const target = targetOf(node);
    if (!target) continue;
    const item = control(node);
    item.target = target;
    if (split.has(node)) item.boxes = split.get(node);
    scoreField(item);
    if (item.role === "select" && !item.kinds.country && node.options.length < 12) scoreChoices(item, item.labels[0]?.text || item.group, optionLabels(node));
    if (item.role === "checkbox") scoreStatement(item);
    if (item.boxes) item.kinds = { one_time_code: { score: 0.9, why: [`${item.boxes.length} boxes of one character`] } };
    if (item.role === "combobox" && !isTypedInto(node)) {
      item.kinds = item.kinds.country ? { country: item.kinds.country } : {};
      if (!item.kinds.country) scoreChoices(item, item.labels[0]?.text || item.group, optionLabels(node));
    }
    if ((item.kinds.one_time_code?.score || 0) > 0.4) CODES.push(item);
    items.push(item);
  }
  return items;
}

// What is operated: the control itself, or what stands for it when it is hidden behind a styled label or a drawn list.
function targetOf(node) {
  if (visible(node)) return node;
  if (node.localName === "select") return drawnFor(node) ? node : null;
  if (isSeeThroughCode(node) || isSeeThroughList(node) || isSeeThroughBox(node)) return node;
  if (isTypeahead(node)) return drawnAround(node);
  if (!["checkbox", "file"].includes(node.type)) return null;
  const label = node.labels?.[0] || up(node, "label");
  if (label && visible(label)) return node.type === "file" ? node : label;
  return node.type === "file" && isOffered(node) ? node : null;
}

// A hidden file is chosen by what is drawn around it to be pressed, or by a button that stands alone beside it.
function isOffered(node) {
  if (isMuted(node)) return false;
  const around = up(parent(node), "[role=button],button");
  if (around) return visible(around);
  for (let at = parent(node), level = 0; level < 2 && at && at !== document.body; at = parent(at), level++) {
    const beside = [...at.querySelectorAll(`${FIELDS},${BUTTONS}`)].filter((other) => other !== node && visible(other));
    if (beside.length) return beside.length === 1 && beside[0].matches(BUTTONS) && !isSending(beside[0]);
  }
  return false;
}

const isTypedInto = (node) => node.matches("input:not([readonly],[inputmode=none]),textarea:not([readonly]),[contenteditable]");

// What only holds the box that is typed into (ARIA 1.1), or the native list that it is drawn for, or a button of the page's edge that opens a menu.
function isShell(node) {
  if (["input", "select", "textarea"].includes(node.localName)) return false;
  if (node.getAttribute("role") === "listbox") return isPopup(node);
  if (opensList(node) && [...node.querySelectorAll("input:not([type=hidden]),textarea")].some(visible)) return true;
  if (opensList(node) && (opensForAnother(node) || [...node.querySelectorAll("select")].some(drawnFor))) return true;
  return node.getAttribute("aria-haspopup") === "listbox" && up(node, EDGES) !== null;
}

// A button beside the box that is typed into, or within what is drawn around one, opens the list of that.
function opensForAnother(node) {
  const boxes = PAGE.fields.filter((box) => box !== node && box.localName === "input" && isTypeahead(box));
  return boxes.some((box) => (visible(box) ? parent(box) === parent(node) : drawnAround(box)?.contains(node)));
}

// A list that another control opens, or from which several are chosen, is none that is operated by itself.
function isPopup(list) {
  const opens = (node) => ["aria-controls", "aria-owns"].some((name) => list.id && attribute(node, name).split(" ").includes(list.id));
  return list.getAttribute("aria-multiselectable") === "true" || list.tabIndex < 0 || up(parent(list), "[role=combobox]") !== null || PAGE.fields.some((node) => node !== list && opens(node)) || PAGE.buttons.some(opens);
}

// A box to choose from that can't be seen, over what draws the choice.
const isSeeThroughList = (node) => node.localName === "input" && isTypeahead(node) && visible(parent(node)) && isSeeThrough(node);

// The only box of a web component that is seen itself: its label lies where the text will be, until the box is clicked.
const isSeeThroughBox = (node) => node.matches("input,textarea") && isOnlyBox(node) && visible(node.getRootNode().host) && isSeeThrough(node);

const isOnlyBox = (node) => node.getRootNode() instanceof ShadowRoot && node.getRootNode().querySelectorAll(FIELDS).length === 1;

// What is drawn around a box to choose from that is too small to be seen; null where that holds other boxes, too.
function drawnAround(node) {
  if (node.localName !== "input" || isMuted(node) || !node.checkVisibility({ visibilityProperty: true })) return null;
  for (let at = parent(node), level = 0; at && level < 4; at = parent(at), level++) {
    if ([...at.querySelectorAll("input:not([type=hidden]),select,textarea")].some((other) => other !== node && !isOutOfReach(other))) return null;
    if (visible(at) && at.getBoundingClientRect().width > 40) return at;
  }
  return null;
}

// A native list that is kept for the form to send only.
const isOutOfReach = (node) => node.localName === "select" && node.tabIndex < 0 && !visible(node);

// What is drawn on the page in place of a native list that is hidden; null where nothing is.
const drawnFor = once(drawing);

function drawing(select) {
  if (visible(select)) return null;
  const row = parent(select);
  if (select.options.length < 3 || !row || isMuted(row) || !row.checkVisibility()) return null;
  for (const at of [row, parent(row)]) {
    if (!at || !visible(at)) continue;
    const found = [...at.children].find((child) => !child.contains(select) && standsFor(child));
    if (found) return found;
  }
  return null;
}

// Not a label, and without controls of its own but for a box that filters what is listed.
function standsFor(child) {
  if (!visible(child) || ["label", "legend", "small", "p", "br", "hr"].includes(child.localName) || child.matches(ALERTS)) return false;
  const inner = [child, ...child.querySelectorAll("*")].filter((node) => node.matches("input:not([type=hidden]),select,textarea"));
  return inner.length <= 1 && inner.every((node) => node.localName === "input" && isTyped(node) && !attribute(node, "name") && !node.labels?.length);
}

// A widget that a script drew for a native list beside it, or a part of that: the list is what counts.
const drawsSelect = (node) => PAGE.fields.some((select) => select.localName === "select" && drawnFor(select)?.contains(node));

function buttons() {
  return [...PAGE.buttons.filter(visible), ...linksOfCookies(), ...linksThatEnd()].map((node) => {
    const item = { node, target: node, role: "button", box: boxOf(node), kinds: {} };
    scoreButton(item);
    return item;
  }).filter((item) => Object.keys(item.kinds).length);
}

function told(item) {
  const { node, role } = item;
  const label = item.label ?? item.text ?? item.labels.find(({ from }) => from !== "placeholder")?.text ?? item.labels[0]?.text ?? "";
  return {
    role: isOpenedOnly(item) ? "combobox" : role,
    selector: path(item.target || node),
    label: label.slice(0, 200),
    value: node.type === "password" ? "" : valueOf(item),
    required: !takesNoAnswers(item.box) && (node.required === true || node.getAttribute("aria-required") === "true" || /\*\s*:?\s*$/.test(label)),
    enabled: !(node.matches(":disabled") || node.getAttribute("aria-disabled") === "true"),
    invalid: node.getAttribute("aria-invalid") === "true",
    options: optionsOf(item),
    kinds: item.kinds,
    beside: isBeside(item) || isNewPassword(item),
    could_take: couldTake(item),
    box: [...boxes.values()].indexOf(item.box),
  };
}

// A box for a country that takes no typing opens what it is chosen from when it is clicked.
const isOpenedOnly = ({ node, kinds }) => node.localName === "input" && node.readOnly && kinds.country !== undefined;

// What a control of the form proper could be for by its make: many lines for reasons, a long list for a country.
function couldTake({ node, role, box, others, news }) {
  if (news || takesNoAnswers(box) || box.feedback || box.aside || !others || Math.max(0, ...Object.values(others)) > 0.4) return "";
  if (role === "text" && isLong(node)) return "reason";
  const listed = optionLabels(node).length;
  if (role === "select") return listed >= 20 ? "country" : "";
  return role === "combobox" && (listed >= 20 || listed === 0) ? "country" : "";
}

function valueOf({ node, role, options, kinds }) {
  if (role === "radio") return options.find(({ checked }) => checked)?.value || "";
  if (role === "checkbox") return node.checked || node.getAttribute("aria-checked") === "true" ? "on" : "";
  if (role === "button") return "";
  if (node.localName === "button") return words(node) || (isSeeThroughOpener(node) ? chosenBeside(node) : "");
  if (PAGE.openers.includes(node)) return shownIn(node) || componentValue(node);
  if (node.getAttribute("role") === "listbox") return [...node.querySelectorAll("[role=option][aria-selected=true]:not([data-value=''])")].map((option) => words(option)).join(" ");
  if (role === "combobox" && node.localName === "input" && !node.value) return chosenBeside(node);
  if (kinds.country && node.localName === "input" && !node.value) return countryBeside(node);
  return "value" in node && !node.isContentEditable ? String(node.value).slice(0, 20000) : words(node, 20000);
}

// A component that draws nothing to be read tells its value.
const componentValue = (node) => (node.localName.includes("-") && typeof node.value === "string" ? node.value : "");

// A box that does not say that it searches a list holds what stands beside it where that is a country; other words are its prompt.
function countryBeside(node) {
  const text = chosenBeside(node);
  return knownCountries().has(normal(text)) ? text : "";
}

// What is announced only is not drawn in the box's own place.
function isAnnounced(part, node) {
  if (!part.matches("[role=log],[role=status],[aria-live]")) return false;
  const [one, other] = [part.getBoundingClientRect(), node.getBoundingClientRect()];
  return !(one.width > 2 && one.height > 2 && one.top < other.bottom && one.bottom > other.top && one.left < other.right);
}

// What was chosen stands beside the box that is typed into.
function chosenBeside(node) {
  for (let at = parent(node), level = 0; at && level < 3; at = parent(at), level++) {
    if (at.querySelector("label,legend,p") || at.querySelectorAll("input:not([type=hidden]),select,textarea").length > 1) return "";
    const parts = [...at.children].filter((child) => !child.contains(node) && !child.matches("[role=listbox]") && !isAnnounced(child, node) && !isPrompt(child));
    const text = parts.map((part) => words(part)).filter(Boolean).join(" ");
    if (text) return text;
  }
  return "";
}

function optionsOf({ node, role, kinds, options, boxes: digits }) {
  if (role === "radio") return options.map(({ label, value, target, checked }) => ({ label, value, checked, selector: path(target) }));
  const drawnPath = role === "select" && drawnFor(node) ? path(drawnFor(node)) : "";
  if (role === "select") return [...node.options].slice(0, Object.keys(kinds).length ? 1000 : 20).map((option) => ({ label: option.label || option.text, value: option.value, checked: option.selected, selector: drawnPath }));
  return (digits || []).map((digit, i) => ({ label: String(i + 1), value: digit.value ?? words(digit), checked: false, selector: path(digit) }));
}

const items = inPageOrder([...fields(), ...openers(), ...radioGroups(), ...buttons()]);
compare(items);
const said = says();
return JSON.stringify({
  language: DECLARED || SPOKEN,
  spoken: SPOKEN,
  url: location.href,
  text: [...HEARD, TEXT].join("\n"),
  alerts: alerts(),
  buttons: [...new Set([...PAGE.buttons.filter(visible), ...linksOfCookies()].map(buttonText).filter(Boolean))],
  says: said,
  confirming: confirming(said),
  receipt: tellsOfReceipt(),
  withdraws: onlyWithdraws(items),
  called_withdrawal: isCalledWithdrawal(),
  modal: MODAL !== null,
  consent: consentBoxes(),
  captcha: PAGE.frames.some((node) => node.matches(CAPTCHA_FRAMES) && visible(node) && node.getBoundingClientRect().height > 60),
  widget: asksForCaptcha() || items.some(({ others }) => (others?.captcha || 0) > 0.5),
  frames: PAGE.frames.some(visible),
  boxes: [...boxes.values()].map((box) => ({ signIn: box.signIn, beside: takesNoAnswers(box), errand: box.errand === true, aside: box.aside === true, over: isOverForm(box), proves: box.proves && !box.errand && box.kinds.has("reason"), dialog: box.dialog !== null, fields: box.fields.length })),
  items: items.map(told),
});
