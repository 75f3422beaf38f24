"""What a page asks and what it is: a scene says it without any markup or language."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Scene:
    """``asks``: names of questions in order; ``buttons``: names of buttons; ``title`` and ``text``: words that the page shows.

    ``are``: the page kinds that are right for it.
    """

    name: str
    are: tuple[str, ...] = ("form",)
    title: str = "objection"
    text: str = "intro"
    asks: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ("submit",)
    also: dict[str, str] = field(default_factory=dict)


FORMS = (
    Scene(name="short", asks=("email", "reason")),
    Scene(name="long", asks=("country", "email", "reason", "info")),
    Scene(
        name="rights",
        title="rights",
        asks=("first", "last", "company", "email", "email2", "phone", "country", "info", "truth"),
        also={"info": "reason"},
    ),
    Scene(name="third-party", title="rights", asks=("country", "first", "last", "email", "prompt", "file", "info", "truth")),
    Scene(name="about-ai", asks=("ai", "email", "reason")),
    Scene(name="contact", title="rights", asks=("full", "email", "topic", "reason"), also={"reason": "additional_info"}),
    Scene(name="inline-code", asks=("country", "email", "code", "reason"), buttons=("send_code", "submit")),
    Scene(name="swapped-names", title="rights", asks=("last", "first", "email", "country", "reason", "file")),
    Scene(name="step-country", asks=("country",), text="", buttons=("back", "next")),
    Scene(name="step-email", asks=("email", "email2"), text="", buttons=("back", "next")),
)

ENTRIES = (
    Scene(name="sign-in", are=("sign_in",), title="sign_in_title", text="", asks=("username", "password"), buttons=("sign_in",)),
    Scene(name="code", are=("code",), title="mail_code", text="code_sent", asks=("code",), buttons=("verify",)),
    Scene(name="code-boxes", are=("code",), title="mail_code", text="code_sent", asks=("boxes",), buttons=("verify",)),
    Scene(name="second-factor", are=("second_factor",), title="second", asks=("code_unnamed",), buttons=("verify",)),
)

STATES = (
    Scene(name="done", are=("confirmation",), title="done", buttons=()),
    Scene(name="refused", are=("refusal",), title="refused", buttons=()),
    Scene(name="unavailable", are=("not_available",), title="unavailable", buttons=()),
    Scene(name="slow", are=("rate_limited",), title="slow", buttons=()),
    Scene(name="robot", are=("captcha",), title="robot", buttons=("next",)),
    Scene(name="already", are=("already_objected",), title="already", buttons=()),
    Scene(name="mailed", are=("link",), title="mailed", buttons=()),
    Scene(name="news", are=("unknown",), title="news", buttons=()),
)
