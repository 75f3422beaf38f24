// What there is to choose from tells a country, and what only resembles a list of them.

function fromOptions(item, proof) {
  const { node, role, box, labels: called } = item;
  if (!proof.country) return;
  if (role === "combobox" && showsCountry(node)) proof.country.for_(WEIGHTS.shown, "shows a country");
  const labels = optionLabels(node);
  const silent = proof.country.score === 0;
  if (role !== "text" && dials(node, called, labels)) proof.country.but(DOUBTS.other, "dialling codes");
  if (labels.length < 2) return;
  const share = countryShare(labels);
  const coded = share < 0.7 && (labels.length >= 60 || proof.country.score > 0.4) && hasCountryCodes(node);
  if ((share >= 0.7 || coded) && labels.length >= 6) proof.country.for_(WEIGHTS.countries, `${labels.length} options, mostly countries`);
  else if (share >= 0.7) proof.country.for_(WEIGHTS.shape, "options are countries");
  else if (labels.length >= 5 && labels.length < 60 && share < 0.3) proof.country.but(DOUBTS.options, "options are not countries");
  if (silent && asksSomethingElse(item)) proof.country.but(DOUBTS.unasked, "its question says nothing of a country");
  else if (silent && !node.form && !box.fields.some(isForm)) proof.country.but(DOUBTS.unasked, "a list of countries in no form");
}

// "Which office do you want to reach?": a question of several words, in a language that is read, without one for a country.
function asksSomethingElse({ labels }) {
  const isRead = !DECLARED || LANGUAGES.includes(primary(DECLARED));
  return isRead && labels.some(({ from, text }) => (from === "label" || from.startsWith("aria")) && normal(text).split(" ").length > 4 && !SAID.in(normal(text)).has("fields.country"));
}

// A list before a telephone number: of dialling codes, of flags only, or without a label that asks for a country.
function dials(node, called, labels) {
  if (dialShare(labels) > 1 / 3 || /\+\s?\d/.test(words(node, 60))) return true;
  const flags = labels.length > 2 && labels.filter((label) => /\p{L}{2}/u.test(label)).length * 2 < labels.length;
  const asks = called.some(({ from, text }) => from.includes("label") && SAID.in(normal(text)).has("fields.country"));
  return (flags || !asks) && besideTelephone(node, flags);
}

const dialShare = (labels) => labels.filter((label) => /\+\s?\d/.test(label)).length / Math.max(labels.length, 1);

// The next box in the same row, or right after flags, takes a telephone number.
function besideTelephone(node, flags) {
  const next = PAGE.fields[PAGE.fields.indexOf(node) + 1];
  if (flags && next && isTelephone(next)) return true;
  for (let at = parent(node), level = 0; at && level < 3; at = parent(at), level++) {
    const typed = [...at.querySelectorAll("input:not([type=hidden]),textarea")].filter((other) => other !== node && isTyped(other) && visible(other));
    if (typed.length) return typed.length === 1 && isTelephone(typed[0]);
  }
  return false;
}

const isTelephone = (node) => node.type === "tel" || attribute(node, "autocomplete").startsWith("tel") || isNamed(node, "others.phone");

// A box to choose from that already shows a country.
function showsCountry(node) {
  const own = node.localName === "input" ? node.value : words(node, 60);
  const texts = [own, ...["aria-label", "placeholder"].map((name) => attribute(node, name)), nearbyText(node)];
  return texts.some((text) => text && text.length < 60 && knownCountries().has(normal(text)));
}

function optionLabels(node) {
  if (node.localName === "select") return [...node.options].map((option) => option.label || option.text);
  const list = node.getAttribute("role") === "listbox" ? node : byId(node, node.getAttribute("aria-controls") || node.getAttribute("aria-owns") || node.getAttribute("list") || "");
  if (!list) return PAGE.openers.includes(node) && !node.matches(FIELDS) ? listedBeside(node) : [];
  return [...list.querySelectorAll("[role=option],[role^=menuitem],option,li")].map((option) => option.label || option.textContent || option.value || "");
}

// Two-letter codes in capitals, as no other long list has them.
function hasCountryCodes(node) {
  const values = [...(node.options || [])].map((option) => option.value).filter(Boolean);
  return values.length > 1 && values.filter((value) => countryCodes().has(value)).length > values.length * 0.9;
}
