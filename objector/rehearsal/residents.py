"""Who may sign in to the replica of the sites."""

from dataclasses import dataclass, field

EU_AND_EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905 - reads better
)

MAY_OBJECT = EU_AND_EEA | {"GB", "CH", "BR", "JP", "KR"}
"""Countries (ISO 3166-1 alpha-2) whose accounts are offered the right to object; others find that the form is not available."""


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A person with an account on the sites. ``country`` is ISO 3166-1 alpha-2, ``totp_seed`` base32 (None: no authenticator)."""

    email: str
    password: str = field(repr=False)
    country: str = "DE"
    totp_seed: str | None = field(default=None, repr=False)

    @property
    def may_object(self) -> bool:
        """Whether the sites offer this account the right to object."""
        return self.country in MAY_OBJECT
