"""The report tells how every account stands, in figures that add up, to anybody, and claims nothing that isn't proved."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import Account, EventKind, State
from objector.evidence.folder import EvidenceFolder, evidence_folder
from objector.evidence.page import write_page
from objector.evidence.report import LATE, STANDINGS, Known, Report, make_report
from objector.evidence.report_page import render_report
from objector.evidence.report_sheet import as_csv, as_workbook
from objector.evidence.thumbnail import thumbnail
from tests.evidence.conftest import Clock, facts

FILED = (EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED)
TODAY = datetime(2026, 10, 4, 12, tzinfo=UTC)
CONTACT = "https://www.facebook.com/help/contact/1"


def screenshot(height: int = 2000) -> bytes:
    data = io.BytesIO()
    Image.new("RGBA", (1280, height), "white").save(data, "PNG")
    return data.getvalue()


class World:
    """Accounts whose cases have come so far, and their evidence."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.ledger = Ledger(open_database(f"sqlite:///{path / 'ledger.sqlite3'}"), clock)
        self.accounts: list[Account] = []

    def add(self, name: str, *kinds: EventKind, client: str = "", **data: str) -> Path | None:
        known = Account(name=name, flow="facebook", email=f"{name}@example.org", country="DE", reason="x", client=client)
        if known not in self.accounts:
            self.accounts.append(known)
        if not kinds:
            return None
        case = self.ledger.open_case(name, "facebook")
        told = facts(account=name, case=case.number)
        folder = EvidenceFolder(evidence_folder(self.path, case), told, now=self.clock, redact=str)
        for kind in kinds:
            self.ledger.append(case.number, kind, **data)
        folder.add("confirmation.png", screenshot(), "The site’s confirmation", address=CONTACT)
        write_page(folder, self.ledger.case(case.number).events)
        return folder.path

    def report(self, *, rehearsal: bool = False, client: str = "", at: datetime = TODAY) -> Report:
        known = Known(accounts=self.accounts, cases=self.ledger.cases(), forms={"facebook": "Facebook: AI"}, world=self.path)
        return make_report(known, at, rehearsal=rehearsal, client=client)


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> World:
    return World(tmp_path, clock)


@pytest.fixture
def shown(world: World, page) -> Callable[..., object]:
    """Show the report in a browser that can reach nothing but the page."""

    def shown(**choices: object):
        path = world.path / "report.html"
        path.write_text(render_report(world.report(**choices), world.path), encoding="utf-8")
        page.goto(path.as_uri())
        return page

    return shown


def test_every_account_is_counted_once_by_how_its_newest_case_stands(world: World) -> None:
    world.add("anna", EventKind.STARTED, EventKind.FAILED)
    world.add("anna", *FILED)
    world.add("ben", *FILED, EventKind.HONOURED)
    world.add("cem", client="Cem")
    report = world.report()
    assert report.outcomes == {"Honoured": 1, "Filed, not answered yet": 1, "Not filed yet": 1}
    assert [account.name for account in report.accounts] == ["anna", "ben", "cem"]
    anna, ben, cem = report.accounts
    assert [case.case.number for case in anna.cases] == [2, 1]
    assert "answer due by 2026-11-03" in anna.cases[0].due
    assert (ben.to_do, cem.to_do) == ("", "objector file cem")
    assert [account.name for account in world.report(client="Cem").accounts] == ["cem"]


def test_a_late_answer_is_something_to_do(world: World) -> None:
    world.add("anna", *FILED)
    assert [world.report(at=TODAY + timedelta(days=days)).accounts[0].to_do for days in (0, 31)] == [
        "Wait for the platform’s answer.",
        LATE,
    ]


def test_every_state_has_its_words() -> None:
    assert set(STANDINGS) == set(State)


def test_evidence_that_is_changed_missing_or_unreadable_is_told(world: World) -> None:
    for name in ("anna", "ben", "cem", "dora"):
        world.add(name, *FILED)
    anna, ben, cem = (evidence_folder(world.path, case) for case in world.ledger.cases()[:3])
    (anna / "01-confirmation.png").write_bytes(b"another")
    for path in ben.iterdir():
        path.unlink()
    (cem / "manifest.json").write_text("{")
    told = [account.cases[0].proof for account in world.report().accounts]
    assert [proof.trouble != "" for proof in told] == [True, True, True, False]
    assert "01-confirmation.png was changed" in told[0].trouble
    assert "missing" in told[1].trouble
    assert "can't be read" in told[2].trouble
    page = render_report(world.report(), world.path)
    assert page.count("complete and unchanged") == 1


def test_an_account_that_was_removed_keeps_its_place(world: World) -> None:
    world.add("anna", *FILED)
    world.accounts.clear()
    (account,) = world.report().accounts
    assert (account.name, account.client, account.words) == ("anna", "", "Filed, not answered yet")
    assert "anna" in render_report(world.report(), world.path)
    assert account.name in as_csv(world.report()).decode("utf-8-sig")


def test_the_page_leads_from_the_summary_to_each_client_and_account(world: World, shown) -> None:
    world.add("anna", *FILED, client="Änne <b>& Söhne</b>")
    world.add("ben", EventKind.STARTED, EventKind.NEEDS_PERSON, why="a <i>captcha</i>")
    page = shown()
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Summary", "Own accounts", "Änne <b>& Söhne</b>"]
    anna = page.get_by_role("article", name="anna")
    for words in ("Filed, not answered yet", "Answer due by 2026-11-03", "Germany", "complete and unchanged"):
        assert words in anna.inner_text()
    digest = world.report().accounts[1].cases[0].proof.pieces[0].sha256
    assert anna.get_by_role("cell", name=digest).count() == 1
    ben = page.get_by_role("article", name="ben").inner_text()
    assert "a <i>captcha</i>" in ben
    assert "objector file ben --headed" in ben
    row = page.get_by_role("region", name="Summary").get_by_role("row").nth(1)
    assert row.inner_text().split("\t") == ["1", "Filed, not answered yet"]
    assert row.get_by_role("rowheader").count() == 1


def test_the_page_stands_alone_and_its_pictures_are_small_and_described(world: World, shown, page) -> None:
    folder = world.add("anna", *FILED)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    shown()
    page.wait_for_load_state("networkidle")
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    assert sum(url.startswith("file:") for url in asked) == 1
    picture = page.get_by_role("img")
    assert picture.get_attribute("alt") == "Screenshot: The site’s confirmation"
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 360
    assert (
        page.get_by_role("link", name="The site’s confirmation").evaluate("a => a.href")
        == (folder / "01-confirmation.png").as_uri()
    )
    levels = [int(heading.evaluate("h => h.tagName[1]")) for heading in page.get_by_role("heading").all()]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_there_is_no_room_for_is_linked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.add("anna", *FILED)
    world.add("ben", *FILED)
    assert render_report(world.report(), world.path).count("data:image") == 2
    monkeypatch.setattr("objector.evidence.report_page.ROOM_FOR_PICTURES", 10)
    page = render_report(world.report(), world.path)
    assert "data:image" not in page
    assert 'href="evidence/anna/facebook-1/01-confirmation.png"' in page


@pytest.mark.parametrize("data", [b"", b"GIF89a", screenshot()[:300], b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_a_picture_that_is_broken_is_left_out(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert thumbnail(tmp_path / "a.png") == ""
    assert thumbnail(tmp_path / "missing.png") == ""


def test_a_long_picture_is_cut_to_its_top(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(screenshot(height=20_000))
    assert 0 < len(thumbnail(tmp_path / "a.png")) < 20_000


def test_a_rehearsal_is_marked_everywhere(world: World, shown) -> None:
    world.add("anna", *FILED)
    page = shown(rehearsal=True)
    assert page.title().startswith("Rehearsal: ")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Rehearsal: ")
    assert page.get_by_role("note").inner_text().startswith("Rehearsal")
    assert "Rehearsal" in as_csv(world.report(rehearsal=True)).decode("utf-8-sig")
    assert load_workbook(io.BytesIO(as_workbook(world.report(rehearsal=True)))).sheetnames == ["rehearsal", "files"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_no_cell_becomes_a_formula(world: World, value: str) -> None:
    world.add("anna", EventKind.STARTED, EventKind.FAILED, client=value, why=f"{value}\x00")
    report = world.report()
    headings, row = csv.reader(io.StringIO(as_csv(report).decode("utf-8-sig")))
    told = dict(zip(headings, row, strict=True))
    assert told["client"] == f"'{value}"
    assert told["outcome"] == "Not filed: it failed"
    sheet = load_workbook(io.BytesIO(as_workbook(report))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (value, "s")


def test_a_workbook_has_every_file_with_its_hash(world: World) -> None:
    world.add("anna", *FILED)
    world.add("ben", EventKind.STARTED, EventKind.FAILED)
    book = load_workbook(io.BytesIO(as_workbook(world.report())))
    assert [row[1].value for row in book["accounts"].iter_rows(min_row=2)] == ["anna", "ben"]
    hashes = {piece.sha256 for account in world.report().accounts for piece in account.cases[0].proof.pieces}
    assert {row[7].value for row in book["files"].iter_rows(min_row=2)} == hashes
    assert date.fromisoformat(book["files"]["F2"].value[:10]) == date(2026, 10, 3)
