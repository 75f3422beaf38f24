"""The questions and buttons that a page can have, each with the kind that is right for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """``kind`` is empty for a question that is none of the finder's; ``words`` is the label's name in the words of a language."""

    kind: str
    words: str
    control: str = "text"
    type: str = "text"
    autocomplete: str = ""
    slug: str = ""


QUESTIONS = {
    "email": Ask("email", "email", type="email", autocomplete="email", slug="email"),
    "email2": Ask("email_confirm", "email2", type="email", slug="email2"),
    "country": Ask("country", "country", control="country", slug="country"),
    "reason": Ask("reason", "reason", control="area", slug="message"),
    "info": Ask("additional_info", "info", control="area", slug="comments"),
    "first": Ask("first_name", "first", autocomplete="given-name", slug="fname"),
    "last": Ask("last_name", "last", autocomplete="family-name", slug="lname"),
    "full": Ask("full_name", "full", autocomplete="name", slug="name"),
    "phone": Ask("", "phone", type="tel", autocomplete="tel", slug="phone"),
    "company": Ask("", "company", autocomplete="organization", slug="org"),
    "topic": Ask("", "subject", control="topic", slug="topic"),
    "code": Ask("one_time_code", "code", autocomplete="one-time-code", slug="code"),
    "code_unnamed": Ask("one_time_code", "code", slug="pin"),
    "boxes": Ask("one_time_code", "code", control="boxes"),
    "username": Ask("username", "username", autocomplete="username", slug="login"),
    "password": Ask("password", "password", type="password", autocomplete="current-password", slug="pw"),
    "prompt": Ask("prompt_text", "prompt", control="area", slug="prompt"),
    "file": Ask("evidence_file", "file", control="file", type="file", slug="upload"),
    "truth": Ask("truth_statement", "truth", control="check", slug="agree"),
    "ai": Ask("about_ai", "ai", control="choice", slug="topic_ai"),
}

BUTTONS = {
    "submit": ("submit", "submit"),
    "next": ("next", "submit"),
    "back": ("", "button"),
    "send_code": ("request_code", "button"),
    "verify": ("verify_code submit", "submit"),
    "sign_in": ("submit next", "submit"),
}
"""By name: the kind that is right, then those that are neither right nor wrong; and the button's type."""
