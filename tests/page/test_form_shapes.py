"""Forms as builders of forms make them: numbered questions, required marks in words, names in two halves, drawn files."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind, Role
from tests.page.seen import COUNTRIES, found


@pytest.mark.parametrize(
    ("language", "question", "mark"),
    [
        ("en", "Email address", "Required question"),
        ("pt", "Endereço de e-mail", "Pergunta obrigatória"),
        ("pl", "Adres e-mail", "Pytanie wymagane"),
        ("ja", "メールアドレス", "必須"),
        ("el", "Διεύθυνση email", "Υποχρεωτική ερώτηση"),
    ],
)
def test_a_label_is_read_without_its_number_and_what_requires_an_answer(
    see: Callable[..., Look], language: str, question: str, mark: str
) -> None:
    label = f"<span id=q><span>2.</span> <span>{question}</span> <span>*</span> <span>{mark}</span></span>"
    assert found(see(f"<form>{label}<input aria-labelledby=q><textarea></textarea></form>", language), Kind.EMAIL)


def test_digits_that_a_code_has_are_no_number_of_a_question(see: Callable[..., Look]) -> None:
    assert found(see("<form><label>6 digit code <input maxlength=6></label><button>Verify</button></form>"), Kind.ONE_TIME_CODE)


def test_a_half_of_a_name_is_told_by_what_the_browser_fills_in(see: Callable[..., Look]) -> None:
    group = "<span id=n>Full name</span>"
    boxes = "".join(
        f"<input autocomplete={half} aria-labelledby='n {half}'><label id={half}>{label}</label>"
        for half, label in (("given-name", "Name"), ("family-name", "Surname"))
    )
    seen = see(f"<form>{group}{boxes}<label>Email <input type=email></label></form>")
    assert found(seen, Kind.FIRST_NAME)
    assert found(seen, Kind.LAST_NAME)
    assert seen.the(Kind.FULL_NAME) is None


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Surname, first name"),
        ("ru", "Фамилия, имя"),
        ("cs", "Příjmení a jméno"),
        ("fi", "Sukunimi, etunimi"),
        ("el", "Επώνυμο, όνομα"),
    ],
)
def test_both_halves_of_a_name_in_one_label_ask_for_all_of_it(see: Callable[..., Look], language: str, label: str) -> None:
    seen = see(f"<form><label>{label} <input></label><textarea></textarea></form>", language)
    assert found(seen, Kind.FULL_NAME)
    assert seen.the(Kind.FIRST_NAME) is seen.the(Kind.LAST_NAME) is None


@pytest.mark.parametrize(
    "drawn", ["<span role=button tabindex=0>{}<b>+</b></span>", "<span>{}</span><button type=button>Choose</button>"]
)
def test_a_file_is_handed_to_what_is_drawn_for_it(see: Callable[..., Look], drawn: str) -> None:
    offered = drawn.format("<input type=file style='display:none'>")
    seen = see(f"<form><label>Email <input type=email></label><div>{offered}</div><button>Send</button></form>")
    assert found(seen, Kind.EVIDENCE_FILE).role is Role.FILE


def test_a_hidden_file_that_nothing_offers_is_left_alone(see: Callable[..., Look]) -> None:
    hidden = "<div><input type=file style='display:none'></div>"
    assert (
        see(f"<form><label>Email <input type=email></label>{hidden}<button>Send</button></form>").the(Kind.EVIDENCE_FILE) is None
    )


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("en", "My objection is about artificial intelligence"),
        ("de", "Mein Widerspruch betrifft KI"),
        ("it", "La mia opposizione riguarda l'intelligenza artificiale"),
    ],
)
def test_a_box_that_says_the_objection_is_about_ai_is_ticked(see: Callable[..., Look], language: str, statement: str) -> None:
    seen = see(f"<form><label><input type=checkbox> {statement}</label><textarea></textarea></form>", language)
    assert found(seen, Kind.ABOUT_AI).role is Role.CHECKBOX


@pytest.mark.parametrize(
    "statement",
    [
        "I agree that my posts are used for training AI",
        "I do not object to the use of my posts for training AI",
        "I accept the use for AI and take back my objection",
        "I object to newsletters",
        "If I object, my account is used for AI no more",
    ],
)
def test_a_box_that_says_anything_else_is_not_ticked(see: Callable[..., Look], statement: str) -> None:
    seen = see(f"<form><label><input type=checkbox> {statement}</label><label>Email <input type=email></label></form>")
    assert seen.the(Kind.ABOUT_AI) is None


@pytest.mark.parametrize(("language", "word"), [("en", "OK"), ("es", "Aceptar"), ("fr", "OK")])
def test_ok_beside_the_only_question_goes_on(see: Callable[..., Look], language: str, word: str) -> None:
    question = "<div id=q>Email</div><input type=email aria-labelledby=q>"
    seen = see(f"<main><section>{question}<div><button>{word}</button></div></section></main>", language)
    assert found(seen, Kind.NEXT).label == word


def test_ok_in_a_bar_about_cookies_does_not_go_on(see: Callable[..., Look]) -> None:
    bar = "<div style='position:fixed;bottom:0'>This site uses cookies. <button>OK</button></div>"
    assert see(f"<main><div>Email</div><input type=email></main>{bar}").the(Kind.NEXT) is None


def test_what_goes_on_beside_nothing_but_a_code_hands_it_in(see: Callable[..., Look]) -> None:
    trust = "<div role=checkbox aria-checked=true tabindex=0>Trust this device</div>"
    seen = see(f"<form><label>Security code <input inputmode=numeric maxlength=6></label>{trust}<button>Continue</button></form>")
    assert found(seen, Kind.VERIFY_CODE).label == "Continue"
    assert seen.the(Kind.NEXT) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have sent a text message with a code to your phone."),
        ("de", "Wir haben dir eine SMS mit einem Code geschickt."),
        ("nl", "We hebben een code verzonden naar je telefoon."),
        ("fi", "Lähetimme koodin tekstiviestillä."),
    ],
)
def test_a_code_that_was_sent_to_a_phone_is_a_second_factor(see: Callable[..., Look], language: str, text: str) -> None:
    box = "<form><input inputmode=numeric maxlength=6 autocomplete=one-time-code><button>OK</button></form>"
    assert see(f"<p>{text}</p>{box}", language).is_ is PageKind.SECOND_FACTOR


def test_a_code_that_was_mailed_is_none_where_a_phone_is_only_offered(see: Callable[..., Look]) -> None:
    box = "<form><input inputmode=numeric maxlength=6 autocomplete=one-time-code><button>OK</button></form>"
    assert see(f"<p>We have sent a code to your email.</p>{box}<p>Get the code by SMS instead</p>").is_ is PageKind.CODE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We'll respect your objection"),
        ("pt", "Vamos respeitar a tua oposição"),
        ("de", "Deinem Widerspruch wurde stattgegeben"),
        ("cs", "Vaši námitku budeme respektovat"),
        ("ja", "異議申し立てを尊重します"),
    ],
)
def test_an_objection_that_will_be_honoured_is_confirmed(see: Callable[..., Look], language: str, text: str) -> None:
    assert see(f"<h2>{text}</h2><p>…</p>", language).is_ is PageKind.CONFIRMATION


def test_an_objection_that_may_be_honoured_is_not(see: Callable[..., Look]) -> None:
    assert see("<h2>Objection</h2><p>If we accept it, we will respect your objection.</p>").is_ is PageKind.UNKNOWN
    assert see("<h2>Objection</h2><p>We will not respect your objection.</p>").is_ is not PageKind.CONFIRMATION


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can't use this form at the moment"),
        ("lt", "Ši forma jums nepasiekiama"),
        ("nl", "Het formulier is nu helaas niet toegankelijk"),
        ("fi", "Et voi käyttää tätä lomaketta"),
    ],
)
def test_a_form_that_can_not_be_used_is_not_available(see: Callable[..., Look], language: str, text: str) -> None:
    assert see(f"<h2>{text}</h2>", language).is_ is PageKind.NOT_AVAILABLE


def test_choices_that_stay_pressed_send_nothing(see: Callable[..., Look]) -> None:
    tile = "<div role=button tabindex=0 aria-pressed={}>{}</div>".format
    tiles = (
        f"<div role=group aria-label='Your request'>{tile('true', 'Submit an objection')}{tile('false', 'Delete my data')}</div>"
    )
    seen = see(f"<form>{tiles}<label>Email <input type=email></label><button type=button>Send</button></form>")
    assert found(seen, Kind.SUBMIT).label == "Send"


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Confirm"), ("de", "Bestätigen"), ("is", "Staðfesta"), ("fr", "Confirmer")]
)
def test_confirming_at_the_end_of_several_answers_hands_them_in(see: Callable[..., Look], language: str, word: str) -> None:
    boxes = "<label>Email <input type=email></label><label>Text <textarea></textarea></label>"
    assert found(see(f"<form>{boxes}<button type=button>{word}</button></form>", language), Kind.SUBMIT).label == word


def test_a_label_is_read_without_the_hint_within_it(see: Callable[..., Look]) -> None:
    label = "<label for=f>First names<span class=hint-text>As they stand in your passport or on your identity card</span></label>"
    assert found(see(f"<form>{label}<input id=f><textarea></textarea></form>"), Kind.FIRST_NAME)


@pytest.mark.parametrize(("language", "button"), [("en", "Vote"), ("pl", "Głosuj"), ("de", "Abstimmen"), ("ko", "투표하기")])
def test_a_poll_about_ai_is_not_answered(see: Callable[..., Look], language: str, button: str) -> None:
    choices = "".join(f"<label><input type=radio name=r>{word}</label>" for word in ("1", "2"))
    seen = see(f"<form><fieldset><legend>Chatbot?</legend>{choices}</fieldset><button>{button}</button></form>", language)
    assert seen.the(Kind.ABOUT_AI) is None
    seen = see(f"<form><fieldset><legend>Chatbot?</legend>{choices}</fieldset><button>Next</button></form>", language)
    assert found(seen, Kind.ABOUT_AI)


def test_a_statement_after_its_box_may_be_long(see: Callable[..., Look]) -> None:
    statement = "I declare, knowing what the law says of false statements to authorities, that all the details above are true"
    seen = see(
        f"<form><table><tr><td><input type=checkbox> <span>{statement}</span></td></tr></table><textarea></textarea></form>"
    )
    assert found(seen, Kind.TRUTH_STATEMENT)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Instagram username"),
        ("en", "Username (if you've one)"),
        ("ro", "Nume de utilizator TikTok *"),
        ("bg", "Потребителско име (ако имате профил)"),
        ("de", "Dein Nutzername"),
        ("fr", "Nom du compte Instagram"),
        ("sv", "Profilnamn"),
        ("ja", "ユーザーネーム"),
    ],
)
def test_a_form_asks_for_the_name_of_an_account_in_few_words(see: Callable[..., Look], language: str, label: str) -> None:
    boxes = f"<div><div>{label}</div><input id=u></div><div><div>E-mail</div><input type=email></div><textarea></textarea>"
    assert found(see(f"<form>{boxes}<button>OK</button></form>", language), Kind.USERNAME).selector == '[id="u"]'


def test_brackets_that_name_something_else_belong_to_the_label(see: Callable[..., Look]) -> None:
    boxes = "<label>Username (of your friend) <input></label><label>Email <input type=email></label>"
    assert see(f"<form>{boxes}<textarea></textarea><button>OK</button></form>").the(Kind.USERNAME) is None


@pytest.mark.parametrize(("prompt", "is_sure"), [("@name", True), ("name", False)])
def test_an_at_sign_tells_the_name_of_an_account(see: Callable[..., Look], prompt: str, *, is_sure: bool) -> None:
    box = f"<label>Username shown on the pages <input placeholder='{prompt}'></label>"
    seen = see(f"<form>{box}<label>Email <input type=email></label><button>OK</button></form>")
    assert (seen.the(Kind.USERNAME) is not None) is is_sure


def test_what_is_drawn_to_be_ticked_is_called_by_its_own_words(see: Callable[..., Look]) -> None:
    box = "<div role=checkbox aria-checked=false tabindex=0><i></i><span>I declare that all of this is true.</span></div>"
    told = found(see(f"<form><input type=email>{box}<button>Send</button></form>"), Kind.TRUTH_STATEMENT)
    assert told.label == "I declare that all of this is true."


def test_the_buttons_over_an_editor_are_not_its_label(see: Callable[..., Look]) -> None:
    bar = "<div><button type=button>B</button><button type=button>I</button></div>"
    editor = f"<div>{bar}<div contenteditable role=textbox aria-multiline=true style='width:300px;height:80px'></div></div>"
    boxes = f"<div><label>E-mail</label><div><input></div></div><div><label>Description</label>{editor}</div>"
    assert found(see(f"<form>{boxes}<button type=submit>Send</button></form>"), Kind.REASON)


@pytest.mark.parametrize(("button", "kind"), [("Next", PageKind.FORM), ("Vote", PageKind.UNKNOWN)])
def test_choosing_and_going_on_is_a_step_of_a_form(see: Callable[..., Look], button: str, kind: PageKind) -> None:
    cards = "".join(f"<label><input type=radio name=q value={n}> {n}</label>" for n in ("Messages", "Photos", "Phones"))
    seen = see(f"<fieldset><legend>Which product do you write about?</legend>{cards}</fieldset><button>{button}</button>")
    assert seen.is_ is kind


def test_the_name_of_who_holds_the_data_is_not_that_of_who_writes(see: Callable[..., Look]) -> None:
    boxes = "<label>Email <input type=email></label><label>Name of the controller <input></label>"
    assert see(f"<form>{boxes}<textarea></textarea><button>Send</button></form>").the(Kind.FULL_NAME) is None


def test_more_about_an_objection_is_not_why_one_objects(see: Callable[..., Look]) -> None:
    boxes = (
        "<label>Why do you object? <textarea id=why></textarea></label>"
        "<label>Any other details that could assist when your objection is looked at <textarea id=more></textarea></label>"
    )
    seen = see(f"<form>{boxes}<button>Send</button></form>")
    assert [found(seen, kind).selector for kind in (Kind.REASON, Kind.ADDITIONAL_INFO)] == ['[id="why"]', '[id="more"]']


def test_a_request_called_a_description_by_its_makers_is_told_as_why_one_objects(see: Callable[..., Look]) -> None:
    box = "<label>Text of the objection <textarea name=description id=description></textarea></label>"
    assert found(see(f"<form><input type=email>{box}<button>Send</button></form>"), Kind.REASON)


def test_a_question_stands_within_its_choices_before_what_stands_over_them(see: Callable[..., Look]) -> None:
    choices = "".join(f"<div><input type=radio name=r id={each}><label for={each}>{each}</label></div>" for each in ("Yes", "No"))
    intro = "<p>You have the right to object to this.</p>"
    seen = see(f"<form>{intro}<div><div>Is your request about AI?</div>{choices}</div><button>Send</button></form>")
    assert found(seen, Kind.ABOUT_AI).label == "Is your request about AI?"


def test_a_question_by_its_number_is_no_search(see: Callable[..., Look]) -> None:
    address = "<label>The email address that is linked with this <input id=e name=q2></label>"
    reason = "<label>Why <textarea name=q3></textarea></label>"
    assert found(see(f"<form>{address}{reason}<button>Send</button></form>"), Kind.EMAIL).selector == '[id="e"]'


PROOF = "<label>User name <input id=u></label><label>Password <input type=password></label>"
WHY = "<label>Why do you object?<textarea></textarea></label>"


def test_a_password_in_a_form_that_asks_why_only_proves_who_asks(see: Callable[..., Look]) -> None:
    seen = see(f"<form>{PROOF}<label>Email <input type=email></label>{WHY}<button>Send</button></form>")
    assert seen.is_ is PageKind.FORM
    assert found(seen, Kind.EMAIL)


def test_a_sign_in_in_the_strip_over_a_form_is_left_alone(see: Callable[..., Look]) -> None:
    strip = f"<form action=/login>{PROOF.replace('label', 'span')}<button>Log in</button></form>"
    boxes = f"<label>Email <input type=email></label><label>Country <select>{COUNTRIES}</select></label>{WHY}"
    seen = see(f"<div>{strip}</div><p style='margin-top:300px'><form>{boxes}<button id=s>Send</button></form>")
    assert seen.is_ is PageKind.FORM
    assert found(seen, Kind.SUBMIT).selector == '[id="s"]'


@pytest.mark.parametrize("around", ["<div role=dialog style='position:fixed;inset:9px'>{}</div>", "<main>{}</main>"])
def test_buttons_below_a_form_end_it(see: Callable[..., Look], around: str) -> None:
    boxes = f"<form><label>Email <input type=email></label>{WHY}</form>"
    buttons = "<p><button type=button>Cancel</button><button type=button>Send objection</button></p>"
    seen = see(f"<input disabled value=x>{around.format(boxes + buttons)}")
    assert found(seen, Kind.SUBMIT).label == "Send objection"


@pytest.mark.parametrize(
    ("language", "button"),
    [("en", "I object"), ("it", "Mi oppongo"), ("pl", "Wnoszę sprzeciw"), ("cs", "Vznáším námitku"), ("ja", "異議を申し立てる")],
)
def test_what_objects_where_a_form_ends_sends_it(see: Callable[..., Look], language: str, button: str) -> None:
    seen = see(f"<form><label>Email <input type=email></label>{WHY}<button type=button>{button}</button></form>", language)
    assert found(seen, Kind.SUBMIT).label == button


@pytest.mark.parametrize("label", ["Tell us more (optional)", "Anything to add?", "Text"])
def test_the_only_free_text_of_an_objection_takes_the_reasons(see: Callable[..., Look], label: str) -> None:
    form = f"<form><label>Email <input type=email></label><label>{label}<textarea></textarea></label><button>Send</button></form>"
    assert found(see(f"<h1>Keep me out of AI training</h1>{form}"), Kind.REASON)
    assert see(f"<h1>Write to us</h1>{form}").the(Kind.REASON) is None


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Remarks"), ("de", "Sonst noch etwas?"), ("fi", "Muuta?"), ("pl", "Uwagi"), ("tr", "Notlar")]
)
def test_what_there_is_to_add_may_take_one_line_beside_the_reasons(see: Callable[..., Look], language: str, label: str) -> None:
    seen = see(f"<form><label>Email <input type=email></label>{WHY}<label>{label} <input></label></form>", language)
    assert found(seen, Kind.ADDITIONAL_INFO)
    assert (
        see(f"<form><label>Email <input type=email></label><label>{label} <input></label></form>", language).the(
            Kind.ADDITIONAL_INFO
        )
        is None
    )


def test_to_agree_that_what_was_given_is_stored_states_no_truth(see: Callable[..., Look]) -> None:
    box = "<label><input type=checkbox> Ich habe dies gelesen und stimme zu, dass meine Angaben gespeichert werden.</label>"
    assert see(f"<form><label>E-Mail <input type=email></label>{box}</form>", "de").the(Kind.TRUTH_STATEMENT) is None


@pytest.mark.parametrize("box", ["<textarea aria-label='Chat with us'></textarea>", "<label>? <textarea></textarea></label>"])
def test_a_free_text_beside_nothing_that_is_asked_takes_no_reasons(see: Callable[..., Look], box: str) -> None:
    seen = see(f"<h1>We have received your objection</h1><p>Thank you.</p><div>{box}<button type=button>➤</button></div>")
    assert seen.the(Kind.REASON) is None
    assert seen.is_ is PageKind.CONFIRMATION
