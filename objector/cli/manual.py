"""How a command's help names what is to be typed: as a manual page does, ``ACCOUNT...`` and not ``{ACCOUNT}... <list[str]>``."""

import re
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand

VALUES = MappingProxyType({"str": "TEXT", "int": "N", "int range": "N", "file": "FILE"})
"""What stands for a value of each type; choices stand for themselves."""


class ManualCommand(TyperCommand):
    """A command with the usage of a manual page (man-pages(7)): brackets where nothing may stand, dots where more may."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer doesn't name its contexts
        """Return the words of the usage line."""
        arguments = [each for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
        return ["[OPTIONS]", *(_named(each) if each.required else f"[{_named(each)}]" for each in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer doesn't name them
        """Write what each argument and option is."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for each in self.get_params(ctx):
            name, told = each.get_help_record(ctx) or ("", "")
            if isinstance(each, TyperArgument):
                sections["Arguments"].append((_named(each), told.removesuffix("  [required]")))
            elif name:
                sections["Options"].append((re.sub("<(.+?)>", lambda found: VALUES.get(found[1], found[1]), name), told))
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def make_manual(app: typer.Typer) -> None:
    """Have all commands of an app, and of its groups, shown in this way."""
    for command in app.registered_commands:
        command.cls = ManualCommand
    for group in app.registered_groups:
        if group.typer_instance:
            make_manual(group.typer_instance)


def _named(argument: TyperArgument) -> str:
    name = argument.metavar or argument.name.upper()
    return name if argument.nargs == 1 else f"{name}..."
