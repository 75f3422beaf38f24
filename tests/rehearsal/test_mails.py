"""The mails of the sites are like the real ones: what is looked for stands among what only looks like it."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from objector.rehearsal.codes import Codes
from objector.rehearsal.mails import Addressee, code_mail, decision_mail
from objector.rehearsal.post import Post
from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Platform, SignIn
from objector.rehearsal.wording import LANGUAGES, texts
from tests.rehearsal.by_hand import FACEBOOK, LONG, enter_code_classic, fill_classic, submit_classic
from tests.rehearsal.conftest import Clock, Mails, code_in, text_of

Serve = Callable[..., Replica]
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def numbers(mail: EmailMessage) -> list[str]:
    return re.findall(r"(?<!\d)\d{6}(?!\d)", text_of(mail))


def addressee(language: str = "en", platform: Platform = Platform.FACEBOOK) -> Addressee:
    return Addressee("anna@example.org", platform, language, AT)


@given(st.integers(), st.sampled_from(LANGUAGES))
def test_a_code_mail_holds_other_numbers_of_six_digits(seed: int, language: str) -> None:
    mail = code_mail(addressee(language), "123456", Random(seed))
    assert code_in(mail) == "123456"
    assert numbers(mail).count("123456") == 1
    assert len(numbers(mail)) == 4
    html = mail.get_body(("html",))
    assert html is not None
    assert html.get_content().count("123456") == 1


def test_the_code_is_neither_always_first_nor_always_last() -> None:
    places = {numbers(code_mail(addressee(), "123456", Random(seed))).index("123456") for seed in range(60)}
    assert places == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("platform", "sender", "domain"),
    [
        (Platform.FACEBOOK, "notification@facebookmail.com", "facebookmail.com"),
        (Platform.INSTAGRAM, "no-reply@mail.instagram.com", "mail.instagram.com"),
    ],
)
def test_a_mail_carries_the_senders_address_and_the_receiving_servers_word(platform: Platform, sender: str, domain: str) -> None:
    mail = message_from_bytes(code_mail(addressee(platform=platform), "123456", Random(1)).as_bytes(), policy=default)
    assert mail.keys()[0] == "Authentication-Results"
    assert f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}" in mail["Authentication-Results"]
    assert mail["From"].addresses[0].addr_spec == sender
    assert mail["Message-ID"].endswith(f"@{domain}>")
    assert mail["Date"].datetime == AT


def test_the_decision_is_in_the_words_that_are_known() -> None:
    text = " ".join(text_of(decision_mail(addressee(), Random(1))).split())
    assert "We will honour your objection for your public information, such as public posts and comments." in text
    assert "any other accounts that you've added to the same Accounts Centre as this account." in text


def test_after_filing_the_decision_is_mailed(serve: Serve, page: Page, mails: Mails) -> None:
    serve(sign_in=SignIn.NONE, language="de")
    page.goto(FACEBOOK)
    fill_classic(page, LONG, "de")
    submit_classic(page)
    mail = mails.next()
    assert mail["Subject"].startswith("Bestätige deine E-Mail-Adresse")
    enter_code_classic(page, code_in(mail))
    decision = mails.next()
    assert decision["Subject"] == texts("de")["mail_decision_subject"]
    assert decision["To"] == LONG.email


def test_a_newer_code_takes_the_place_of_an_older_one(serve: Serve, page: Page, mails: Mails) -> None:
    site = serve(sign_in=SignIn.NONE)
    codes = []
    for _ in range(2):
        page.goto(FACEBOOK)
        fill_classic(page, LONG, "en")
        submit_classic(page)
        codes.append(mails.next_code())
    enter_code_classic(page, codes[0])
    expect(page.get_by_role("alert")).to_have_text(texts("en")["code_wrong"])
    enter_code_classic(page, codes[1])
    expect(page.locator("a.layerConfirm")).to_be_visible()
    assert len(site.of(Kind.FILED)) == 1


def test_a_code_is_good_for_an_hour_and_once() -> None:
    clock = Clock(AT)
    codes = Codes(Random(1), clock)
    first = codes.issue("request")
    clock.advance(minutes=60)
    assert codes.redeem("request", f" {first} ")
    assert not codes.redeem("request", first)
    late = codes.issue("request")
    clock.advance(minutes=60, seconds=1)
    assert not codes.redeem("request", late)


def test_a_mail_that_can_not_be_delivered_is_not_passed_over(run: Callable) -> None:
    tried = asyncio.Event()

    async def refuse(message: EmailMessage) -> None:
        tried.set()
        raise ConnectionRefusedError(message["Subject"])

    async def send_and_close() -> None:
        post = Post(refuse)
        post.send(decision_mail(addressee(), Random(1)), 0)
        await tried.wait()
        await post.close()

    with pytest.raises(ConnectionRefusedError):
        run(send_and_close())


def test_every_language_has_every_text() -> None:
    keys = {language: set(texts(language)) for language in LANGUAGES}
    assert all(own == keys["en"] for own in keys.values())
    assert {"en", "de", "fr"} <= keys.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_placeholders(language: str) -> None:
    for key, text in texts("en").items():
        assert set(re.findall(r"{\w+}", texts(language)[key])) == set(re.findall(r"{\w+}", text)), key
