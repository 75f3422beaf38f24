"""A list becomes accounts that are complete, or one error that names every problem with its place."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from objector.cases.database import open_database
from objector.cases.lists.problems import ListProblemsError
from objector.cases.lists.template import HEADINGS, UnusableTemplateError, write_template
from objector.cases.mandate import NoMandateError, accounts_without_mandate
from objector.cases.model import Account
from objector.cases.reasons import reason_text
from objector.cases.roster import Roster
from objector.filing.accounts.lists import AccountList, read_list, refuse_alike

TODAY = date(2026, 5, 1)
ANA = Account(
    name="ana", flow="facebook", email="ana@example.org", country="DE", reason=reason_text("general", "de", "DE"), language="de"
)

Read = Callable[..., AccountList]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('lists') / 'ledger.sqlite3'}"


@pytest.fixture
def roster(ledger: str) -> Roster:
    roster = Roster(open_database(ledger))
    for account in roster.accounts():
        roster.remove(account.name)
    return roster


@pytest.fixture
def read(tmp_path: Path, roster: Roster) -> Read:
    """Read a list of these lines."""

    def read(*lines: str, name: str = "accounts.csv", encoding: str = "utf-8") -> AccountList:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return read_list(path, roster, TODAY)

    return read


def problems(read: Read, *lines: str) -> list[tuple[int | None, str, str]]:
    """Line, column and sentence of every problem."""
    with pytest.raises(ListProblemsError) as caught:
        read(*lines)
    return [(problem.line, problem.column, problem.words) for problem in caught.value.problems]


def test_a_german_excel_list_becomes_complete_accounts(read: Read) -> None:
    lines = ("Kunde;E-Mail;Land;Plattform", "Müller;ana@example.org;Österreich;Insta", "", ";ben@example.org;DE;facebook")
    told = read(*lines, encoding="cp1252")
    first, second = told.accounts
    assert (first.name, first.client, first.country, first.flow) == ("instagram:ana@example.org", "Müller", "AT", "instagram")
    assert first.reason == reason_text("general", "de", "AT")
    assert (second.country, second.client) == ("DE", "")
    assert "“Müller;" not in told.notes[0]
    assert "“Müller”" in told.notes[0]


def test_every_problem_is_told_at_once_with_line_column_value_and_remedy(read: Read) -> None:
    found = problems(
        read,
        "platform,E-Mail,Pays,reason,mailbox",
        "facebook,ana@@example.org,USA,creatr,box@example.org",
        "facebok,,,,",
    )
    assert [(line, column) for line, column, _ in found] == [
        (2, "E-Mail"), (2, "mailbox"), (2, "reason"), (2, "Pays"), (3, "platform"), (3, "E-Mail"), (3, "Pays"),
    ]  # fmt: skip
    for words, (_, _, told) in zip(
        ["“ana@@example.org”", "mailbox add", "mean “creator”", "What remains", "mean “facebook”", "is empty", "is empty"],
        found,
        strict=True,
    ):
        assert words in told


def test_a_country_without_the_right_is_told_even_beside_a_bad_address(read: Read) -> None:
    found = problems(read, "platform,email,country", "facebook,ana,USA")
    assert [column for _, column, _ in found] == ["email", "country"]
    assert "What remains" in found[1][2]


def test_headings_that_are_missing_doubled_or_misspelt_are_told_and_not_their_rows(read: Read) -> None:
    found = problems(read, "platform,E-Mail,Mail,contry", "facebook,ana@example.org,ana@example.org,DE")
    assert [(line, column) for line, column, _ in found] == [(1, "Mail"), (1, "contry"), (1, "")]
    assert "Did you mean “country”?" in found[1][2]
    assert "There is no column “country”" in found[2][2]


def test_a_row_that_names_an_account_again_is_a_problem_whatever_its_case(read: Read) -> None:
    found = problems(read, "platform,email,country", "facebook,ana@example.org,DE", "FB,Ana@Example.ORG,Deutschland")
    assert found == [(3, "email", "names the same account as line 2. Keep one of them.")]


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        ("ana.b@gmail.com", "anab@gmail.com", True),
        ("ana.b@gmail.com", "anab@googlemail.com", True),
        ("ana@example.org", "ana+meta@example.org", True),
        ("ana+one@example.org", "ana+two@example.org", False),
        ("ana.b@example.org", "anab@example.org", False),
    ],
)
def test_spellings_that_look_alike_are_left_to_the_person(read: Read, one: str, other: str, seen: bool) -> None:
    told = read("platform,email,country", f"facebook,{one},DE", f"facebook,{other},DE", f"instagram,{other},DE")
    assert [problem.line for problem in told.alike] == ([3] if seen else [])
    assert len(told.accounts) == 3
    if seen:
        with pytest.raises(ListProblemsError, match="--alike-are-different"):
            refuse_alike(told)
    else:
        refuse_alike(told)


def test_two_accounts_of_one_name_are_told(read: Read) -> None:
    found = problems(read, "name,platform,email,country", "Ana,facebook,ana@example.org,DE", "Ana,instagram,ana@example.org,DE")
    assert [(line, column) for line, column, _ in found] == [(3, "name")]


def test_a_known_account_keeps_its_name_and_no_other_takes_it(read: Read, roster: Roster) -> None:
    roster.put(ANA)
    assert read("platform,email,country", "facebook,Ana@example.org,DE").accounts[0].name == "ana"
    lines = ("anna,facebook,ana@example.org,DE", "ana,facebook,ben@example.org,DE")
    found = problems(read, "name,platform,email,country", *lines)
    assert [line for line, _, _ in found] == [2, 3]
    assert "known already, as “ana”" in found[0][2]
    assert "known already, as ana@example.org through facebook" in found[1][2]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Passwort", "hunter2"),
        ("Mot de passe Facebook", "hunter2"),
        ("2FA", "123"),
        ("Notiz", "JBSWY3DPEHPK3PXP"),
        ("email", "otpauth://totp/Meta:ana?secret=JBSWY3DPEHPK3PXP"),
        ("reason", "my password: hunter2"),
        ("reason", "jbsw y3dp ehpk 3pxp"),
    ],
)
def test_secrets_are_refused_without_being_repeated(read: Read, heading: str, value: str) -> None:
    columns = {"platform": "facebook", "email": "ana@example.org", "country": "DE"} | {heading: value}
    with pytest.raises(ListProblemsError, match="--passwords-from") as caught:
        read(",".join(columns), ",".join(columns.values()))
    assert len(caught.value.problems) == 1
    assert value not in str(caught.value)
    assert value not in repr(caught.value.problems)


def test_an_empty_password_column_is_no_secret(read: Read) -> None:
    assert len(read("platform,email,country,password", "facebook,ana@example.org,DE,").accounts) == 1


def test_a_mandate_is_found_beside_the_list_and_an_account_without_one_is_named(read: Read, tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_bytes(b"%PDF-1.7 signed")
    head = "platform,email,country,Kunde,Vollmacht,Datum"
    told = read(
        head, "facebook,ana@example.org,DE,Ana Ilić,m.pdf,31.03.2026", "facebook,b@example.org,DE,Ben,,", "ig,c@example.org,DE,,,"
    )
    ana, ben, _ = told.accounts
    assert (ana.client, ana.mandate, ana.mandated_on) == ("Ana Ilić", str(tmp_path / "m.pdf"), "2026-03-31")
    assert accounts_without_mandate(told.accounts) == [ben]
    assert "--without-mandate" in str(NoMandateError([ben]))


def test_what_is_wrong_with_a_mandate_is_told_all_at_once(read: Read, tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_bytes(b"%PDF-1.7 signed")
    head = "platform,email,country,client,mandate,date"
    rows = ("Ana,no.pdf,03/04/2026", "Ana,m.pdf,2027-01-01", "Ana,m.pdf,", ",m.pdf,2026-01-01", "Ana,,soon")
    found = problems(read, head, *(f"facebook,{line}@example.org,DE,{row}" for line, row in enumerate(rows)))
    assert [line for line, _, _ in found] == [2, 2, 3, 4, 5, 6, 6]
    words = ["no such file", "2026-03-04 or 2026-04-03", "after today", "no date of it", "no client", "no mandate", "not a date"]
    for word, (_, _, told) in zip(words, found, strict=True):
        assert word in told


def test_a_form_that_asks_more_gets_it_from_the_list_and_the_others_say_it_is_not_used(read: Read, tmp_path: Path) -> None:
    (tmp_path / "answer.png").write_bytes(b"picture")
    reason = "A blog copied my portrait and my life story without asking, and the AI repeats both to whoever asks for my name."
    head = "platform,email,country,reason,Vorname,Nachname,prompt,evidence"
    told = read(
        head,
        f'third-party,ana@example.org,USA,"{reason}",Ana,Ilić,Who is Ana?,answer.png',
        "facebook,ana@example.org,DE,,Ana,,,",
    )
    details = {"first_name": "Ana", "last_name": "Ilić", "prompt": "Who is Ana?", "evidence": str(tmp_path / "answer.png")}
    assert told.accounts[0].details == details
    assert told.accounts[1].details == {}
    assert "“Vorname” is not used" in " ".join(told.notes)
    found = problems(read, head, f'third-party,ana@example.org,USA,"{reason}",,Ilić,Who?,')
    assert found == [(2, "Vorname", "is empty, and this form asks for your first name. Fill it in.")]


def test_a_template_has_every_column_and_its_example_is_left_out(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "template.csv"
    write_template(path)
    with pytest.raises(ListProblemsError, match="no account below"):
        read_list(path, roster, TODAY)
    text = path.read_text(encoding="ascii")
    assert text.splitlines()[:2] == ["sep=,", ",".join(HEADINGS)]
    path.write_text(text + "ana,facebook,ana@example.org,DE" + "," * 13, encoding="ascii")
    told = read_list(path, roster, TODAY)
    assert told.accounts == (ANA,)
    assert "“#”" in told.notes[0]


COLUMNS = ("platform", "email", "country", *[heading for heading in HEADINGS if heading not in {"platform", "email", "country"}])
USUAL = {
    "platform": ["facebook", "third-party", "privacy-rights", "FB", ""],
    "email": ["ana@example.org", "ANA@example.org", "a.b@gmail.com", "ab@gmail.com", ""],
    "country": ["DE", "Österreich", "US", ""],
    "mandate": ["m.pdf", "~nobody/m.pdf", "/", "a" * 300, ""],
    "evidence": ["~nobody/a.png", "/", ""],
    "mandated_on": ["31.03.2026", "0000-00-00", "99.99.9999", "03/04/2026", ""],
    "language": ["de", "xx-yy-zz", "_", ""],
    "mailbox": ["none", ""],
    "reason": ["creator", "x" * 501, ""],
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                name: st.sampled_from(USUAL[name]) | st.text(max_size=12) if name in USUAL else st.text(max_size=12)
                for name in COLUMNS
                if name != "country"
            }
            | {"country": st.sampled_from(USUAL["country"])}
        ),
        min_size=1,
        max_size=4,
    )
)
@example(rows=[dict.fromkeys(COLUMNS, "~nobody/x") | {"platform": "third-party", "country": "US"}])
def test_whatever_the_cells_say_there_are_accounts_or_sentences(
    roster: Roster, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    path = tmp_path / "accounts.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *([row[name] for name in COLUMNS] for row in rows)])
    emails, told = set(), ""
    try:
        emails = {account.email for account in read_list(path, roster, TODAY).accounts}
    except ListProblemsError as error:
        told = "".join(f"{problem}" for problem in error.problems)
    assert emails <= {"ana@example.org", "ANA@example.org", "a.b@gmail.com", "ab@gmail.com"}
    assert emails or (told.endswith((".", ")")) and told.isprintable())


def test_a_template_is_a_workbook_where_that_is_named_and_replaces_no_file(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    sheet = load_workbook(path).worksheets[0]
    assert tuple(cell.value for cell in sheet[1]) == HEADINGS
    with pytest.raises(ListProblemsError, match="no account below"):
        read_list(path, roster, TODAY)
    for name, why in (("template.xlsx", "exists already"), ("template.ods", "ends in “.ods”"), ("no/t.csv", "no such file")):
        with pytest.raises(UnusableTemplateError, match=why):
            write_template(tmp_path / name)
