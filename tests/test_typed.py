"""A name stands in a command so that the command can be typed as it is shown."""

import shlex

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


def test_what_is_told_to_be_run_can_be_run() -> None:
    told = str(NobodyThereError(Need(ask=Ask.CAPTCHA, where="https://www.facebook.com/"), "Ana Ilić"))
    assert 'Run “objector file "Ana Ilić" --headed”' in told
