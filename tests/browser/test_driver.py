"""Playwright's driver: where it doesn't start, a sentence says what to install."""

import pytest

from objector.browser import install
from objector.browser.driver import driver
from objector.browser.errors import DriverUnusableError


def test_a_driver_that_does_not_start_is_told_in_a_sentence(run, monkeypatch):
    async def start():
        async with driver():
            pass

    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    with pytest.raises(DriverUnusableError, match=r"does not start.*libatomic"):
        run(start())


def test_a_missing_library_that_can_not_be_installed_is_told_before_anything_starts(monkeypatch):
    monkeypatch.setattr(install, "DRIVERS_LIBRARY", "libnosuchthing.so.1")
    monkeypatch.setattr(install, "can_apt", lambda: False)
    monkeypatch.setattr(install.sys, "platform", "linux")
    said = []
    with pytest.raises(DriverUnusableError, match=r"libnosuchthing\.so\.1 is missing"):
        install.require_driver(said.append)
    assert said == []


def test_nothing_is_said_where_the_driver_has_what_it_needs():
    said = []
    install.require_driver(said.append)
    assert said == []
