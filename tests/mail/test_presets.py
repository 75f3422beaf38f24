"""An address of a big provider is enough to find the mailbox."""

import pytest

from objector.errors import MailboxRefusedError
from objector.mail.presets import preset_for, sign_in_advice


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("ada@gmail.com", "imap.gmail.com"),
        ("Ada@GoogleMail.com", "imap.gmail.com"),
        ("ada@hotmail.fr", "outlook.office365.com"),
        ("ada@live.com", "outlook.office365.com"),
        ("ada@yahoo.de", "imap.mail.yahoo.com"),
        ("ada@me.com", "imap.mail.me.com"),
        ("ada@gmx.net", "imap.gmx.net"),
        ("ada@web.de", "imap.web.de"),
        ("ada@fastmail.com", "imap.fastmail.com"),
        ("ada@zoho.eu", "imap.zoho.eu"),
        ("ada@mailbox.org", "imap.mailbox.org"),
        ("ada@posteo.de", "posteo.de"),
        ("ada@orange.fr", "imap.orange.fr"),
        ("ada@free.fr", "imap.free.fr"),
        ("ada@libero.it", "imapmail.libero.it"),
        ("ada@wp.pl", "imap.wp.pl"),
        ("ada@seznam.cz", "imap.seznam.cz"),
    ],
)
def test_the_host_follows_from_the_domain(address: str, host: str) -> None:
    preset = preset_for(address)

    assert preset
    assert preset.host == host
    assert preset.advice.endswith((".", "/security."))


def test_an_unknown_domain_has_no_preset() -> None:
    assert preset_for("ada@example.org") is None


@pytest.mark.parametrize("address", ["ada@outlook.com", "ada@hotmail.de", "ada@live.nl"])
def test_a_refusal_by_microsoft_says_that_it_wants_oauth(address: str) -> None:
    assert "OAuth" in str(MailboxRefusedError(address, "outlook.office365.com", "LOGIN failed."))


def test_a_refusal_by_anybody_else_names_the_remedy() -> None:
    assert "app password" in sign_in_advice("ada@example.org")
