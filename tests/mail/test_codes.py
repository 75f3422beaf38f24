"""The code is the number that the mail itself calls the code, from the right sender, for the right account, at the right time."""

import json
import time
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from objector.mail.codes import Code, Doubt, find_code
from objector.mail.segments import visible_text
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.scenario import Platform
from objector.rehearsal.wording import LANGUAGES
from tests.mail.letters import ADDRESS, ASKED, EXPECTATION, MAILBOX, arrived, digits, found, letter
from tests.parts.dovecot import vouched

SENTENCES = {
    "en": "Your confirmation code is {}.",
    "en, code first": "{} is your code to confirm your email.",
    "de": "Dein Bestätigungscode lautet {}.",
    "fr": "Votre code de confirmation est le {}.",
    "it": "Il tuo codice di conferma è {}.",
    "es": "Tu código de confirmación es {}.",
    "pt": "O teu código de confirmação é {}.",
    "nl": "Je bevestigingscode is {}.",
    "pl": "Twój kod potwierdzający to {}.",
    "cs": "Váš potvrzovací kód je {}.",
    "sk": "Váš potvrdzovací kód je {}.",
    "hu": "A megerősítő kódod: {}.",
    "ro": "Codul tău de confirmare este {}.",
    "bg": "Вашият код за потвърждение е {}.",
    "hr": "Vaš kod za potvrdu je {}.",
    "sl": "Vaša potrditvena koda je {}.",
    "el": "Ο κωδικός επιβεβαίωσης είναι {}.",
    "da": "Din bekræftelseskode er {}.",
    "no": "Bekreftelseskoden din er {}.",
    "sv": "Din bekräftelsekod är {}.",
    "fi": "Vahvistuskoodisi on {}.",
    "is": "Staðfestingarkóðinn þinn er {}.",
    "et": "Sinu kinnituskood on {}.",
    "lv": "Jūsu apstiprinājuma kods ir {}.",
    "lt": "Jūsų patvirtinimo kodas yra {}.",
    "mt": "Il-kodiċi tiegħek huwa {}.",
    "ga": "Is é {} do chód deimhnithe.",
    "tr": "Onay kodunuz: {}.",
    "uk": "Ваш код підтвердження: {}.",
    "ar": "رمز التأكيد الخاص بك هو {}.",
    "he": "הקוד שלך הוא {}.",
    "hi": "आपका पुष्टिकरण कोड {} है।",
    "th": "รหัสยืนยันของคุณคือ {}",
    "vi": "Mã xác nhận của bạn là {}.",
    "ja": "認証コードは{}です。",
    "ko": "인증 코드는 {}입니다.",
    "zh": "您的验证码是{}。",
}

CODE_WORDS = json.loads(files("objector.mail").joinpath("code_words.json").read_text("utf-8"))

OTHERS = {
    language: [word.replace("*", "") for word in words]
    for language, words in CODE_WORDS["other_number"].items()
    if language in SENTENCES
}
"""What numbers are called that are no codes, by language."""

NOISE = (
    "Your request number is 482913.",
    "Case 555121 was opened on 2026-11-22.",
    "Order #918273 · Invoice 20261122",
    "Call us: +353 1 800 123456 or (0800) 654321",
    "Meta Platforms, Inc., 1601 Willow Road, Menlo Park, CA 94025",
    "© 2026 Meta. More than 200000 people use this.",
    "https://www.facebook.com/confirm?c=112233&id=778899",
    "Use the promo code 445566 for a discount of 1,234.56 €.",
)


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("place", ["subject", "text", "html", "below"])
def test_the_number_called_the_code_is_found_among_others(sentence: str, place: str) -> None:
    line, above = sentence.format("719204"), sentence.format("").rstrip(" .。")
    noise = "\n\n".join(NOISE)
    mail = {
        "subject": letter(noise, subject=line),
        "text": letter(f"{noise}\n\n{line}\n\n{noise}"),
        "html": letter("See below.", html=f"<p>{'</p><p>'.join(NOISE)}</p><div>{line}</div>"),
        "below": letter(f"{NOISE[0]}\n\n{above}\n\n719204\n\n{noise}"),
    }[place]

    assert digits(mail) == "719204"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("719204", "719204"),
        ("719 204", "719204"),
        ("719-204", "719204"),
        ("7 1 9 2 0 4", "719204"),
        ("719\u00a0204", "719204"),
        ("７１９２０４", "719204"),
        ("٧١٩٢٠٤", "719204"),
        ("७१९२०४", "719204"),
        ("7192", "7192"),
        ("71920456", "71920456"),
        ("FB-71920", "71920"),
        ("007123", "007123"),
    ],
)
def test_a_code_may_be_written_in_any_way(written: str, typed: str) -> None:
    code = found(letter(f"Your code: {written}"))

    assert isinstance(code, Code)
    assert code.digits == typed
    assert code.verbatim in written


@pytest.mark.parametrize(
    "text",
    [
        "Your code is 719.204",
        "Your code is 2026/11/22",
        "Your code is AB719204",
        "Your code is 719204€",
        "Your code: 71٩٢٠٤",
        "Your code: 123",
        "Your code: 123456789",
        "Your code: 0171-2345-678",
        "We now have 719204 followers.",
        "Your promo code: 719204",
        "https://facebook.com/?code=719204",
        "code@719204.example.org",
    ],
)
def test_what_is_no_code_is_never_taken_for_one(text: str) -> None:
    assert found(letter(text)) is None


@pytest.mark.parametrize("text", ["Your code is 2026.", "Your code is 20261122."])
def test_a_year_or_a_date_is_never_taken_unasked(text: str) -> None:
    assert not isinstance(found(letter(text)), Code)


@pytest.mark.parametrize(
    "text",
    ["Your code is 123456 or 654321.", "Your code is 123456.\nYour code is 654321.", "Your code:\n123456\n654321\n"],
)
def test_two_numbers_that_could_be_the_code_go_to_the_person(text: str) -> None:
    doubt = found(letter(text))

    assert isinstance(doubt, Doubt)
    assert {code.digits for code in doubt.candidates} == {"123456", "654321"}


def test_a_number_that_nothing_calls_a_code_goes_to_the_person_if_it_stands_alone() -> None:
    doubt = found(letter("Hello Ada!\n\n719204\n\nSee you"))

    assert isinstance(doubt, Doubt)
    assert [code.digits for code in doubt.candidates] == ["719204"]


def test_hidden_html_and_addresses_hold_no_codes() -> None:
    html = """<head><style>.a { color: #123456 }</style></head><div style="display:none">Your code is 111111</div>
      <p>Your code is</p><table><tr><td>7</td><td>1</td><td>9</td><td>2</td><td>0</td><td>4</td></tr></table>
      <img src="https://pixel.example.org/?code=222222"><a href="https://x.example.org/333333">Confirm</a>"""

    assert digits(letter("In HTML only.", html=html)) == "719204"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(4))
def test_the_code_of_a_rehearsed_mail_is_found(language: str, seed: int) -> None:
    random = Random(seed)
    to = Addressee(email=ADDRESS, platform=random.choice(list(Platform)), language=language, at=ASKED)
    message = code_mail(to, "719204", random)
    message.replace_header("From", "Facebook <notification@facebookmail.com>")

    assert digits(message) == "719204"


NUMBER = st.text("0123456789", min_size=4, max_size=8)
PIECES = st.lists(
    st.one_of(
        NUMBER,
        st.sampled_from(
            ["code", "is", ":", "\n", " ", ".", "-", "order", "Your code is ", "١٢٣٤", "５６７８", "+", "/", "<b>", "</td>"]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
)


@settings(deadline=None)  # the machine may be busy
@given(PIECES, PIECES)
def test_a_string_that_is_not_in_the_mail_is_never_returned(text: list[str], html: list[str]) -> None:
    mail = arrived(vouched(letter("x")))
    mail = replace(mail, texts=("".join(text),), htmls=("".join(html),))

    match find_code(mail, EXPECTATION):
        case Code() as code:
            codes: tuple[Code, ...] = (code,)
        case Doubt() as doubt:
            codes = doubt.candidates
        case None:
            codes = ()

    for code in codes:
        assert code.verbatim in mail.texts[0] or code.verbatim in visible_text(mail.htmls[0])
        assert 4 <= len(code.digits) <= 8
        assert code.digits.isascii()


WRITTEN = (
    lambda code: code,
    lambda code: f"{code[:3]} {code[3:]}",
    lambda code: f"{code[:3]}-{code[3:]}",
    " ".join,
    lambda code: code.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    lambda code: code.translate({ord("0") + n: 0x0660 + n for n in range(10)}),
)
"""Ways to write a code."""

CODE_NUMBER = st.integers(210_000, 999_999).map(str)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(OTHERS)), st.lists(CODE_NUMBER, min_size=6, max_size=6, unique=True))
def test_whatever_else_a_mail_numbers_only_its_code_is_taken_for_one(data: st.DataObject, language: str, n: list[str]) -> None:
    """Order, invoice, phone, case: in the mail's language, before and after the code, in text and HTML of any encoding."""
    code, *numbers = n
    others = [f"{data.draw(st.sampled_from(OTHERS[language]))} {number}" for number in numbers]
    written = data.draw(st.sampled_from(WRITTEN))(code)
    lines = data.draw(st.permutations([*others, SENTENCES[language].format(written)]))
    html = f"<table><tr><td>{'</td></tr><tr><td>'.join(lines)}</td></tr></table><img src='https://x.example/{numbers[0]}.gif'>"
    message = letter("", subject=data.draw(st.sampled_from(lines)))
    message.set_content("\n".join(lines), cte=data.draw(st.sampled_from(["base64", "quoted-printable", "8bit"])))
    if data.draw(st.booleans()):
        message.add_alternative(html, subtype="html", charset=data.draw(st.sampled_from(["utf-8", "utf-16"])), cte="base64")

    result = found(message)

    assert isinstance(result, Code), result
    assert result.digits == code
    assert result.verbatim in message.as_string() or result.verbatim == written


@settings(deadline=None)  # the machine may be busy
@given(
    st.permutations(NOISE), NUMBER.filter(lambda code: not code.startswith(("19", "20")) and len(code) == 6), st.integers(0, 8)
)
def test_the_code_is_found_wherever_it_stands(noise: list[str], code: str, place: int) -> None:
    lines = [*noise[:place], f"Enter this code: {code}", *noise[place:]]

    assert digits(letter("\n\n".join(line for line in lines if code not in line or "Enter" in line))) == code


class TestSender:
    @pytest.mark.parametrize(
        "sender",
        [
            "Facebook <security@facebookmail.com.example.org>",
            "Facebook <security@evilfacebookmail.com>",
            '"security@facebookmail.com" <ada@example.net>',
            "security@facebookmail.com, eve@example.net",
            "Facebook",
            "",
        ],
    )
    def test_a_look_alike_sender_is_left_aside(self, sender: str) -> None:
        message = letter("Your code is 719204")
        message.replace_header("From", sender)

        assert found(message) is None

    def test_a_sender_below_a_listed_domain_counts(self) -> None:
        message = letter("Your code is 719204")
        message.replace_header("From", "x@mx.support.facebook.com")

        code = find_code(arrived(vouched(message, "mx.support.facebook.com")), EXPECTATION)

        assert isinstance(code, Code)

    def test_a_sender_that_the_server_does_not_vouch_for_is_left_aside(self) -> None:
        assert find_code(arrived(vouched(letter("Your code is 719204"), result="fail")), EXPECTATION) is None

    def test_a_silent_server_needs_a_setting(self) -> None:
        mail = arrived(letter("Your code is 719204"))
        trusting = replace(EXPECTATION, mailbox=replace(MAILBOX, accept_unverified=True))

        assert find_code(mail, EXPECTATION) is None
        assert isinstance(find_code(mail, trusting), Code)


class TestTime:
    def test_a_mail_seen_before_the_code_was_asked_for_is_left_aside(self) -> None:
        mail = arrived(vouched(letter("Your code is 719204")), after=timedelta(milliseconds=-1))

        assert find_code(mail, EXPECTATION) is None

    def test_an_old_mail_that_turns_up_later_is_left_aside(self) -> None:
        mail = arrived(vouched(letter("Your code is 719204")))
        yesterday = replace(mail.arrival, received=ASKED - timedelta(days=1))

        assert find_code(replace(mail, arrival=yesterday), EXPECTATION) is None

    def test_a_mail_of_the_same_second_counts(self) -> None:
        assert isinstance(find_code(arrived(vouched(letter("Your code is 719204")), after=timedelta(0)), EXPECTATION), Code)


class TestAddressee:
    @pytest.mark.parametrize("to", ["ADA@example.org", "Ada <ada@example.org>", "eve@example.net, ada@example.org"])
    def test_a_mail_to_the_account_counts(self, to: str) -> None:
        assert digits(letter("Your code is 719204", to=to)) == "719204"

    @pytest.mark.parametrize("to", ["eve@example.org", "ada@example.net", "bada@example.org", "ada+meta@example.org"])
    def test_another_account_s_mail_is_left_aside(self, to: str) -> None:
        message = letter("Your code is 719204", to=to)
        message["Delivered-To"] = ADDRESS

        assert found(message) is None

    def test_an_account_with_a_plus_gets_its_own_mail(self) -> None:
        mail = arrived(vouched(letter("Your code is 719204", to="Ada+Meta@example.org")))

        assert isinstance(find_code(mail, replace(EXPECTATION, address="ada+meta@example.org")), Code)
        assert find_code(mail, replace(EXPECTATION, address="ada+other@example.org")) is None

    @pytest.mark.parametrize(
        "header", ["Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To", "X-Gm-Original-To", "Resent-To"]
    )
    def test_a_mail_that_was_forwarded_or_caught_counts(self, header: str) -> None:
        message = letter("Your code is 719204", to="someone@example.net")
        message[header] = "shop@example.org"

        code = find_code(arrived(vouched(message)), replace(EXPECTATION, address="shop@example.org"))

        assert isinstance(code, Code)

    @pytest.mark.parametrize(
        ("header", "value"),
        [
            ("Original-Recipient", "rfc822;shop@example.org"),
            ("X-Forwarded-For", "shop@example.org box@example.net"),
            ("Delivered-To", "<Shop@Example.org>"),
            ("Resent-To", "The shop <shop@example.org>"),
        ],
    )
    def test_servers_write_whom_it_was_for_in_ways_of_their_own(self, header: str, value: str) -> None:
        message = letter("Your code is 719204", to="undisclosed-recipients:;")
        message[header] = value

        code = find_code(arrived(vouched(message)), replace(EXPECTATION, address="shop@example.org"))

        assert isinstance(code, Code)

    def test_what_is_written_to_another_account_is_that_one_s_wherever_it_was_forwarded(self) -> None:
        message = letter("Your code is 719204", to="eve@example.org")
        message["X-Forwarded-To"] = "shop@example.org"
        expectation = replace(EXPECTATION, address="shop@example.org", others=frozenset({"eve@example.org"}))

        assert find_code(arrived(vouched(message)), expectation) is None

    def test_a_mail_that_names_nobody_counts_if_it_was_delivered_to_the_account(self) -> None:
        message = letter("Your code is 719204", to="undisclosed-recipients:;")
        message["Delivered-To"] = ADDRESS

        assert digits(message) == "719204"


def test_a_code_s_figures_are_not_in_its_repr() -> None:
    code = found(letter("Your code is 719 204", subject="719204"))

    assert isinstance(code, Code)
    assert "719" not in repr(code)
    assert code.message_id == "<1@facebookmail.com>"
    assert code.sender == "security@facebookmail.com"


def test_a_doubt_s_repr_holds_no_figures() -> None:
    assert "123456" not in repr(found(letter("Your code is 123456 or 654321.", subject="123456")))


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 900_000,
        "<div>" * 180_000,
        "code 123456 " * 80_000,
        "1 " * 450_000,
        "@" * 900_000,
        "<" * 900_000,
        "a@" * 400_000,
        "a." * 400_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_mail_costs_little(hostile: str) -> None:
    message = vouched(letter("x", html=f"<p>{hostile}"))
    began = time.process_time()

    found(message)

    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"From: =?utf-8?b?////?=\r\nSubject: =?x?q?=41?=\r\n\r\n",
        b"Content-Type: text/plain; charset=nonsense\r\n\r\nhello",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x",
        b"From: a@b.c\r\nTo: (((((\r\nAuthentication-Results: ;;;=\r\n\r\n",
    ],
)
def test_a_malformed_mail_holds_no_code(raw: bytes) -> None:
    assert find_code(arrived(raw), EXPECTATION) is None
