"""The forms that objector knows, one file each; to add one, drop a file in."""

import importlib
import inspect
import pkgutil
from functools import cache

from objector.errors import UnknownNameError
from objector.page.flow import Flow


def names() -> list[str]:
    """Return the names of all flows, in alphabetical order."""
    files = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(file.replace("_", "-") for file in files if not file.startswith("_"))


@cache
def get(name: str) -> Flow:
    """Return the flow of that name; raises UnknownNameError."""
    if name not in names():
        raise UnknownNameError("flow", name, names(), f"Flows: {', '.join(names())}.")
    module = importlib.import_module(f"flows.{name.replace('-', '_')}")
    return next(
        cls()
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if issubclass(cls, Flow) and cls.__module__ == module.__name__
    )


def covers_center(name: str) -> bool:
    """Tell whether a flow objects to the use of an account's own posts: honoured, it covers the account's Accounts Center."""
    return not get(name).own_words


def remaining(flow: Flow, country: str) -> str:
    """Return in a sentence or two which forms remain in this country where the flow's own isn't offered, and why; or nothing.

    ``country`` is ISO 3166-1 alpha-2.
    """
    others = [other for other in map(get, flow.instead) if other.countries is None or country in other.countries]
    if not others:
        return ""
    told = "; and ".join(f"{other.name}, {other.remains} ({other.addresses[0]})" for other in others)
    return f"What remains: {told}. “objector account add --flow {others[0].name}” begins."
