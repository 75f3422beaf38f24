"""``objector learned``: what you pointed at where a form was not understood, and forgetting it."""

from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.page.learned import Learned


class NoSuchLessonError(BadInputError):
    """There is nothing of that number, or no number was given."""

    def __init__(self, number: int | None, count: int) -> None:
        given = "No number was given" if number is None else f"There is no number {number}"
        have = f"1 to {count}" if count else "none"
        super().__init__(f"{given}. “objector learned” shows what there is ({have}); “--all” forgets everything.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        help="Fields that you pointed at; they are remembered.",
        invoke_without_command=True,
        epilog="Example: objector learned --json",
    )
    group.callback()(learned)
    group.command("forget", epilog="Example: objector learned forget 2")(forget)
    app.add_typer(group, name="learned")


def learned(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """List them."""
    if context.invoked_subcommand is not None:
        return
    from dataclasses import asdict

    from objector.page.learned import Lessons

    known = Lessons(load_settings().world).all()
    if as_json:
        print_json([{"number": number, "flow": each.flow, **asdict(each.lesson)} for number, each in enumerate(known, 1)])
    elif not known:
        say("Nothing yet. Where a form is not understood, “objector file ACCOUNT --headed” lets you point at the field.")
    for number, each in enumerate(known, 1) if not as_json else ():
        say(_line(number, each))


def forget(
    number: Annotated[int | None, typer.Argument(metavar="N", help="Its number, as “objector learned” shows it.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Forget everything.")] = False,
) -> None:
    """Forget what you pointed at: you will be asked again."""
    from objector.page.learned import Lessons

    lessons = Lessons(load_settings().world)
    if everything:
        lessons.forget_all()
        typer.echo("Forgotten: everything.")
        return
    known = lessons.all()
    if number is None or not 0 < number <= len(known):
        raise NoSuchLessonError(number, len(known))
    gone = known[number - 1]
    lessons.drop(gone.flow, gone.lesson)
    say(f"Forgotten: {_line(number, gone)}")


def _line(number: int, each: "Learned") -> str:
    lesson = each.lesson
    words = f"“{lesson.label}”" if lesson.label else lesson.selector
    return f"{number:3}  {each.flow}: {lesson.kind.replace('_', ' ')} → {words}  (form {lesson.form})"
