"""Privacy rights: Meta's general form for people in Europe, with an objection of another kind than its own forms have."""

from flows import _meta
from objector.cases.clock import EU_EEA
from objector.cases.details import PRODUCT
from objector.cases.model import Objection
from objector.page.answers import YES
from objector.page.flow import Confirmation, Flow
from objector.page.form import Form
from objector.page.lexicon.meanings import DIFFERENT_OBJECTION, OBJECT, product


class PrivacyRightsObjection(Flow):
    """For those whom the form of their platform is not shown to."""

    name = "privacy-rights"
    title = "Meta: your privacy rights, a different objection"
    addresses = ("https://www.facebook.com/help/contact/367438723733209",)
    origins = _meta.ORIGINS
    senders = _meta.SENDERS
    countries = EU_EEA | {"GB", "CH"}
    asks = (PRODUCT,)
    note = (
        "Meta’s general form for the rights of people in Europe. Take it where the form of your platform is not available: it "
        "says that the information given is true, so read what will be sent."
    )
    instead = ("third-party",)
    remains = "Meta’s general form for people in Europe, as your right to object (GDPR Art. 21) doesn’t hang on one form"

    async def file(self, form: Form, objection: Objection) -> Confirmation:
        """Choose product, objection and a different one, explain, confirm that it is true, submit and hand in the code."""
        await form.open(self.addresses)
        await form.answer(
            product=product(objection.details[PRODUCT.name]),
            request=OBJECT,
            objection=DIFFERENT_OBJECTION,
            country=objection.country,
            email=objection.email,
            reason=objection.reason,
            additional_info=objection.additional or objection.reason,
            truth_statement=YES,
        )
        await form.submit()
        await form.enter_code_if_asked()
        return await form.confirmation()
