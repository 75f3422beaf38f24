"""What every flow is: a form of one platform, where it is, who its mail comes from, and how it is filed."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from objector.cases.details import Detail
from objector.cases.model import Objection

if TYPE_CHECKING:
    from objector.page.form import Form


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Positive words of the site that the objection was received. ``text`` is what the page said, ``address`` where."""

    text: str
    address: str


class Flow(ABC):
    """What objector knows of one form of one platform.

    ``addresses`` are tried in order until one shows the form. ``origins`` are the only places where anything may be typed; an
    entry ``https://*.example.com`` covers the subdomains. ``senders`` are the domains that the platform's mail comes from.
    ``countries`` are those that have the right, ISO 3166-1 alpha-2; None: the form is open to every country.

    The rest is for forms that differ from most. ``asks`` are the details that it asks besides, ``own_words`` how many characters
    it takes at least of a reason that no ready text fits (0: ready texts fit), ``signs_in`` whether it is shown to those who are
    signed in only. ``note`` is what the person should know before they choose it. ``instead`` names the flows that remain where
    this one is not available, and ``remains`` says why this one does.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    addresses: ClassVar[tuple[str, ...]]
    origins: ClassVar[tuple[str, ...]]
    senders: ClassVar[tuple[str, ...]]
    countries: ClassVar[frozenset[str] | None]
    asks: ClassVar[tuple[Detail, ...]] = ()
    own_words: ClassVar[int] = 0
    signs_in: ClassVar[bool] = True
    note: ClassVar[str] = ""
    instead: ClassVar[tuple[str, ...]] = ()
    remains: ClassVar[str] = ""

    @property
    def platform(self) -> str:
        """The platform that the form belongs to, as its domain names it, such as ``facebook``."""
        return (urlsplit(self.addresses[0]).hostname or "").split(".")[-2]

    @abstractmethod
    async def file(self, form: "Form", objection: Objection) -> Confirmation:
        """File the objection through the form, as a friend would be told to do it."""
