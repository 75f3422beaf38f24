"""A person is shown enough of a mail to tell it from another, and never its code."""

from objector.mail.glimpse import glimpse
from tests.mail.letters import arrived, letter
from tests.parts.dovecot import vouched


def test_sender_time_subject_and_first_line_are_shown_without_any_number_that_could_be_a_code() -> None:
    mail = arrived(vouched(letter("\n Hello Ada, 719 204 is your code\x1b[2J\n\nBye", subject="719204: confirm it")))

    shown = glimpse(mail)

    assert shown.startswith("from security@facebookmail.com, ")
    assert f"{mail.arrival.received.astimezone():%H:%M:%S}" in shown
    assert "“██████: confirm it” · “Hello Ada, ██████ is your code" in shown
    assert "\x1b" not in shown


def test_a_greeting_is_passed_over() -> None:
    mail = arrived(letter("Hello Ada,\n\nsomebody asked for your account.\n\n719204\n"))

    assert glimpse(mail).endswith("“somebody asked for your account.”")


def test_a_mail_in_html_alone_shows_its_first_visible_line() -> None:
    message = letter("", subject="Code", html="<style>a</style><p>Enter <b>this</b></p><p>719204</p>")

    assert glimpse(arrived(message)).endswith("“Code” · “Enter this”")
