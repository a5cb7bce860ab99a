"""What a process writes down: in one form, and without what nobody may read there."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from monitor.logs import make_formatter, set_up_logging, take_over
from monitor.settings import Settings

TOKEN = "aB3_-kLmN0pQrStUvWxYz1234567890A"
ANSWER = "Wij vertrouwen elkaar niet meer"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Put back how this process logs."""
    root, own = logging.getLogger(), logging.getLogger("monitor")
    handlers, level = list(root.handlers), own.level
    is_silent = logging.getLogger("uvicorn.access").disabled
    yield
    root.handlers[:] = handlers
    own.setLevel(level)
    logging.getLogger("uvicorn.access").disabled = is_silent


def record(message: str, *values: object, error: Exception | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("monitor.worker", logging.ERROR, "f.py", 1, message, values, exc_info)


def failure() -> Exception:
    """An error as it comes about, with a message that nobody may read."""
    try:
        try:
            int(ANSWER)
        except ValueError as error:
            raise RuntimeError(f"about {ANSWER}") from error
    except RuntimeError as error:
        found = error
    return found


def test_the_monitor_tells_what_it_does_and_libraries_only_what_goes_wrong() -> None:
    logging.getLogger("monitor").setLevel(logging.NOTSET)

    set_up_logging()

    assert logging.getLogger("monitor").isEnabledFor(logging.INFO)
    assert not logging.getLogger("a.library").isEnabledFor(logging.INFO)


def test_setting_up_twice_writes_every_line_once() -> None:
    set_up_logging()
    before = len(logging.getLogger().handlers)

    set_up_logging(Settings(_env_file=None, log_format="json"))

    assert len(logging.getLogger().handlers) == before


def test_no_log_of_requests_is_kept() -> None:
    logging.getLogger("uvicorn.access").disabled = False

    set_up_logging()

    assert logging.getLogger("uvicorn.access").disabled


def test_a_line_of_text_says_when_how_bad_who_and_what() -> None:
    line = make_formatter("text").format(record("%s failed for %d", "Mail", 3))

    moment, said = line[:19], line[20:]
    assert datetime.fromisoformat(moment)
    assert said == "ERROR monitor.worker: Mail failed for 3"


def test_a_line_of_json_says_the_same_in_fields() -> None:
    line = make_formatter("json").format(record("Café %s", "“open”"))

    fields = json.loads(line)
    assert "\n" not in line
    assert datetime.fromisoformat(fields.pop("timestamp")).tzinfo
    assert fields == {"event": "Café “open”", "level": "error", "logger": "monitor.worker"}


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_error_tells_what_and_where_but_not_what_somebody_wrote(log_format: str) -> None:
    line = make_formatter(log_format).format(record("It failed", error=failure()))

    assert ANSWER not in line
    assert line.index("ValueError") < line.index("RuntimeError")
    assert "in failure" in line


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_no_link_and_no_address_of_a_person_is_in_a_line(log_format: str) -> None:
    line = make_formatter(log_format).format(
        record("GET /s/%s by %s from %s", TOKEN, "anna@voorbeeld.nl", "192.0.2.57")
    )

    assert TOKEN not in line
    assert "anna" not in line
    assert "192.0.2.57" not in line
    assert "GET /s/*** by ***@*** from 192.0.2.0/24" in line


def test_a_library_that_writes_by_itself_is_taken_over(capsys: pytest.CaptureFixture[str]) -> None:
    library = logging.getLogger("a.library.of.its.own")
    library.addHandler(logging.StreamHandler())
    library.propagate = False
    set_up_logging()

    take_over(library)
    library.warning("GET /s/%s", TOKEN)

    assert capsys.readouterr().err.endswith("WARNING a.library.of.its.own: GET /s/***\n")
