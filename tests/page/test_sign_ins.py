"""Sign-ins are told from registrations, and names and passwords from what only resembles them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from objector.page.look import Kind, Look, PageKind
from tests.page.seen import found

Run = Callable[[Any], Any]


@pytest.mark.parametrize("names", [("name=email", "name=pass"), ("name=username", "name=password"), ("", "")])
def test_a_sign_in_box_is_known_with_and_without_names(see: Callable[..., Look], names: tuple[str, str]) -> None:
    fields = f"<input {names[0]} id=u placeholder='Email or phone'><input type=password {names[1]} id=p>"
    seen = see(f"<form>{fields}<button>Log in</button></form>")
    assert seen.is_ is PageKind.SIGN_IN
    assert (found(seen, Kind.USERNAME).selector, found(seen, Kind.PASSWORD).selector) == ('[id="u"]', '[id="p"]')
    assert seen.the(Kind.EMAIL) is None


def test_a_name_that_an_account_is_to_have_is_not_filled_in(see: Callable[..., Look]) -> None:
    rows = "<div><div>User name:</div><div><input></div></div><div><div>Email:</div><div><input></div></div>"
    assert see(f"<form><h2>Register</h2>{rows}<button>Send</button></form>").the(Kind.USERNAME) is None


SIGN_INS = {
    "remembers": "<label>Email <input id=u></label><input type=password><label><input type=checkbox> Remember me</label>",
    "forgets": "<input id=u placeholder=Email><input type=password><a href=/x>Forgot your password?</a>",
    "mobile number or email": "<label>Mobile number or email <input id=u></label><input type=password>",
    "password in a row of its own": "<label>Customer <input id=u></label><div><input type=password></div>",
    "code with it": "<label>User <input id=u></label><input type=password><input type=password name=mfacode>",
}


@pytest.mark.parametrize("fields", SIGN_INS.values(), ids=SIGN_INS)
def test_a_sign_in_is_known_by_what_stands_around_the_password(see: Callable[..., Look], fields: str) -> None:
    seen = see(f"<form>{fields}<button>Continue</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'
    assert seen.the(Kind.EMAIL) is None


def test_a_sign_in_that_keeps_its_password_hidden_asks_for_the_name(see: Callable[..., Look]) -> None:
    hidden = "<div style='display:none'><input type=password></div>"
    seen = see(f"<form><label>Email <input id=u></label>{hidden}<button>Continue</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


def test_an_order_that_offers_a_password_asks_for_an_address(see: Callable[..., Look]) -> None:
    email = "<form><label>Email <input type=email id=e></label><div style='display:none'><input type=password></div></form>"
    address = "<form><label>Street <input></label><label>City <input></label><button>Next</button></form>"
    assert found(see(email + address), Kind.EMAIL).selector == '[id="e"]'


def test_a_sign_up_is_not_a_sign_in(see: Callable[..., Look]) -> None:
    fields = "<label>Email <input id=e></label><label>Password <input type=password></label>"
    agree = "<label><input type=checkbox> I agree to the terms of service</label>"
    seen = see(f"<form>{fields}{agree}<button>Continue</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_the_other_way_in_does_not_submit(see: Callable[..., Look]) -> None:
    fields = "<input placeholder=Email><input type=password>"
    seen = see(f"<form>{fields}<button type=submit>Sign in</button><button type=submit>Register</button></form>")
    assert found(seen, Kind.SUBMIT).label == "Sign in"


def test_a_box_that_speaks_of_news_and_keeps_a_password_is_a_sign_in(see: Callable[..., Look]) -> None:
    hidden = "<div style='display:none'><input type=password></div>"
    seen = see(f"<form class=newsletter><label>Email <input id=u></label>{hidden}<button>Next</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


SIGN_IN = "<form><label>User name <input></label><label>Password <input type=password></label><button>Log in</button></form>"


SIGN_UP = """<form><h2>Register</h2><label>Email <input id=e></label><label>Password <input type=password></label>
<label>Password again <input type=password></label><button>Create account</button></form>"""


@pytest.mark.parametrize("others", [SIGN_IN, SIGN_UP])
def test_a_password_goes_with_the_name(run: Run, page: Page, see: Callable[..., Look], others: str) -> None:
    seen = see(f"{others}<main>{SIGN_IN}</main>")
    name, secret = (run(page.query_selector(found(seen, kind).selector)) for kind in (Kind.USERNAME, Kind.PASSWORD))
    assert run(name.evaluate("(name, secret) => name.form === secret.form", secret))


def test_an_account_is_named_above_a_password_also_where_it_is_made(see: Callable[..., Look]) -> None:
    made = SIGN_UP.replace("<label>Email", "<input name=nick id=n><label>Email")
    assert found(see(made), Kind.USERNAME).selector == '[id="n"]'


def test_a_form_may_ask_for_the_name_of_an_account_without_its_password(see: Callable[..., Look]) -> None:
    others = "<label>Email <input type=email></label><label>Reason <textarea></textarea></label><button>Submit</button>"
    assert found(see(f"<form><label>Reddit username <input id=n></label>{others}</form>"), Kind.USERNAME).selector == '[id="n"]'


@pytest.mark.parametrize("label", ["Create a password", "New password"])
def test_whoever_is_to_make_up_a_password_does_not_sign_in(see: Callable[..., Look], label: str) -> None:
    seen = see(f"<form><label>Email <input id=e></label><label>{label} <input type=password></label><button>Go</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


NEW_PASSWORDS = {
    "asked twice": "<label>Password <input type=password></label><label>Repeat <input type=password></label>",
    "where an account is made": "<h2>Create account</h2><label>Password <input type=password></label>",
    "by what the browser is told": "<label>Password <input type=password autocomplete=new-password></label>",
}


@pytest.mark.parametrize("fields", NEW_PASSWORDS.values(), ids=NEW_PASSWORDS)
def test_the_password_of_an_account_is_never_typed_where_one_is_made_up(fields: str, see: Callable[..., Look]) -> None:
    seen = see(f"<form><label>Email <input></label>{fields}<button>Go</button></form>")
    assert ([each.beside for each in seen.found if each.kind is Kind.PASSWORD], seen.the(Kind.PASSWORD)) == ([True], None)
    assert seen.is_ is PageKind.UNKNOWN


def test_a_new_password_is_mailed_to_an_address(see: Callable[..., Look]) -> None:
    seen = see("<h1>Reset password</h1><form><label>User's email <input id=e name=user></label><button>Send</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_card_number_that_is_hidden_as_it_is_typed_is_no_password(see: Callable[..., Look]) -> None:
    fields = "<label>Card number <input></label><label>CVV <input type=password name=cvv></label>"
    assert see(f"<form>{fields}<button>Pay</button></form>").the(Kind.PASSWORD) is None


def test_the_only_button_of_a_sign_in_sends_it_where_its_words_are_not_known(see: Callable[..., Look]) -> None:
    fields = "<input placeholder='User name'><input type=password placeholder=Password><a href=/forgot-password>Forgot?</a>"
    assert found(see(f"<form>{fields}<button type=button id=b>Ekis</button></form>"), Kind.SUBMIT).label == "Ekis"


PROFILES = {
    "a profile": "<label>Name <input></label><label>Country <input></label><label>Current password <input type=password></label>",
    "a new account": "<h2>Register</h2><label>Nickname <input></label><label>Email <input></label><input type=password>",
}


@pytest.mark.parametrize("fields", PROFILES.values(), ids=PROFILES)
def test_where_an_account_is_made_or_kept_nobody_signs_in(see: Callable[..., Look], fields: str) -> None:
    assert see(f"<form>{fields}<button>Save</button></form>").is_ is PageKind.UNKNOWN


def test_of_two_sign_ins_the_one_in_the_strip_at_the_top_comes_second(see: Callable[..., Look]) -> None:
    fields = "<label>User name <input id={0}></label><label>Password <input type=password></label><button>Log in</button>"
    main = f"<div style='margin-top:300px'><form>{fields.format('main')}</form></div>"
    assert found(see(f"<form>{fields.format('strip')}</form>{main}"), Kind.USERNAME).selector == '[id="main"]'


def test_an_address_that_is_called_a_users_name_and_stands_alone_is_not_filled(see: Callable[..., Look]) -> None:
    alone = "<form><label>Email <input type=email name=username></label><button>↵</button></form>"
    assert see(alone).the(Kind.EMAIL) is None


def test_a_sign_in_is_known_by_where_its_links_lead(see: Callable[..., Look]) -> None:
    fields = "<input type=email name=email><input type=password name=password><button>↵</button>"
    seen = see(f"<form>{fields}<a href=/account/forgot-password>…</a></form>", "xx")
    assert found(seen, Kind.USERNAME).filled
    assert seen.the(Kind.EMAIL) is None


def test_a_number_that_signs_one_in_is_no_code(see: Callable[..., Look]) -> None:
    name = "<label for=u>E-mail nebo telefonní číslo</label><input id=u autocomplete=username>"
    password = "<label for=p>Heslo</label><input id=p type=password autocomplete=current-password>"
    assert found(see(f"<form>{name}{password}<button>Přihlásit se</button></form>", "cs"), Kind.USERNAME).selector == '[id="u"]'


def test_what_may_be_a_sign_in_or_not_is_not_filled(see: Callable[..., Look]) -> None:
    fields = "<label>Email <input type=email></label><label>Name <input></label><label>Password <input type=password></label>"
    seen = see(f"<form>{fields}<button>OK</button><p>Log in</p><p>Create an account</p></form>")
    assert not any(each.filled for each in seen.found if each.kind in {Kind.EMAIL, Kind.USERNAME})


def test_what_is_typed_unseen_is_a_password_only_if_it_is_called_so(see: Callable[..., Look]) -> None:
    others = "<label>Email <input></label><label>City <input></label>"
    seen = see(f"<form>{others}<label>Zorblax <input type=password></label><button>Send</button></form>")
    assert not any(each.filled for each in seen.found if each.kind is Kind.PASSWORD)


def test_one_box_for_the_name_of_an_account_signs_in(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Email <input type=email autocomplete=username id=u></label><button>Continue</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'
    assert seen.the(Kind.EMAIL) is None


def test_a_name_or_an_address_is_the_name_of_an_account_where_a_new_password_is_ordered(see: Callable[..., Look]) -> None:
    asked = "<label>Username or e-mail: <input id=u name=user_login></label>"
    seen = see(f"<h1>Lost password</h1><form>{asked}<button>Get new password</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


@pytest.mark.parametrize("other", ["Sign in with Google", "Log in with Apple"])
def test_a_sign_in_is_not_ended_by_what_leads_to_somebody_else(see: Callable[..., Look], other: str) -> None:
    fields = "<input placeholder='User name'><input type=password><input type=submit value='Log in'>"
    assert found(see(f"<form>{fields}<button>{other}</button></form>"), Kind.SUBMIT).selector.endswith("input:nth-of-type(3)")


def test_a_sign_in_to_what_others_sign_in_with_is_ended_by_its_own_button(see: Callable[..., Look]) -> None:
    fields = "<input placeholder='User name'><input type=password><button>Sign in to GitHub</button>"
    assert found(see(f"<form>{fields}</form>"), Kind.SUBMIT).label == "Sign in to GitHub"


def test_of_a_users_name_and_a_nickname_the_account_is_known_by_the_one_it_is_called_by(see: Callable[..., Look]) -> None:
    fields = "<label>Username <input id=tusername></label><label>Nickname <input id=tnick></label>"
    passwords = "<label>Password <input type=password></label><label>Again <input type=password></label>"
    assert found(see(f"<form>{fields}{passwords}<button>Register</button></form>"), Kind.USERNAME).selector == '[id="tusername"]'


def test_beside_what_goes_on_an_account_is_not_made(see: Callable[..., Look]) -> None:
    fields = "<label>Username, email or mobile <input id=u></label><input type=submit value=Next>"
    seen = see(f"<form>{fields}<a role=button href=/new>Create an account</a></form>")
    assert [each.label for each in seen.found if each.filled and each.kind in {Kind.SUBMIT, Kind.NEXT}] == ["Next"]


def test_an_address_that_is_also_the_name_of_a_new_account_is_an_address(see: Callable[..., Look]) -> None:
    fields = "<label>Email (username) <input type=email autocomplete=username id=e></label><label>Country <input></label>"
    assert found(see(f"<form>{fields}<button>Create account</button></form>"), Kind.EMAIL).selector == '[id="e"]'


def test_a_registration_is_ended_by_its_button_beside_the_way_to_sign_in(see: Callable[..., Look]) -> None:
    fields = "<label>Email <input type=email></label><label>Password <input type=password></label>"
    passwords = f"{fields}<label>Again <input type=password></label>"
    seen = see(
        f"<h1>Register</h1><form>{passwords}<button>Create your account</button><button type=button>Log in here</button></form>"
    )
    assert found(seen, Kind.SUBMIT).label == "Create your account"


def test_a_name_that_is_asked_first_beside_a_way_to_make_an_account_signs_in(see: Callable[..., Look]) -> None:
    box = "<input type=email autocomplete=username aria-label='Email or phone'><input type=password style='display:none'>"
    buttons = "<button type=button>Create account</button><button type=button>Next</button>"
    seen = see(f"<h1>Welcome</h1><form>{box}{buttons}</form>")
    assert seen.is_ is PageKind.SIGN_IN
    assert found(seen, Kind.USERNAME)


def test_beside_a_sign_in_nothing_is_pressed_that_makes_an_account(see: Callable[..., Look]) -> None:
    sign_in = (
        "<form><h2>Log in</h2><label>User <input name=username></label><input type=password><button id=in>Log in</button></form>"
    )
    rows = "".join(f"<label>{label} <input></label>" for label in ("First name", "Last name", "Email"))
    new = "<input type=password autocomplete=new-password><input type=password autocomplete=new-password>"
    seen = see(f"{sign_in}<form><h2>New here?</h2>{rows}{new}<button>Create account</button></form>")
    assert found(seen, Kind.PASSWORD)
    assert seen.the(Kind.SUBMIT) is None or found(seen, Kind.SUBMIT).selector == '[id="in"]'


def test_what_goes_on_beside_nothing_but_a_password_hands_it_in(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Password <input type=password autocomplete=current-password></label><button>Next</button></form>")
    assert found(seen, Kind.SUBMIT).label == "Next"


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("en", "Log in to online banking", "Customer number"),
        ("it", "Accedi", "Codice cliente"),
        ("cs", "Přihlášení", "Klientské číslo"),
    ],
)
def test_a_number_by_which_a_bank_knows_who_signs_in_is_no_code(
    see: Callable[..., Look], language: str, title: str, label: str
) -> None:
    box = f"<label>{label} <input inputmode=numeric maxlength=10></label><button type=button>OK</button>"
    seen = see(f"<h1>{title}</h1><form>{box}</form>", language)
    assert seen.is_ is PageKind.SIGN_IN
    assert found(seen, Kind.USERNAME)


def test_beside_what_goes_on_with_the_name_other_ways_in_are_not_pressed(see: Callable[..., Look]) -> None:
    box = "<label>Email or phone <input autocomplete=username></label><button type=button>Next</button>"
    seen = see(f"<h1>Sign in</h1><form>{box}<button type=button>Sign in with your fingerprint</button></form>")
    assert found(seen, Kind.NEXT).label == "Next"
    assert seen.the(Kind.SUBMIT) is None


def test_the_box_in_which_a_captcha_keeps_its_answer_asks_nobody(see: Callable[..., Look]) -> None:
    boxes = (
        "<input placeholder='User name'><input type=password placeholder=Password><textarea name=g-recaptcha-response></textarea>"
    )
    assert see(f"<form>{boxes}<button>Log in</button></form>").is_ is PageKind.SIGN_IN
