"""How many accounts this machine can work on at a time."""

import os

MOST_HANDS = 16
"""More than this at once is no longer what a person's browser does, whatever the machine."""

HANDS_A_CORE = 3
"""A page that is worked in waits about half of the time for the site; one more keeps the core busy where two wait at once."""

PAGE = 120 * 2**20
"""Bytes that an account in flight takes: its part of the browser, above all (see ``bench/batch.py``)."""

SHARE = 0.6
"""How much of the memory that is free a batch takes at most."""


def hands() -> int:
    """Return how many accounts may be at work in pages at a time."""
    return max(1, min(HANDS_A_CORE * _cores(), room(), MOST_HANDS))


def room() -> int:
    """Return how many accounts may have a page open at a time, those that wait included."""
    import psutil  # noqa: PLC0415 - only a batch needs it

    return max(1, int(SHARE * psutil.virtual_memory().available / PAGE))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
