"""``objector setup``, answered in a real terminal: everything is stored at the end, or nothing is."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from keyring.backend import KeyringBackend

from objector.cases.model import Account
from objector.cases.reasons import reason_text
from objector.cli.codes_from import MalformedServerError, check_server
from objector.filing.office import password_name, seed_name
from objector.mail.mailbox import mailbox_password_name
from objector.secrets.vault import REAL, Vault
from tests.cli.conftest import Program
from tests.mail.letters import letter
from tests.parts.dovecot import AUTHSERV_ID, Dovecot, vouched

pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals are not everywhere")
fdpexpect = pytest.importorskip("pexpect.fdpexpect")
pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")

ENTER, DOWN, CTRL_C, CTRL_D, CTRL_U = "\r", "\x1b[B", "\x03", "\x04", "\x15"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a planted password"

PLATFORM = "Which platform?"
COUNTRY = "Where do you live?"
EMAIL = "Email that the account is registered with"
LANGUAGE = "In which language"
WHY = "Why do you object?"
USE_IT = "Use this text?"
CODES = "Where does the code come from"
SIGN_IN = "How will you sign in?"
STORE = "Store this?"

SHORTEST_WAY = [
    (PLATFORM, ENTER),
    (COUNTRY, "Germany\r"),
    (EMAIL, "ana@example.org\r"),
    (LANGUAGE, ENTER),
    (WHY, ENTER),
    (USE_IT, ENTER),
    (CODES, DOWN + DOWN + ENTER),
    (SIGN_IN, ENTER),
    (STORE, ENTER),
]
"""To a Facebook account in Germany: creator, codes typed, signing in by hand later (there is no display)."""


class Conversation:
    """A terminal in which ``objector setup`` runs."""

    def __init__(self, program: Program, **environment: str) -> None:
        self.shown: list[str] = []
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (50, 250))
        terminal = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self._run = program.forks.start(["setup"], program.environment | terminal | environment, program.home, (theirs,) * 3)
        os.close(theirs)
        self._terminal = fdpexpect.fdspawn(ours, encoding="utf-8", timeout=60)

    def sees(self, text: str) -> None:
        self._terminal.expect_exact(text)
        self.shown.append(self._terminal.before + text)

    def answers(self, *exchanges: tuple[str, str]) -> None:
        for question, answer in exchanges:
            self.sees(question)
            self._terminal.send(answer)

    def ends(self) -> int:
        self._terminal.expect(pexpect.EOF)
        self.shown.append(self._terminal.before)
        return self._run.wait(60)

    @property
    def text(self) -> str:
        """Everything that was shown, without colours and movements of the cursor."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", "".join(self.shown))

    def close(self) -> None:
        """Hang up: a run that still waits for an answer ends by it."""
        if self._run.poll() is None:
            os.killpg(self._run.pid, signal.SIGKILL)
        self._terminal.close()


Begin = Callable[..., Conversation]


@pytest.fixture
def program(objector_with_keyring: Program) -> Program:
    return objector_with_keyring


@pytest.fixture
def begin(program: Program) -> Iterator[Begin]:
    begun: list[Conversation] = []

    def begin(**environment: str) -> Conversation:
        begun.append(Conversation(program, **environment))
        return begun[-1]

    yield begin
    for conversation in begun:
        conversation.close()


def instead(**answers: str) -> list[tuple[str, str]]:
    """The shortest way with other answers, by the name of the question's constant."""
    others = {globals()[name]: answer for name, answer in answers.items()}
    return [(question, others.get(question, answer)) for question, answer in SHORTEST_WAY]


def test_the_shortest_way_stores_an_account_and_says_what_is_next(program, begin):
    setup = begin()
    setup.answers(*SHORTEST_WAY)
    assert setup.ends() == 0, setup.text
    expected = Account(
        name="facebook:ana@example.org",
        flow="facebook",
        email="ana@example.org",
        country="DE",
        reason=reason_text("creator", "de", "DE"),
        language="de",
    )
    assert program.roster.accounts() == [expected]
    assert "objector sign-in facebook:ana@example.org" in setup.text
    assert "objector file facebook:ana@example.org" in setup.text


def test_the_text_is_shown_before_it_counts(begin):
    setup = begin()
    setup.answers(*SHORTEST_WAY[:5])
    setup.sees(USE_IT)
    assert reason_text("creator", "de", "DE") in " ".join(setup.text.split())


def test_another_text_can_be_chosen_after_the_first_was_read(program, begin):
    setup = begin()
    setup.answers(*SHORTEST_WAY[:5], (USE_IT, "n"), (WHY, DOWN + ENTER), (USE_IT, "y"), *SHORTEST_WAY[6:])
    assert setup.ends() == 0, setup.text
    assert [account.reason for account in program.roster.accounts()] == [reason_text("private-photos", "de", "DE")]


def test_own_words_are_taken_as_they_are(program, begin):
    setup = begin()
    own = "Ich zeichne: „das“ <ist> mein Beruf."
    setup.answers(*SHORTEST_WAY[:4], (WHY, DOWN * 3 + ENTER), ("How does this use", f"{own}\r"), *SHORTEST_WAY[6:])
    assert setup.ends() == 0, setup.text
    assert [account.reason for account in program.roster.accounts()] == [own]


def test_another_platform_and_language_can_be_chosen(program, begin):
    setup = begin()
    setup.answers(*instead(PLATFORM=DOWN + ENTER, COUNTRY="Schweiz\r", LANGUAGE=DOWN + ENTER))
    assert setup.ends() == 0, setup.text
    (account,) = program.roster.accounts()
    assert (account.flow, account.country, account.language) == ("instagram", "CH", "fr")
    assert account.reason == reason_text("creator", "fr", "CH")


def test_what_cannot_be_used_is_said_on_the_spot_and_asked_again(program, begin):
    setup = begin()
    setup.answers((PLATFORM, ENTER), (COUNTRY, "Germny\r"))
    setup.sees("Did you mean “Germany”?")
    setup.answers((COUNTRY, CTRL_U + "USA\r"))
    setup.sees("doesn't offer this objection to accounts in this country: United States")
    setup.answers((COUNTRY, CTRL_U + "Allemagne\r"))
    setup.sees("Germany (DE)")
    setup.answers((EMAIL, "ana@@example.org\r"))
    setup.sees("is not an email address")
    setup.answers((EMAIL, CTRL_U + "ana@example.org\r"), *SHORTEST_WAY[3:])
    assert setup.ends() == 0, setup.text
    assert [account.country for account in program.roster.accounts()] == ["DE"]


def test_a_form_that_needs_no_account_asks_for_names_prompt_and_own_words(program, begin):
    setup = begin()
    setup.answers((PLATFORM, DOWN * 3 + ENTER))
    setup.sees("needs no account")
    setup.answers(
        (COUNTRY, "USA\r"),
        ("Your email", "ana@example.org\r"),
        ("Your first name", "Ana\r"),
        ("Your surname", "Ilic\r"),
        ("What did you ask the AI", "Who is Ana Ilic?\r"),
        ("Path of a picture", "/nowhere/answer.png\r"),
    )
    setup.sees("no such file")
    setup.answers(("Path of a picture", f"{CTRL_U}\r"), (LANGUAGE, ENTER), ("What is known of you", "Too short.\r"))
    setup.sees("fewer than 100")
    setup.answers(("What is known of you", f"{CTRL_U}{'My portrait was copied. ' * 5}\r"), (CODES, DOWN + DOWN + ENTER))
    setup.sees("not needed for this form")
    setup.answers((STORE, ENTER))
    assert setup.ends() == 0, setup.text
    (account,) = program.roster.accounts()
    assert (account.flow, account.country) == ("third-party", "US")
    assert account.details == {"first_name": "Ana", "last_name": "Ilic", "prompt": "Who is Ana Ilic?"}
    assert "sign-in third-party" not in setup.text


def test_a_mailbox_that_works_and_secrets_are_kept_where_they_belong(
    program: Program, begin: Begin, dovecot: Dovecot, real_keyring: KeyringBackend
):
    email = f"{uuid4().hex}@example.org"
    dovecot.deliver(email, vouched(letter("hello")))
    setup = begin(SSL_CERT_FILE=dovecot.ca_file)
    setup.answers(
        *instead(EMAIL=f"{email}\r")[:6],
        (CODES, ENTER),
        ("Its IMAP server", f"{CTRL_U}{dovecot.host}:{dovecot.port}\r"),
        ("User name there", ENTER),
        (f"Password of {email} for mail programs", "wrong\r"),
    )
    setup.sees("refused the password")
    setup.answers((f"Password of {email} for mail programs", f"{dovecot.password}\r"))
    setup.sees(f"Authentication-Results of {AUTHSERV_ID}")
    setup.answers(
        (SIGN_IN, DOWN + ENTER),
        ("Password of facebook:", f"{PASSWORD}\r"),
        ("TOTP seed", "123456\r"),
    )
    setup.sees("not a TOTP seed")
    setup.answers(("TOTP seed", f"{SEED}\r"), (STORE, ENTER))
    assert setup.ends() == 0, setup.text

    (account,) = program.roster.accounts()
    assert account.mailbox == email
    (mailbox,) = program.roster.mailboxes()
    assert (mailbox.address, mailbox.port, mailbox.authserv_id) == (email, dovecot.port, AUTHSERV_ID)
    vault = Vault(REAL, real_keyring)
    names = [mailbox_password_name(email), password_name(account.name), seed_name(account.name)]
    assert [vault.get(name) for name in names] == [dovecot.password, PASSWORD, SEED]
    kept = b"".join(path.read_bytes() for path in program.home.rglob("*") if path.is_file())
    for secret in (dovecot.password, PASSWORD, SEED):
        assert secret not in setup.text
        assert secret.encode() not in kept


def test_a_mailbox_that_is_known_is_offered_and_not_asked_for_again(program, begin, dovecot):
    program.roster.put_mailbox(dovecot.mailbox("box@example.org"))
    setup = begin()
    setup.answers(*instead(CODES=DOWN + ENTER))
    assert setup.ends() == 0, setup.text
    assert [account.mailbox for account in program.roster.accounts()] == ["box@example.org"]


def test_a_mailbox_that_does_not_work_can_be_left_for_typing_the_codes(program, begin):
    setup = begin()
    setup.answers(*instead(EMAIL="ana@gmail.com\r")[:6], (CODES, ENTER))
    setup.sees("Gmail wants an app password")
    setup.answers(("Password of ana@gmail.com for mail programs", ENTER), *SHORTEST_WAY[6:])
    assert setup.ends() == 0, setup.text
    assert [account.mailbox for account in program.roster.accounts()] == [None]
    assert program.roster.mailboxes() == []


def test_a_mailbox_at_microsoft_without_a_client_id_is_left_for_typing_the_codes(program, begin):
    setup = begin()
    setup.answers(*instead(EMAIL="ana@outlook.com\r")[:6], (CODES, ENTER))
    setup.sees("OBJECTOR_MICROSOFT_CLIENT_ID is not set")
    setup.answers(*SHORTEST_WAY[6:])
    assert setup.ends() == 0, setup.text
    assert [account.mailbox for account in program.roster.accounts()] == [None]


def test_changing_an_account_to_signing_in_by_hand_forgets_its_password(program, begin, real_keyring):
    vault = Vault(REAL, real_keyring)
    vault.put(password_name("facebook:ana@example.org"), PASSWORD)
    program.roster.put(
        Account(name="facebook:ana@example.org", flow="facebook", email="ana@example.org", country="FR", reason="Before.")
    )
    setup = begin()
    setup.answers(*SHORTEST_WAY[:-1])
    setup.sees("takes the place of the one that objector knows")
    setup.answers((STORE, ENTER))
    assert setup.ends() == 0, setup.text
    assert [account.country for account in program.roster.accounts()] == ["DE"]
    assert vault.get(password_name("facebook:ana@example.org")) is None


@pytest.mark.parametrize(("answered", "key"), [(0, CTRL_C), (2, CTRL_C), (2, CTRL_D), (len(SHORTEST_WAY) - 1, CTRL_C)])
def test_stopping_at_a_question_stores_nothing_and_says_so(program, begin, answered, key):
    setup = begin()
    setup.answers(*SHORTEST_WAY[:answered], (SHORTEST_WAY[answered][0], key))
    assert setup.ends() == 3, setup.text
    assert "nothing was stored" in setup.text
    assert "Traceback" not in setup.text
    assert program.roster.accounts() == []


def test_stopping_after_a_password_keeps_it_from_the_keyring(program, begin, real_keyring):
    setup = begin()
    setup.answers(*instead(SIGN_IN=DOWN + ENTER)[:-1], ("Password of facebook:", f"{PASSWORD}\r"), ("TOTP seed", CTRL_C))
    assert setup.ends() == 3, setup.text
    assert "nothing was stored" in setup.text
    assert PASSWORD not in setup.text
    assert Vault(REAL, real_keyring).get(password_name("facebook:ana@example.org")) is None


def test_saying_no_to_the_summary_stores_nothing(program, begin):
    setup = begin()
    setup.answers(*instead(STORE="n"))
    assert setup.ends() == 3, setup.text
    assert "nothing was stored" in setup.text
    assert program.roster.accounts() == []


def test_without_a_keyring_no_question_is_asked(objector):
    setup = Conversation(objector)
    assert setup.ends() == 2
    assert "There is no keyring" in setup.text
    assert PLATFORM not in setup.text


def test_with_a_locked_keyring_no_question_is_asked(objector_with_locked_keyring):
    setup = Conversation(objector_with_locked_keyring)
    assert setup.ends() == 3
    assert "The keyring is locked" in setup.text
    assert PLATFORM not in setup.text


def test_without_a_terminal_it_names_the_commands_that_ask_nothing(program):
    done = program("setup")
    assert (done.returncode, done.stdout) == (2, "")
    assert "objector account add --help" in done.stderr


def test_in_a_rehearsal_it_says_that_the_account_is_for_rehearsals_only(begin):
    setup = begin(OBJECTOR_SITE="127.0.0.1:1")
    setup.sees("for rehearsals only")
    setup.sees(PLATFORM)


@pytest.mark.parametrize(
    ("text", "server"),
    [("imap.example.org", ("imap.example.org", 993)), (" 127.0.0.1:143 ", ("127.0.0.1", 143)), ("mail", ("mail", 993))],
)
def test_a_server_is_a_name_with_or_without_a_port(text, server):
    assert check_server(text) == server


@pytest.mark.parametrize("text", ["", "imap example", "imap.example.org:0", "imap.example.org:65536", "https://imap.example.org"])
def test_anything_else_is_no_server(text):
    with pytest.raises(MalformedServerError):
        check_server(text)
