"""All commands, put together."""

import sys
from importlib import import_module

import typer

from objector.errors import ExitCode, ObjectorError

app = typer.Typer(
    name="objector",
    help="File, prove and follow up your objection to having your posts, photos and captions used to train AI.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GROUPS = ("rehearse", "account", "sign_in", "file", "code", "status", "evidence", "inspect")


def _assemble() -> None:
    for group in GROUPS:
        import_module(f"objector.cli.{group}").register(app)


def main() -> None:
    """Run the program; a failure that a person can meet becomes one sentence and the class's exit code."""
    _assemble()
    try:
        app()
    except ObjectorError as error:
        print(f"objector: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("objector: stopped; nothing is lost. The same command goes on from here.", file=sys.stderr)
        sys.exit(ExitCode.NEEDS_PERSON)
