"""Who is signed in: the sites' cookies and what they stand for."""

from dataclasses import dataclass
from random import Random

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True)
class Cookies:
    """The cookies of one of the sites: ``secret`` holds the session, ``user`` the account's number."""

    domain: str
    secret: str
    user: str


BY_DOMAIN = {
    cookies.domain: cookies
    for cookies in (
        Cookies("facebook.com", "xs", "c_user"),
        Cookies("instagram.com", "sessionid", "ds_user_id"),
        Cookies("meta.com", "meta_session", "meta_user"),
    )
}


class Sessions:
    """The sessions that are open, the second factors that are awaited and the tickets that lead from one site to another."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._open: dict[str, str] = {}
        self._tickets: dict[str, str] = {}

    def account(self, request: Request) -> str | None:
        """Return the email of the account that the request's cookies sign in."""
        cookies = BY_DOMAIN.get(domain_of(request))
        return self._open.get(request.cookies.get(cookies.secret, "")) if cookies else None

    def begin(self, request: Request, response: Response, email: str) -> None:
        """Sign the account in at the request's site, by cookies of the response."""
        cookies = BY_DOMAIN[domain_of(request)]
        token = self._random.randbytes(20).hex()
        self._open[token] = email
        user = str(10**14 + self._random.randrange(9 * 10**14))
        for name, value in ((cookies.secret, token), (cookies.user, user)):
            hidden = name == cookies.secret
            response.set_cookie(name, value, 86_400, domain=f".{cookies.domain}", secure=True, httponly=hidden, samesite="none")

    def ticket(self, email: str) -> str:
        """Return a ticket for the account, good once."""
        ticket = self._random.randbytes(16).hex()
        self._tickets[ticket] = email
        return ticket

    def holder(self, ticket: str) -> str | None:
        """Return for whom the ticket is, and leave it good."""
        return self._tickets.get(ticket)

    def use(self, ticket: str) -> str | None:
        """Return for whom the ticket is, and take it."""
        return self._tickets.pop(ticket, None)

    def end(self, email: str | None) -> None:
        """Sign the account out everywhere."""
        self._open = {token: holder for token, holder in self._open.items() if holder != email}

    def end_all(self) -> None:
        """Sign everybody out, as the sites do when they become suspicious."""
        self._open.clear()


def domain_of(request: Request) -> str:
    """Return the domain whose cookies the request's host shares, such as ``facebook.com``."""
    return ".".join((request.url.hostname or "").split(".")[-2:])
