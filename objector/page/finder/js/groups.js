// The parts around what a page is about.
const EDGES = "footer,header,nav,aside,[role=banner],[role=navigation],[role=contentinfo],[id*=footer i],[id*=navbar i],[id*=topbar i],[id*=sidebar i],[id=header i],[class~=footer],[class~=header],[class~=navbar],[class~=topbar],[class~=sidebar],[class~=widget]";

// Which box holds a control (a form, a dialog, or what stands for a form), and what that box is for.
const boxes = new Map();

function boxOf(node) {
  const holder = holderOf(node);
  let box = boxes.get(holder);
  if (!box) {
    box = describe(holder);
    boxes.set(holder, box);
  }
  return box;
}

// The form, unless it wraps the whole page; then, and without a form, the nearest element that has both fields and a button.
function holderOf(node) {
  const form = node.form instanceof HTMLFormElement ? node.form : up(node, "form,[role=form],[role=search]");
  const dialog = up(node, DIALOGS);
  if (form && !wrapsPage(form)) return dialog && form.contains(dialog) ? dialog : endedBy(form);
  return nearestBox(parent(node));
}

// What a form is ended by may stand below it: then the dialog, or the part of the page, that holds both is the box.
const endedBy = once((form) => {
  if (PAGE.buttons.some((button) => (button.form === form || form.contains(button)) && visible(button) && (button.type === "submit" || isSending(button)))) return form;
  const around = nearestBox(parent(form));
  return around === document.body || !isOnlyForm(form, around) ? form : around;
});

const isOnlyForm = (form, around) => [...around.querySelectorAll("form")].every((other) => other === form) && PAGE.fields.every((field) => !holds(around, field) || holds(form, field));

const wrapsPage = once((form) => form.querySelector("header,nav,footer,form,[role=search],[id*=search i] input,[name=__VIEWSTATE]") !== null);

const nearestBox = once(boxFrom);

function boxFrom(start) {
  for (let at = start; at && at !== document.body; at = parent(at)) {
    if (at.matches(DIALOGS) || (isEnding(at) && asksToType(at))) return at;
  }
  return document.body;
}

let ending;

// Holds what sends or goes on.
function isEnding(node) {
  ending ??= holdersOf(PAGE.buttons.filter(isSending));
  return ending.has(node);
}

let asking;

// Holds what is typed into.
function asksToType(node) {
  asking ??= holdersOf(PAGE.fields.filter((field) => isTyped(field) && visible(field)));
  return asking.has(node);
}

const isSending = once((button) => visible(button) && (["submit", "image"].includes(button.getAttribute("type")) || saysMore(button)));

function saysMore(button) {
  const said = SAID.in(normal(buttonText(button)));
  return shareOf(said, "words.cancel") <= 0.8 && (sendsForm(said) || ["buttons.submit", "buttons.next", "buttons.verify_code", "words.login", "words.register", "words.newsletter", "words.search"].some((key) => shareOf(said, key) > 0.4));
}

function describe(holder) {
  const fields = PAGE.fields.filter((node) => (holds(holder, node) || node.form === holder) && isTyped(node) && visible(node));
  const own = holder === document.body ? fields.filter((node) => holderOf(node) === holder) : fields;
  const box = { holder, fields: own, passwords: own.filter((node) => node.type === "password" && !isNamed(node, "fields.one_time_code")), whole: holder === document.body, kinds: new Set() };
  box.dialog = box.whole ? null : up(holder, DIALOGS);
  Object.assign(box, box.whole ? {} : purposes(box));
  const single = own.filter((node) => node.type !== "search").length === 1 && box.passwords.length === 0 && !box.search;
  box.asksCode = single && asksForCode(box);
  box.alone = single && isAlone(box);
  box.afterCode = box.alone && !box.asksCode && isAfterCode();
  const points = box.passwords.length === 1 ? signs(box) : 0;
  box.proves = box.passwords.length === 1 && provesWho(box);
  box.signIn = box.voucher !== true && !asksForMore(box) && (points > 0 || asksWhoFirst(box));
  box.setsPassword = !box.signIn && !box.proves && (points < 0 || box.passwords.length > 1 || (box.register === true && !box.login));
  box.unclear = !box.signIn && !box.proves && (box.passwords.length === 1 ? points === 0 && own.length < 4 : mayAskWho(box));
  return box;
}

const isTyped = (node) => !["fieldset", "button", "output", "object"].includes(node.localName) && !["hidden", "submit", "button", "image", "reset", "radio", "checkbox", "file"].includes(node.type) && !node.matches("[role=checkbox],[role=switch],[role=button]");

// A small box whose words speak of a code that was sent: its only field takes the code, whatever it is called.
function asksForCode({ holder, whole }) {
  const said = SAID.in(normal(words(holder, whole ? 1500 : 500)));
  return (said.has("pages.code") || said.has("pages.second_factor")) && !said.has("others.coupon");
}

// Words of the page around its only form, which say the same; many a field asks for them.
let afterCode;

function isAfterCode() {
  afterCode ??= ["pages.code", "pages.second_factor"].some((key) => SAID.in(normal(TEXT.slice(0, 6000))).has(key)) || [...sentences(TEXT.slice(0, 3000))].some(saysCodeSent);
  return afterCode;
}

// However it is put: "We have emailed you a PIN".
function saysCodeSent(sentence) {
  const said = SAID.in(normal(sentence));
  return ["means.code", "means.digits", "fields.one_time_code"].some((key) => said.has(key)) && said.has("means.sent") && !said.has("means.perhaps") && ![...said.keys()].some((key) => key.startsWith("others.") && key !== "others.phone");
}

// The page speaks of a code at all.
const saysCode = () => SAID.in(normal(TEXT.slice(0, 2000))).has("fields.one_time_code");

function purposes(box) {
  const { holder, fields } = box;
  const attributes = ["id", "name", "class", "action"].map((name) => (holder.getAttribute(name) || "").split("?")[0]);
  box.named = NAMED.in(nameWords(attributes.join(" . ").slice(0, 200)));
  const ends = PAGE.buttons.filter((node) => holds(holder, node) && isSending(node)).slice(0, 6);
  box.ends = SAID.in(normal(ends.map(buttonText).join(" . ")));
  box.title = headingOver(holder);
  box.titled = SAID.in(normal([box.title, ...[...holder.querySelectorAll("h1,h2,h3,h4,legend")].slice(0, 4).map((node) => words(node, 60))].join(" . ")));
  const near = SAID.in(normal(words(asksAlone(box) ? box.dialog : holder, 250)));
  const says = (key) => box.named.has(key) || box.ends.has(key) || box.titled.has(key);
  const small = fields.length <= 2;
  const aside = box.named.has("words.aside") || up(holder, EDGES) !== null;
  return {
    search: holder.matches("[role=search]") || filters(holder) || (fields.length <= 3 && !box.passwords.length && !fields.some(isForm) && (fields.some((node) => searches(node, box)) || (small && says("words.search")))),
    newsletter: !box.passwords.length && !awaitsPassword(holder) && (ordersNews(box, says, near) || (small && aside && !says("words.login") && fields.some(takesAddress))),
    register: says("words.register"),
    login: says("words.login") || (small && near.has("words.login")),
    forgot: says("words.forgot"),
    comments: asksReaders(box),
    chat: opensChat(box),
    voucher: redeems(box),
    errand: runsErrand(ends.map((node) => SAID.in(normal(buttonText(node))))) || renewsPassword(box),
    career: appliesForWork(box),
    feedback: small && (box.named.has("words.feedback") || near.has("words.feedback")) && !fields.some((node) => node.type === "email"),
    aside,
  };
}

// What narrows down the rows of a table: it says so, or puts what is typed into the address of a page that shows a table.
const filters = once((holder) => {
  if (PAGE.buttons.filter((node) => holds(holder, node) && visible(node)).some((node) => shareOf(NAMED.in(normal(buttonText(node))), "words.filter") > 0.4)) return true;
  return holder.matches("form[method=get i]") && [...document.querySelectorAll("table,[role=grid],[role=table]")].some((table) => !table.contains(holder) && !holder.contains(table) && visible(table) && table.querySelectorAll("tr,[role=row]").length > 2);
});

// Lists that are filtered by typing are made like boxes to search, but what goes on or sends beside them searches nothing.
function searches(node, { ends }) {
  const picks = isTypeahead(node) && opensList(node) && ["buttons.next", "buttons.submit"].some((key) => ends.has(key)) && !ends.has("words.search");
  return !picks && (node.type === "search" || isNamed(node, "others.search"));
}

// What its dialog says, it says, where nothing else is asked there.
const asksAlone = ({ dialog, fields }) => dialog !== null && PAGE.fields.every((node) => !holds(dialog, node) || fields.includes(node) || !visible(node));

const isForm = (node) => node.localName === "textarea" || takesAddress(node);

// What says that it sends news; at the page's edge whatever asks for an address only.
function ordersNews({ fields, holder }, says, near) {
  const small = fields.length <= 2;
  return fields.length <= 4 && (says("words.newsletter") || (small && near.has("words.newsletter") && !offersNews(holder))) && !fields.some((node) => node.localName === "textarea");
}

const SUBHEADINGS = "h2,h3,h4,h5,h6,[role=heading]";

// The heading right over a form, or its own first one, if that stands before what is asked.
function headingOver(holder) {
  const first = PAGE.fields.find((field) => holds(holder, field) && visible(field));
  const own = [...holder.querySelectorAll(SUBHEADINGS)].find(visible);
  if (own && first && own.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) return words(own, 100);
  for (let at = holder, level = 0; level < 2 && at && at !== document.body; at = parent(at), level++) {
    for (let before = at.previousElementSibling; before && !hasControl(before); before = before.previousElementSibling) if (before.matches(SUBHEADINGS)) return words(before, 100);
  }
  return "";
}

// What the readers of a page write under it, and what they are offered to talk in: neither takes a form's answers.
function asksReaders({ holder, fields, named, ends, title, passwords }) {
  if (passwords.length || fields.length > 5 || !fields.some(takesLines) || holder.querySelector("[type=file]") || [...holder.querySelectorAll("select")].some((list) => list.options.length > 12)) return false;
  return named.has("words.comments") || ends.has("words.comments") || shareOf(SAID.in(normal(title)), "words.comments") > 0.5;
}

function opensChat({ holder, dialog, fields, named, title, passwords }) {
  if (passwords.length || fields.length > 6) return false;
  const called = [title, dialog && attribute(dialog, "aria-label"), attribute(holder, "aria-label")].map((text) => SAID.in(normal(text)));
  const offered = PAGE.buttons.filter((node) => holds(holder, node)).some((node) => SAID.in(normal(buttonText(node))).has("words.chat"));
  return offered || named.has("words.chat") || called.some((said) => shareOf(said, "words.chat") > 0.5) || liesInChat(holder);
}

// What a form lies in is called a chat by its page's makers, however it speaks to the reader.
function liesInChat(holder) {
  for (let at = parent(holder); at && at !== document.body; at = parent(at)) {
    if (NAMED.in(nameWords(["id", "class", "aria-label"].map((name) => attribute(at, name)).join(" . ").slice(0, 200))).has("words.chat")) return true;
  }
  return false;
}

// A voucher, or the number of a parcel, is asked alone or with a postcode; a number that leads on to the next question, or signs in, is none.
function redeems({ fields, ends }) {
  const least = isRedeemed() ? 0.3 : 0.5;
  const asks = (field, kind) => labelTexts(field).some(({ text }) => shareOf(SAID.in(normal(text)), `others.${kind}`) > least);
  return fields.length < 3 && !ends.has("buttons.next") && !ends.has("words.login") && !TITLE.login && fields.some((field) => asks(field, "coupon")) && fields.every((field) => asks(field, "coupon") || asks(field, "postal_code") || field.type === "password");
}

// It is ended by what orders, counts or chooses something, and by nothing else that says that it sends.
function runsErrand(ends) {
  const errands = ends.filter((said) => said.has("means.errand"));
  return errands.length > 0 && !ends.some((said) => said.has("means.objecting") || (!errands.includes(said) && shareOf(said, "buttons.submit") > 0.5));
}

const renewsPassword = (box) => box.passwords.length > 2 || (box.passwords.length === 2 && box.fields.length === 2) || asksToRecover(box);

// An address or a name alone, to which what leads to a new password is sent.
const asksToRecover = ({ fields, named, ends, titled, passwords }) => fields.length === 1 && !passwords.length && fields[0].localName === "input" && ([named, ends, titled].some((said) => said?.has("words.forgot")) || isAboutPassword());

// What asks for the history of somebody's work.
const appliesForWork = ({ holder }) => PAGE.fields.some((node) => node.type === "file" && holds(holder, node) && labelTexts(node).some(({ text }) => SAID.in(normal(text)).has("others.career")));

const saysOther = ({ comments, chat, voucher, career }) => [comments, chat, voucher, career].includes(true);

// What takes news, a search, what readers say, a voucher or an application for work, and no form's answers.
const takesNoAnswers = (box) => box.newsletter === true || box.search === true || saysOther(box);

const takesAddress = (node) => node.type === "email" || isNamed(node, "fields.email");

// A box to tick that adds the newsletter to something else.
const offersNews = (holder) => [...holder.querySelectorAll("input[type=checkbox]")].some((node) => labelTexts(node).some(({ text }) => SAID.in(normal(text)).has("words.newsletter")));

// A sign-in that asks for the name first, and for the password afterwards or on the next page.
function asksWhoFirst(box) {
  if (box.fields.length !== 1 || box.passwords.length || box.fields[0].localName !== "input" || takesCode(box)) return false;
  if (takesNoAnswers(box) || box.forgot || asksToRecover(box) || (box.register && !goesOn(box))) return false;
  if (isAlone(box) && (awaitsPassword(box.holder) || TITLE.login || asksAccount(box.fields[0]))) return true;
  return !box.whole && box.login && (box.ends.has("words.login") || box.titled.has("words.login"));
}

// The browser is to fill in the name of an account (HTML's autofill detail tokens); who makes a new one is mostly asked more.
const asksAccount = (node) => autofill(node).includes("username");

// One box to type in, called a user's name or with words or links of a sign-in around it: the name of an account, or an address of a form.
function mayAskWho(box) {
  if (box.whole || box.fields.length !== 1 || box.fields[0].localName !== "input" || takesNoAnswers(box) || takesCode(box)) return false;
  if (TITLE.register || TITLE.forgot || box.forgot || !isAlone(box)) return false;
  return box.login ? !box.register : leads(box.holder).forgot || isNamed(box.fields[0], "fields.username");
}

// Where the links beside a form lead: to a new password or a new account, beside a sign-in; to the sign-in, beside what makes an account.
function leads(holder) {
  const to = [...holder.querySelectorAll("a[href]")].slice(0, 30).map((link) => attribute(link, "href").split("?")[0].slice(-80)).join(" ");
  return { forgot: /forgot|forgett?en|recover|lost[-_]?pass|reset[-_]?pass|pass\w*[-_]?(reset|reminder|recovery|lost)/i.test(to), register: /sign[-_]?up|regist|create[-_]?account|new[-_]?account|\/join\b|enrol/i.test(to), login: /log[-_]?in\b|sign[-_]?in\b/i.test(to) };
}

const takesCode = ({ asksCode, fields: [field] }) => asksCode || (field.inputMode === "numeric" && !isClientNumber(field)) || field.autocomplete === "one-time-code" || isNamed(field, "fields.one_time_code");

// Banks know who signs in by a number.
const isClientNumber = (field) => TITLE.login && !isAfterCode() && !labelTexts(field).some(({ text }) => SAID.in(normal(text)).has("fields.one_time_code"));

// What the page is called: the way in for those who have an account, or not.
const TITLE = titles();

function titles() {
  const said = SAID.in(normal([document.title, ...PAGE.headings.filter((node) => node.localName === "h1" && visible(node)).map((node) => words(node, 100))].join(" . ").slice(0, 400)));
  const other = said.has("words.register") || said.has("words.forgot") || said.has("words.newsletter");
  return { login: !other && (said.has("words.login") || said.has("pages.sign_in")), register: said.has("words.register") && !said.has("words.login"), forgot: said.has("words.forgot") };
}

// Nothing else is asked on the page, but for what is searched: where there is more, an address with a password behind it begins an order.
const isAlone = (box) => PAGE.fields.filter((node) => isTyped(node) && node.type !== "search" && !box.fields.includes(node) && visible(node)).length < 2;

const awaitsPassword = (holder) => [...holder.querySelectorAll("input[type=password]")].some((node) => !/new/.test(attribute(node, "autocomplete")));

const attribute = (node, name) => node.getAttribute(name) || "";

// What the browser is to fill in.
const autofill = (node) => attribute(node, "autocomplete").toLowerCase().split(/\s+/);
const isNamed = (node, key) => NAMED.in(nameWords(`${attribute(node, "id")} . ${attribute(node, "name")}`)).has(key);

// "Create a password" is asked of those who have none yet.
const isNew = (node) => labelTexts(node).some(({ text }) => SAID.in(normal(text)).has("words.new")) || /(^|\W)new\W/.test(`${nameWords(`${attribute(node, "id")} . ${attribute(node, "name")}`)} `);

// What the small print of a box says: "forgot your password?" and "keep me signed in" tell a sign-in, "I accept the terms" does not.
const besides = (box) => SAID.in(normal(words(box.whole ? parent(box.passwords[0]) : box.holder, 600)));

// Whether a box with one password is for signing in (above 0) or for making an account (below): what its button says counts most.
function signs(box) {
  const others = box.fields.filter((node) => node.type !== "password");
  const tokens = box.fields.map((node) => attribute(node, "autocomplete")).join(" ");
  let points = others.length === 1 ? 1 : others.length > 3 ? -2 : 0;
  for (const [evidence, weight] of [[box.ends, 2], [box.named, 1], [box.titled, 1]]) {
    if (evidence?.has("words.login")) points += weight;
    if (evidence?.has("words.register")) points -= weight;
  }
  if (TITLE.login) points += 1;
  if (TITLE.register) points -= 1;
  const beside = besides(box);
  if (beside.has("words.forgot") || beside.has("words.remember")) points += 2;
  if (beside.has("words.agree")) points -= 2;
  const to = leads(box.whole ? parent(box.passwords[0]) : box.holder);
  if (to.forgot) points += 2;
  else if (to.register && !to.login) points += 1;
  else if (to.login && !to.register) points -= 1;
  if (isNew(box.passwords[0])) points -= 2;
  if (/current-password|username/.test(tokens)) points += 2;
  if (/new-password|given-name|address|country|bday/.test(tokens)) points -= 2;
  if (box.fields.some((node) => node.localName === "select" && node.options.length > 4)) points -= 2;
  return points;
}

// No sign-in takes many lines, or asks for a country beside the password, unless it says that it signs in: then that is a telephone's.
const asksForMore = ({ fields, passwords, ends }) => passwords.length > 0 && fields.some((node) => takesText(node) || (node.localName === "select" && !ends?.has("words.login") && countryShare(optionLabels(node)) >= 0.7));

// Beside many lines a password that is not made up there only proves who it is that asks.
const provesWho = ({ fields, register, passwords: [password] }) => !register && !TITLE.register && fields.some(takesText) && !isNew(password) && !/new-password/.test(attribute(password, "autocomplete"));
