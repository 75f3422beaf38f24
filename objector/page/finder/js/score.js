// What a control may be, and why.
class Evidence {
  constructor() {
    this.doubt = 1;
    this.against = 1;
    this.why = [];
  }

  for_(weight, why) {
    this.against *= 1 - weight;
    this.why.push(why);
  }

  but(factor, why) {
    this.doubt *= factor;
    this.why.push(why);
  }

  get score() {
    return (1 - this.against) * this.doubt;
  }
}

const portion = (table, share) => (share > 0.8 ? table.whole : share > 0.5 ? table.most : share > 0.22 ? table.part : table.mention);
const FILLABLE = { text: ["email", "email_confirm", "country", "reason", "additional_info", "one_time_code", "username", "password", "first_name", "last_name", "full_name", "prompt_text"], select: ["country"], file: ["evidence_file"], checkbox: ["truth_statement"] };
const AUTOCOMPLETE = { email: "email", country: "country", "country-name": "country", "one-time-code": "one_time_code", username: "username", "current-password": "password", "new-password": "password", "given-name": "first_name", "family-name": "last_name", name: "full_name" };
const OTHERS = ["phone", "phone_prefix", "postal_code", "place", "date", "card", "coupon", "captcha", "company", "search", "biography", "nationality", "language", "career"];

function control(node) {
  const role = roleOf(node);
  const item = { node, role, box: boxOf(node), labels: labelTexts(node), group: "", kinds: {}, others: {} };
  item.group = ["text", "select", "combobox"].includes(role) ? question(node) : "";
  if (item.group && !item.labels.length) item.labels.push({ from: "heading", text: item.group });
  item.names = [...new Set(calledBy(node).map((name) => nameWords(name.slice(-80))))].filter((name) => name && !isNumber(name));
  return item;
}

const PROGRAMMED = ["formcontrolname", "data-testid", "data-test", "data-qa", "data-cy", "ng-model", "v-model"];

// How programmers call it: by its name, else by what their tools know it by; a web component's only box is called like that.
function calledBy(node) {
  const names = [node, hostOf(node), writtenFor(node)].filter(Boolean).flatMap((at) => [attribute(at, "name"), attribute(at, "id")]).filter(Boolean);
  return names.length ? names : PROGRAMMED.map((name) => attribute(node, name)).filter(Boolean);
}

const opensList = (node) => ["combobox", "listbox"].includes(node.getAttribute("role")) || node.getAttribute("aria-haspopup") === "listbox";

function roleOf(node) {
  const role = node.getAttribute("role");
  if (node.localName === "select") return "select";
  if (opensList(node) || node.getAttribute("aria-autocomplete") === "list" || node.hasAttribute("list")) return "combobox";
  if (node.type === "file") return "file";
  if (node.type === "checkbox" || role === "checkbox" || role === "switch") return "checkbox";
  if (node.localName === "input" && ["submit", "button", "image", "reset"].includes(node.type)) return "button";
  if (node.localName === "button" || role === "button" || node.localName === "summary") return "button";
  return node.readOnly && up(node, "[role=combobox],[aria-haspopup=listbox]") ? "combobox" : "text";
}

// Scores of one field for every kind that its role allows.
function scoreField(item) {
  const kinds = FILLABLE[item.role === "combobox" ? "text" : item.role] || [];
  const proof = Object.fromEntries(kinds.map((kind) => [kind, new Evidence()]));
  fromAttributes(item, proof);
  fromWords(item, proof);
  fromMeaning(item, proof);
  if (proof.password) doubtSecret(item, proof);
  fromOptions(item, proof);
  fromAddress(item, proof);
  fromShape(item, proof);
  fromBox(item, proof);
  for (const kind of kinds) if (proof[kind].score >= 0.1) item.kinds[kind] = { score: proof[kind].score, why: proof[kind].why };
}

function fromAttributes({ node, role }, proof) {
  const tokens = autofill(node);
  for (const token of tokens) if (proof[AUTOCOMPLETE[token]]) proof[AUTOCOMPLETE[token]].for_(WEIGHTS.autocomplete, `autocomplete=${token}`);
  if (tokens.includes("given-name") || tokens.includes("family-name")) proof.full_name?.but(DOUBTS.other, "half of a name");
  if (role === "file") proof.evidence_file.for_(WEIGHTS.type, "type=file");
  if (role !== "text" && role !== "combobox") return;
  const type = node.type === "text" ? attribute(hostOf(node) || node, "type") : node.type;
  if (type === "email" || node.inputMode === "email") proof.email.for_(WEIGHTS.type, type === "email" ? "type=email" : "inputmode=email");
  if (node.type === "password") proof.password.for_(WEIGHTS.type, "type=password");
}

// What is typed unseen may be a card's number or any other secret: a password is called so, stands in a sign-in below a name, or
// is asked twice, or with hardly more than an address, by what makes an account.
function doubtSecret({ node, box, others }, proof) {
  const named = proof.password.why.some((why) => !why.startsWith("type="));
  if (node.type === "password" && !named && (Math.max(0, ...Object.values(others)) > 0.4 || !asksWho(box))) proof.password.but(DOUBTS.unnamed, "nothing calls it a password");
}

function asksWho({ signIn, passwords, fields }) {
  if (fields.length < 2 || signIn) return signIn && fields.length > 1;
  const again = passwords.length === 2 && fields.indexOf(passwords[1]) === fields.indexOf(passwords[0]) + 1;
  return again || (passwords.length === 1 && fields.length < 5 && fields.some(takesAddress));
}

function fromWords(item, proof) {
  const doubts = {};
  const before = new Set(Object.keys(proof).filter((kind) => proof[kind].score > 0));
  const told = { label: new Set(), name: new Set() };
  const labelled = item.labels.some(({ from, text }) => WEIGHTS.from[from] === 1 && [...SAID.in(normal(stripped(text)))].some(([key, { share }]) => key.startsWith("fields.") && share > 0.3));
  const weigh = (hits, table, worth, what, text) => {
    for (const [key, { share, end }] of hits) {
      const [section, kind] = key.split(".");
      const weight = portion(table, table === WEIGHTS.name && end === text.length ? Math.max(share, 0.6) : share) * worth;
      if (section === "fields" && proof[kind]) {
        proof[kind].for_(weight, `${what}: ${text.slice(0, 60)}`);
        told[what === "name" ? "name" : "label"].add(kind);
      }
      if ((section === "others" || key === "words.search") && !(kind === "search" && item.role === "select")) doubts[kind] = 1 - (1 - (doubts[kind] || 0)) * (1 - weight * (what === "name" && labelled ? 0.6 : 1));
    }
    if (proof.username && eitherName(hits)) proof.username.for_(table.most * worth, `${what}: ${text.slice(0, 60)}`);
    if (hits.has("fields.email") && hits.has("fields.username") && what !== "name" && item.node.type !== "email") item.either = true;
    if (proof.password && item.box.passwords.length > 1 && (hits.has("words.repeat") || hits.has("others.repeat"))) proof.password.but(DOUBTS.again, "the password again");
    if (proof.email_confirm && (hits.has("words.repeat") || hits.has("others.repeat")) && hits.has("fields.email")) proof.email_confirm.for_(WEIGHTS.label.most * worth, `${what}: ${text.slice(0, 60)}`);
  };
  item.news = item.labels.some(({ text }) => shareOf(SAID.in(normal(text)), "words.newsletter") > 0.5);
  if (item.news && item.box.fields.length < 3) item.box.newsletter = true;
  if (proof.full_name) bothNames(item.labels, proof);
  for (const { from, text } of item.labels) weigh(SAID.in(normal(stripped(text))), WEIGHTS.label, WEIGHTS.from[from], from, text);
  if (item.group) weigh(SAID.in(normal(item.group)), WEIGHTS.label, WEIGHTS.from.question, "question", item.group);
  for (const name of item.names) weigh(NAMED.in(name), WEIGHTS.name, 1, "name", name);
  item.others = doubts;
  const [only] = told.label;
  if (told.label.size === 1 && standsAlone(only, item.box) && !item.news && isPlain(item, only, proof[only])) proof[only].for_(WEIGHTS.only, "nothing else in the label");
  if (told.label.size !== 1 || item.box.signIn) return;
  for (const kind of told.name) if (!told.label.has(kind) && !before.has(kind) && !(kind === "one_time_code" && told.label.has("password"))) proof[kind].but(DOUBTS.unspoken, "its label says otherwise");
}

// "Surname, first name" asks for both, unless another label says which half it is.
function bothNames(labels, proof) {
  const halves = labels.map(({ text }) => SAID.in(normal(stripped(text)))).filter((said) => said.has("fields.first_name") || said.has("fields.last_name"));
  if (!halves.length || !halves.every((said) => said.has("fields.first_name") && said.has("fields.last_name"))) return;
  proof.full_name.for_(WEIGHTS.label.whole, "both halves of a name");
  for (const half of ["first_name", "last_name"]) proof[half].but(DOUBTS.other, "both halves of a name");
}

const PERSONAL = ["email", "email_confirm", "first_name", "last_name", "full_name", "username"];
const ALONE = ["email", "email_confirm", "country", "one_time_code"];

// A form that makes no account and signs nobody in asks for the name of one that there is.
const standsAlone = (kind, { passwords, register }) => ALONE.includes(kind) || (kind === "username" && !passwords.length && !register);

// "q2" is a question by its number; "q" alone is what search boxes are called.
const isNumber = (name) => /^q \d+$/.test(name);

// A label of its own, short enough to be one, that speaks of nothing but one kind of answer.
const isPlain = ({ labels, others, role }, kind, evidence) => Object.entries(others).every(([other, doubt]) => doubt < 0.2 || forgiven(kind, other, evidence, role)) && labels.length > 0 && labels.every(({ text }) => text.length <= 120);

const STORIES = ["reason", "additional_info", "prompt_text", "evidence_file"];

const isLong = (node) => node.localName === "textarea" || (node.localName !== "input" && node.getAttribute("aria-multiline") === "true");

// What is edited in place takes any number of lines, unless it says otherwise; narrow ones are the boxes of a code.
const isEditor = (node) => node.isContentEditable && widthOf(node) > 2 * NARROW;

const takesLines = (node) => isLong(node) || isEditor(node);

// Many lines for a person to write; a captcha keeps its answer in some that are hidden with its styles.
const takesText = (node) => takesLines(node) && !isNamed(node, "others.captcha");

// "Email or phone", "login or email": whatever the account is known by.
const eitherName = (hits) => hits.has("fields.email") && (hits.has("others.phone") || hits.has("fields.username"));

// Labels without what is not the label: the number of a question, required marks in signs or words, examples in brackets.
const stripped = (text) => withoutAside(withoutMark(text.replace(/^\s*\d{1,2}\s*[.)]\s+(?=\S)/, "")).replace(/\*|\((?=[^)]*(optional|required|facultatif|obligatoire|erforderlich))[^)]*\)/gi, " "));

// "Instagram username (if you have one)": neither whose it is nor what stands in brackets and speaks of no answer by itself asks for another.
const PLATFORMS = /(?<!\p{L})(instagram|facebook|threads|tiktok|whatsapp|messenger|youtube|linkedin|twitter|snapchat|reddit|pinterest)(?!\p{L})/giu;

function withoutAside(text) {
  const own = text.replace(PLATFORMS, " ");
  const plain = /[(（]/.test(own) ? own.replace(/[(（][^()（）]*[)）]/g, (aside) => ([...SAID.in(normal(aside)).keys()].some((key) => TELLING.test(key)) ? aside : " ")) : own;
  return /\p{L}/u.test(plain) ? plain : text;
}

const TELLING = /^(fields|others)\.|^words\.repeat|^means\.another/;

// "Your country * Required question": what only says that there must be an answer, or that there need be none.
function withoutMark(text) {
  const plain = normal(text);
  const mark = kept(`marks ${LANGUAGES}`, marks).find((each) => plain.endsWith(UNSPACED.test(each) ? each : ` ${each}`) && plain.length > each.length + 1);
  return mark ? plain.slice(0, -mark.length).trim() : text;
}

function marks() {
  const read = DATA.languages.filter(({ language }) => LANGUAGES.includes(language));
  return read.flatMap(({ words: said }) => [...listed(said.required), ...listed(said.optional)]).sort((a, b) => b.length - a.length);
}

function fromShape(item, proof) {
  if (item.role !== "text" && item.role !== "combobox") return;
  fromLines(item, proof);
  fromNumber(item.node, proof);
  fromCodeShape(item, proof);
  fromType(item, proof);
  fromLength(item.node, proof);
}

const ONE_LINE = ["email", "email_confirm", "country", "one_time_code", "username", "first_name", "last_name", "full_name"];

// Reasons take many lines, names and addresses one.
function fromLines({ node, box }, proof) {
  if (!takesLines(node)) {
    for (const kind of ["reason", "additional_info"]) proof[kind].but(kind === "additional_info" && box.fields.some(takesText) ? DOUBTS.oneLine : 0.45, "one line");
    return;
  }
  proof.reason.for_(WEIGHTS.shape, "many lines");
  for (const kind of ["additional_info", "prompt_text"]) if (proof[kind].score > 0) proof[kind].for_(WEIGHTS.shape, "many lines");
  if (isLong(node)) for (const kind of ONE_LINE) proof[kind].but(0.1, "many lines");
}

function fromNumber(node, proof) {
  if (isNumeric(node) && node.type !== "tel") for (const kind of ["email", "email_confirm", "country", "full_name", "reason"]) proof[kind].but(DOUBTS.other, "for numbers");
}

const OTHER_TYPES = ["tel", "number", "date", "url", "search", "color", "range"];

// What an input's type says that it is not for.
function fromType({ node, role, box }, proof) {
  const typed = OTHER_TYPES.includes(node.type) && !(node.type === "search" && role === "combobox");
  for (const [kind, evidence] of Object.entries(proof)) {
    if (typed && !(node.type === "search" && kind === "country" && !box.search) && kind !== "one_time_code" && !(kind === "username" && node.type === "tel")) evidence.but(DOUBTS.other, `type=${node.type}`);
    if ((kind === "password") !== (node.type === "password") && kind !== "one_time_code") evidence.but(0.05, `type=${node.type}`);
  }
  if (node.type === "password" && (proof.one_time_code.score > 0.7 || (box.afterCode && !box.passwords.includes(node)))) proof.password.but(DOUBTS.other, "rather a code");
  else if (node.type === "password") proof.one_time_code.but(DOUBTS.other, "rather a password");
}

function fromLength({ maxLength: length }, proof) {
  if (!(length > 0 && length < 10)) return;
  for (const kind of ["email", "username", "reason", "additional_info", "country"]) proof[kind].but(DOUBTS.other, `at most ${length} characters`);
  if (length < 6) proof.password.but(DOUBTS.other, `at most ${length} characters`);
  if (length < 4) proof.one_time_code.but(DOUBTS.other, `at most ${length} characters`);
}

function fromBox({ node, role, box, others, either, labels }, proof) {
  const trap = role === "text" && node.matches("input[tabindex='-1']") && !labels.length;
  const [other, strength] = Object.entries(others).filter(([kind]) => OTHERS.includes(kind)).sort((a, b) => b[1] - a[1])[0] || ["", 0];
  for (const [kind, evidence] of Object.entries(proof)) {
    if (evidence.score === 0) continue;
    if (other && strength > 0.4 && (strength > evidence.score - 0.12) && !forgiven(kind, other, evidence, role)) evidence.but(DOUBTS.other, `rather ${other.replace("_", " ")}`);
    if (trap && kind !== "one_time_code") evidence.but(DOUBTS.trap, "nobody can get to it, nor is told what it is for");
    if (kind === "country" && ((others.phone || 0) > 0.25 || others.phone_prefix)) evidence.but(DOUBTS.other, "a dialling code");
    if (kind === "country" && box.signIn) evidence.but(DOUBTS.other, "sign-in box");
    if (kind === "one_time_code" && box.passwords.length && node.type !== "password") evidence.but(DOUBTS.signIn, "asked with the password");
    if (box.search && !["username", "password"].includes(kind)) evidence.but(DOUBTS.search, "search box");
    if (box.feedback || box.chat || box.voucher) evidence.but(DOUBTS.feedback, "feedback, a chat or a voucher");
    if (box.errand && STORIES.includes(kind)) evidence.but(DOUBTS.feedback, "where something is ordered, counted or chosen");
    if (kind === "email" && box.forgot && !box.passwords.length) evidence.but(DOUBTS.minor, "for a new password");
    const drawn = !visible(node);
    if (drawn) evidence.but(DOUBTS.widget, "drawn as something else");
    if (!drawn && up(node, "[aria-hidden=true],[inert]")) evidence.but(DOUBTS.muted, "switched off");
    if (isBehind(node)) evidence.but(DOUBTS.behind, "behind a dialog");
    if (node.readOnly && role === "text" && kind !== "country") evidence.but(DOUBTS.readonly, "read only");
  }
  if (role !== "text" && role !== "combobox") return;
  if (box.signIn) signInField(node, box, proof);
  if (box.register && !box.signIn && !box.passwords.length) proof.username.but(DOUBTS.opposite, "the name of a new account");
  if (box.unclear) for (const kind of ["email", "username"]) proof[kind].but(DOUBTS.unclear, "a sign-in or not");
  const previous = box.fields[box.fields.indexOf(node) - 1];
  if (node.type === "password" && previous?.type === "password") proof.password.but(DOUBTS.again, "the password again");
  else if (!box.signIn && !either && proof.email.score > 0.3 && proof.username.score > 0) proof.username.but(0.75, "an address of the form");
}

const forgiven = (kind, other, evidence, role) => (kind === "country" && other === "search" && role === "combobox") || (kind === "email" && ["company", "place", "language"].includes(other)) || (kind === "country" && ["place", "language"].includes(other) && evidence.score > 0.6) || (kind === "username" && ["phone", "place"].includes(other)) || (kind === "one_time_code" && other === "phone") || (["reason", "additional_info"].includes(kind) && other === "company");

function signInField(node, box, proof) {
  if (node.type === "password") return;
  const before = box.fields.slice(0, box.fields.indexOf(box.passwords[0])).filter((field) => field.type !== "password" && field.type !== "search" && field.localName === "input" && !isNamed(field, "others.search"));
  if (!box.passwords.length) proof.username.for_(WEIGHTS.type, "the only field of a sign-in box");
  else if (before[before.length - 1] === node || before[0] === node) proof.username.for_(WEIGHTS.type, "above the password");
  proof.email.but(DOUBTS.signIn, "sign-in box");
}
