"""Rendering of the replica's pages and mails from ``templates/``."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "form-action 'self' https://*.facebook.com https://*.instagram.com https://*.meta.com; "
    "frame-src https://www.google.com; "
    "frame-ancestors 'self' https://*.facebook.com https://*.instagram.com https://*.meta.com; base-uri 'none'"
)
"""The pages' Content-Security-Policy: like the real sites', scripts only with this answer's nonce.

A sign-in's redirects are form actions too, so all the sites are named there.
"""


def render(template: str, values: Mapping[str, object]) -> str:
    """Return the text of the template with these values."""
    return TEMPLATES.get_template(template).render(values)


def page(template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """Answer with a page."""
    nonce = secrets.token_urlsafe(12)
    html = render(template, {**values, "nonce": nonce})
    headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers)
