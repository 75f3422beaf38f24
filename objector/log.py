"""What the program says to those who look for a fault: on standard error, with every known secret blotted out."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from objector.redact import Redactor


@dataclass
class _Choice:
    """How to log. Until the program has said so: warnings, and no secret is known yet."""

    level: int = logging.WARNING
    redactor: Redactor = field(default_factory=Redactor)
    ready: bool = False


_choice = _Choice()


class Log:
    """A logger by name: structlog's, which is imported at the first word that is to be said (it takes a tenth of a second)."""

    def __init__(self, name: str) -> None:
        self._name = name

    def debug(self, event: str, **fields: object) -> None:
        """Say what only someone who looks for a fault wants to know."""
        self._say(logging.DEBUG, event, fields)

    def info(self, event: str, **fields: object) -> None:
        """Say what happened."""
        self._say(logging.INFO, event, fields)

    def warning(self, event: str, **fields: object) -> None:
        """Say what may need a look."""
        self._say(logging.WARNING, event, fields)

    def error(self, event: str, **fields: object) -> None:
        """Say what went wrong; ``exc_info=True`` adds the traceback."""
        self._say(logging.ERROR, event, fields)

    def _say(self, level: int, event: str, fields: Mapping[str, object]) -> None:
        if level >= _choice.level:
            _ready_structlog().get_logger().bind(logger=self._name).log(level, event, **fields)


def get_logger(name: str) -> Log:
    """Return the logger of a module; ``name`` is its ``__name__``."""
    return Log(name)


def configure_logging(level: str, redactor: Redactor) -> None:
    """Log from this level on (debug, info, warning or error), readable on a terminal, otherwise a JSON document a line.

    What other libraries log through ``logging`` comes out the same way. Secrets that the redactor learns later count too.
    """
    _choice.level, _choice.redactor, _choice.ready = logging.getLevelNamesMapping()[level.upper()], redactor, False
    logging.basicConfig(level=_choice.level, handlers=[_Passing()], force=True)


def redacting(redactor: Redactor) -> Any:  # noqa: ANN401 - structlog's type, which is not imported here
    """Return the structlog processor that blots out what the redactor knows, in keys and values however deep."""

    def process(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {redactor(key): _redacted(value, redactor) for key, value in event.items()}

    return process


class _Passing(logging.Handler):
    """Hands what other libraries log to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        fields = {"exc_info": record.exc_info} if record.exc_info else {}
        Log(record.name)._say(record.levelno, record.getMessage(), fields)  # noqa: SLF001 - the levels of others vary


def _redacted(value: object, redactor: Redactor) -> object:
    if isinstance(value, str):
        return redactor(value)
    if isinstance(value, Mapping):
        return {redactor(str(key)): _redacted(item, redactor) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(item, redactor) for item in value]
    shown = value.decode(errors="replace") if isinstance(value, bytes | bytearray) else repr(value)
    blotted = redactor(shown)
    return value if blotted == shown else blotted


def _ready_structlog() -> Any:  # noqa: ANN401 - a module
    import structlog  # noqa: PLC0415 - see Log

    if not _choice.ready:
        _choice.ready = True
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                redacting(_choice.redactor),
                _renderer(),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(_choice.level),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
    return structlog


def _renderer() -> Any:  # noqa: ANN401 - either of two of structlog's
    import structlog  # noqa: PLC0415 - see Log

    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(ensure_ascii=False, default=repr)
