"""Looking into the mailboxes, before a batch begins, for what the platforms said of cases that are in doubt."""

from objector.filing.follow.answered import Answered
from objector.filing.follow.followup import Followup, Judgement, Question
from objector.filing.office import Office
from objector.mail.glimpse import glimpse


async def look_into_mail(office: Office) -> None:
    """Record what the mails tell for sure; what a person has to read is left to “objector follow”."""
    await Followup(office, _AsksNobody(office)).once()


class _AsksNobody:
    """Asks nobody (see ``objector.filing.follow.followup.Reader``)."""

    def __init__(self, office: Office) -> None:
        self._progress = office.progress

    async def judges(self, question: Question) -> Judgement | None:
        """Leave it for later."""
        text = f"a mail is left to you (objector follow): {question.why} ({glimpse(question.mail)})"
        self._progress.note(", ".join(question.accounts), text)
        return None

    def reads(self, mailbox: str, cases: int) -> None:
        """Tell whose mail is being read."""
        told = "1 account" if cases == 1 else f"{cases} accounts"
        self._progress.note(mailbox, f"looking for what the platforms have said about {told}")

    def answered(self, answered: Answered) -> None:
        """Tell what was recorded."""
        self._progress.note(answered.case.account, f"a mail of the platform settles it: {answered.told.answer}")

    def note(self, text: str) -> None:
        """Tell what the person should read."""
        self._progress.note("mail", text)
