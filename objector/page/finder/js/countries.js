// The country list is known by its options, in whatever language they are.
const countryCodes = () => kept("country codes", () => new Set(DATA.country_codes));
const knownCountries = () => kept("countries", () => new Set(listed(DATA.countries)));

// Without a code before it or in brackets behind it: "AT - Austria", "Austria (AT)".
const bareName = (label) => label.replace(/^\s*[A-Z]{2,3}\s*[-–—:|]\s*/, "").replace(/\s*[([].*$/, "");

// How much of a list are countries (0 to 1): of at most forty of its labels, evenly taken. Labels with dialling codes are not.
function countryShare(labels) {
  const asked = labels.filter((label) => label && !/^[\s.–—-]*$/.test(label));
  if (asked.length < 2) return 0;
  if (asked.filter((label) => /\+\s?\d|\d{2,}/.test(label)).length * 3 > asked.length) return 0;
  const step = Math.max(1, Math.floor(asked.length / 40));
  const sample = asked.filter((_, i) => i % step === 0);
  const names = knownCountries();
  const hits = sample.filter((label) => names.has(normal(label)) || names.has(normal(bareName(label)))).length;
  return hits / Math.max(sample.length - 1, 1) > 1 ? 1 : hits / Math.max(sample.length - 1, 1);
}
