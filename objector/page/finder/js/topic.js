// What the page as a whole is about, as its title and headings say.

let spoken;

// The title and the headings that are seen, read off once a look.
function spokenOver() {
  spoken ??= [document.title, ...PAGE.headings.filter(visible).slice(0, 8).map((node) => words(node, 150))].map((text) => SAID.in(normal(text)));
  return spoken;
}

// About objecting, or about AI without a survey: what is asked here is asked for that.
const isAboutObjecting = () => spokenOver().some((said) => said.has("means.objecting")) || (!isSurvey() && spokenOver().some((said) => said.has("means.ai") || said.has("ai_question")));

let surveying;

// Called so by its title or main heading: others ask below whether a page was of help.
function isSurvey() {
  surveying ??= [document.title, mainHeading()].some((text) => SAID.in(normal(text)).has("words.feedback"));
  return surveying;
}

// About a password, where nothing is said of signing in: a new one is to be had, or a link is sent for it.
let renewing;

function isAboutPassword() {
  renewing ??= TITLE.forgot || spokenOver().some((said) => said.has("words.forgot") || (said.has("fields.password") && !said.has("words.login") && !said.has("words.register"))) || [...sentences(TEXT.slice(0, 2000))].some(linksToPassword);
  return renewing;
}

function linksToPassword(sentence) {
  const said = SAID.in(normal(sentence));
  return said.has("means.link") && said.has("fields.password") && !asks(sentence);
}
