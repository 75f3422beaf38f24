"""The forms that objector knows, one file each; to add one, drop a file in."""

import importlib
import inspect
import pkgutil

from objector.errors import UnknownNameError
from objector.page.flow import Flow


def names() -> list[str]:
    """Return the names of all flows, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def get(name: str) -> Flow:
    """Return the flow of that name; raises UnknownNameError."""
    if name not in names():
        raise UnknownNameError("flow", name, names(), f"Flows: {', '.join(names())}.")
    module = importlib.import_module(f"flows.{name}")
    return next(
        cls()
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if issubclass(cls, Flow) and cls.__module__ == module.__name__
    )
