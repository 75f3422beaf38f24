"""Playwright's driver: where it doesn't start, a sentence says what to install."""

import gc
from pathlib import Path

import playwright
import pytest

from objector.browser import install
from objector.browser.driver import driver, driver_ahead
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


def test_a_driver_started_ahead_is_there_for_what_turns_out_to_be_its_work_and_ends_with_it(apart, tmp_path, monkeypatch):
    node, ended = tmp_path / "node", tmp_path / "ended"
    node.write_text(f'#!/bin/sh\n"{Path(playwright.__file__).parent / "driver/node"}" "$@"\ntouch "{ended}"\n')
    node.chmod(0o755)

    async def work(driver):
        return (await driver).chromium.name

    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(node))

    def worked():
        with driver_ahead() as do:
            return do(work), ended.exists()

    assert apart(worked) == ("chromium", False)
    assert ended.exists()


def test_what_keeps_the_driver_from_starting_is_told_to_the_work_that_needs_it(apart, monkeypatch):
    async def work(driver):
        await driver

    def worked():
        with driver_ahead() as do, pytest.raises(DriverUnusableError):
            do(work)
        gc.collect()  # a process that was not seen off complains when it is collected

    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    apart(worked)
