"""What a page can answer, or fail to, that ends a case's run."""

from datetime import timedelta

from objector.browser.address import without_query
from objector.browser.errors import StrayedError
from objector.errors import BadInputError, ExitCode, NeedsPersonError, ObjectorError
from objector.page.desk import Ask
from objector.page.look import Found
from objector.page.trouble import Trouble
from objector.typed import typed


class NotAvailableError(ObjectorError):
    """The platform doesn't offer this form to the account."""

    exit_code = ExitCode.REFUSED

    def __init__(self, words: str, remains: str = "") -> None:
        super().__init__(
            f"The platform says that this form is not available to the account: “{words}”. "
            + (remains or "“objector account add --help” names the other forms.")
        )
        self.words = words


class RefusedError(ObjectorError):
    """The platform refused the objection."""

    exit_code = ExitCode.REFUSED

    def __init__(self, words: str) -> None:
        super().__init__(
            f"The platform refused the objection: “{words}”. You can complain to your data protection authority (GDPR Art. 77)."
        )


class RateLimitedError(ObjectorError):
    """The platform wants to be left alone for a while."""

    exit_code = ExitCode.RATE_LIMITED

    def __init__(self, words: str, wait: timedelta | None = None) -> None:
        long = f"at least {wait}" if wait else "some hours"
        super().__init__(f"The platform says: “{words}”. Wait {long} before you try this platform again.")
        self.wait = wait


class SiteDownError(ObjectorError):
    """The site's server fails, or is down for maintenance."""

    def __init__(self, address: str, status: int, title: str) -> None:
        super().__init__(
            f"{address} is down: its server answered {status} every time (“{title}”). Nothing was sent. Try again in an hour."
        )


class PageRefusedError(ObjectorError):
    """The site answers an address with an error of its own, such as 404, and no words that objector knows."""

    exit_code = ExitCode.REFUSED

    def __init__(self, address: str, status: int, title: str) -> None:
        super().__init__(
            f"The site answered {address} with error {status} (“{title}”). Nothing was sent. "
            "Open the address in your own browser; if the form has moved, update objector."
        )


class FiledEarlierError(Exception):
    """The site says, in these words at this address, that the objection was made before. Ends the flow, not a failure."""

    def __init__(self, words: str, address: str) -> None:
        super().__init__(words)
        self.words = words
        self.address = address


class StuckError(NeedsPersonError):
    """The same thing came between again and again."""

    def __init__(self, kind: str, address: str) -> None:
        super().__init__(
            f"The site shows {address} ({kind.replace('_', ' ')}) again and again, whatever objector answers. "
            "File this account with --headed and look what it wants."
        )


class InDoubtError(ObjectorError):
    """Something was submitted and no answer was seen: it may have been received."""

    exit_code = ExitCode.IN_DOUBT

    def __init__(self, account: str, why: str) -> None:
        command = f"objector resolve {typed(account)}"
        super().__init__(
            f"It is in doubt whether the objection of “{account}” was received: {why.rstrip('.')}. "
            f"Look for a mail of the platform, then say “{command} filed” or “{command} not-filed”. "
            "Nothing is sent again unless you do."
        )


class NoAnswerError(Exception):
    """The page did not move after something was submitted. Becomes InDoubtError where the account is known."""


class NotAgreedError(NeedsPersonError):
    """The page asked something before it would send anything, and a program does not agree to that; nothing was sent."""

    def __init__(self, words: str, address: str) -> None:
        super().__init__(
            f"Before it sends anything, the form on {address} asks “{words}”, which objector does not agree to by itself. "
            "Nothing was sent. Fill it in by hand in your own browser if that is what you want."
        )


class SentElsewhereError(StrayedError):
    """The form was about to send the answers to an origin that the flow doesn't list; they were stopped, and nothing was sent."""

    def __init__(self, address: str, elsewhere: str, origins: tuple[str, ...]) -> None:
        self.address = elsewhere
        ObjectorError.__init__(
            self,
            f"The form on {address} sends what is filled in to {without_query(elsewhere)}, "
            f"which is none of {', '.join(origins)}. objector stopped that, "
            "and nothing was sent. Look at the form in your own browser; if the platform has moved, update objector.",
        )


class EntryRefusedError(NeedsPersonError):
    """The site did not accept an entry; nothing was submitted."""

    def __init__(self, words: str) -> None:
        super().__init__(f"The site did not accept an entry: “{words}”. Correct it with “objector account add”, then file again.")


class FieldNotFoundError(NeedsPersonError):
    """The form was not understood well enough to fill it; nothing was sent."""

    def __init__(self, what: str, address: str, trouble: "Trouble | None" = None) -> None:
        super().__init__(
            f"objector can't tell {what} on {address}, and never guesses. Nothing was sent. "
            "File this account with --headed and fill it in the window, or by hand in your own browser."
        )
        self.trouble = trouble or Trouble(ask=Ask.STEP, values={"detail": what})


class TooLongError(FieldNotFoundError):
    """The form takes fewer characters than an answer has; nothing is cut, and nothing was sent."""

    def __init__(self, label: str, length: int, limit: int, trouble: "Trouble") -> None:
        NeedsPersonError.__init__(
            self,
            f"“{label}” takes {limit} characters at most, and the answer has {length}. Nothing was cut, and nothing was sent. "
            "Shorten it with “objector account add”, then file again.",
        )
        self.trouble = trouble


class CodeBoxNotFoundError(NeedsPersonError):
    """The site asks for the mailed code, and the box for it was not found; the form itself was submitted."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"objector can't tell where the code goes on {address}. The form was submitted, but without the code it is not "
            "processed. Run “objector file” again with --headed and point at the box, or enter the code there by hand."
        )


class CodeButtonNotFoundError(NeedsPersonError):
    """The mailed code is typed in, and what hands it in was not found; the form itself was submitted."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"objector can't tell which button hands the code in on {address}. The form was submitted, but without the code it "
            "is not processed. Run “objector file” again with --headed and point at the button, or enter the code there by hand."
        )


class UnansweredError(NeedsPersonError):
    """The form asks something, as a required field, that objector has no answer for; nothing was sent."""

    def __init__(self, found: Found, address: str) -> None:
        label = found.label
        super().__init__(
            f"The form on {address} requires an answer to “{label}”, which objector has none for. Nothing was sent. "
            "File this account with --headed and answer it in the window."
        )
        self.trouble = Trouble(ask=Ask.QUESTION, found=found, values={"label": label})


class NoFormError(NeedsPersonError):
    """The page doesn't show a form that objector recognises."""

    def __init__(self, address: str, title: str) -> None:
        super().__init__(
            f"{address} shows no form that objector recognises (the page is called “{title}”). Nothing was sent. "
            "Look at it with --headed, or try again later."
        )
        self.trouble = Trouble(ask=Ask.FORM)


class UnfinishedPageError(NoFormError):
    """The page never finishes loading, and what there is of it is no form."""

    def __init__(self, address: str) -> None:
        NeedsPersonError.__init__(
            self,
            f"{address} never finishes loading, and what there is of it shows no form. Nothing was sent. "
            "Try again later; if it stays so, open it in your own browser.",
        )
        self.trouble = Trouble(ask=Ask.FORM)


class WithdrawalError(NeedsPersonError):
    """The page takes an objection back rather than making one; nothing was sent."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"This page withdraws an objection, it does not make one: {address}. Nothing was sent. "
            "Look at it in your own browser; if the form to object has moved, update objector."
        )


class SignInRefusedError(NeedsPersonError):
    """The site did not take the stored password or second factor."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"The site did not take the stored sign-in: “{words}”. It was tried once only. "
            "Sign in by hand with “objector sign-in ACCOUNT”."
        )


class CodeRefusedError(NeedsPersonError):
    """Three codes were refused."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"The site refused three codes, the last time with “{words}”. Without the code the objection is not processed; "
            "run “objector file” again to ask for a new one."
        )


class DeclinedError(BadInputError):
    """The person looked at the review and said no; nothing was sent."""

    def __init__(self) -> None:
        super().__init__("Not submitted: the review was declined. Nothing was sent; change the account and file again.")


class DryRunError(Exception):
    """Everything is filled and kept, and by --dry-run nothing is submitted. Ends the flow, not a failure."""
