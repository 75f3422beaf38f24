"""The objection forms: their addresses, and how each engine names its fields."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from objector.rehearsal.scenario import Platform


class Role(StrEnum):
    """What a field is for."""

    ABOUT_AI = "about_ai"
    COUNTRY = "country"
    EMAIL = "email"
    CONFIRM_EMAIL = "confirm_email"
    REASON = "reason"
    ADDITIONAL = "additional"


SLUGS = {
    Role.ABOUT_AI: "is_about_ai",
    Role.COUNTRY: "country",
    Role.EMAIL: "email",
    Role.CONFIRM_EMAIL: "email_confirm",
    Role.REASON: "objection_reason",
    Role.ADDITIONAL: "objection_explanation",
}


@dataclass(frozen=True)
class Field:
    """One field of a classic form: ``id`` is its number there, ``name`` a slug or ``Field<id>``."""

    role: Role
    id: str
    name: str


@dataclass(frozen=True)
class Form:
    """One form of one platform; ``number`` is what its address ends in, ``wizard`` its number on help.meta.com."""

    platform: Platform
    number: str
    wizard: str

    @property
    def address(self) -> str:
        """Where the form is on the platform's own host."""
        if self.platform is Platform.INSTAGRAM:
            return f"https://help.instagram.com/contact/{self.number}"
        return f"https://www.facebook.com/help/contact/{self.number}"

    def field(self, role: Role) -> Field:
        """Return how the classic engine calls the field: by slugs on Facebook, on Instagram only the email."""
        digest = blake2b(f"{self.number}.{role}".encode(), digest_size=8).digest()
        number = str(10**14 + int.from_bytes(digest) % (9 * 10**14))
        plain = self.platform is Platform.FACEBOOK or role is Role.EMAIL
        return Field(role, number, SLUGS[role] if plain else f"Field{number}")


FORMS = (
    Form(Platform.FACEBOOK, "6359191084165019", "1092847163905521"),
    Form(Platform.FACEBOOK, "712876720715583", "1457206398113740"),
    Form(Platform.INSTAGRAM, "233964459562201", "1288640375519026"),
    Form(Platform.INSTAGRAM, "767264225370182", "1630059247718843"),
)
"""First the form of 2024, then the one of 2025, of each platform."""

BY_NUMBER = {form.number: form for form in FORMS}
BY_WIZARD = {form.wizard: form for form in FORMS}
