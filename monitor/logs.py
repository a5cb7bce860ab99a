"""What the processes of the monitor write down about themselves, and what never ends up in it.

Every line goes through one formatter, also those of libraries: no personal link, password, cookie,
address of a person or whole address of a machine passes it. Of an error it keeps what and where,
without its message, which could hold what somebody wrote.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from monitor.masking import mask
from monitor.settings import Settings

_MOMENT = "%Y-%m-%d %H:%M:%S"
_Error = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up_logging(settings: Settings | None = None) -> None:
    """Log what the monitor does, and of the libraries only what goes wrong.

    Without settings, which may be wrong themselves, lines are plain text.
    """
    handler = _OurHandler()
    handler.setFormatter(make_formatter(settings.log_format if settings else "text"))
    root = logging.getLogger()
    for before in [each for each in root.handlers if isinstance(each, _OurHandler)]:
        root.removeHandler(before)
    root.addHandler(handler)
    logging.getLogger("monitor").setLevel(logging.INFO)
    # It would write the addresses of requests, which hold the tokens of personal links.
    logging.getLogger("uvicorn.access").disabled = True


def take_over_loggers() -> None:
    """Let all lines of libraries that write by themselves go through our formatter."""
    for name in list(logging.root.manager.loggerDict):
        take_over(logging.getLogger(name))


def take_over(logger: logging.Logger) -> None:
    """Let the lines of one logger go through our formatter."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True


def make_formatter(log_format: str) -> logging.Formatter:
    """Return what turns each record into one line: plain text, or a JSON document."""
    is_json = log_format == "json"
    moment: Processor = structlog.processors.TimeStamper(
        fmt="iso" if is_json else _MOMENT, utc=is_json
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            moment,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _describe_error,
            _mask_all,
            structlog.processors.JSONRenderer(ensure_ascii=False) if is_json else _write_line,
        ],
    )


class _OurHandler(logging.StreamHandler[TextIO]):
    """Writes to what is the error output at that moment.

    Known by its class, so that setting up twice does not write every line twice.
    """

    @property
    def stream(self) -> TextIO:
        """The error output."""
        return sys.stderr

    @stream.setter
    def stream(self, _value: TextIO) -> None:
        """Keep nothing."""


def _describe_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an error by what it is and where it was raised, and those that led to it."""
    error: _Error | None = event.pop("exc_info", None)
    if error is not None and error[1] is not None:
        event["exception"] = "\n".join(_causes_of(error[1]))
    return event


def _causes_of(error: BaseException) -> list[str]:
    """Return an error and what it came from, the first cause first."""
    described: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = "".join(traceback.format_tb(current.__traceback__))
        described.append(f"{type(current).__name__}\n{frames}".rstrip())
        is_hidden = current.__suppress_context__
        current = current.__cause__ or (None if is_hidden else current.__context__)
    return described[::-1]


def _mask_all(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: mask(value) if isinstance(value, str) else value for name, value in event.items()}


def _write_line(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    line = f"{event['timestamp']} {event['level'].upper()} {event['logger']}: {event['event']}"
    return f"{line}\n{event['exception']}" if "exception" in event else line
