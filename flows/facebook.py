"""Facebook: the objection to one's own posts, photos and captions being used for AI at Meta."""

from flows import _meta
from objector.cases.model import Objection
from objector.page.answers import YES
from objector.page.flow import Confirmation, Flow
from objector.page.form import Form


class FacebookObjection(Flow):
    """The EU form of 2025 first, then the one of 2024, which is still linked."""

    name = "facebook"
    title = "Facebook: use of your information for AI at Meta"
    addresses = (
        "https://www.facebook.com/help/contact/712876720715583",
        "https://www.facebook.com/help/contact/6359191084165019",
    )
    origins = _meta.ORIGINS
    senders = _meta.SENDERS
    countries = _meta.COUNTRIES
    instead = _meta.INSTEAD

    async def file(self, form: Form, objection: Objection) -> Confirmation:
        """Answer what the form asks, in the order it asks it, then submit and hand in the mailed code."""
        await form.open(self.addresses)
        await form.answer(
            about_ai=YES,
            country=objection.country,
            email=objection.email,
            reason=objection.reason,
            additional_info=objection.additional,
        )
        await form.submit()
        await form.enter_code_if_asked()
        return await form.confirmation()
