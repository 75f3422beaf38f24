"""``objector setup``: the first account, question by question; everything is stored at the end, at once, or nothing is."""

import sys
from typing import TYPE_CHECKING

import typer

from objector.cli.called import called
from objector.cli.shared import load_settings, open_roster, open_vault
from objector.errors import BadInputError, NeedsPersonError
from objector.typed import typed

if TYPE_CHECKING:
    from objector.cases.roster import Roster
    from objector.cli.asking import Asker
    from objector.cli.interview import Answers
    from objector.mail.secret import MailSecrets
    from objector.secrets.vault import Vault
    from objector.settings import Settings


class NoTerminalError(BadInputError):
    """Questions were to be asked where nobody can answer them."""

    def __init__(self) -> None:
        super().__init__(
            "Setup asks questions, and this is no terminal. Without questions: objector account add --help, "
            "objector mailbox add --help."
        )


class SetupStoppedError(NeedsPersonError):
    """The person stopped before the end."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was stored. “objector setup” begins anew.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("setup", epilog="Example: objector setup")(setup)


def setup() -> None:
    """Add your first account, or another, step by step.

    Ctrl-C stops at any question, and nothing is stored. Without questions: objector account add, objector mailbox add.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError
    from objector.mail.secret import MailSecrets

    settings = load_settings()
    vault = open_vault(settings)  # before the first question: nobody should answer them in vain
    roster = open_roster(settings)
    answers = _ask(roster, settings)
    keep(answers, roster, vault, MailSecrets(vault, settings.world))
    _say_what_is_next(answers)


def _ask(roster: "Roster", settings: "Settings") -> "Answers":
    """Ask, show the answers and have them agreed to; raises SetupStoppedError."""
    from rich.console import Console

    from objector.cli.asking import Asker
    from objector.cli.interview import interview

    asker = Asker(Console())
    asker.say("A few questions; nothing is stored before the end, and Ctrl-C stops at any of them.")
    if settings.rehearsing:
        asker.say("A replica stands for the sites: this account is for rehearsals only.")
    try:
        answers = interview(asker, roster, settings)
        agreed = _agreed(asker, answers, roster)
    except (KeyboardInterrupt, EOFError):
        raise SetupStoppedError from None
    if not agreed:
        raise SetupStoppedError
    return answers


def _agreed(asker: "Asker", answers: "Answers", roster: "Roster") -> bool:
    from objector.cli.interview import show

    show(asker, answers, known=answers.account.name in {account.name for account in roster.accounts()})
    return asker.agrees("Store this?")


def keep(answers: "Answers", roster: "Roster", vault: "Vault", mail_secrets: "MailSecrets") -> None:
    """Store the secrets first: what names them comes after them, the account last."""
    from objector.filing.office import password_name, seed_name

    name, codes = answers.account.name, answers.codes
    secrets = {password_name(name): answers.password, seed_name(name): answers.seed}
    for item, secret in secrets.items():
        vault.put(item, secret) if secret else vault.delete(item)
    if codes.new:
        mail_secrets.keep(codes.new, codes.given)
        roster.put_mailbox(codes.new)
    roster.put(answers.account)


def _say_what_is_next(answers: "Answers") -> None:
    from objector.cli.interview import SignIn
    from objector.cli.sign_in import sign_in

    name, wanted = typed(answers.account.name), answers.sign_in
    steps = [] if wanted in {SignIn.STORED, SignIn.NEEDLESS} else [("sign-in {}", "once, by hand, in a window")]
    steps += [
        ("file {} --dry-run", "fills in the form and sends nothing"),
        ("file {}", "files; you see everything before it is sent"),
    ]
    print("\nStored. Next:")
    for command, purpose in steps:
        print(f"  {called()} {command.format(name)}\n      {purpose}")
    if wanted is SignIn.NOW:
        sign_in(answers.account.name)
