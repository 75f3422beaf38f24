"""The templates of the pages that evidence is shown on: everything put into them is escaped, and nothing may be missing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def load_template(name: str, **functions: Callable[..., object]) -> "Template":
    """Return the template of that file, which may call these functions by name; raises jinja2.TemplateNotFound."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - a case needs it at its end

    environment = Environment(
        loader=PackageLoader("objector.evidence", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(functions)
    return environment.get_template(name)
