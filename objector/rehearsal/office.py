"""What the sites do with an objection once it has reached them."""

import secrets
from dataclasses import dataclass

from starlette.requests import Request

from objector.rehearsal.between import Interrupter, Step, refusal
from objector.rehearsal.forms import Form
from objector.rehearsal.mails import Addressee, code_mail, decision_mail, link_mail
from objector.rehearsal.received import Answers, Filed, Kind
from objector.rehearsal.scenario import Confirms, Engine, Position, Version
from objector.rehearsal.town import Town
from objector.rehearsal.visit import FormVisit
from objector.rehearsal.wording import texts

LINK_PATH = "/help/contact/confirm/"
"""Where a mailed link leads, on the form's own host."""


@dataclass(frozen=True)
class Submission:
    """An objection that waits for its code or link."""

    form: Form
    answers: Answers
    fields: dict[str, str]


class Office:
    """Takes objections in, sends codes for them, and files them."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._waiting: dict[str, Submission] = {}
        self._verified: set[str] = set()
        self._interrupter = Interrupter(town)

    def submit(self, visit: FormVisit, answers: Answers, fields: dict[str, str]) -> Step:
        """Take an objection in: file it, or ask for what is still missing."""
        self._town.record(Kind.SUBMISSION, visit.request, fields)
        return self._interrupter.answer(visit, Position.SUBMIT, lambda: self._take(visit, answers, fields))

    def _take(self, visit: FormVisit, answers: Answers, fields: dict[str, str]) -> Step:
        if visit.scenario.rate_limited:
            return refusal(visit, "too_often")
        if not _complete(visit, answers):
            return refusal(visit, "went_wrong")
        submission = Submission(visit.form, answers, fields)
        if visit.scenario.captcha:
            return {"step": "captcha", "token": self._keep(submission)}
        return self._accept(visit, submission)

    def pass_captcha(self, visit: FormVisit, token: str, fields: dict[str, str]) -> Step:
        """Go on with an objection after a person has passed the check."""
        self._town.record(Kind.CAPTCHA, visit.request, fields)
        return self._accept(visit, self._waiting[token])

    def _accept(self, visit: FormVisit, submission: Submission) -> Step:
        long = visit.scenario.version is Version.LONG
        if visit.scenario.confirms_by is Confirms.LINK:
            return self._send_link(visit, submission)
        if long and visit.engine is not Engine.WIZARD:
            return self._ask_for_code(visit, submission)
        if long and _request(visit, submission.answers.email) not in self._verified:
            return refusal(visit, "went_wrong")
        return self._file(visit, submission)

    def _ask_for_code(self, visit: FormVisit, submission: Submission) -> Step:
        self._send_code(visit, submission.answers.email)
        text = texts(visit.language)["code_text"].format(email=submission.answers.email)
        return {"step": "code", "token": self._keep(submission), "text": text}

    def _send_link(self, visit: FormVisit, submission: Submission) -> Step:
        email = submission.answers.email
        home = submission.form.address.partition(".com/")[0]
        mail = link_mail(
            self._addressee(visit, email), f"{home}.com{LINK_PATH}?token={self._keep(submission)}", self._town.random
        )
        self._town.post.send(mail, visit.scenario.mail_delay)
        words = texts(visit.language)
        return {"step": "link", "title": words["link_title"], "text": words["link_text"].format(email=email)}

    def open_link(self, request: Request, token: str) -> bool:
        """File the objection that the link stands for; tell whether it stands for one still."""
        submission = self._waiting.pop(token, None)
        if submission:
            self._file(self._town.form_visit(request, submission.form), submission)
        return submission is not None

    def _send_code(self, visit: FormVisit, email: str) -> None:
        code = self._town.codes.issue(_request(visit, email))
        mail = code_mail(self._addressee(visit, email), code, self._town.random)
        self._town.post.send(mail, visit.scenario.mail_delay)

    def hand_in_code(self, visit: FormVisit, handed_in: tuple[str, str], fields: dict[str, str]) -> Step:
        """File an objection if the code is right: ``handed_in`` is the objection's token, then the code."""
        self._town.record(Kind.CODE, visit.request, fields)
        return self._interrupter.answer(visit, Position.CODE, lambda: self._check(visit, handed_in))

    def _check(self, visit: FormVisit, handed_in: tuple[str, str]) -> Step:
        token, code = handed_in
        submission = self._waiting[token]
        if not self._town.codes.redeem(_request(visit, submission.answers.email), code):
            return _wrong_code(visit)
        return self._file(visit, submission)

    def request_code(self, visit: FormVisit, email: str, fields: dict[str, str]) -> Step:
        """Send a code before anything is submitted."""
        self._town.record(Kind.CODE_REQUEST, visit.request, fields)
        self._send_code(visit, email)
        return {"step": "sent"}

    def resend_code(self, visit: FormVisit, token: str, fields: dict[str, str]) -> Step:
        """Send a new code for an objection that waits for one; the code before is no longer good."""
        self._town.record(Kind.CODE_REQUEST, visit.request, fields)
        self._send_code(visit, self._waiting[token].answers.email)
        return {"step": "sent"}

    def verify_code(self, visit: FormVisit, handed_in: tuple[str, str], fields: dict[str, str]) -> Step:
        """Verify an address before anything is submitted: ``handed_in`` is the address, then the code."""
        self._town.record(Kind.CODE, visit.request, fields)
        return self._interrupter.answer(visit, Position.CODE, lambda: self._verify(visit, handed_in))

    def _verify(self, visit: FormVisit, handed_in: tuple[str, str]) -> Step:
        email, code = handed_in
        request = _request(visit, email)
        if not self._town.codes.redeem(request, code):
            return _wrong_code(visit)
        self._verified.add(request)
        return {"step": "verified"}

    def _file(self, visit: FormVisit, submission: Submission) -> Step:
        answers = submission.answers
        self._town.record(Kind.FILED, visit.request, submission.fields)
        filed = Filed(
            platform=visit.platform, form=visit.form.number, account=visit.account, answers=answers, at=self._town.clock()
        )
        self._town.filed.append(filed)
        mail = decision_mail(self._addressee(visit, answers.email), self._town.random)
        self._town.post.send(mail, visit.scenario.mail_delay)
        words, name = texts(visit.language), "receipt" if visit.engine is Engine.WIZARD else "thanks"
        return {"step": "done", "title": words[f"{name}_title"], "text": words[f"{name}_text"]}

    def _keep(self, submission: Submission) -> str:
        token = secrets.token_hex(16)
        self._waiting[token] = submission
        return token

    def _addressee(self, visit: FormVisit, email: str) -> Addressee:
        return Addressee(email, visit.platform, visit.language, self._town.clock())


def _request(visit: FormVisit, email: str) -> str:
    return f"{visit.form.number} {visit.account} {email}"


def _complete(visit: FormVisit, answers: Answers) -> bool:
    long = visit.scenario.version is Version.LONG
    return "@" in answers.email and (not long or bool(answers.country and answers.reason))


def _wrong_code(visit: FormVisit) -> Step:
    return {"step": "wrong", "text": texts(visit.language)["code_wrong"]}
