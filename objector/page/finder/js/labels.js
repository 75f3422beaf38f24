// What a person reads beside a control; "search" is no question where a list is searched for the answer, nor is "@name", an example.
function labelTexts(node) {
  const texts = [];
  const add = (from, text) => {
    const clean = (text || "").replace(/\s+/g, " ").trim();
    if (clean && !/^@\S*$/.test(clean) && !texts.some((known) => known.text === clean)) texts.push({ from, text: clean.slice(0, 300) });
  };
  add("aria-labelledby", referred(node, "aria-labelledby"));
  add("aria-label", node.getAttribute("aria-label"));
  for (const label of node.labels || []) {
    add("label", words(label));
    add("label", withoutHint(label));
  }
  if (!node.labels) for (const label of [...node.querySelectorAll("label"), ...labelsFor(node), ...(writtenFor(node)?.labels || [])]) add("label", words(label));
  if (!node.labels && up(node, "label")) add("label", words(up(node, "label")));
  if (!node.labels && node.matches("[role=checkbox],[role=switch]")) add("label", words(node));
  add("placeholder", node.getAttribute("placeholder") || node.getAttribute("aria-placeholder") || node.getAttribute("data-placeholder"));
  add("title", node.getAttribute("title") || node.getAttribute("data-label"));
  if (hostOf(node)) labelsOfHost(hostOf(node), add);
  if (isTypeahead(node) && texts.length && texts.every(onlyPrompts) && nearbyText(node)) texts.length = 0;
  if (!texts.some(({ from }) => from === "label" || from.startsWith("aria"))) add(node.previousElementSibling?.localName === "label" ? "label" : "nearby", nearbyText(node));
  if (!texts.some(({ from }) => from !== "placeholder" && from !== "title")) add("heading", headingAbove(node));
  add("value", promptedValue(node));
  if (!texts.length && node.localName === "select") add("value", promptOf(node));
  if (!texts.length) add("nearby", columnHeading(node));
  if (!texts.length) add("nearby", referred(node, "aria-describedby"));
  return texts;
}

// The box of many lines beside which an editor is drawn: it holds what is sent, it is what is labelled, and it is hidden.
function writtenFor(node) {
  if (!node.isContentEditable) return null;
  for (let at = node, level = 0; level < 6 && at && at !== document.body && at.localName !== "form"; at = parent(at), level++) {
    const box = [at.previousElementSibling, at.nextElementSibling].find((other) => other?.localName === "textarea" && !visible(other));
    if (box) return box;
  }
  return null;
}

// What a label says before it explains itself in smaller print.
function withoutHint(label) {
  const hint = label.querySelector("small,[class*=hint i],[class*=help i],[class*=description i]");
  const before = hint && [...hint.parentElement.childNodes].slice(0, [...hint.parentElement.childNodes].indexOf(hint));
  return before ? before.map((part) => (part.nodeType === 1 ? words(part) : part.nodeType === 3 ? part.data : "")).join(" ") : "";
}

// The element that a web component's only box stands for: its page labels and names that.
function hostOf(node) {
  const root = node.getRootNode();
  return root instanceof ShadowRoot && [...root.querySelectorAll(FIELDS)].filter(visible).length === 1 ? root.host : null;
}

function labelsOfHost(host, add) {
  add("label", host.getAttribute("label"));
  add("aria-label", host.getAttribute("aria-label"));
  for (const child of host.children) if (child.slot === "label") add("label", words(child));
  for (const label of labelsFor(host)) add("label", words(label));
  add("placeholder", host.getAttribute("placeholder"));
}

// A first option that is no answer asks: "Select your country".
const promptOf = ({ options: [first] }) => (first && (!attribute(first, "value") || first.disabled) && (first.hasAttribute("value") || first.disabled) ? first.text : "");

// The labels of what is no field by its make: browsers tell those of fields only.
function labelsFor(node) {
  const id = node.getAttribute("id");
  return id ? [...node.getRootNode().querySelectorAll(`label[for="${quoted(id)}"]`)] : [];
}

// What stands over the column of a table.
function columnHeading(node) {
  const cell = node.closest("td");
  const heading = cell?.closest("table")?.rows[0]?.cells[cell.cellIndex];
  return heading?.localName === "th" ? words(heading) : "";
}

const onlyPrompts = ({ from, text }) => from === "placeholder" || shareOf(SAID.in(normal(text)), "words.search") > 0.4;

const hasControl = once((node) => node.nodeType === 1 && !node.matches(TOOLBARS) && (node.matches(FIELDS) || [...node.querySelectorAll(FIELDS)].some((field) => !field.closest(TOOLBARS))));

// The text before a control in its row, else after it, going up until a row holds another control.
function nearbyText(node) {
  let at = node;
  let after = "";
  for (let level = 0; level < 5 && at && at !== document.body; level++) {
    const before = textBefore(at);
    if (before) return before;
    const row = parent(at);
    if (!row || row.localName === "form" || [...row.children].some((child) => child !== at && hasControl(child) && child.checkVisibility())) break;
    if (level < 2) after ||= textAfter(at);
    if (after && at.nextElementSibling?.localName === "label") break;
    at = row;
  }
  return after;
}

// The question that stands as a heading, or as a group's legend, over this one control.
function headingAbove(node) {
  for (let at = parent(node), level = 0; at && at !== document.body && level < 6; at = parent(at), level++) {
    if ([...at.querySelectorAll(FIELDS)].some((other) => other !== node && visible(other))) return "";
    const above = [...at.querySelectorAll("h1,h2,h3,h4,h5,h6,legend,[role=heading]")].filter((heading) => heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (above.length) return words(above.pop(), 150);
  }
  return "";
}

// A value that came with the page and is not an answer yet: old pages put the prompt there.
function promptedValue(node) {
  if (opensList(node) && !isTypedInto(node)) return prompted(node);
  const value = node.localName === "input" && isTyped(node) && node.type !== "password" ? node.defaultValue || "" : "";
  return value === node.value && /\p{L}{2}/u.test(value) && !/\S@\S/.test(value) && value.length <= 60 ? value : "";
}

// What is drawn in an empty box: "Select…" says nothing of what is to be selected, but a country says it.
const isPrompt = (node) => node.matches("[class*=placeholder i],[id$=placeholder i]") && !knownCountries().has(normal(words(node)));

// What is wrong with the box before it, drawn or not.
const isComplaint = (node) => node.matches(ALERTS) || (node.localName !== "label" && /error|invalid/i.test(attribute(node, "class")) && !/label|title/i.test(attribute(node, "class")));

function textBefore(node) {
  let text = "";
  for (let at = node.previousSibling; at; at = at.previousSibling) {
    if (at.nodeType === 1 && (hasControl(at) || SILENT.has(at.nodeName) || /^h[12]$/.test(at.localName))) break;
    if (at.nodeType === 1 && at.localName === "br" && text.trim()) break;
    if (at.nodeType === 1 && (isPrompt(at) || isComplaint(at) || at.matches(TOOLBARS) || holdsOnlyButtons(at))) continue;
    text = (at.nodeType === 3 ? at.data : at.nodeType === 1 && !at.hidden ? words(at) : "") + " " + text;
    if (/\p{L}/u.test(text) && (at.nodeType === 1 || text.trim().length > 2)) break;
  }
  text = text.replace(/\s+/g, " ").trim();
  return /\p{L}/u.test(text) && text.length <= 200 ? text : "";
}

// What is pressed to act on what is written below it.
function holdsOnlyButtons(node) {
  const buttons = node.querySelectorAll("button");
  return buttons.length > 1 && words(node).length === [...buttons].map((button) => words(button)).join(" ").length;
}

function textAfter(node) {
  const next = node.nextElementSibling;
  if (!next || hasControl(next) || next.matches("button,a") || next.querySelector("button,a,[type=submit]")) return "";
  const text = words(next);
  return /\p{L}/u.test(text) && text.length <= (node.type === "checkbox" ? 300 : 80) ? text : "";
}

// The question that a group of choices answers.
function question(node) {
  const group = up(node, "fieldset,[role=group],[role=radiogroup]");
  if (!group) return "";
  const legend = group.querySelector(":scope > legend");
  return referred(group, "aria-labelledby") || group.getAttribute("aria-label") || (legend ? words(legend) : "");
}
