"""A mandate's file and date are checked before they count: nothing is guessed, nothing lies in the future."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.cases.mandate import (
    LARGEST,
    AmbiguousDateError,
    FutureDateError,
    IncompleteMandateError,
    Managed,
    UnreadableDateError,
    UnusableMandateError,
    check_day,
    check_mandate,
    check_mandate_file,
    named_by_client,
)
from objector.cases.model import Account

TODAY = date(2026, 5, 1)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=TODAY)


@given(day=DAYS)
def test_a_date_that_can_be_read_in_one_way_only_is_read(day: date) -> None:
    for text in (f"{day}", f"{day:%Y/%m/%d}", f"{day:%d.%m.%Y}", f"{day.day}. {day.month}. {day.year}", f" {day}T00:00:00 "):
        assert check_day(text, TODAY) == day.isoformat()


@given(day=DAYS)
def test_with_slashes_either_order_is_read_if_only_one_is_a_date(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d-%m-%Y}"):
        if day.day > 12 or day.day == day.month:
            assert check_day(text, TODAY) == day.isoformat()
        else:
            with pytest.raises(AmbiguousDateError, match=day.isoformat()):
                check_day(text, TODAY)


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13-01", "31.03.26", "March 31", "46112", "0000-00-00", "١٢.٠٣.٢٠٢٦x", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDateError, match=r"2026-03-31 or 31\.03\.2026"):
        check_day(text, TODAY)


def test_a_mandate_may_be_of_today_and_not_of_tomorrow() -> None:
    assert check_day(str(TODAY), TODAY) == str(TODAY)
    with pytest.raises(FutureDateError, match="after today, 2026-05-01"):
        check_day(str(TODAY + timedelta(days=1)), TODAY)


def test_a_file_is_found_from_its_folder_and_kept_with_its_whole_path(tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_bytes(b"x")
    assert check_mandate_file("m.pdf", tmp_path) == str(tmp_path / "m.pdf")
    assert check_mandate_file(str(tmp_path / "m.pdf"), Path("/")) == str(tmp_path / "m.pdf")


@pytest.mark.parametrize("text", ["missing.pdf", "folder", "empty.pdf", "huge.pdf", "~nobody-there/m.pdf", "x\0y", "n" * 5_000])
def test_a_file_that_cannot_be_kept_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.pdf").touch()
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnusableMandateError, match="signed mandate"):
        check_mandate_file(text, tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        Managed(client="Ana", mandate="m.pdf"),
        Managed(mandate="m.pdf", mandated_on="2026-01-01"),
        Managed(client="Ana", mandated_on="2026-01-01"),
    ],
)
def test_file_client_and_date_go_together(tmp_path: Path, told: Managed) -> None:
    (tmp_path / "m.pdf").write_bytes(b"x")
    with pytest.raises(IncompleteMandateError):
        check_mandate(told, tmp_path, TODAY)


def test_a_client_alone_and_nobody_at_all_are_fine(tmp_path: Path) -> None:
    for told in (Managed(), Managed(client="Ana")):
        assert check_mandate(told, tmp_path, TODAY) == told


def test_who_lacks_a_mandate_is_told_by_client() -> None:
    def managed(name: str, client: str) -> Account:
        return Account(name=name, flow="facebook", email="a@example.org", country="DE", reason="…", client=client)

    accounts = [managed("b2", "Ben"), managed("a1", "Änne"), managed("b1", "Ben"), managed("b3", "Ben")]
    assert list(named_by_client(accounts)) == ["b1 and 2 more (for Ben)", "a1 (for Änne)"]
