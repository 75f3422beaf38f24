"""A form that takes an objection back is none that makes one; one that speaks of both is."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind

FORM = """<form><p><label>Email <input type=email name=email></label></p>
<p><label>Reason <textarea name=reason></textarea></label></p>"""

WITHDRAWS = [
    ("en", "Withdraw your objection"),
    ("en", "I want to withdraw my earlier objection to AI training"),
    ("en", "Cancel your request to object"),
    ("en", "Withdraw your objection at any time"),
    ("en", "Objection withdrawal"),
    ("de", "Widerspruch zurückziehen"),
    ("de", "Ziehen Sie Ihren Widerspruch zurück"),
    ("de", "Widerspruch gegen die Nutzung Ihrer Daten zurücknehmen"),
    ("de", "Rücknahme des Widerspruchs"),
    ("fr", "Retirer votre demande d’opposition"),
    ("es", "Retirar la oposición"),
    ("it", "Revoca la tua opposizione"),
    ("pt", "Cancelar a sua oposição"),
    ("nl", "Trek uw bezwaar in"),
    ("da", "Træk din indsigelse tilbage"),
    ("sv", "Återkalla din invändning"),
    ("pl", "Wycofaj sprzeciw"),
    ("cs", "Vzít námitku zpět"),
    ("el", "Ανάκληση της ένστασης"),
    ("uk", "Відкликати заперечення"),
    ("hu", "Tiltakozás visszavonása"),
    ("fi", "Peruuta vastustuksesi"),
    ("fi", "Vastustuksen peruuttaminen"),
    ("et", "Võta oma vastuväide tagasi"),
    ("tr", "İtirazınızı geri çekin"),
    ("ar", "سحب اعتراضك"),
    ("ar", "إلغاء الاعتراض"),
    ("he", "ביטול ההתנגדות"),
    ("ja", "異議申し立てを取り消す"),
    ("ja", "AIへのデータ利用に対する異議を撤回"),
    ("ko", "이의 제기 철회"),
    ("zh", "撤回您的异议"),
    ("ca", "Retira la teva oposició"),
    ("gl", "Retirar a túa oposición"),
    ("sr", "Повуците приговор"),
    ("mk", "Повлечете го вашиот приговор"),
    ("sq", "Tërhiqni kundërshtimin tuaj"),
    ("fa", "پس گرفتن اعتراض"),
    ("hi", "अपनी आपत्ति वापस लें"),
    ("id", "Tarik kembali keberatan Anda"),
    ("vi", "Rút lại phản đối của bạn"),
    ("th", "ถอนการคัดค้านของคุณ"),
    ("ka", "პროტესტის გაუქმება"),
    ("bn", "আপনার আপত্তি প্রত্যাহার করুন"),
    ("ur", "اپنا اعتراض واپس لیں"),
]

OBJECTS = [
    ("en", "Withdraw consent or object"),
    ("en", "Right to object, withdraw consent"),
    ("en", "Object to AI training | Cancel"),
    ("en", "Object to or withdraw your objection"),
    ("en", "Object, or withdraw your contract objection"),
    ("en", "You can withdraw your objection at any time"),
    ("de", "Sie können den Widerspruch jederzeit zurückziehen"),
    ("fr", "Vous pouvez retirer votre opposition à tout moment"),
    ("ja", "異議はいつでも撤回できます"),
    ("de", "Widerruf und Widerspruch"),
    ("de", "Widerruf der Einwilligung, Widerspruch"),
    ("de", "Zurück zum Widerspruch"),
    ("de", "Nehmen Sie Ihr Recht auf Widerspruch wahr"),
    ("de", "Widerspruch gegen den Vertrag widerrufen"),
    ("es", "Derechos de cancelación y oposición"),
    ("es", "Acceso, rectificación, cancelación u oposición"),
    ("pt", "Cancelamento ou oposição"),
    ("fi", "Peruuta suostumus tai vastusta"),
    ("ar", "سحب الموافقة والاعتراض"),
    ("ar", "السحب والاعتراض"),
    ("he", "ביטול והתנגדות"),
    ("ja", "同意の撤回または異議"),
    ("ja", "異議と同意の撤回"),
    ("ko", "동의 철회 및 이의"),
    ("zh", "撤回同意或反对"),
    ("id", "Anda dapat menarik keberatan kapan saja"),
    ("th", "คุณสามารถถอนการคัดค้านได้ตลอดเวลา"),
    ("fa", "پس گرفتن رضایت و اعتراض"),
]

FILLER = "You may withdraw your objection at any time, and object again later. "


@pytest.mark.parametrize(("language", "words"), WITHDRAWS)
def test_a_form_under_a_heading_that_withdraws_an_objection_has_nothing_to_send(
    see: Callable[..., Look], language: str, words: str
) -> None:
    look = see(f"<main><h1>{words}</h1>{FORM}<button>Submit</button></form></main>", language)
    assert (look.withdraws, look.the(Kind.SUBMIT)) == (True, None)


@pytest.mark.parametrize(("language", "words"), OBJECTS)
def test_a_form_under_a_heading_that_speaks_of_both_is_submitted(see: Callable[..., Look], language: str, words: str) -> None:
    look = see(f"<main><h1>{words}</h1>{FORM}<button>Submit</button></form></main>", language)
    assert (look.is_, look.withdraws, look.the(Kind.SUBMIT) is not None) == (PageKind.FORM, False, True)


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Withdraw your objection | Zorb</title>{FORM}<button>Send</button></form>",
        f"<h1>Zorb</h1><section><h2>Withdraw your objection</h2>{FORM}<button>Send</button></form></section>",
        f"<h1>Zorb</h1>{FORM}<button>Withdraw objection</button></form>",
        f"<h1>Zorb</h1>{FORM}<button type=button>Withdraw objection and continue</button></form>",
    ],
    ids=["title", "heading of the form", "button", "button that goes on"],
)
def test_wherever_it_is_said_that_an_objection_is_withdrawn_nothing_is_sent(see: Callable[..., Look], body: str) -> None:
    look = see(body)
    assert (look.withdraws, look.the(Kind.SUBMIT), look.the(Kind.NEXT)) == (True, None, None)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Objection form</h1><p>{FILLER}</p>{FORM}<button type=button>Cancel</button><button>Submit</button></form>",
        f"<h1>Objection form</h1>{FORM}<button type=button>Cancel objection</button><button>Submit</button></form>",
        f"<button>Withdraw objection</button><h1>Objection form</h1>{FORM}<button>Submit</button></form>",
        f"<h1>{FILLER * 2}</h1>{FORM}<button>Submit</button></form>",
    ],
    ids=["running text", "a way out", "beside the form", "a long heading"],
)
def test_a_form_that_objects_is_submitted_whatever_else_the_page_offers(see: Callable[..., Look], body: str) -> None:
    look = see(body)
    submit = look.the(Kind.SUBMIT)
    assert submit is not None
    assert (look.withdraws, submit.label) == (False, "Submit")


def test_a_form_in_a_frame_of_a_page_that_withdraws_is_told_as_withdrawing(see: Callable[..., Look]) -> None:
    assert see(f'<h1>Withdraw your objection</h1><iframe srcdoc="{FORM}<button>Submit</button></form>"></iframe>').withdraws


def test_what_signs_in_on_the_way_to_a_withdrawal_is_still_known(see: Callable[..., Look]) -> None:
    form = "<h1>Withdraw your objection</h1><form><label>Username <input name=username autocomplete=username></label>"
    look = see(f"{form}<label>Password <input type=password></label><button>Log in</button></form>")
    assert (look.is_, look.withdraws, look.the(Kind.SUBMIT) is not None) == (PageKind.SIGN_IN, False, True)
