"""What some forms ask beyond country, email and reason: each detail with its question, and the check of its answer."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from objector.errors import BadInputError

PRODUCTS = ("facebook", "instagram", "threads", "messenger", "whatsapp", "meta-ai")
"""The products that a form may ask about."""


class EmptyDetailError(BadInputError):
    """A form asks something that was left empty."""

    def __init__(self, what: str, option: str) -> None:
        super().__init__(f"This form asks for {what}, and there is none. Give it with {option}.")


class UnaskedDetailError(BadInputError):
    """Something was given that the form doesn't ask."""

    def __init__(self, option: str, flow: str) -> None:
        super().__init__(f"The form “{flow}” doesn’t ask what {option} gives. Leave it out, or choose another form with --flow.")


class UnusableFileError(BadInputError):
    """The file that is to be uploaded can't be."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"The file “{path}” can’t be uploaded: {why}. Give the path of a picture of what you were shown.")


class UnknownProductError(BadInputError):
    """A product was named that the form knows nothing of."""

    def __init__(self, product: str) -> None:
        super().__init__(f"There is no product “{product}”. There are: {', '.join(PRODUCTS)}.")


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One thing that some forms ask. ``name`` is its key in an account's details, ``what`` how it is called in a sentence.

    ``check`` returns what is kept of an answer, or raises a BadInputError. ``usual`` is what counts when nothing is said, and
    a detail that is not ``needed`` may stay empty.
    """

    name: str
    what: str
    question: str
    check: Callable[[str], str]
    usual: str = ""
    needed: bool = True

    @property
    def option(self) -> str:
        """The option of “objector account add” that gives it."""
        return "--" + self.name.replace("_", "-")

    def checked(self, text: str) -> str:
        """Return what is kept of an answer, empty where none is needed; raises BadInputError."""
        given = text.strip() or self.usual
        if not given and self.needed:
            raise EmptyDetailError(self.what, self.option)
        return self.check(given) if given else ""


def check_file(text: str) -> str:
    """Return the absolute path of a file that can be read and is not empty; raises UnusableFileError."""
    try:
        path = Path(text).expanduser().absolute()
    except RuntimeError:
        raise UnusableFileError(text, "there is no such home folder") from None
    _read(path)
    return str(path)


def check_product(text: str) -> str:
    """Return the product's name as PRODUCTS has it; raises UnknownProductError."""
    name = "-".join(text.casefold().split())
    if name not in PRODUCTS:
        raise UnknownProductError(text)
    return name


FIRST_NAME = Detail(name="first_name", what="your first name", question="Your first name", check=str)
LAST_NAME = Detail(name="last_name", what="your surname", question="Your surname", check=str)
PROMPT = Detail(
    name="prompt",
    what="the prompt that brought the information up",
    question="What did you ask the AI, word for word, that brought your information up?",
    check=str,
)
EVIDENCE = Detail(
    name="evidence",
    what="a picture of the answer that shows your information",
    question="Path of a picture of the AI’s answer (empty: none; without one the platform mostly says no)",
    check=check_file,
    needed=False,
)
PRODUCT = Detail(
    name="product",
    what="the product that it is about",
    question=f"Which product is it about? ({', '.join(PRODUCTS)})",
    check=check_product,
    usual=PRODUCTS[0],
)


def check_details(flow: str, asked: Collection[Detail], given: Mapping[str, str]) -> dict[str, str]:
    """Return the details that the form asks, checked, without the empty ones.

    Raises UnaskedDetailError, EmptyDetailError and what a single one can be refused for.
    """
    names = {detail.name for detail in asked}
    for name, text in given.items():
        if text and name not in names:
            raise UnaskedDetailError("--" + name.replace("_", "-"), flow)
    kept = {detail.name: detail.checked(given.get(detail.name, "")) for detail in asked}
    return {name: text for name, text in kept.items() if text}


def shown_details(details: Mapping[str, str]) -> dict[str, str]:
    """Return the details as a person reads them: a file by its name and SHA-256; raises UnusableFileError."""
    return {name.replace("_", " "): _shown(name, text) for name, text in details.items()}


def _shown(name: str, text: str) -> str:
    if name != EVIDENCE.name:
        return text
    return f"{Path(text).name} (SHA-256 {sha256(_read(Path(text))).hexdigest()})"


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableFileError(str(path), (error.strerror or str(error)).lower()) from None
    if not data:
        raise UnusableFileError(str(path), "it is empty")
    return data
