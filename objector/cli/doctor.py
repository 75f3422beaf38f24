"""``objector doctor``: whether everything is there that the program needs, and whom it would ever contact."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, open_roster, print_json
from objector.errors import ExitCode

if TYPE_CHECKING:
    from objector.checkup import Finding
    from objector.mail.mailbox import Mailbox
    from objector.settings import Settings

PATIENCE = 20.0
"""Seconds that an unlocking prompt of the keyring may stay unanswered."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", epilog="Example: objector doctor --fix")(doctor)


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Install a browser if there is none; make the data folder private.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Check that everything is there that objector needs.

    Looks at browser, display, keyring, data folder and mailboxes; lists the settings and every host that is contacted.
    """
    from itertools import chain

    from objector.checkup import check_mailboxes, checkup, hosts
    from objector.mail.secret import MailSecrets
    from objector.secrets.vault import REAL, REHEARSAL, Vault

    settings = load_settings()
    if fix:
        _fix(settings)
    mailboxes, ledger = _read_ledger(settings)
    vault = Vault(REHEARSAL if settings.rehearsing else REAL, patience=PATIENCE)
    findings = []
    for finding in chain(
        checkup(settings, vault), [ledger], check_mailboxes(mailboxes, vault, MailSecrets(vault, settings.world))
    ):
        findings.append(finding)
        if not as_json:
            say(f"{finding.part}: {finding.says}", "✓ " if finding.fine else "✗ ")
    if as_json:
        print_json(_document(settings, findings, hosts(settings, mailboxes)))
    else:
        _print_rest(settings, hosts(settings, mailboxes))
    if not all(finding.fine for finding in findings):
        raise typer.Exit(ExitCode.BAD_INPUT)


def _fix(settings: "Settings") -> None:
    """Do what can be done; what can't shows as a finding."""
    from objector.browser.install import find_or_install
    from objector.errors import ObjectorError
    from objector.secrets.private import private_folder

    try:
        private_folder(settings.home)
        find_or_install(settings.browser, lambda line: print(line, file=sys.stderr))
    except (ObjectorError, OSError) as error:
        print(f"objector: {error}", file=sys.stderr)


def _read_ledger(settings: "Settings") -> "tuple[list[Mailbox], Finding]":
    """Return the known mailboxes and how the ledger is, without making one where there is none."""
    from objector.checkup import Finding
    from objector.errors import ObjectorError

    if settings.ledger is None and not (settings.world / "ledger.sqlite3").exists():
        return [], Finding(part="ledger", fine=True, says="there is none yet; the first account begins it")
    try:
        mailboxes = open_roster(settings).mailboxes()
        return mailboxes, Finding(part="ledger", fine=True, says=f"can be read; mailboxes: {len(mailboxes)}")
    except ObjectorError as error:
        return [], Finding(part="ledger", fine=False, says=str(error))


def _print_rest(settings: "Settings", hosts: list[str]) -> None:
    print("\nSettings in force")
    values = shown(settings)
    width = max(map(len, values))
    for name, value in values.items():
        print(f"  {name:<{width}} {'–' if value is None else value}")
    print("\nHosts that objector contacts" + (" (a rehearsal)" if settings.rehearsing else ""))
    for host in hosts:
        print(f"  {host}")
    if not settings.rehearsing:
        say("DOMAIN is that of a mailbox which you add, and whose provider isn't known.")
        say("No others; only pages load their own pictures and scripts, and --fix downloads a browser where there is none.")


def shown(settings: "Settings") -> dict[str, Any]:
    """Return the settings as they may be shown: the ledger's address may hold a password."""
    from sqlalchemy import make_url

    address = make_url(settings.ledger_address).render_as_string(hide_password=True)
    return settings.model_dump(mode="json") | {"ledger": address}


def _document(settings: "Settings", findings: "list[Finding]", hosts: list[str]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "fine": all(finding.fine for finding in findings),
        "rehearsal": settings.rehearsing,
        "findings": [asdict(finding) for finding in findings],
        "settings": shown(settings),
        "hosts": hosts,
    }
