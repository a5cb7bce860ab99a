"""Each of the forty promises is held by a test or a measurement that names its number."""

import re
from pathlib import Path

import pytest

from tests.acceptance.held import DOCUMENT, held_by_code, held_by_document, numbers_of
from tests.sources import python_files

NUMBERS = range(1, 41)
# A row of the table of the standard, and what can stand in it.
_ITEM = re.compile(r"^\| \d+\.\d+\.\d+.*$", re.MULTILINE)
_HELD = re.compile(r"`test_\w+`|promises? \d+|ruff rules|\*\*not met\*\*")


def test_every_promise_is_held_by_a_test_or_a_measurement() -> None:
    assert set(held_by_code()) == set(NUMBERS)


def test_the_document_names_the_very_tests_that_hold_each_promise() -> None:
    # `python -m tests.acceptance.held` writes them there.
    held = held_by_code()

    written = held_by_document()

    assert set(written) == set(NUMBERS)
    assert written == held


def test_every_test_that_the_document_names_exists() -> None:
    tests = {name for path in python_files("tests") for name in defined_in(path)}

    named = set(re.findall(r"`(test_\w+)`", DOCUMENT.read_text(encoding="utf-8")))

    assert named
    assert named - tests == set()


def test_every_item_of_the_standard_names_what_holds_it_or_says_that_it_is_not_met() -> None:
    rows = _ITEM.findall(DOCUMENT.read_text(encoding="utf-8"))

    assert rows
    assert [row for row in rows if not _HELD.search(row)] == []


def test_a_number_stands_above_a_function_and_its_decorators() -> None:
    source = "# H1.\n# H2.\n@pytest.mark.parametrize(\n    'a', [1]\n)\ndef test_it() -> None:\n"

    assert list(numbers_of(source)) == [(1, "test_it"), (2, "test_it")]


def test_a_number_above_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="H3"):
        list(numbers_of("# H3.\nVALUE = 1\n"))


def defined_in(path: Path) -> list[str]:
    """Return the names of the tests of a file."""
    return re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
