// Which form or dialog holds a control, and what that is for: a sign-in box, a search box, a newsletter box, or the form itself.
const boxes = new Map();

function boxOf(node) {
  const holder = (node.form instanceof HTMLFormElement ? node.form : null) || up(node, `form,[role=form],[role=search],${DIALOGS}`) || document.body;
  let box = boxes.get(holder);
  if (!box) {
    box = describe(holder);
    boxes.set(holder, box);
  }
  return box;
}

function describe(holder) {
  const own = holder === document.body ? [] : [...(holder.localName === "form" ? holder.elements : holder.querySelectorAll(FIELDS))];
  const fields = (holder === document.body ? PAGE.fields.filter((node) => !up(node, "form")) : own).filter(isTyped).filter(visible);
  const passwords = fields.filter((node) => node.type === "password");
  const dialog = up(holder, DIALOGS);
  const box = { holder, fields, passwords, dialog, ontop: dialog !== null && visible(dialog), asksCode: false, search: false, newsletter: false, signIn: false, register: false, feedback: false, aside: false };
  if (holder !== document.body) classify(box);
  box.signIn = looksLikeSignIn(box);
  box.asksCode = fields.length === 1 && passwords.length === 0 && holder !== document.body && asksForCode(holder);
  return box;
}

// A small box whose words speak of a code that was sent: its only field takes the code, whatever it is called.
function asksForCode(holder) {
  const said = SAID.in(normal(words(holder, 500)));
  return said.has("pages.code") && !said.has("others.coupon");
}

const isTyped = (node) => node.localName !== "fieldset" && node.localName !== "button" && node.localName !== "output" && node.localName !== "object" && !["hidden", "submit", "button", "image", "reset", "radio", "checkbox"].includes(node.type);

function classify(box) {
  const { holder, fields } = box;
  const named = NAMED.in(nameWords([holder.id, holder.getAttribute("name"), holder.className, holder.getAttribute("action")?.split("?")[0]].filter((part) => typeof part === "string").join(" ").slice(0, 200)));
  const said = SAID.in(normal([...holder.querySelectorAll("h1,h2,h3,h4,legend,button,input[type=submit],[role=button]")].slice(0, 8).map((node) => node.value || words(node, 60)).join(" . ")));
  const near = SAID.in(normal(words(holder, 250)));
  box.search = holder.matches("[role=search]") || (fields.length <= 3 && fields.some((node) => node.type === "search" || isNamed(node, "others.search"))) || (fields.length <= 2 && named.has("words.search"));
  box.newsletter = fields.length <= 4 && (named.has("words.newsletter") || said.has("words.newsletter") || near.has("words.newsletter")) && !box.passwords.length && !fields.some((node) => node.localName === "textarea");
  box.register = named.has("words.register") || (said.has("words.register") && !said.has("words.login"));
  box.login = named.has("words.login") || said.has("words.login") || near.has("words.login");
  box.forgot = named.has("words.forgot") || said.has("words.forgot");
  box.feedback = named.has("words.feedback") && fields.length <= 2;
  box.aside = up(holder, "footer,header,nav,aside,[role=banner],[role=navigation],[role=contentinfo]") !== null;
}

const isNamed = (node, key) => NAMED.in(nameWords(`${node.id} ${node.name || ""}`)).has(key);

function looksLikeSignIn(box) {
  if (box.passwords.length !== 1 || box.passwords[0].autocomplete === "new-password") return false;
  const others = box.fields.filter((node) => node.type !== "password" && node.localName === "input");
  if (others.length > 3 || box.fields.some((node) => node.localName === "textarea")) return false;
  if (box.passwords[0].autocomplete === "current-password" || others.some((node) => (node.autocomplete || "").includes("username"))) return true;
  return !box.register || (box.login && others.length === 1);
}
