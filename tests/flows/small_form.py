"""The smallest form that a flow can file through, and a desk that keeps all that is told of it."""

from objector.page.form import Form
from tests.flows.conftest import DeskOfATest

ANSWERS = {"email": "anna@example.org", "reason": "I draw."}
THANKS = "<!doctype html><html lang=en><h1>Thank you</h1><p>We have received your objection.</p>"


def small_form(more: str = "") -> str:
    """Return the form's HTML, whose tag has these attributes besides."""
    return f"""<form method=post action=/sent {more}><p><label>Your email address <input name=email></label></p>
<p><label>Why do you object? <textarea name=reason></textarea></label></p><button>Submit</button></form>"""


async def filed(form: Form) -> str:
    """Answer, submit and hand in the code; return what the site says then."""
    await form.answer(**ANSWERS)
    await form.submit()
    await form.enter_code_if_asked()
    return (await form.confirmation()).text


class TellingDesk(DeskOfATest):
    """A desk that knows the code, and keeps what is told with each step."""

    def done(self, verb: str, detail: str = "") -> None:
        self.verbs.append(f"{verb}: {detail}")

    async def code(self, complaint: str) -> str:
        return "271828"
