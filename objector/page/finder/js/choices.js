// Radio groups: one question, its options, and what to click for each.
function radioGroups() {
  const groups = new Map();
  for (const node of PAGE.radios) {
    const key = node.name ? `${boxKey(node)} ${node.name}` : up(node, "[role=radiogroup],fieldset,form") || document.body;
    put(groups, key, node);
  }
  return [...[...groups.values()].map(radioGroup), ...toggleGroups()].filter(Boolean);
}

// Buttons of which one stays pressed are choices where they answer something that is asked here.
function toggleGroups() {
  const groups = new Map();
  for (const node of PAGE.toggles) put(groups, parent(node), node);
  return [...groups.values()].filter((nodes) => nodes.length > 1).map(radioGroup).filter((item) => item && Object.keys(item.kinds).length);
}

const trees = [];

function boxKey(node) {
  const holder = node.form || node.getRootNode();
  if (!trees.includes(holder)) trees.push(holder);
  return trees.indexOf(holder);
}

function radioGroup(nodes) {
  const options = nodes.map(option).filter((choice) => choice.target);
  if (!options.length) return null;
  const common = commonParent(nodes);
  const label = question(nodes[0]) || (common === document.body ? "" : leadText(common, nodes[0]) || textBefore(common) || nearbyText(common));
  const item = { node: nodes[0], role: "radio", box: boxOf(nodes[0]), labels: [{ from: "question", text: label }], kinds: {}, label, options };
  scoreChoices(item, label, options.map(({ label: text }) => text));
  scoreCountries(item, nodes[0].name || "");
  return item;
}

// A question for a country whose choices are countries, but for one that stands for all others; where it plainly asks for one, a
// few choices may be parts of the world.
function scoreCountries({ box, label, options, kinds, node }, name) {
  const known = options.filter(({ label: text }) => countryShare([text, text]) > 0).length;
  const said = SAID.in(normal(stripped(label)));
  const plain = shareOf(said, "fields.country") > 0.5 && options.some(({ label: text }) => countryShare([text, text]) > 0 || SAID.in(normal(text)).has("means.elsewhere"));
  if (!plain && (known < 2 || known < options.length - 1)) return;
  const evidence = new Evidence();
  if (said.has("fields.country")) evidence.for_(portion(WEIGHTS.label, said.get("fields.country").share), `question: ${label.slice(0, 60)}`);
  if (NAMED.in(nameWords(name)).has("fields.country")) evidence.for_(WEIGHTS.name.most, "name");
  if (evidence.score === 0 || said.has("others.nationality")) return;
  evidence.for_(WEIGHTS.shown, `${known} choices are countries`);
  if (box.search || box.newsletter) evidence.but(DOUBTS.search, "search box");
  if (isBehind(node)) evidence.but(DOUBTS.behind, "behind a dialog");
  kinds.country = { score: evidence.score, why: evidence.why };
}

function option(node) {
  const label = node.labels?.[0] || up(node, "label");
  const text = referred(node, "aria-labelledby") || (label && words(label)) || node.getAttribute("aria-label") || words(node) || textAfter(node) || (node.nextSibling?.nodeType === 3 ? node.nextSibling.data.trim() : "");
  const target = visible(node) || (label && liesOver(node, label)) ? node : label && visible(label) ? label : [...(parent(node)?.children || [])].find((other) => other !== node && visible(other)) || null;
  return { label: text, value: node.value || node.getAttribute("data-value") || node.getAttribute("value") || "", target, checked: node.checked === true || ["aria-checked", "aria-pressed"].some((name) => node.getAttribute(name) === "true") };
}

// A see-through control laid over the middle of its label takes the click itself.
function liesOver(node, label) {
  if (label.contains(node) || !visible(label)) return false;
  const [own, other] = [node.getBoundingClientRect(), label.getBoundingClientRect()];
  const [x, y] = [other.left + other.width / 2, other.top + other.height / 2];
  return own.left <= x && x <= own.right && own.top <= y && y <= own.bottom;
}

function commonParent(nodes) {
  let at = parent(nodes[0]);
  while (at && !nodes.every((node) => at.contains(node))) at = parent(at);
  return at || document.body;
}

// The group's first words, when they stand inside it before the first option.
function leadText(common, first) {
  for (const child of common.children) {
    if (child.contains(first)) return "";
    const text = words(child);
    if (text && !hasControl(child)) return text;
  }
  return "";
}

function scoreChoices(item, label, texts) {
  const evidence = new Evidence();
  const asks = SAID.in(normal(label));
  const asked = asks.has("ai_question") || asks.has("means.ai");
  if (asked) evidence.for_(WEIGHTS.label.whole, `question: ${label.slice(0, 60)}`);
  const telling = texts.map((text) => ({ text, worth: objectionWorth(SAID.in(normal(text))) })).filter(({ worth }) => worth);
  // One "something else" or one word of third parties is said in many questions; two such options only in this one.
  const alone = telling.length === 1 && telling[0].worth === WEIGHTS.label.mention && !asked;
  if (!alone) for (const { text, worth } of telling) evidence.for_(worth, `option: ${text.slice(0, 60)}`);
  if (item.box.feedback) evidence.but(DOUBTS.feedback, "a poll");
  if (evidence.score > 0) item.kinds.about_ai = { score: evidence.score, why: evidence.why };
}

// A box to tick that says what a "yes" would: that the objection is about AI. What agrees, takes back or denies says no such thing.
function scoreStatement({ labels, kinds }) {
  const texts = labels.map(({ text }) => SAID.in(normal(text)));
  const says = (...keys) => texts.some((said) => keys.some((key) => said.has(key)));
  if (!says("means.objecting") || !says("means.ai", "ai_question") || says("means.negated", "means.accepting", "means.perhaps", "third_party_option", "other_option")) return;
  kinds.about_ai = { score: WEIGHTS.label.whole, why: ["says that it objects, and to AI"] };
}

// What an option tells that a question is about objecting: to one's own information in AI, to what others gave, to something else.
function objectionWorth(said) {
  const ai = said.has("ai_question") || said.has("means.ai");
  if (said.has("third_party_option")) return ai || said.has("ai_objection_option") ? WEIGHTS.label.most : WEIGHTS.label.mention;
  if (said.has("ai_objection_option") || (ai && said.has("means.objecting"))) return WEIGHTS.label.whole;
  return shareOf(said, "other_option") > 0.8 ? WEIGHTS.label.mention : 0;
}
