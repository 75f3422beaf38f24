"""A setting that can't be is told by the name that it was given under."""

import pytest

from objector.cli.shared import BadSettingError, load_settings


def test_an_option_is_told_as_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBJECTOR_SLOW_MO", "5")
    with pytest.raises(BadSettingError, match=r"--slow-mo can't be “-5”.+--help"):
        load_settings(slow_mo=-5, headed=None)


def test_a_variable_is_told_as_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBJECTOR_SLOW_MO", "-5")
    with pytest.raises(BadSettingError, match=r"OBJECTOR_SLOW_MO can't be “-5”.+\.env\.example"):
        load_settings(slow_mo=None)
