"""The box for the mailed code is told from what only resembles it."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind
from tests.page.seen import found


def test_boxes_of_one_digit_are_one_code(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input maxlength=1 inputmode=numeric id=d{i}>" for i in range(6))
    seen = see(f"<form><p>Enter the code</p>{boxes}</form>")
    code = found(seen, Kind.ONE_TIME_CODE)
    assert [option.selector for option in code.options] == [f'[id="d{i}"]' for i in range(6)]


def test_a_code_box_beside_a_picture_is_a_captcha(see: Callable[..., Look]) -> None:
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40'/>"
    seen = see(f'<form><label>Verification code <input name=code maxlength=6></label><img src="{picture}"></form>')
    assert seen.the(Kind.ONE_TIME_CODE) is None


def test_a_picture_of_a_code_is_known_by_its_name_when_it_is_not_loaded(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Verification code <input name=code maxlength=6></label><img id=captchaImg width=1 height=1></form>")
    assert seen.the(Kind.ONE_TIME_CODE) is None


def test_a_cards_security_code_is_not_the_mailed_one(see: Callable[..., Look]) -> None:
    card = "<label>Card number <input autocomplete=cc-number></label><label>Security code <input name=security_code></label>"
    assert see(f"<form>{card}<button>Continue</button></form>").the(Kind.ONE_TIME_CODE) is None


def test_the_first_box_of_a_code_may_take_all_of_it(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input type=tel id=c{i} maxlength={1 if i else 6}>" for i in range(6))
    code = found(see(f"<form><input name=address><p>Enter the code we sent</p>{boxes}</form>"), Kind.ONE_TIME_CODE)
    assert [option.selector for option in code.options] == [f'[id="c{i}"]' for i in range(6)]


def test_wide_boxes_that_are_numbered_codes_are_one_code(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input type=tel id=otp-{i}>" for i in range(6))
    assert len(found(see(f"<form><p>Enter the code</p>{boxes}</form>"), Kind.ONE_TIME_CODE).options) == 6


CAPTCHA = "<label>Security code <input maxlength=5 id=c></label>"


def test_a_code_asked_with_the_password_is_not_the_mailed_one(see: Callable[..., Look]) -> None:
    seen = see(
        f"<form><label>Account <input></label><label>Password <input type=password></label>{CAPTCHA}<button>Go</button></form>"
    )
    assert seen.the(Kind.ONE_TIME_CODE) is None


def test_narrow_boxes_for_numbers_in_a_row_are_one_code(see: Callable[..., Look]) -> None:
    digits = "<input inputmode=numeric style='width:40px'>" * 6
    assert len(found(see(f"<form>{digits}<button>OK</button></form>"), Kind.ONE_TIME_CODE).options) == 6


@pytest.mark.parametrize(("language", "label"), [("cs", "E-mail nebo telefonní číslo"), ("sk", "E-mail alebo telefónne číslo")])
def test_a_telephone_number_is_no_code(see: Callable[..., Look], language: str, label: str) -> None:
    name = f"<input aria-label='{label}' autocomplete=username>"
    seen = see(f"<form>{name}<input type=password aria-label=Heslo><button>OK</button></form>", language)
    assert seen.the(Kind.ONE_TIME_CODE) is None
    assert found(seen, Kind.USERNAME)


def digits(attributes: str) -> str:
    return "".join(f"<input style='width:40px' {attributes}>" for _ in range(6))


@pytest.mark.parametrize("attributes", ["type=number min=0 max=9", "inputmode=numeric maxlength=6", "size=1"])
def test_boxes_that_take_a_digit_each_are_one_code_however_they_say_so(see: Callable[..., Look], attributes: str) -> None:
    seen = see(f"<h1>Enter your code</h1><form>{digits(attributes)}<button>Continue</button></form>")
    assert len(found(seen, Kind.ONE_TIME_CODE).options) == 6


@pytest.mark.parametrize(
    "box", ["<input name=x7>", "<label>Code <input></label><label>E-mail <input type=email readonly value=a@b.c></label>"]
)
def test_a_box_is_for_the_code_that_the_page_has_sent(see: Callable[..., Look], box: str) -> None:
    seen = see(f"<p>We sent a code to a@b.c. It is valid for ten minutes.</p><form>{box}<button>Continue</button></form>")
    assert found(seen, Kind.ONE_TIME_CODE).filled


def test_a_part_of_a_code_is_not_given_the_whole(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Code <input maxlength=3> - <input maxlength=3></label><button>Verify</button></form>")
    assert not any(each.filled for each in seen.found if each.kind is Kind.ONE_TIME_CODE)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Open your authenticator app and type the code."), ("pl", "Otwórz aplikację uwierzytelniającą i wpisz kod.")],
)
def test_a_code_from_an_app_is_a_second_factor(see: Callable[..., Look], language: str, text: str) -> None:
    seen = see(f"<p>{text}</p><form><input aria-label=PIN inputmode=numeric><button>OK</button></form>", language)
    assert seen.is_ is PageKind.SECOND_FACTOR
