// Text made comparable: compatibility forms, case, diacritics and punctuation go; words are set apart by one space.
const FOLDED = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u0901": "\u0902" };
const folded = new Map();

function normal(text) {
  if (!text) return "";
  let result = folded.get(text);
  if (result === undefined) {
    result = text.normalize("NFKC").toLowerCase();
    if (/[^\x00-\x7f]/.test(result)) {
      // From Devanagari to Lao signs are vowels, without which one word is another; but for the dot below, which many leave out.
      result = result.normalize("NFD").replace(/(?![\u0900-\u0eff])\p{M}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u093c\u09bc\u0a3c\u0abc\u0b3c]/gu, "");
      result = result.normalize("NFC").replace(/[ßøæœłđðþıħ\u06cc\u06a9\u06c1\u0901]/g, (letter) => FOLDED[letter]);
    }
    result = result.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
    if (UNSPACED.test(result)) result = result.replace(/(?<=[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]) | (?=[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])/g, "");
    folded.set(text, result);
  }
  return result;
}

// Names of fields: words end at capitals, digits and punctuation ("objectionReason[2]" is "objection reason 2"), and before
// the words that are most often written on to others ("txtemail").
function nameWords(name) {
  return normal(name.replace(/([a-z])(email|passw|country|username)/g, "$1 $2").replace(/([a-z])([A-Z0-9])/g, "$1 $2").replace(/([0-9])([A-Za-z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2"));
}

const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

// How many texts are remembered at most: some pages show another text at every look, and are looked at for hours.
const REMEMBERED = 2000;
const STEM = 4; // words with fewer letters in common are different words

// What the lexicon has of one thing, with commas between.
const listed = (phrases) => (phrases ? phrases.split(",") : []);

// An index of phrases, so that one scan over a text finds all that occur in it. "word*" stands for all words that begin with it,
// "*word" for all that are put together with it at their end.
class Phrases {
  constructor() {
    this.byWord = new Map();
    this.byStem = new Map();
    this.byStart = new Map();
    this.byLetter = new Map();
    this.compounds = new Map();
    this.known = new Map();
    this.met = new Map();
  }

  // Phrases are normal already. Their words may differ in their ending by at most `endings` letters from those of a text.
  add(key, phrases, endings = 0) {
    if (key === "words.filler") this.fillers = new Set([...(this.fillers || []), ...listed(phrases)]);
    else for (const phrase of listed(phrases)) this.addPhrase(key, phrase, endings);
  }

  addPhrase(key, phrase, endings) {
    const text = phrase.includes("*") ? phrase.replace("*", "") : phrase;
    if (UNSPACED.test(text)) put(this.byLetter, text[0], { key, text });
    else if (phrase.startsWith("*")) put(this.compounds, text, { key, endings });
    else this.addWords({ key, endings, words: bareWords(text), open: phrase.endsWith("*") });
  }

  addWords(entry) {
    const text = entry.words[0];
    const open = entry.open && entry.words.length === 1;
    if (open && text.length < STEM) put(this.byStart, text.slice(0, 2), entry);
    else if (text.length >= STEM && (open || entry.endings)) put(this.byStem, text.slice(0, STEM), entry);
    else put(this.byWord, text, entry);
  }

  // For each key the share of the text (0 to 1) that its longest phrase covers, and that phrase.
  in(text) {
    return remembered(this.known, text, () => this.scan(text));
  }

  scan(text) {
    const whole = Math.max(1, text.length - this.fillerLength(text));
    const hits = new Map();
    for (const mark of this.marks(text)) note(hits, mark, whole);
    return hits;
  }

  // Where in the text each phrase stands.
  marks(text) {
    const marks = UNSPACED.test(text) ? [...this.marksOfLetters(text), ...this.marksWithin(text)] : [];
    return outermost([...marks, ...this.marksOfWords(text)]);
  }

  // How long the words are that only ask for something: "enter your …".
  fillerLength(text) {
    if (!this.fillers) return 0;
    return text.split(" ").reduce((sum, word) => sum + (this.fillers.has(word) ? word.length + 1 : 0), 0);
  }

  marksOfWords(text) {
    const marks = [];
    const words = text.split(" ");
    const bared = bareWords(text);
    for (let i = 0, at = 0; i < words.length; at += words[i].length + 1, i++) {
      const { starting, ends } = this.like(bared[i]);
      for (const entry of starting) {
        const fit = fits(entry, bared, i);
        if (fit) marks.push({ key: entry.key, at, end: at + words.slice(i, i + entry.words.length).join(" ").length, exact: fit === EXACT });
      }
      for (const key of ends) marks.push({ key, at, end: at + words[i].length, exact: false });
    }
    return marks;
  }

  // The phrases that a word may begin, and those that it may end in: texts use the same words again and again.
  like(word) {
    return remembered(this.met, word, () => ({ starting: this.startingLike(word), ends: this.endsOf(word) }));
  }

  startingLike(word) {
    const found = [this.byWord.get(word), this.byStem.get(word.slice(0, STEM)), this.byStart.get(word.slice(0, 2))].filter(Boolean);
    return found.length === 1 ? found[0] : found.flat();
  }

  // What a word that is put together ends in.
  endsOf(word) {
    const keys = [];
    if (word.length <= STEM) return keys;
    for (const [text, entries] of this.compounds) {
      const from = word.lastIndexOf(text);
      if (from < 2) continue;
      for (const { key, endings } of entries) if (word.length - from - text.length <= endings) keys.push(key);
    }
    return keys;
  }

  // Latin words written on to those of a script that sets none apart: "cookieを使用".
  marksWithin(text) {
    return [...text.matchAll(LATIN)].flatMap(({ 0: words, index }) => this.marksOfWords(words).map((mark) => ({ ...mark, at: mark.at + index, end: mark.end + index })));
  }

  marksOfLetters(text) {
    const marks = [];
    for (let at = 0; at < text.length; at++) {
      for (const { key, text: phrase } of this.byLetter.get(text[at]) || []) {
        if (text.startsWith(phrase, at)) marks.push({ key, at, end: at + phrase.length, exact: true });
      }
    }
    return marks;
  }
}

function remembered(known, text, find) {
  let found = known.get(text);
  if (found === undefined) {
    found = find();
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, found);
  }
  return found;
}

const [EXACT, BENT] = [2, 1];
const LATIN = /[a-z0-9]{2,}(?: [a-z0-9]+)*/g;

// Whether a phrase stands in a text from this word on: as it is written, with other endings, or not at all.
function fits({ words: phrase, endings, open }, words, from) {
  let fit = EXACT;
  for (let i = 0; i < phrase.length; i++) {
    const word = words[from + i];
    if (word === phrase[i]) continue;
    const goesOn = open && i === phrase.length - 1;
    if (word === undefined || !((goesOn && word.startsWith(phrase[i])) || (endings && bends(phrase[i], word, endings)))) return 0;
    fit = BENT;
  }
  return fit;
}

// Whether two words differ in their ending only, as cases and possessives make them: "adres", "adresu"; "ország", "országában".
function bends(text, word, endings) {
  if (text[0] !== word[0] || text.length < STEM || /\d/.test(word)) return false;
  let same = 0;
  while (same < text.length && text[same] === word[same]) same++;
  return same >= STEM && text.length - same <= (endings > 2 ? 2 : 1) && word.length - same <= Math.min(endings, same - 2);
}

// Arabic and Hebrew write articles, prepositions and "and" on to the word.
const bare = (word) => word.replace(/^[وف]?(?:ال|لل|بال|كال)(?=.{3})|^و(?=.{4})|^[והבלכמש]{1,3}(?=.{3})/, "");
const bareWords = (text) => (/[\u0590-\u06ff]/.test(text) ? text.split(" ").map(bare) : text.split(" "));

// Kinds of fields exclude each other, so that the longest phrase speaks: "email address" is not an address.
const excludes = (mark) => mark.key.startsWith("fields.") || mark.key.startsWith("others.");
const covers = (long, short) => long.at <= short.at && long.end >= short.end && (long.end - long.at > short.end - short.at || (long.exact && !short.exact));

function outermost(marks) {
  if (marks.length < 2) return marks;
  const kinds = marks.filter(excludes);
  return marks.filter((mark) => !excludes(mark) || !kinds.some((other) => other.key !== mark.key && covers(other, mark)));
}

function put(map, key, entry) {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

function note(hits, { key, at, end, exact }, whole) {
  const share = Math.min(1, (end - at) / whole) * (exact ? 1 : 0.9);
  const known = hits.get(key);
  if (!known || known.share < share) hits.set(key, { share, end });
}

// How much of a text the longest phrase of this key covers, 0 to 1.
const shareOf = (said, key) => said.get(key)?.share || 0;
