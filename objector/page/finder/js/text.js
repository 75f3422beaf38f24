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
    folded.set(text, result);
  }
  return result;
}

// Names of fields: words end at capitals, digits and punctuation ("objectionReason[2]" is "objection reason 2").
function nameWords(name) {
  return normal(name.replace(/([a-z])([A-Z0-9])/g, "$1 $2").replace(/([0-9])([A-Za-z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2"));
}

const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

// An index of phrases, so that one scan over a text finds all that occur in it. "word*" stands for all words that begin with it.
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
      this.known.set(text, hits);
    }
    return hits;
  }

  scan(text) {
    const hits = new Map();
    const whole = Math.max(1, text.length - this.fillerLength(text));
    if (UNSPACED.test(text)) this.scanLetters(text, hits);
    const padded = text + " ";
    let at = 0;
    while (at < text.length) {
      const end = padded.indexOf(" ", at);
      const word = text.slice(at, end);
      for (const entry of this.byWord.get(word) || []) {
        if (padded.startsWith(entry.open ? entry.text : entry.text + " ", at)) note(hits, entry, entry.text.length, whole, at);
      }
      for (const entry of this.byStart.get(word.slice(0, 2)) || []) {
        if (word.startsWith(entry.text)) note(hits, entry, word.length, whole, at);
      }
      at = end + 1;
    }
    return hits;
  }

  // How long the words are that only ask for something: "enter your …".
  fillerLength(text) {
    if (!this.fillers) return 0;
    return text.split(" ").reduce((sum, word) => sum + (this.fillers.has(word) ? word.length + 1 : 0), 0);
  }

  scanLetters(text, hits) {
    const joined = text.replaceAll(" ", "");
    for (let at = 0; at < joined.length; at++) {
      for (const entry of this.byLetter.get(joined[at]) || []) {
        const phrase = entry.text.replaceAll(" ", "");
        if (joined.startsWith(phrase, at)) note(hits, entry, phrase.length, joined.length, at);
      }
    }
  }
}

function put(map, key, entry) {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

function note(hits, entry, length, whole, at) {
  const share = Math.min(1, length / whole);
  const known = hits.get(entry.key);
  if (!known || known.share < share) hits.set(entry.key, { share, phrase: entry.text, end: at + length });
}
