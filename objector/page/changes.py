"""Counting a page's changes inside it, so that none is missed that comes between a look and the wait after it."""

from secrets import token_hex

PLACE = f"objector-{token_hex(8)}"
"""Where a document keeps the count; a name that pages don't know and their loops don't meet."""

_COUNTED = f"""const begin = () => {{
  const kept = {{changes: 0, seen: 0, last: performance.now(), waiting: new Set()}};
  Object.defineProperty(globalThis, '{PLACE}', {{value: kept}});
  new MutationObserver(() => {{ kept.changes++; kept.last = performance.now(); [...kept.waiting].forEach(tell => tell(true)); }})
    .observe(document, {{subtree: true, childList: true, attributes: true, characterData: true}});
  return kept;
}};
const page = globalThis['{PLACE}'] ?? begin();"""

SEEN = f"(() => {{ {_COUNTED} page.seen = page.changes; }})()"
"""Notes that the page is looked at as it is now; evaluated at the beginning of each look."""

CHANGED = f"""limit => new Promise(done => {{
  {_COUNTED}
  const timer = setTimeout(() => tell(false), limit);
  const tell = changed => {{ clearTimeout(timer); page.waiting.delete(tell); page.seen = page.changes; done(changed); }};
  page.waiting.add(tell);
  if (page.changes > page.seen) tell(true);
}})"""
"""Waits for a change since the page was last seen, at most so many milliseconds; tells whether there was one."""

STILL = f"""([quiet, limit]) => new Promise(done => {{
  {_COUNTED}
  const end = performance.now() + limit;
  const check = () => {{
    const left = Math.min(page.last + quiet, end) - performance.now();
    left > 0 ? setTimeout(check, left) : done();
  }};
  check();
}})"""
"""Waits until the page hasn't changed for ``quiet`` milliseconds, at most ``limit`` of them."""
