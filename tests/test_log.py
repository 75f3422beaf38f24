import json
import os
import pty
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.log import redacting
from objector.redact import BLOT, Redactor

SECRET = "correct horse/battery"
PRELUDE = f"""
import logging
from objector.log import configure_logging, get_logger
from objector.redact import Redactor
redactor = Redactor()
configure_logging("info", redactor)
redactor.register({SECRET!r})
log = get_logger("part")
"""


def output_of(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PRELUDE + code], capture_output=True, text=True, timeout=60, check=True)


def lines_of(code: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output_of(code).stderr.splitlines()]


def test_a_line_is_json_with_level_time_and_name_where_no_terminal_reads_it() -> None:
    (line,) = lines_of("log.info('opened', page='ü')")
    assert line["event"] == "opened"
    assert (line["level"], line["logger"], line["page"]) == ("info", "part", "ü")
    assert str(line["timestamp"]).endswith("Z")


def test_standard_output_stays_free_for_results() -> None:
    assert output_of("log.error('opened')").stdout == ""


def test_what_is_below_the_level_is_not_said() -> None:
    assert [line["event"] for line in lines_of("log.debug('small'); log.info('big')")] == ["big"]


def test_structlog_is_not_imported_until_there_is_something_to_say() -> None:
    code = "log.debug('small'); import sys; print('structlog' in sys.modules, 'rich' in sys.modules)"
    assert output_of(code).stdout == "False False\n"


def test_a_secret_in_a_traceback_is_blotted_out() -> None:
    code = f"""
try:
    raise ValueError({SECRET!r})
except ValueError:
    log.error("failed", exc_info=True)
"""
    (line,) = lines_of(code)
    assert f"ValueError: {BLOT}" in str(line["exception"])


def test_what_other_libraries_log_is_blotted_out_as_well() -> None:
    encoded = b64encode(SECRET.encode()).decode()
    (line,) = lines_of(f"logging.getLogger('imap').warning('sent %s', {encoded!r})")
    assert (line["event"], line["logger"]) == (f"sent {BLOT}", "imap")


def test_a_traceback_of_another_library_is_kept_and_blotted_out() -> None:
    code = f"""
try:
    raise ValueError({quote(SECRET)!r})
except ValueError:
    logging.getLogger("asyncio").exception("never retrieved")
"""
    (line,) = lines_of(code)
    assert f"ValueError: {BLOT}" in str(line["exception"])


def test_on_a_terminal_a_line_is_for_people() -> None:
    parent, child = pty.openpty()
    with os.fdopen(parent, "rb") as screen:
        subprocess.run([sys.executable, "-c", PRELUDE + "log.info('opened')"], stderr=child, timeout=60, check=True)
        shown = os.read(screen.fileno(), 10_000).decode()
        os.close(child)
    assert "opened" in shown
    assert not shown.startswith("{")


@dataclass
class Holder:
    """An object whose repr shows what it holds."""

    secret: object


def nested(leaf: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.tuples(inner)
            | st.dictionaries(st.text(max_size=5), inner, min_size=1, max_size=3)
            | st.builds(Holder, inner)
        ),
        max_leaves=5,
    )


@given(data=st.data(), secret=st.from_regex(r"[a-z0-9!\"'&%é]{6,20}", fullmatch=True))
def test_a_secret_is_blotted_out_of_values_however_deep(data: st.DataObject, secret: str) -> None:
    redactor = Redactor()
    redactor.register(secret)
    leaf = st.sampled_from([secret, secret.encode(), ValueError(secret), f"https://x.y/?p={quote(secret)}"])
    event = redacting(redactor)(None, "info", {"event": "e", "value": data.draw(nested(leaf)), secret: 1})
    shown = repr(event)
    assert secret not in shown
    assert repr(secret.encode())[2:-1] not in shown
    assert secret not in json.dumps(event, ensure_ascii=False, default=repr)
    assert shown.count(BLOT) >= 2


@pytest.mark.parametrize("code", [123456, 123456.0])
def test_a_code_that_is_a_number_is_blotted_out(code: float) -> None:
    redactor = Redactor()
    redactor.register("123456")
    assert BLOT in str(redacting(redactor)(None, "info", {"event": "e", "code": code})["code"])


def test_values_without_a_secret_keep_their_type() -> None:
    event = {"event": "e", "count": 3, "there": True, "nothing": None}
    assert redacting(Redactor())(None, "info", event) == event
