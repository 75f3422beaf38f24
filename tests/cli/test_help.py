"""The help is quick, whole, and shows an example of everything; the README says the same."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import typer

from objector.cli.app import assembled
from objector.errors import ExitCode

ROOT = Path(__file__).parents[2]

HEAVY = {"playwright", "sqlalchemy", "alembic", "imap_tools", "keyring", "cryptography", "babel", "jinja2", "pymap", "starlette"}
HEAVY |= {"pydantic", "pydantic_settings", "prompt_toolkit", "questionary", "rich", "email_validator", "flows"}


def commands(group=None, path=()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command with the words that call it, groups included."""
    group = group or typer.main.get_command(assembled(()))
    for name, command in group.commands.items():
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


COMMANDS = dict(commands())
LEAVES = {words: command for words, command in COMMANDS.items() if not hasattr(command, "commands")}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "objector", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)


def listed() -> dict[str, str]:
    """What ``objector --help`` says: commands and their sentences."""
    text = run("--help").stdout
    return dict(re.findall(r"^  ([a-z-]+) {2,}(.+)$", text.split("Commands:")[1], re.MULTILINE))


README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join(block or span for block, span in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", README, re.DOTALL))


def table() -> dict[str, set[str]]:
    """Commands of the README's table, each with the subcommands that its row names."""
    rows = (
        re.findall(r"`(?:objector )?([a-z-]+)(?: ([a-z]+))?", cell)
        for cell in re.findall(r"^\| (`objector .*?) \|", README, re.MULTILINE)
    )
    return {row[0][0]: {row[0][1] or row[0][0], *(name for name, _ in row[1:])} - {row[0][0]} for row in rows}


def test_the_help_lists_every_command_in_whole_sentences():
    shown = listed()
    assert list(shown) == [name for name, *rest in COMMANDS if not rest]
    assert [sentence for sentence in shown.values() if sentence.endswith("...")] == []


def test_without_a_command_the_help_is_shown():
    assert "Commands:" in (run().stdout + run().stderr)


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_shows_an_example_of_itself(words):
    command = LEAVES[words]
    called = " ".join(words).replace("evidence show", "evidence( show)?")
    assert re.match(rf"Example: objector {called}( |$)", command.epilog or "")


def test_an_example_can_be_typed_as_it_is_shown():
    curled = [words for words, command in COMMANDS.items() if set("“”‘’") & set(command.epilog or "")]
    assert curled == []


def test_the_usage_is_that_of_a_manual_page():
    shown = {
        words: typer.Context(command).command.collect_usage_pieces(typer.Context(command)) for words, command in LEAVES.items()
    }
    assert shown["file",] == ["[OPTIONS]", "ACCOUNT..."]
    assert shown["code",] == ["[OPTIONS]", "ACCOUNT", "[CODE]"]
    assert [words for words, pieces in shown.items() if re.search("[{}]|\\[\\[", " ".join(pieces))] == []


def test_no_help_names_a_type_of_the_language():
    shown = [(words, command.get_help(typer.Context(command))) for words, command in LEAVES.items()]
    assert shown
    assert [words for words, text in shown if re.search("<(str|int|list|file|bool)", text)] == []


def test_the_help_says_where_to_begin_and_what_each_exit_code_means():
    end = " ".join(run("--help").stdout.split()).partition("Begin with")[2]
    assert "objector rehearse" in end
    assert [str(int(code)) for code in ExitCode if f" {int(code)} " not in end] == []


def test_every_option_says_what_it_does():
    silent = [(words, param.name) for words, command in COMMANDS.items() for param in command.params if not param.help]
    assert silent == []


def test_no_option_takes_a_secret():
    taking = {param.name for command in LEAVES.values() for param in command.params if not getattr(param, "is_flag", False)}
    taking = {name for name in taking if not name.endswith("_from")}  # the name of a file
    assert [name for name in taking if re.search("password|seed|totp|secret|cookie|token", name)] == []


# A command's own options are typed, for which typer loads pydantic.
@pytest.mark.parametrize(("words", "typed"), [(["--help"], set()), (["file", "--help"], {"pydantic"})], ids=["all", "file"])
def test_the_help_loads_nothing_heavy(words, typed):
    code = (
        f"import sys; sys.argv = ['objector', *{words}]\nfrom objector.cli.start import main\n"
        "try: main()\nfinally: print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100, check=True)
    assert "typer" in loaded.stderr.split()
    assert HEAVY & set(loaded.stderr.split()) == typed


def test_no_command_is_introduced_by_half_a_sentence():
    groups = [command for command in COMMANDS.values() if hasattr(command, "commands")]
    told = [each.get_short_help_str(64) for group in groups for each in group.commands.values()]
    assert told
    assert [line for line in told if not line.endswith(".") or line.endswith("...")] == []


def test_the_version_is_that_of_the_package():
    assert run("--version").stdout == f"objector {version('objector')}\n"


def test_a_misspelt_command_is_answered_with_the_nearest():
    done = run("acount", "list")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'account'?" in done.stderr


def test_the_readme_has_every_command_in_its_table_and_no_other():
    shown = {name: set(getattr(COMMANDS[name,], "commands", {})) for name in listed()}
    assert table() == shown


def test_commands_that_the_readme_names_exist():
    named = {tuple(words.split()[:2]) for words in re.findall(r"\bobjector ((?:[a-z][a-z-]*(?: |$))+)", CODE, re.MULTILINE)}
    assert named
    assert [words for words in named if words not in COMMANDS and words[:1] not in LEAVES and words[:1] not in COMMANDS] == []


def test_options_that_the_readme_names_exist():
    options = {
        option for command in COMMANDS.values() for param in command.params for option in (*param.opts, *param.secondary_opts)
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", CODE))
    assert named
    assert named - options - {"--help", "--version"} == set()


def test_every_exit_code_is_in_the_readme():
    shown = dict(re.findall(r"^\| `(\d)` \| (.+?) \|", README, re.MULTILINE))
    assert set(shown) == {str(int(code)) for code in ExitCode}


@pytest.mark.parametrize("words", sorted(LEAVES), ids=" ".join)
def test_a_command_line_loads_the_one_command_that_it_names(words):
    alone = dict(commands(typer.main.get_command(assembled(("--help", *words)))))
    assert words in alone
    assert {command[0] for command in alone} < {command[0] for command in COMMANDS}
