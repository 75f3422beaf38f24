"""Third-party information: the objection to what others published about one being used for AI at Meta."""

from flows import _meta
from objector.cases.details import EVIDENCE, FIRST_NAME, LAST_NAME, PROMPT
from objector.cases.model import Objection
from objector.page.flow import Confirmation, Flow
from objector.page.form import Form
from objector.page.lexicon.meanings import OBJECT_TO_THIRD_PARTIES


class ThirdPartyObjection(Flow):
    """The form of the data subject rights for third-party information; its older number is tried second."""

    name = "third-party"
    title = "Meta: use of information about you from third parties for AI"
    addresses = (
        "https://www.facebook.com/help/contact/510058597920541",
        "https://www.facebook.com/help/contact/1266025207620918",
    )
    origins = _meta.ORIGINS
    senders = _meta.SENDERS
    countries = None
    asks = (FIRST_NAME, LAST_NAME, PROMPT, EVIDENCE)
    own_words = 100
    signs_in = False
    note = (
        "This form is about information that others published about you, not about your own posts. It needs no account and is "
        "open to every country. The answer is often that the request can’t be processed, until there is evidence: a prompt and "
        "a picture of the answer that shows your information."
    )
    remains = "about what others published about you, which is open to every country and needs no account"

    async def file(self, form: Form, objection: Objection) -> Confirmation:
        """Choose the objection, answer what that reveals, then submit and hand in the mailed code."""
        details = objection.details
        first, last = details.get(FIRST_NAME.name, ""), details.get(LAST_NAME.name, "")
        context = "\n\n".join(filter(None, (objection.reason, objection.additional)))
        await form.open(self.addresses)
        await form.answer(
            objection=OBJECT_TO_THIRD_PARTIES,
            country=objection.country,
            first_name=first,
            last_name=last,
            full_name=f"{first} {last}".strip(),
            email=objection.email,
            prompt_text=details.get(PROMPT.name, ""),
            evidence_file=details.get(EVIDENCE.name, ""),
            # Whether the box for the context reads more like a reason or like further information depends on its label.
            reason=context,
            additional_info=context,
        )
        await form.submit()
        await form.enter_code_if_asked()
        return await form.confirmation()
