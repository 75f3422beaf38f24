"""All commands, put together."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from objector.errors import NeedsPersonError, ObjectorError

GROUPS = (
    "rehearse",
    "setup",
    "account",
    "mailbox",
    "sign_in",
    "file",
    "code",
    "status",
    "evidence",
    "inspect",
    "learned",
    "doctor",
)
"""Modules of commands, in the order of the help."""


class StoppedByHandError(NeedsPersonError):
    """Ctrl-C was pressed where nothing was under way that could be in doubt."""

    def __init__(self) -> None:
        super().__init__("stopped; nothing is lost. The same command goes on from here.")


class _Stoppable(TyperGroup):
    """Says something at Ctrl-C, which typer turns into a silent exit."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer doesn't name its contexts
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise StoppedByHandError from None


def assembled() -> typer.Typer:
    """Return the program with all its commands."""
    app = typer.Typer(
        name="objector",
        cls=_Stoppable,
        callback=_options,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for group in GROUPS:
        part = typer.Typer(rich_markup_mode=None)  # without a name it is merged in its place, which keeps the order
        import_module(f"objector.cli.{group}").register(part)
        app.add_typer(part)
    return app


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


def main() -> None:
    """Run the program; a failure that a person can meet becomes one sentence and the class's exit code."""
    app = assembled()
    try:
        app()
    except ObjectorError as error:
        print(f"objector: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
