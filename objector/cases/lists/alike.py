"""Rows that are, or look like, the same account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from objector.cases.model import Account

DOTS_DO_NOT_COUNT = frozenset({"gmail.com", "googlemail.com"})
"""Google delivers mail whatever dots the name has, and under either domain (support.google.com/mail/answer/7436150)."""


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """How an account of a platform is written: ``email`` as a person gave it."""

    flow: str
    email: str

    @classmethod
    def of(cls, account: Account) -> Self:
        """Return how this account is written."""
        return cls(flow=account.flow, email=account.email)

    @property
    def exact(self) -> tuple[str, str]:
        """What two rows of one account have in common: letters' case counts nowhere."""
        return self.flow, self.email.casefold()

    @property
    def loose(self) -> tuple[str, str]:
        """What two rows have in common that most likely reach one mailbox: see DOTS_DO_NOT_COUNT, and tags after a plus."""
        name, _, domain = self.email.casefold().partition("@")
        name = name.partition("+")[0]
        if domain in DOTS_DO_NOT_COUNT:
            name, domain = name.replace(".", ""), "gmail.com"
        return self.flow, f"{name}@{domain}"

    @property
    def tag(self) -> str:
        """What follows a plus; two different tags are mostly meant to be two accounts."""
        return self.email.casefold().partition("@")[0].partition("+")[2]


def same(spellings: Sequence[Spelling]) -> Iterator[tuple[int, int]]:
    """Yield the places of those that name an account which an earlier one, the second of the pair, has named already."""
    first: dict[tuple[str, str], int] = {}
    for place, spelling in enumerate(spellings):
        earlier = first.setdefault(spelling.exact, place)
        if earlier != place:
            yield place, earlier


def alike(spellings: Sequence[Spelling]) -> Iterator[tuple[int, int]]:
    """Yield the places of those that seem to name an account which an earlier one has named in another spelling."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, spelling in enumerate(spellings):
        group = groups.setdefault(spelling.loose, [])
        earlier = next((other for other in group if _look_alike(spelling, spellings[other])), None)
        if earlier is not None:
            yield place, earlier
        group.append(place)


def _look_alike(one: Spelling, other: Spelling) -> bool:
    both_tagged = one.tag and other.tag and one.tag != other.tag
    return one.exact != other.exact and not both_tagged
