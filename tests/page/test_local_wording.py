"""Forms and pages are known by what is said in their country, not only by what a translation of the English would say."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind
from tests.page.seen import found

USERNAME, COUNTRY, FIRST, LAST, FULL = Kind.USERNAME, Kind.COUNTRY, Kind.FIRST_NAME, Kind.LAST_NAME, Kind.FULL_NAME
BUSY, REFUSED, GONE, BEFORE = PageKind.RATE_LIMITED, PageKind.REFUSAL, PageKind.NOT_AVAILABLE, PageKind.ALREADY_OBJECTED

WORDING = {
    "pl": (
        {"Skąd jesteś?": COUNTRY, "Nazwa Twojego konta": USERNAME, "Imię (jak w dowodzie osobistym)": FIRST},
        ("Nie chcę, aby moje treści służyły do uczenia AI", "Problem z kontem"),
        ("Robisz to zbyt często.", BUSY),
    ),
    "cs": (
        {"Odkud jste?": COUNTRY, "Jméno vašeho účtu": USERNAME, "Rodinné jméno": LAST},
        ("Nechci, aby se mé příspěvky používaly k učení AI", "Problém s účtem"),
        ("Žádost odmítáme.", REFUSED),
    ),
    "sk": (
        {"Odkiaľ ste?": COUNTRY, "Meno vášho účtu": USERNAME, "Meno a priezvisko (podľa dokladu totožnosti)": FULL},
        ("Nechcem, aby sa moje príspevky používali na učenie AI", "Problém s účtom"),
        ("V tejto veci už máte otvorenú žiadosť.", BEFORE),
    ),
    "sl": (
        {"Od kod prihajate?": COUNTRY, "Ime vašega profila": USERNAME, "Priimek vlagatelja": LAST},
        ("Ne strinjam se z uporabo podatkov za modele UI", "Prenos podatkov"),
        ("Storitev začasno ni dosegljiva.", GONE),
    ),
    "hr": (
        {"Odakle ste?": COUNTRY, "Naziv vašeg profila": USERNAME, "Obiteljsko ime": LAST},
        ("Ne želim da se moje objave koriste za učenje umjetne inteligencije", "Problem s računom"),
        ("Dosegnuli ste najveći broj pokušaja.", BUSY),
    ),
    "bg": (
        {"Откъде сте?": COUNTRY, "Името на вашия профил": USERNAME, "Фамилия на заявителя": LAST},
        ("Отказвам използване на данни за изкуствен интелект", "Копие от данните ми"),
        ("За съжаление отхвърлихме възражението ви.", REFUSED),
    ),
    "ru": (
        {"Откуда вы?": COUNTRY, "Имя страницы в Facebook": USERNAME, "Фамилия по паспорту": LAST},
        ("Не хочу, чтобы мои публикации использовались для обучения нейросетей", "Проблема с аккаунтом"),
        ("Достигнуто максимальное число попыток.", BUSY),
    ),
    "uk": (
        {"Звідки ви?": COUNTRY, "Нікнейм на платформі": USERNAME, "ПІБ заявника": FULL},
        ("Не згоден з використанням даних у моделях ШІ", "Перенесення даних"),
        ("У вас уже є відкритий запит із цього питання.", BEFORE),
    ),
    "ja": (
        {"お名前（姓）": LAST, "下のお名前": FIRST},
        ("投稿を生成AIの学習に使われたくない", "アカウントの問題"),
        ("回数制限を超えました。", BUSY),
    ),
    "ko": (
        {"사용자명": USERNAME, "신청인 성명": FULL},
        ("내 게시물이 생성형 AI 학습에 사용되는 것을 원하지 않음", "계정 문제"),
        ("이 건에 대한 요청이 이미 있습니다.", BEFORE),
    ),
    "zh": (
        {"与账号关联的邮箱": Kind.EMAIL, "帳號名稱": USERNAME, "您怎么称呼？": FULL},
        ("我不希望我的帖子用于训练人工智能", "账号问题"),
        ("已達次數上限。", BUSY),
    ),
}


@pytest.mark.parametrize("language", WORDING)
def test_what_is_said_in_a_country_is_known_there(see: Callable[..., Look], language: str) -> None:
    labels, options, (sentence, kind) = WORDING[language]
    boxes = "".join(f"<p><label>{label} <input></label></p>" for label in labels)
    choices = "".join(f"<label><input type=radio name=q> {option}</label>" for option in options)
    seen = see(f"<form>{boxes}<fieldset>{choices}</fieldset><textarea></textarea><button>OK</button></form>", language)
    assert {each.label: each.kind for each in seen.found if each.filled and each.label in labels} == labels
    assert found(seen, Kind.ABOUT_AI).filled
    assert see(f"<main><p>{sentence}</p></main>", language).is_ is kind
