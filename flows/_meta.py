"""What Meta's forms have in common."""

ORIGINS = (
    "https://*.facebook.com",
    "https://*.instagram.com",
    "https://help.meta.com",
    "https://accountscenter.meta.com",
)

SENDERS = (
    "facebookmail.com",
    "mail.instagram.com",
    "support.facebook.com",
    "support.instagram.com",
    "meta.com",
    "support.meta.com",
)
"""Domains of Meta's mail in general; which of them sends the codes is not public."""

EU_EEA = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split()  # noqa: SIM905
)

COUNTRIES = EU_EEA | {"GB", "CH", "BR", "JP", "KR"}
"""Where Meta offers the right to object, and with it the forms of its platforms.

EU and EEA (GDPR Art. 21), UK (UK GDPR Art. 21), Switzerland (FADP), Brazil (LGPD Art. 18 § 2), Japan, South Korea.
"""

INSTEAD = ("privacy-rights", "third-party")
"""What remains where the form of a platform is not available."""
