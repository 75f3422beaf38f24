// Text made comparable: compatibility forms, case, diacritics and punctuation go; words are set apart by one space.
const FOLDED = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h" };
const folded = new Map();

function normal(text) {
  if (!text) return "";
  let result = folded.get(text);
  if (result === undefined) {
    result = text.normalize("NFKC").toLowerCase();
    if (/[^\x00-\x7f]/.test(result)) {
      result = result.normalize("NFD").replace(/[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/gu, "");
      result = result.normalize("NFC").replace(/[ßøæœłđðþıħ]/g, (letter) => FOLDED[letter]);
    }
    result = result.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    if (UNSPACED.test(result)) result = result.replace(/(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]) | (?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])/g, "");
    folded.set(text, result);
  }
  return result;
}

// Names of fields: words end at capitals, digits and punctuation ("objectionReason[2]" is "objection reason 2"), and before
// the words that are most often written on to others ("txtemail").
function nameWords(name) {
  return normal(name.replace(/([a-z])(email|passw|country)/g, "$1 $2").replace(/([a-z])([A-Z0-9])/g, "$1 $2").replace(/([0-9])([A-Za-z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2"));
}

const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

// An index of phrases, so that one scan over a text finds all that occur in it. "word*" stands for all words that begin with it.
// How many texts are remembered at most: some pages show another text at every look, and are looked at for hours.
const REMEMBERED = 2000;

class Phrases {
  constructor() {
    this.byWord = new Map();
    this.byStart = new Map();
    this.byLetter = new Map();
    this.known = new Map();
  }

  add(key, phrases) {
    if (key === "words.filler") this.fillers = new Set([...(this.fillers || []), ...phrases.map(normal)]);
    else for (const phrase of phrases) this.addPhrase(key, normal(phrase), phrase.endsWith("*"));
  }

  addPhrase(key, text, open) {
    const entry = { key, text, open };
    if (UNSPACED.test(text)) put(this.byLetter, text[0], entry);
    else if (open && !text.includes(" ")) put(this.byStart, text.slice(0, 2), entry);
    else put(this.byWord, text.split(" ", 1)[0], entry);
  }

  // For each key the share of the text (0 to 1) that its longest phrase covers, and that phrase.
  in(text) {
    let hits = this.known.get(text);
    if (!hits) {
      hits = this.scan(text);
      if (this.known.size >= REMEMBERED) this.known.clear();
      this.known.set(text, hits);
    }
    return hits;
  }

  scan(text) {
    const whole = Math.max(1, text.length - this.fillerLength(text));
    const marks = UNSPACED.test(text) ? this.marksOfLetters(text) : [];
    const hits = new Map();
    for (const mark of outermost([...marks, ...this.marksOfWords(text)])) note(hits, mark, whole);
    return hits;
  }

  // How long the words are that only ask for something: "enter your …".
  fillerLength(text) {
    if (!this.fillers) return 0;
    return text.split(" ").reduce((sum, word) => sum + (this.fillers.has(word) ? word.length + 1 : 0), 0);
  }

  marksOfWords(text) {
    const marks = [];
    const padded = text + " ";
    for (let at = 0; at < text.length; at = padded.indexOf(" ", at) + 1) {
      const word = padded.slice(at, padded.indexOf(" ", at));
      for (const { key, text: phrase, open } of this.byWord.get(word) || []) {
        if (padded.startsWith(open ? phrase : phrase + " ", at)) marks.push({ key, phrase, at, end: at + phrase.length });
      }
      for (const { key, text: phrase } of this.byStart.get(word.slice(0, 2)) || []) {
        if (word.startsWith(phrase)) marks.push({ key, phrase, at, end: at + word.length });
      }
    }
    return marks;
  }

  marksOfLetters(text) {
    const marks = [];
    for (let at = 0; at < text.length; at++) {
      for (const { key, text: phrase } of this.byLetter.get(text[at]) || []) {
        if (text.startsWith(phrase, at)) marks.push({ key, phrase, at, end: at + phrase.length });
      }
    }
    return marks;
  }
}

// Kinds of fields exclude each other, so that the longest phrase speaks: "email address" is not an address.
const excludes = (mark) => mark.key.startsWith("fields.") || mark.key.startsWith("others.");
const covers = (long, short) => long.at <= short.at && long.end >= short.end && long.end - long.at > short.end - short.at;

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

function note(hits, { key, at, end }, whole) {
  const share = Math.min(1, (end - at) / whole);
  const known = hits.get(key);
  if (!known || known.share < share) hits.set(key, { share, end });
}
