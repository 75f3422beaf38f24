"""What was pointed at can be looked at and forgotten."""

import json

from objector.page.learned import Lesson, Lessons
from tests.cli.conftest import Program

EMAIL = Lesson(form="f1", kind="email", role="text", selector="input[name=q]", frame="", label="Zorblax")
SUBMIT = Lesson(form="f1", kind="submit", role="button", selector="body > div", frame="", label="")


def test_it_is_listed_forgotten_by_number_or_altogether(objector: Program) -> None:
    assert "Nothing yet." in objector("learned").stdout
    lessons = Lessons(objector.home)
    for lesson in (EMAIL, SUBMIT):
        lessons.keep("facebook", lesson)
    assert objector("learned").stdout.splitlines() == [
        "  1  facebook: email → “Zorblax”  (form f1)",
        "  2  facebook: submit → body > div  (form f1)",
    ]
    assert [each["number"] for each in json.loads(objector("learned", "--json").stdout)] == [1, 2]

    wrong = objector("learned", "forget", "3")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "There is no number 3" in wrong.stderr
    assert objector("learned", "forget", "1").stdout == "Forgotten:   1  facebook: email → “Zorblax”  (form f1)\n"
    assert lessons.of("facebook") == [SUBMIT]
    assert objector("learned", "forget", "--all").stdout == "Forgotten: everything.\n"
    assert json.loads(objector("learned", "--json").stdout) == []
