"""Languages beside those of the EU and its neighbours: read off the page where it does not say which it is in, and understood."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from objector.page.look import Kind, Look, PageKind

WORDS = json.loads(Path(__file__).with_name("more_languages.json").read_text("utf-8"))
"""By language: prose; labels of a country, an address, a reason and a button; answers as in OUTCOMES; a cookie dialog."""

OUTCOMES = [PageKind.CONFIRMATION, PageKind.ALREADY_OBJECTED, PageKind.NOT_AVAILABLE, PageKind.RATE_LIMITED]

SERBIAN = (
    "Imate pravo da uložite prigovor na korišćenje vaših podataka. Šta biste želeli da promenite? Proverite ovaj nalog "
    "i da li ste saglasni sa uslovima. Pregledaćemo vaš zahtev i odgovoriti ponovo."
)

NEIGHBOURS = {
    "ar": "يحق لك الاعتراض على استخدام معلوماتك. سنراجع طلبك ونرد عليك عبر البريد الإلكتروني في أقرب وقت ممكن.",
    "bg": "Имате право да възразите срещу използването на вашата информация. Ще прегледаме искането ви и ще ви отговорим.",
    "es": "Tienes derecho a oponerte al uso de tu información. Revisaremos tu solicitud y te responderemos por correo.",
    "hr": "Imate pravo uložiti prigovor na upotrebu vaših podataka. Pregledat ćemo vaš zahtjev i odgovoriti što prije.",
    "pt": "Você tem o direito de se opor ao uso das suas informações. Vamos analisar a sua solicitação e responder por e-mail.",
    "ru": "Вы вправе возразить против использования ваших данных. Мы рассмотрим ваш запрос и ответим на него по почте.",
    "sl": "Imate pravico do ugovora, ki ga lahko vložite tukaj. Vašo zahtevo bomo pregledali in odgovorili, če bo potrebno.",
    "uk": "Ви маєте право заперечити проти використання ваших даних. Ми розглянемо ваш запит і відповімо на нього поштою.",
}


def form(language: str, prose: str = "") -> str:
    country, email, reason, send = WORDS[language]["labels"]
    first = f"<p><label>{country}<select><option></option><option>DE<option>FR</select></label></p>"
    rest = f"<p><label>{email} <input></label></p><p><label>{reason} <textarea></textarea></label></p>"
    return f"<h1>Meta</h1><p>{prose}</p><form>{first}{rest}<button>{send}</button></form>"


def understood(seen: Look) -> bool:
    return all(seen.the(kind) for kind in (Kind.COUNTRY, Kind.EMAIL, Kind.REASON, Kind.SUBMIT))


@pytest.mark.parametrize("language", WORDS)
def test_a_form_is_understood_that_does_not_say_which_language_it_is_in(see: Callable[..., Look], language: str) -> None:
    seen = see(form(language, WORDS[language]["prose"]), "")
    assert (seen.spoken, understood(seen)) == (language, True)


@pytest.mark.parametrize(("tag", "own"), [("tl", "fil"), ("in", "id"), ("fa-IR", "fa"), ("sr-Latn-RS", "bs"), ("cnr", "bs")])
def test_a_language_is_known_by_its_other_tags(see: Callable[..., Look], tag: str, own: str) -> None:
    assert understood(see(form(own), tag))


@pytest.mark.parametrize(("language", "prose"), [*NEIGHBOURS.items(), ("sr", SERBIAN)])
def test_a_neighbour_that_writes_alike_is_told_apart(see: Callable[..., Look], language: str, prose: str) -> None:
    assert see(f"<h1>Meta</h1><p>{prose}</p>", "").spoken == language


@pytest.mark.parametrize("language", WORDS)
def test_what_a_site_answers_is_understood(see: Callable[..., Look], language: str) -> None:
    said = [see(f"<h1>{words}</h1><p>Meta</p>", language).is_ for words in WORDS[language]["answers"]]
    assert said == OUTCOMES


@pytest.mark.parametrize("language", WORDS)
def test_cookies_are_declined(see: Callable[..., Look], language: str) -> None:
    words = WORDS[language]
    text, reject, accept = words["cookies"]
    box = f"<div role=dialog aria-modal=true><p>{text}</p><button>{accept}</button><button id=no>{reject}</button></div>"
    seen = see(f"<main><p>{words['prose']}</p></main>{box}", language)
    declining = seen.the(Kind.CONSENT_REJECT)
    assert (seen.is_, declining and declining.selector) == (PageKind.CONSENT, '[id="no"]')
