"""New mail is looked for where filters put it, whatever these folders are called."""

import pytest

from objector.mail.folders import watched


def test_the_server_s_flags_count_whatever_the_names() -> None:
    folders = [
        ("INBOX", ()),
        ("Unwanted", ("\\HasNoChildren", "\\Junk")),
        ("Kept", ("\\Archive",)),
        ("Everything", ("\\All",)),
        ("Sent", ("\\Sent",)),
    ]

    assert watched(folders) == ["Unwanted", "Kept", "Everything", "INBOX"]


@pytest.mark.parametrize(
    "name",
    [
        "Spam",
        "INBOX.Junk",
        "INBOX/Spam",
        "Courrier indésirable",
        "[Gmail]/Alle Nachrichten",
        "Archiv",
        "Archives",
        "Архив",
        "迷惑メール",
    ],
)
def test_where_the_server_flags_nothing_names_count(name: str) -> None:
    assert watched([("INBOX", ()), (name, ()), ("Drafts", ()), ("Holiday", ())]) == [name, "INBOX"]


def test_a_name_does_not_count_for_a_use_that_the_server_flags() -> None:
    folders = [("INBOX", ()), ("Spam", ()), ("Junk", ("\\Junk",)), ("Archive", ())]

    assert watched(folders) == ["Junk", "Archive", "INBOX"]


def test_a_mailbox_with_nothing_but_an_inbox_is_watched() -> None:
    assert watched([("Inbox", ("\\HasNoChildren",))]) == ["INBOX"]
