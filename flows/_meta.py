"""What Meta's forms have in common."""

from objector.cases.clock import EU_EEA

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

COUNTRIES = EU_EEA | {"GB", "CH", "BR", "JP", "KR"}
"""Where Meta offers the right to object, and with it the forms of its platforms.

EU and EEA (GDPR Art. 21), UK (UK GDPR Art. 21), Switzerland (FADP), Brazil (LGPD Art. 18 § 2), Japan, South Korea.
"""

INSTEAD = ("privacy-rights", "third-party")
"""What remains where the form of a platform is not available."""
