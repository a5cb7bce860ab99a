"""Every button of a page of questions leads somewhere."""

from zoneinfo import ZoneInfo

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Language
from monitor.web.survey.navigation import next_address, parse_number
from monitor.web.survey.reader import Reader

READER = Reader("/s/x", Language.DUTCH, Language.DUTCH, ZoneInfo("Europe/Amsterdam"), "/s")


@pytest.mark.parametrize(
    ("fields", "number", "address"),
    [
        ({"go": ["next"]}, 1, "/s/x/2?note"),
        ({"go": ["next"]}, 3, "/s/x/check?note"),
        ({"go": ["check"]}, 1, "/s/x/check?note"),
        ({"go": ["previous"]}, 1, "/s/x?note"),
        ({"go": ["previous"]}, 2, "/s/x/1?note"),
        ({"go": ["save"]}, 2, "/s/x/2?note"),
        ({}, 2, "/s/x/2?note"),
        ({"go": ["accessibility"]}, 2, "/s/accessibility?lang=nl"),
        ({"go": ["data"]}, 2, "/s/privacy?lang=nl"),
        ({"go": ["next"], "language": ["en"]}, 2, "/s/x/2?lang=en&note"),
        ({"go": ["next"], "language": ["xx"]}, 2, "/s/x/3?note"),
    ],
)
def test_a_button_leads_on(fields: dict[str, list[str]], number: int, address: str) -> None:
    assert next_address(fields, READER, number, total=3, extra="note") == address


@pytest.mark.parametrize("text", ["0", "4", "-1", "01", "1.0", "x", "", "٣", "9" * 5000])
def test_only_a_part_that_exists_has_a_number(text: str) -> None:
    assert parse_number("3", total=3) == 3
    with pytest.raises(NotFoundError):
        parse_number(text, total=3)
