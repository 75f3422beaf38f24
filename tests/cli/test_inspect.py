"""`objector inspect`, run as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

FORM = "<!doctype html><html lang=de><form><label>E-Mail-Adresse <input type=email id=e></label><button>Senden</button></form>"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "form.html"
    file.write_text(FORM, "utf-8")
    return file


def inspect(tmp_path: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "objector", "inspect", *map(str, arguments)]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=90)


def test_each_page_is_one_line_of_json(tmp_path: Path, saved: Path) -> None:
    other = tmp_path / "other page.html"
    other.write_text("<script>document.title = 'ran'</script><p>nothing", "utf-8")
    lines = [json.loads(line) for line in inspect(tmp_path, "--json", "form.html", other).stdout.splitlines()]
    assert [line["page"] for line in lines] == [str(saved), str(other)]
    assert (lines[0]["language"], lines[0]["is"]) == ("de", "form")
    email = next(each for each in lines[0]["found"] if each["kind"] == "email")
    assert set(email) == {"kind", "selector", "score", "margin", "filled", "why"}
    assert (email["selector"], email["filled"]) == ('[id="e"]', True)
    assert lines[1]["found"] == []


def test_what_only_orders_news_is_told_as_such(tmp_path: Path) -> None:
    page = tmp_path / "news.html"
    page.write_text("<form class=newsletter><input type=email placeholder='Your email'></form>", "utf-8")
    email = json.loads(inspect(tmp_path, "--json", page).stdout)["found"][0]
    assert (email["kind"], email["filled"], email["beside"]) == ("email", True, True)


def test_a_person_reads_what_was_found_with_the_reasons(tmp_path: Path, saved: Path) -> None:
    shown = inspect(tmp_path, saved).stdout
    assert "form, language: de" in shown
    assert "✓ email “E-Mail-Adresse”" in shown
    assert "type=email" in shown
    assert "is left to you" in shown


def test_a_page_without_anything_to_fill_in_is_told_as_such(tmp_path: Path) -> None:
    page = tmp_path / "text.html"
    page.write_text("<p>nothing", "utf-8")
    assert "nothing was found" in inspect(tmp_path, page).stdout


def test_the_findings_are_drawn_on_a_picture(tmp_path: Path, saved: Path) -> None:
    picture = tmp_path / "seen.png"
    assert inspect(tmp_path, saved, "--picture", picture).returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("pages", [["missing.html"], ["http://example.com/"]])
def test_what_is_neither_a_file_nor_an_address_is_refused_before_anything_opens(tmp_path: Path, pages: list[str]) -> None:
    result = inspect(tmp_path, *pages)
    assert result.returncode == 2
    assert pages[0] in result.stderr
    assert "Traceback" not in result.stderr


def test_every_page_that_does_not_open_is_told_after_the_others(tmp_path: Path, saved: Path) -> None:
    broken = [tmp_path / name for name in ("one.bin", "two.bin")]
    for file in broken:
        file.write_bytes(b"\0\1\2")
    result = inspect(tmp_path, "--json", broken[0], saved, broken[1])
    assert result.returncode == 1
    assert [json.loads(line)["page"] for line in result.stdout.splitlines()] == [str(saved)]
    assert all(f"could not open {file}" in result.stderr for file in broken)


@pytest.mark.parametrize("picture", ["seen.jpg", "nowhere/seen.png"])
def test_a_picture_that_cannot_be_written_is_told_before_anything_opens(tmp_path: Path, saved: Path, picture: str) -> None:
    result = inspect(tmp_path, saved, "--picture", picture)
    assert (result.returncode, result.stdout) == (2, "")
    assert picture in result.stderr


def test_one_picture_cannot_show_two_pages(tmp_path: Path, saved: Path) -> None:
    assert inspect(tmp_path, saved, saved, "--picture", "seen.png").returncode == 2
