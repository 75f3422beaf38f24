"""What a page keeps beside a control of its own, unseen, for the form to send: the code of what was chosen, or a native list."""

import re
from collections.abc import Sequence

from playwright.async_api import ElementHandle

from objector.page.look import Option
from objector.page.options import option_named

CODE_BESIDE = r"""element => {
  const places = [element.closest('[role=row],fieldset,li,p,label')?.parentElement, element.form, element.parentElement];
  const base = (element.name || element.id || '').replace(/\[.*$/, '');
  for (const place of places.filter(Boolean)) {
    const hidden = [...place.querySelectorAll('input[type=hidden]')];
    const coded = hidden.filter(each => /iso|country_?code/i.test(each.name || each.id));
    const own = coded.filter(each => base && (each.name || each.id).startsWith(base));
    if (own.length || coded.length === 1) return (own[0] || coded[0]).value;
  }
  return null;
}"""
"""The code that a typeahead keeps in a hidden input beside it; null where there is none."""

LIST_BESIDE = """element => {
  for (let at = element.parentElement, level = 0; at && level < 4; at = at.parentElement, level++) {
    const lists = [...at.querySelectorAll('select')];
    const others = [...at.querySelectorAll('input:not([type=hidden]),textarea')].filter(other => other !== element);
    if (lists.length > 1 || others.some(other => other.checkVisibility())) return [];
    if (!lists.length) continue;
    return [...lists[0].options].map(({label, value, selected}) => ({label, value, checked: selected}));
  }
  return [];
}"""
"""What the native list offers that a script keeps for the form to send, beside the box that it has drawn for it."""

EMPTY = "–"
"""What is told of a hidden input that holds nothing."""


async def kept_otherwise(element: ElementHandle, names: Sequence[str]) -> str:
    """Return what is kept beside the control in place of what was chosen; empty where that is kept, or nothing is."""
    codes = {name for name in names if re.fullmatch("[A-Z]{2,3}", name)}
    code = await element.evaluate(CODE_BESIDE) if codes else None
    if code is not None and code.upper() not in codes:
        return code or EMPTY
    options = [Option(**each) for each in await element.evaluate(LIST_BESIDE)]
    chosen = [option for option in options if option.checked and option.value]
    is_listed = option_named(options, names) is not None
    if not options or option_named(chosen, names) or (chosen and not is_listed):
        return ""
    return chosen[0].label if chosen else EMPTY
