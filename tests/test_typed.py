"""A name stands in a command so that the command can be typed as it is shown."""

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.filing.person import NobodyThereError
from objector.page.desk import Ask, Need
from objector.typed import typed


@pytest.mark.parametrize("name", ["facebook:ana@example.org", "ana", "Ilić-2", "a+b@x.org"])
def test_a_name_without_a_space_stays_as_it_is(name: str) -> None:
    assert typed(name) == name


def test_a_name_with_a_space_is_quoted_as_every_shell_takes_it() -> None:
    assert typed("Ana Ilić") == '"Ana Ilić"'


@given(st.text(min_size=1))
def test_a_shell_takes_it_for_one_word(name: str) -> None:
    assert shlex.split(f"objector file {typed(name)} --headed") == ["objector", "file", name, "--headed"]


@pytest.mark.parametrize("name", ["Ana $HOME", "Ana `id`", "Ana \\\\ Bo", 'Ana "Bo"', "Ana’s", "Ana's $HOME", "Ana !! Bo"])
def test_a_shell_that_runs_it_puts_nothing_in_its_place(name: str) -> None:
    done = subprocess.run(["sh", "-c", f"printf %s {typed(name)}"], capture_output=True, text=True, check=True)
    assert done.stdout == name


def test_what_is_told_to_be_run_can_be_run() -> None:
    told = str(NobodyThereError(Need(ask=Ask.CAPTCHA, where="https://www.facebook.com/"), "Ana Ilić"))
    assert 'Run “objector file "Ana Ilić" --headed”' in told
