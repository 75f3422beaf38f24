"""What stands in, beside and over a control says what it is for, in any language and however it is put."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind, Role
from tests.page.seen import found

LONG_FORM = {
    "en": ("Country of residence", "Email address", "Please tell us how this processing impacts you", "Submit"),
    "de": ("Wohnsitzland", "E-Mail-Adresse", "Bitte erkläre, wie sich diese Verarbeitung auf dich auswirkt", "Senden"),
    "fr": ("Pays de résidence", "Adresse e-mail", "Expliquez-nous comment ce traitement vous affecte", "Envoyer"),
    "it": ("Il tuo Paese di residenza", "Il tuo indirizzo e-mail", "Una descrizione di come ti riguarda", "Invia"),
    "es": ("País de residencia", "Correo electrónico", "Cuéntanos cómo te afecta este tratamiento", "Enviar"),
    "pl": ("Kraj zamieszkania", "Adres e-mail", "Powód sprzeciwu", "Wyślij"),
    "fi": ("Asuinmaa", "Sähköpostiosoite", "Kerro, miten tämä käsittely vaikuttaa sinuun", "Lähetä"),
    "hu": ("Lakóhely szerinti ország", "E-mail-cím", "A tiltakozás indoklása", "Küldés"),
    "el": ("Χώρα διαμονής", "Διεύθυνση email", "Πώς σας επηρεάζει αυτή η επεξεργασία", "Υποβολή"),
    "uk": ("Країна проживання", "Адреса електронної пошти", "Причина заперечення", "Надіслати"),
    "tr": ("İkamet ettiğiniz ülke", "E-posta adresi", "İtiraz nedeni", "Gönder"),
    "ja": ("お住まいの国", "メールアドレス", "異議の理由", "送信"),
    "ko": ("거주 국가", "이메일 주소", "이의 제기 사유", "제출"),
    "ar": ("بلد الإقامة", "عنوان البريد الإلكتروني", "سبب الاعتراض", "إرسال"),
    "he": ("ארץ מגורים", "כתובת אימייל", "סיבת ההתנגדות", "שליחה"),
}


@pytest.mark.parametrize("language", LONG_FORM)
def test_the_long_form_is_read_in_any_language(see: Callable[..., Look], language: str) -> None:
    country, email, reason, submit = LONG_FORM[language]
    boxes = ((country, "<input id=1>"), (email, "<input id=2>"), (reason, "<textarea id=3></textarea>"))
    rows = "".join(f"<div><div>{label}</div>{box}</div>" for label, box in boxes)
    seen = see(f"<form>{rows}<button>{submit}</button></form>", language)
    assert [found(seen, kind).selector for kind in (Kind.COUNTRY, Kind.EMAIL, Kind.REASON)] == [
        '[id="1"]',
        '[id="2"]',
        '[id="3"]',
    ]
    assert found(seen, Kind.SUBMIT).label == submit
    assert seen.is_ is PageKind.FORM


def test_a_language_that_is_not_declared_is_read_off_the_text(see: Callable[..., Look]) -> None:
    prose = "<p>Wenn Sie mit der Verwendung nicht einverstanden sind, ist das für uns ein Grund, die Angaben zu prüfen.</p>"
    seen = see(f"{prose}<form><div>Wohnsitzland</div><input id=c></form>", language="")
    assert seen.language == "de"
    assert found(seen, Kind.COUNTRY).selector == '[id="c"]'


def test_the_text_before_a_box_names_it_rather_than_what_follows(see: Callable[..., Look]) -> None:
    rows = "<div><div>User name:</div><div><input id=u> <p>or</p></div></div><div><div>Email:</div><div><input id=e></div></div>"
    seen = see(f"<form><h2>Register</h2>{rows}<button>Send</button></form>")
    assert [each.selector for each in seen.found if each.kind is Kind.USERNAME] == ['[id="u"]']
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_prompt_that_stands_in_the_box_as_its_value_names_it(see: Callable[..., Look]) -> None:
    seen = see("<form><input id=e value='Twój adres e-mail'><textarea>Wiadomość</textarea><button>Wyślij</button></form>", "pl")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


@pytest.mark.parametrize("name", ["txtemail", "customerEmail", "user_email", "correo", "adresse_mail"])
def test_names_that_are_written_together_are_read(see: Callable[..., Look], name: str) -> None:
    assert found(see(f"<form><input name={name}><textarea></textarea></form>"), Kind.EMAIL)


def test_a_label_speaks_louder_than_a_name(see: Callable[..., Look]) -> None:
    seen = see("<form><label>User name <input name=name id=u></label><label>Email <input></label></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


OBJECTIONS = (
    "I want to object to the processing of my personal information from third parties used for improving AI at Meta",
    "I have a different objection",
)


@pytest.mark.parametrize(("options", "kind"), [(OBJECTIONS, Kind.ABOUT_AI), (("Male", "Female", "Something else"), Kind.OTHER)])
def test_a_question_is_about_ai_by_the_objections_that_it_offers(
    see: Callable[..., Look], options: tuple[str, ...], kind: Kind
) -> None:
    cards = "".join(f"<label><input type=radio name=q> {option}</label>" for option in options)
    (question,) = [each for each in see(f"<form>{cards}<button>Next</button></form>").found if each.role is Role.RADIO]
    assert question.kind is kind


ENDINGS = {
    "pl": "Kraju zamieszkania",
    "hu": "Lakóhelyed országa",
    "fi": "Asuinmaassasi",
    "de": "Aufenthaltsland",
    "sv": "Bosättningsland",
    "tr": "Ülkenizi seçin",
    "ru": "Страну проживания",
    "ar": "والبلد",
    "he": "במדינה",
}


@pytest.mark.parametrize("language", ENDINGS)
def test_words_are_known_in_other_cases_and_put_together(see: Callable[..., Look], language: str) -> None:
    select = "<select><option>…</option><option>a</option><option>b</option></select>"
    seen = see(f"<form><label>{ENDINGS[language]} {select}</label><label>E-mail <input></label></form>", language)
    assert found(seen, Kind.COUNTRY).role is Role.SELECT


WHOSE = {
    "de": ("Name deines Accounts auf Threads", "Wie heißt du mit Vornamen?", "Wie lautet Ihr Nachname?"),
    "en": ("Which account does this request concern?", "First name, as on your passport", "What is your surname?"),
    "nl": ("Om welk account gaat het?", "Voornaam zoals vermeld op identiteitsbewijs", "Geslachtsnaam"),
    "sv": ("Namn på kontot som berörs", "Tilltalsnamn", "Efternamn enligt pass"),
    "da": ("Hvilken konto drejer det sig om?", "Hvad er dit fornavn?", "Slægtsnavn"),
    "no": ("Navnet på kontoen din", "Fornavn og mellomnavn", "Etternavn som i passet"),
    "is": ("Nafn á reikningi", "Skírnarnafn", "Ættarnafn"),
    "fi": ("Mitä tiliä pyyntö koskee?", "Kutsumanimi", "Sukunimi passin mukaan"),
    "et": ("Kasutajakonto nimi", "Mis on sinu eesnimi?", "Mis on su perekonnanimi?"),
    "lv": ("Profila vārds", "Kāds ir tavs vārds?", "Uzvārds, kā norādīts pasē"),
    "lt": ("Profilio, dėl kurio kreipiatės, pavadinimas", "Koks tavo vardas?", "Pavardė, nurodyta pase"),
}


@pytest.mark.parametrize("language", WHOSE)
def test_the_names_of_accounts_and_people_are_asked_for_in_many_ways(see: Callable[..., Look], language: str) -> None:
    boxes = "".join(f"<div><label for=n{i}>{label}</label><input id=n{i}></div>" for i, label in enumerate(WHOSE[language]))
    seen = see(f"<form>{boxes}<label>E-mail <input type=email></label><button>OK</button></form>", language)
    asked = [found(seen, kind) for kind in (Kind.USERNAME, Kind.FIRST_NAME, Kind.LAST_NAME)]
    assert [each.selector for each in asked] == ['[id="n0"]', '[id="n1"]', '[id="n2"]']
    assert all(each.filled for each in asked)


TRUE = {
    "en": "By ticking this I affirm that each of my answers here is correct",
    "de": "Ich versichere, dass alles, was ich hier schreibe, der Wahrheit entspricht",
    "fr": "J’atteste que ce que j’ai écrit est exact",
    "pl": "Oświadczam, że napisałem tu prawdę",
    "fi": "Vakuutan, että kirjoittamani on totta",
    "ja": "上記の記載に相違ありません",
    "ar": "أقر بأن ما كتبته صحيح",
}


@pytest.mark.parametrize("language", TRUE)
def test_a_box_to_tick_that_says_something_is_true_is_known_however_it_is_put(see: Callable[..., Look], language: str) -> None:
    boxes = f"<label><input type=checkbox id=true> {TRUE[language]}</label><label><input type=checkbox id=other> Facebook</label>"
    assert (
        found(see(f"<form><label>Email <input></label>{boxes}</form>", language), Kind.TRUTH_STATEMENT).selector == '[id="true"]'
    )


def test_a_list_can_ask_whether_it_is_about_ai(see: Callable[..., Look]) -> None:
    choices = "<option>Bitte wählen</option><option>Ja</option><option>Nein</option>"
    seen = see(
        f"<form><label>Hat dein Anliegen mit künstlicher Intelligenz zu tun? <select>{choices}</select></label></form>", "de"
    )
    assert found(seen, Kind.ABOUT_AI).role is Role.SELECT


def test_a_drawn_list_can_ask_whether_it_is_about_ai(see: Callable[..., Look]) -> None:
    question = "<span id=q>Is your request about AI?</span><div role=combobox aria-labelledby=q tabindex=0>Choose…</div>"
    asked = found(see(f"<form><label>Email <input></label>{question}<button>Send</button></form>"), Kind.ABOUT_AI)
    assert asked.role is Role.COMBOBOX
    assert asked.filled


def test_a_heading_over_the_only_box_is_its_label(see: Callable[..., Look]) -> None:
    step = "<section><h2>Which country do you live in?</h2><div><input></div><button>Next</button></section>"
    assert found(see(step), Kind.COUNTRY).role is Role.TEXT


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("The email address at which we can reach you about all of this", Kind.EMAIL),
        ("The code from the message that went to your email", Kind.ONE_TIME_CODE),
        ("The email address of the friend whom you tell of us", Kind.OTHER),
    ],
)
def test_a_long_label_counts_where_it_speaks_of_one_thing_only(see: Callable[..., Look], label: str, kind: Kind) -> None:
    (box,) = [
        each for each in see(f"<form><label>{label} <input></label><button>OK</button></form>").found if each.role is Role.TEXT
    ]
    assert (box.kind, box.filled) == (kind, True) if kind is not Kind.OTHER else not box.filled


QUESTIONS = {
    "en": ("What did you type into the chatbot?", "Why don't you want this?", "Anything else we should know?"),
    "pl": ("Co wpisano do asystenta AI?", "Opisz, jak to na Ciebie wpływa", "Czy jest coś jeszcze?"),
    "el": ("Τι γράψατε στον βοηθό τεχνητής νοημοσύνης;", "Γιατί αντιτίθεστε;", "Υπάρχει κάτι άλλο;"),
    "ja": ("AIアシスタントに何と入力しましたか？", "異議の理由をお聞かせください", "ほかに知っておくべきことはありますか？"),
    "ar": ("ماذا كتبت لمساعد الذكاء الاصطناعي؟", "لماذا تعترض؟", "هل هناك شيء آخر؟"),
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_long_answers_are_told_apart_by_what_is_asked(see: Callable[..., Look], language: str) -> None:
    boxes = "".join(f"<p><label>{text} <textarea></textarea></label></p>" for text in QUESTIONS[language])
    seen = see(f"<form>{boxes}<button>OK</button></form>", language)
    assert [each.kind for each in seen.found if each.filled and each.role is Role.TEXT] == [
        Kind.PROMPT_TEXT,
        Kind.REASON,
        Kind.ADDITIONAL_INFO,
    ]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("hu", "Igazolom, hogy elmúltam 18 éves"),
        ("tr", "Doğrudan pazarlama iletilerini almayı onaylıyorum"),
        ("pl", "Wyrażam zgodę na przetwarzanie danych"),
        ("en", "I have read the privacy policy"),
    ],
)
def test_what_is_ticked_for_something_else_is_no_truth(see: Callable[..., Look], language: str, label: str) -> None:
    seen = see(f"<form><label><input type=checkbox> {label}</label><input type=email><button>OK</button></form>", language)
    assert not any(each.filled for each in seen.found if each.kind is Kind.TRUTH_STATEMENT)


def test_what_is_wrong_with_the_box_before_is_no_label(see: Callable[..., Look]) -> None:
    wrong = "<div class=invalid-field>Incorrect operator code</div>"
    boxes = f"<input name=phone placeholder=Phone>{wrong}<input id=e placeholder=E-mail>"
    seen = see(f"<form>{boxes}<div class=invalid-field>Wrong address</div><button>Send</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


NAMES = {
    "fr": {Kind.USERNAME: "Nom de votre compte", Kind.LAST_NAME: "Nom de naissance"},
    "es": {Kind.USERNAME: "Alias en la plataforma", Kind.LAST_NAME: "Apellido paterno"},
    "it": {Kind.USERNAME: "Qual è il tuo nome utente?", Kind.LAST_NAME: "Cognome di nascita"},
    "pt": {Kind.USERNAME: "Qual é o seu nome de usuário?", Kind.FIRST_NAME: "Prenome"},
    "ro": {Kind.USERNAME: "Nume de profil", Kind.LAST_NAME: "Numele tău de familie"},
    "el": {Kind.USERNAME: "Όνομα του προφίλ", Kind.LAST_NAME: "Οικογενειακό όνομα"},
    "tr": {Kind.USERNAME: "Takma ad", Kind.LAST_NAME: "Soyadın nedir?"},
    "hu": {Kind.USERNAME: "Érintett fiók", Kind.LAST_NAME: "Családi név"},
    "he": {Kind.USERNAME: "מזהה חשבון", Kind.FIRST_NAME: "השם הפרטי שלך"},
    "ar": {Kind.USERNAME: "اسم الملف الشخصي", Kind.FIRST_NAME: "الاسم الشخصي"},
    "mt": {Kind.USERNAME: "Isem il-profil", Kind.LAST_NAME: "Kunjomok"},
    "ga": {Kind.USERNAME: "Ainm na próifíle", Kind.LAST_NAME: "Do shloinne"},
}


@pytest.mark.parametrize("language", NAMES)
def test_the_name_of_an_account_is_told_from_a_person_s_own(see: Callable[..., Look], language: str) -> None:
    boxes = "".join(f"<label>{label} <input id={kind}></label>" for kind, label in NAMES[language].items())
    seen = see(f"<form><label>Email <input type=email></label>{boxes}<button>OK</button></form>", language)
    told = {kind: found(seen, kind) for kind in NAMES[language]}
    assert {kind: (each.selector, each.filled) for kind, each in told.items()} == {
        kind: (f'[id="{kind}"]', True) for kind in told
    }
