"""``objector answer``: answering from another terminal what a batch asks."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, open_vault, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.filing.batch.notices import Notice


class NoSuchQuestionError(BadInputError):
    """No open question has that number."""

    def __init__(self, number: int, is_any: bool) -> None:
        rest = "“objector answer” lists those that are." if is_any else "Nothing is asked right now."
        super().__init__(f"Question {number} is not open (any more). {rest}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("answer", epilog="Example: objector answer 3 y")(answer)


def answer(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Which question; none: list those that are open.")
    ] = None,
    words: Annotated[
        str | None, typer.Argument(metavar="ANSWER", help="The answer; asked for, or read from a pipe, if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
) -> None:
    """List, or answer, what a running batch asks you.

    A code is answered with its digits, a review with y or n, something to do in the window with done or stop.
    """
    from objector.filing.batch.notices import AnswerBox, Notices
    from objector.filing.batch.questions import meaning
    from objector.secrets.sealed import SealedStore

    settings = load_settings()
    notices = Notices(settings.world).read()
    if number is None:
        _list(notices, as_json=as_json)
        return
    notice = next((each for each in notices if each.number == number), None)
    if notice is None:
        raise NoSuchQuestionError(number, bool(notices))
    given = meaning(notice.kind, words if words is not None else _read(notice))
    AnswerBox(SealedStore(settings.world / "answers", open_vault(settings).key())).leave(notice, given)
    say(f"Handed in for {notice.account}; the batch takes it at once.")


def _list(notices: "list[Notice]", *, as_json: bool) -> None:
    from objector.filing.batch.questions import HOW

    if as_json:
        print_json([{**vars(notice), "until": notice.until.isoformat(), "facts": dict(notice.facts)} for notice in notices])
    elif not notices:
        typer.echo("Nothing is asked right now.")
    for notice in notices if not as_json else ():
        waits = "" if notice.urgent else "; the mailbox is watched for it"
        say(f"{notice.account}: {notice.text} (until {notice.until.astimezone():%H:%M}{waits})", f"{notice.number:4}  ")
        for what, text in notice.facts:
            say(f"{what}: {text}", " " * 8)
        say(f"      → objector answer {notice.number} …   {HOW[notice.kind]}")


def _read(notice: "Notice") -> str:
    from objector.filing.batch.questions import HOW

    return str(typer.prompt(f"{notice.text} ({HOW[notice.kind]})")) if sys.stdin.isatty() else sys.stdin.readline()
