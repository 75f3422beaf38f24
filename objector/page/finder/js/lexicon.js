// Languages of this page (declared, read off its text, and English) and the phrases of those languages, ready to look up.
const ALIASES = { nb: "no", nn: "no", iw: "he", in: "id", tl: "fil", sh: "sr", cnr: "sr" };

const declaredLanguage = () => (document.documentElement?.lang || document.body?.closest("[lang]")?.lang || document.querySelector("meta[http-equiv='content-language' i]")?.content || "").trim();
const primary = (tag) => ALIASES[tag.toLowerCase().split(/[-_]/)[0]] || tag.toLowerCase().split(/[-_]/)[0];

// The languages whose commonest words the text uses most: none that stands out, one, or several that are much alike.
function spokenLanguages(text) {
  const counts = new Map();
  const heard = text.slice(0, 6000).toLowerCase().split(/[^\p{L}\p{M}]+/u);
  const owners = speakers(new Set(heard));
  for (const word of heard) {
    for (const language of owners.get(word) || []) counts.set(language, (counts.get(language) || 0) + 1);
  }
  countScripts(text.slice(0, 3000), counts);
  for (const language of SMALLER) if (counts.has(language)) counts.set(language, counts.get(language) - AHEAD);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  return ranked.filter(([, count]) => count >= 3 && count === ranked[0][1]).map(([language]) => language);
}

// Neighbours of languages with which they share most of the commonest words: told by some that come on top of those.
const SMALLER = ["bs", "ca", "gl", "mk", "ms", "sr"];
const AHEAD = 2;

// In which languages each word that is heard is common.
function speakers(heard) {
  const owners = new Map();
  for (const [language, words] of kept("common words", commonWords)) for (const word of words) if (heard.has(word)) put(owners, word, language);
  return owners;
}

const commonWords = () => Object.entries(DATA.common).map(([language, words]) => [language, listed(words)]);

// What is the same in every look at this document is made by the first; a table remembers besides what it was asked.
function kept(name, make) {
  KEPT[name] ??= make();
  return KEPT[name];
}

const SCRIPTS = {
  ja: /[\u3040-\u30ff]/g, ko: /[\uac00-\ud7af]/g, zh: /[\u4e00-\u9fff]/g, ar: /[\u0600-\u06ff]/g, he: /[\u0590-\u05ff]/g, el: /[\u0370-\u03ff]/g,
  hi: /[\u0900-\u097f]/g, bn: /[\u0980-\u09ff]/g, th: /[\u0e00-\u0e7f]/g, ka: /[\u10a0-\u10ff]/g,
};
// Urdu and Persian add some letters to the Arabic ones: every tenth in Persian, less on keyboards for Arabic; Urdu has most of those, too.
const ADDED = { ur: /[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]/g, fa: /[\u067e\u0686\u0698\u06a9\u06af\u06cc]/g };
const FEW = 40;

const hitsOf = (text, letters) => (text.match(letters) || []).length;

function countScripts(text, counts) {
  if (!/[^\0-\u036f]/.test(text)) return;
  for (const [language, letters] of Object.entries(SCRIPTS)) {
    const letterCount = hitsOf(text, letters);
    const words = letterCount / (language === "zh" ? 4 : 2);
    if (words < 3) continue;
    const spoken = (language === "ar" && Object.keys(ADDED).find((added) => hitsOf(text, ADDED[added]) > letterCount / FEW)) || language;
    counts.set(spoken, (counts.get(spoken) || 0) + words);
  }
}

const TEXT = PAGE.roots.map((root) => (root === document ? document.body?.innerText || "" : [...root.children].map((child) => child.innerText || "").join("\n"))).join("\n").slice(0, 20000);
const DECLARED = declaredLanguage();
const ALIKE = spokenLanguages(TEXT);
const SPOKEN = ALIKE.length === 1 ? ALIKE[0] : "";
const LANGUAGES = [...new Set([primary(DECLARED), ...ALIKE.slice(0, 2), "en"])].filter((language) => language in DATA.common);
// Countries have names in more languages than there are words for.
const NAMING = [...new Set([primary(DECLARED), ...LANGUAGES])].filter((language) => LANGUAGES.includes(language) || DATA.can_name.includes(language));
if (!NAMING.every((language) => DATA.naming.includes(language))) return JSON.stringify({ wanted: NAMING });

// What a page says is taken by its very words: "sent" and "send" differ in their ending only.
function sayings() {
  const said = new Phrases();
  for (const lexicon of DATA.languages.filter(({ language }) => LANGUAGES.includes(language))) {
    for (const section of ["fields", "buttons", "pages", "words", "others"]) {
      for (const [kind, phrases] of Object.entries(lexicon[section] || {})) said.add(`${section}.${kind}`, phrases, section === "pages" ? 0 : endings(lexicon));
    }
    for (const list of ["ai_question", "ai_objection_option", "third_party_option", "other_option"]) said.add(list, lexicon[list], endings(lexicon));
    for (const [name, words] of Object.entries(DATA.meanings)) said.add(`means.${name}`, words[lexicon.language], endings(lexicon));
  }
  return said;
}

const endings = ({ language }) => DATA.endings[language] || 0;

function fieldNames() {
  const named = new Phrases();
  for (const section of ["fields", "buttons", "others", "words"]) {
    for (const [kind, phrases] of Object.entries(DATA.names[section])) named.add(`${section}.${kind}`, phrases);
  }
  return named;
}

const SAID = kept(`said ${LANGUAGES}`, sayings);
const NAMED = kept("named", fieldNames);
