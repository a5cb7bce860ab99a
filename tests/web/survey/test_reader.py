"""How one person reads the survey."""

from zoneinfo import ZoneInfo

import pytest

from monitor.domain.partnership import Language
from monitor.web.survey.reader import Reader
from tests.factories import NOW


def make_reader(language: Language = Language.DUTCH, own: Language = Language.DUTCH) -> Reader:
    return Reader("/s/token", language, own, ZoneInfo("Europe/Amsterdam"), "/s")


def test_only_another_language_is_carried_in_addresses() -> None:
    own, other = make_reader(), make_reader(Language.ENGLISH)

    assert own.link() == "/s/token"
    assert own.link("2", extra="saved=1") == "/s/token/2?saved=1"
    assert own.link("2", Language.ENGLISH) == "/s/token/2?lang=en"
    assert other.link("2", extra="saved=1") == "/s/token/2?lang=en&saved=1"
    assert other.link("2", Language.DUTCH) == "/s/token/2"


@pytest.mark.parametrize(
    ("names", "joined"),
    [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")],
)
def test_names_are_joined_as_people_do(names: list[str], joined: str) -> None:
    assert make_reader().join(names) == joined


def test_a_name_is_emphasised_and_never_markup() -> None:
    text = make_reader().rich("survey.start.for", party="<b>{party}</b>", partnership="{0}")

    assert "<strong>&lt;b&gt;{party}&lt;/b&gt;</strong>" in text
    assert "<strong>{0}</strong>" in text


def test_a_deadline_is_told_in_the_time_zone() -> None:
    assert make_reader().deadline(NOW) == {"day": "dinsdag 17 november", "clock": "10:30"}
