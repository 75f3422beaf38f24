// How much each piece of evidence is worth, 0 to 1. Pieces add up as chances do: 1 - (1 - a)(1 - b)...; doubts multiply.
const WEIGHTS = {
  autocomplete: 0.92, // the page says it in a word made for machines
  type: 0.85, // input types that say what they hold: email, password, file
  label: { whole: 0.85, most: 0.7, part: 0.5, mention: 0.25 }, // by the share of the text that the phrase covers
  name: { whole: 0.75, most: 0.6, part: 0.45, mention: 0.3 },
  from: { label: 1, "aria-label": 1, "aria-labelledby": 1, placeholder: 0.85, nearby: 0.85, title: 0.8, value: 0.85, heading: 0.85, question: 0.5 },
  countries: 0.92, // its options are countries
  only: 0.5, // a short label speaks of this one thing and of nothing else
  shown: 0.7, // what is chosen already is a country
  asked: 0.7, // the only field of a box whose words ask for it
  pattern: 0.5, // placeholder like name@example.com, six boxes of one digit
  shape: 0.35, // a text area for reasons, a numeric box of 4 to 8 characters for a code
  place: 0.35, // stands where such a field does: above a password, last button of the form
};
const DOUBTS = {
  other: 0.25, // its words say that it is something else, and say so better
  options: 0.6, // a list of something else
  search: 0.1,
  trap: 0.05, // set for machines that fill in forms
  searching: 0.3, // what sends a search, where there is anything else to send
  newsletter: 0.5, // where anything else is asked
  minor: 0.8, // another box of the page holds the form
  maybeMinor: 0.96, // or perhaps it doesn't: too little to choose between two
  minorNewsletter: 0.5,
  again: 0.8, // the same block of questions a second time (billing, shipping)
  widget: 0.85, // a list that is hidden behind something drawn in its place
  muted: 0.6, // lies in a part of the page that is switched off
  aside: 0.7,
  signIn: 0.45, // a sign-in box's address is not the form's
  feedback: 0.3,
  behind: 0.4, // a dialog is open on top
  readonly: 0.7,
  unspoken: 0.6, // its name says so, but its label speaks of one thing, and of another
  unasked: 0.55, // a list of countries that another question may ask for
  unclear: 0.5, // neither surely a sign-in's box nor surely not
  unnamed: 0.6, // typed unseen, and not called a password
  oneLine: 0.75, // beside many lines for reasons
  opposite: 0.5, // "register" beside "log in", and the other way round
};
