"""A copy of a form's page that can be shown to others: its structure and its words, without personal data and tokens."""

from collections.abc import Sequence

from playwright.async_api import Page

KEPT = (
    "id name type role for placeholder autocomplete required disabled maxlength minlength pattern multiple accept lang dir "
    "method tabindex contenteditable hidden inputmode size rows data-testid data-cookiebanner"
)
"""Attributes that tell what a control is, besides ``aria-*``; of any other nothing is known, so it is left out."""

LOADED = "title,base,script,noscript,style,link,meta,iframe,object,embed,template,img,svg,canvas,audio,video"

CHOSEN = "option,button,input[type=radio],input[type=checkbox],input[type=submit],input[type=button]"
"""Controls whose value is the page's word for a choice, not what somebody entered."""

FILLED = "textarea,output,[contenteditable],[role=textbox],[role=searchbox],[role=spinbutton]"
"""What holds as text what somebody entered, or what came of it."""

ELSEWHERE = "The form lies in a frame or a shadow root, which is not copied."

COPY = r"""([kept, loaded, chosen, filled, selectors, elsewhere]) => {
  const copy = document.documentElement.cloneNode(true);
  const fields = selectors.map(selector => copy.querySelector(selector)).filter(Boolean);
  const leads = node => fields.some(field => node.contains(field));
  const onward = node => fields.includes(node) ? [] : [...node.children].filter(leads);
  for (let node = copy.querySelector('body'); node && onward(node).length === 1; node = onward(node)[0])
    for (const beside of [...node.childNodes]) if (!leads(beside)) beside.remove();
  if (!fields.length) copy.querySelector('body')?.replaceChildren(elsewhere);
  copy.querySelectorAll(loaded).forEach(node => node.remove());

  // The same is blotted the same way everywhere, so that a label still leads to its field.
  const seen = new Map();
  const number = found => seen.set(found, seen.get(found) ?? seen.size + 1).get(found);
  const hasAll = (run, ...kinds) => kinds.every(kind => kind.test(run));
  const blot = text => text
    .replace(/[^\s@<>"]+@[^\s@<>"]+/g, 'someone@example.org')
    .replace(/[a-z\d]{16,}/gi, run => hasAll(run, /\d/, /[a-z]/i) ? `token${number(run)}` : run)
    .replace(/[\w-]{24,}/g, run => hasAll(run, /\d/, /[a-z]/, /[A-Z]/) ? `token${number(run)}` : run)
    .replace(/\d{5,}/g, run => String(number(run)).padStart(run.length, '0'));
  const isPhone = run => /\D/.test(run) && run.replace(/\D/g, '').length > 6;
  const said = text => blot(text.replace(/[+(]*\d[\d\s()./-]{5,}\d/g, run => isPhone(run) ? '…' : run));
  const place = address => URL.canParse(address, location.href) ? new URL(address, location.href) : {protocol: ''};
  const origin = address => place(address).protocol.startsWith('http') ? place(address).origin : place(address).protocol;
  const reduced = (node, name, value) => {
    if (name === 'href') return value.startsWith('#') ? '#' : origin(value);
    if (name === 'action') return origin(value) + blot(place(value).pathname ?? '');
    if (name === 'placeholder' || name === 'aria-label') return said(value);
    if (name.startsWith('aria-value')) return null;
    return kept.includes(name) || name.startsWith('aria-') || (name === 'value' && node.matches(chosen)) ? blot(value) : null;
  };
  for (const node of [copy, ...copy.querySelectorAll('*')])
    for (const {name, value} of [...node.attributes]) {
      const left = reduced(node, name, value);
      left === null ? node.removeAttribute(name) : node.setAttribute(name, left);
    }

  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts)
    if (text.nodeType === Node.COMMENT_NODE || text.parentElement?.closest(filled)) text.remove();
    else text.data = said(text.data);
  return '<!doctype html>\n<meta charset="utf-8">\n' + copy.outerHTML + '\n';
}"""


async def scrubbed(page: Page, selectors: Sequence[str]) -> str:
    """Return the page as HTML, reduced to the part that holds the controls of these selectors.

    Left out are the title, scripts, styles, pictures, comments, what was filled in, hidden values and all attributes that don't
    tell what a control is; of links the origin remains, and the path of where the form is sent. Blotted are mail addresses, runs
    of five digits and more, what looks like a token, and telephone numbers where they are read. A name that the page says in its
    own words can't be told from them and stays. Fields within shadow roots and frames are not copied.
    """
    return str(await page.evaluate(COPY, [KEPT.split(), LOADED, CHOSEN, FILLED, list(selectors), ELSEWHERE]))
