"""A copy of a form's page that can be shown to others: its structure and its words, without personal data and tokens."""

from collections.abc import Sequence

from playwright.async_api import Page

KEPT = (
    "id name type role for placeholder autocomplete required disabled maxlength minlength pattern multiple accept lang dir "
    "method tabindex contenteditable hidden inputmode size rows data-testid data-cookiebanner"
)
"""Attributes that tell what a control is, besides ``aria-*``; of any other nothing is known, so it is left out."""

LOADED = "script,noscript,style,link,meta,iframe,object,embed,template,img,svg,video"

CHOSEN = "option,button,input[type=radio],input[type=checkbox],input[type=submit],input[type=button]"
"""Controls whose value is the page's word for a choice, not what somebody entered."""

COPY = r"""([kept, loaded, chosen, selectors]) => {
  const copy = document.documentElement.cloneNode(true);
  const fields = selectors.map(selector => copy.querySelector(selector)).filter(Boolean);
  const leads = node => fields.some(field => node.contains(field));
  const onward = node => fields.includes(node) ? [] : [...node.children].filter(leads);
  for (let node = copy.querySelector('body'); node && onward(node).length === 1; node = onward(node)[0])
    for (const beside of [...node.childNodes]) if (!leads(beside)) beside.remove();
  copy.querySelectorAll(loaded).forEach(node => node.remove());

  const blot = text => text
    .replace(/[^\s@<>"]+@[^\s@<>"]+/g, 'someone@example.org')
    .replace(/\d{5,}/g, digits => '0'.repeat(digits.length));
  const place = address => URL.canParse(address, location.href) ? new URL(address, location.href) : {origin: '', pathname: ''};
  const reduced = (node, name, value) => {
    if (name === 'href' || name === 'action') return place(value).origin + place(value).pathname;
    if (name === 'placeholder' || name.startsWith('aria-')) return blot(value);
    return kept.includes(name) || (name === 'value' && node.matches(chosen)) ? value : null;
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
    if (text.nodeType === Node.COMMENT_NODE || text.parentElement?.matches('textarea,[contenteditable]')) text.remove();
    else text.data = blot(text.data);
  return '<!doctype html>\n<meta charset="utf-8">\n' + copy.outerHTML + '\n';
}"""


async def scrubbed(page: Page, selectors: Sequence[str]) -> str:
    """Return the page as HTML, reduced to the part that holds the controls of these selectors.

    Left out are scripts, styles, pictures, comments, what was filled in, hidden values and all attributes that don't tell what a
    control is; of addresses origin and path remain; addresses of mail and runs of five digits and more are blotted in the text.
    Fields within shadow roots and frames are not copied.
    """
    return str(await page.evaluate(COPY, [KEPT.split(), LOADED, CHOSEN, list(selectors)]))
