"""The email address of an account."""

from email_validator import EmailNotValidError, validate_email

from objector.errors import MalformedEmailError


def check_email(text: str) -> str:
    """Return the address as it is typed into a form: without spaces around it, the domain in lower case.

    Only its form is checked (RFC 5321 and 5322, international addresses included); nobody is asked over the network.
    Raises MalformedEmailError.
    """
    try:
        # Addresses of a rehearsal end in .test, which is kept for such uses (RFC 2606).
        return validate_email(text.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise MalformedEmailError(text, str(error)) from None
