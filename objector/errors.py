"""Every failure that a person can meet: one class each, its message ending in what to do next.

The message is one plain sentence, or two: what is wrong (with the value, and the file and line where there is one), then
the remedy. The command line prints it without a traceback and leaves with the class's exit code.
"""

from enum import IntEnum
from pathlib import Path
from typing import ClassVar


class ExitCode(IntEnum):
    """What the program's exit code tells a script."""

    DONE = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    NEEDS_PERSON = 3
    REFUSED = 4
    IN_DOUBT = 5
    RATE_LIMITED = 6


class ObjectorError(Exception):
    """A failure with a sentence for the person. Never raised itself: raise the class that names what happened."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNEXPECTED


class BadInputError(ObjectorError):
    """Something the person gave can't be used. Nothing was started."""

    exit_code = ExitCode.BAD_INPUT


class NeedsPersonError(ObjectorError):
    """A person has to do something before the case can go on: the message says what, where and how."""

    exit_code = ExitCode.NEEDS_PERSON


class StoppedByHandError(NeedsPersonError):
    """Ctrl-C was pressed where nothing was under way that could be in doubt."""

    def __init__(self) -> None:
        super().__init__("stopped; nothing is lost. The same command goes on from here.")


class UnknownNameError(BadInputError):
    """An account, flow or mailbox was named that objector doesn't know."""

    def __init__(self, what: str, name: str, known: "list[str]", remedy: str) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - only a failure needs it

        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        super().__init__(f"There is no {what} “{name}”.{hint} {remedy}")


class NoKeyringError(BadInputError):
    """The machine has no keyring that keeps secrets encrypted."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"There is no keyring to keep secrets in: {why}. {remedy}")


class LockedKeyringError(NeedsPersonError):
    """The keyring is locked, or waits for a prompt that nobody answered."""

    def __init__(self) -> None:
        super().__init__(
            "The keyring is locked. Unlock it (Linux: in Passwords and Keys or KWalletManager, or in a terminal with "
            "gnome-keyring-daemon --unlock; macOS: in Keychain Access) and run the same command again."
        )


class UnstorableSecretError(BadInputError):
    """A password or TOTP seed can't be a keyring item."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The secret “{name}” can't be kept in the keyring: {why}. Check what was pasted and try again.")


class BrokenSealError(ObjectorError):
    """A sealed file was changed, damaged, or sealed with another key."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(
            f"The sealed file of “{name}” can't be opened: it was changed, or sealed with a key that the keyring no "
            f"longer has. Delete {path} and do again what it was for (for a session: objector sign-in)."
        )


class NoBrowserError(BadInputError):
    """No browser was found and none could be installed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"There is no browser to work with: {why}. "
            "Install Chrome, Edge or Chromium, or name one with OBJECTOR_BROWSER=/path/to/it."
        )


class HeadlessOnlyError(BadInputError):
    """A window was asked for where there is no display."""

    def __init__(self) -> None:
        super().__init__(
            "There is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set). "
            "Run without a window where that is possible (leave --headed away), or within a desktop session or under xvfb-run."
        )


class UnknownCountryError(BadInputError):
    """A country was named that no language of CLDR knows."""

    def __init__(self, text: str, nearest: str | None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(
            f"“{text}” is not a country.{hint} Give its name in any language or its ISO code, such as “Germany” or “DE”."
        )


class AmbiguousCountryError(BadInputError):
    """A name means different countries in different languages, and nothing says which language was meant."""

    def __init__(self, text: str, meanings: "list[str]") -> None:
        super().__init__(f"“{text}” can mean {' or '.join(meanings)}. Give the ISO code, the two letters in brackets.")


class NoRightError(BadInputError):
    """The platform doesn't offer this form in the account's country. ``remains`` says what does."""

    def __init__(self, country: str, remains: str = "") -> None:
        super().__init__(
            f"Meta doesn't offer this objection to accounts in this country: {country}. "
            + (remains or "“objector account add --help” names the other forms.")
        )


class MailboxRefusedError(BadInputError):
    """The mail server refused the user name or the password."""

    def __init__(self, address: str, host: str, said: str) -> None:
        from objector.mail.presets import sign_in_advice  # noqa: PLC0415 - only a failure needs it

        super().__init__(f"{host} refused the password of the mailbox {address} (“{said}”). {sign_in_advice(host, address)}")


class MailboxLapsedError(MailboxRefusedError):
    """The sign-in of a mailbox, made in the browser, is not taken any more."""

    def __init__(self, address: str, by: str, said: str) -> None:
        BadInputError.__init__(
            self,
            f"{by} takes the sign-in of the mailbox {address} no longer (“{said}”). "
            f"Sign in anew: objector mailbox sign-in {address}",
        )


class PlainTextMailError(BadInputError):
    """A mailbox on another machine was to be read without encryption."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The connection to {host} would not be encrypted, and anybody on the way could read the password and the codes. "
            "Leave “--security none” away; it is for servers on this machine (127.0.0.1)."
        )


class MailboxUnreachableError(ObjectorError):
    """The mail server can't be reached, can't be trusted, or doesn't speak IMAP."""

    def __init__(self, address: str, place: str, why: str) -> None:
        super().__init__(
            f"The mailbox {address} can't be reached at {place}: {why}. Check host, port and network"
            ", then try again; a code can always be typed by hand (objector account add … --mailbox none)."
        )


class UnusableBrowserError(BadInputError):
    """The browser that the settings name is not a program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The browser {path}, set with OBJECTOR_BROWSER, is not a program that can be run. "
            "Correct the setting, or remove it to have a browser looked for."
        )


class EmptyReasonError(BadInputError):
    """No reason was given."""

    def __init__(self, templates: "tuple[str, ...]") -> None:
        super().__init__(
            "The reason is empty. Say in your own words how this use of your posts affects you, "
            f"or name a ready text: {', '.join(templates)}."
        )


class ReasonTooLongError(BadInputError):
    """The person's own reason is longer than the forms take."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"The reason has {length} characters and the forms take {longest}. Shorten it by {length - longest}.")


class ReasonTooShortError(BadInputError):
    """The person's own reason is shorter than the form takes."""

    def __init__(self, length: int, shortest: int) -> None:
        super().__init__(
            f"The reason has {length} characters, and this form refuses fewer than {shortest}, after the mailed code only. "
            f"Add {shortest - length}: what is known of you, where it comes from, and how it harms you."
        )


class OwnWordsNeededError(BadInputError):
    """A ready text, or none, was given where only the person's own words fit."""

    def __init__(self) -> None:
        super().__init__(
            "No ready text fits this form: it asks about information that others published about you. "
            "Say in your own words, with --reason, what it is, where it comes from, and how its use affects you."
        )


class UnknownReasonError(BadInputError):
    """A reason reads like the misspelt name of a ready text, not like a reason."""

    def __init__(self, reason: str, nearest: str) -> None:
        super().__init__(
            f"There is no ready text “{reason}”. Did you mean “{nearest}”? If these are your own words, write a sentence."
        )


class MalformedEmailError(BadInputError):
    """What was given as an email address isn't one."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(
            f"“{text}” is not an email address: {why.rstrip('.')}. "
            "Give the one that the account is registered with, such as name@example.org."
        )
