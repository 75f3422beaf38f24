"""All commands, put together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from objector.cli.manual import make_manual
from objector.errors import StoppedByHandError

COMMANDS = MappingProxyType(
    {
        "rehearse": "rehearse",
        "setup": "setup",
        "account": "account",
        "mailbox": "mailbox",
        "sign-in": "sign_in",
        "file": "file",
        "batch": "batch",
        "code": "code",
        "answer": "answer",
        "follow": "follow",
        "status": "status",
        "resolve": "resolve",
        "evidence": "evidence",
        "report": "report",
        "inspect": "inspect",
        "probe": "probe",
        "learned": "learned",
        "doctor": "doctor",
    }
)
"""Each command and the module that it lives in, in the order of the help."""


BEGIN = (
    "Begin with “objector rehearse”, which needs no account, then “objector setup”. Exit codes: 0 done; 1 unexpected; 2 wrong "
    "input, or something is missing here; 3 a person has to do something; 4 refused or not available; 5 in doubt; 6 try later."
)


class _Stoppable(TyperGroup):
    """Says something at Ctrl-C, which typer turns into a silent exit."""

    def make_context(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - typer doesn't name its contexts
        with _told():
            return super().make_context(*given, **named)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer doesn't name its contexts
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise StoppedByHandError from None


def assembled(words: Sequence[str]) -> typer.Typer:
    """Return the program for this command line: with the one command that it names, else with all of them."""
    app = typer.Typer(
        name="objector",
        cls=_Stoppable,
        callback=_options,
        epilog=BEGIN,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in _modules(words):
        part = typer.Typer(rich_markup_mode=None)  # without a name it is merged in its place, which keeps the order
        import_module(f"objector.cli.{module}").register(part)
        make_manual(part)
        app.add_typer(part)
    return app


def _modules(words: Sequence[str]) -> list[str]:
    first = next((word for word in words if not word.startswith("-")), "")
    return [COMMANDS[first]] if first in COMMANDS else list(dict.fromkeys(COMMANDS.values()))


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"objector {version('objector')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """File, prove and follow up your objection to having your posts, photos and captions used to train AI."""
