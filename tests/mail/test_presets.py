"""An address of a big provider is enough to find the mailbox."""

import pytest

from objector.errors import MailboxRefusedError
from objector.mail.presets import _presets, preset_at, preset_for, sign_in_advice


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
        ("ada@proton.me", "127.0.0.1"),
    ],
)
def test_the_host_follows_from_the_domain(address: str, host: str) -> None:
    preset = preset_for(address)

    assert preset
    assert preset.host == host
    assert preset.advice.endswith(".")


def test_proton_is_read_through_its_bridge_on_this_machine() -> None:
    preset = preset_at("127.0.0.1", "ada@proton.me")

    assert preset
    assert (preset.name, preset.port, preset.security, preset.own_certificate) == ("Proton", 1143, "starttls", True)


def test_a_server_on_this_machine_is_not_taken_for_proton_s() -> None:
    assert preset_at("127.0.0.1", "ada@example.org") is None


def test_a_firm_s_mailbox_at_microsoft_wants_what_microsoft_wants() -> None:
    preset = preset_at("outlook.office365.com", "ada@firm.example")

    assert preset
    assert preset.sign_in == "microsoft"


def test_no_domain_belongs_to_two_providers() -> None:
    domains = [domain for preset in _presets() for domain in preset.domains]

    assert len(domains) == len(set(domains))


def test_an_unknown_domain_has_no_preset() -> None:
    assert preset_for("ada@example.org") is None


@pytest.mark.parametrize("address", ["ada@outlook.com", "ada@hotmail.de", "ada@live.nl"])
def test_a_refusal_by_microsoft_says_that_it_wants_oauth(address: str) -> None:
    assert "OAuth" in str(MailboxRefusedError(address, "outlook.office365.com", "LOGIN failed."))


def test_a_refusal_by_anybody_else_names_the_remedy() -> None:
    assert "app password" in sign_in_advice("imap.example.org", "ada@example.org")
