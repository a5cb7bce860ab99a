"""The pages of a check-in whatever is asked in it, and its calendar file."""

from dataclasses import replace

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from monitor.services.context import Context
from monitor.services.ports import NewRound
from tests.factories import NOW, TWO_WEEKS, StoredPartnership
from tests.factories import add_round as add_full_round
from tests.web.visitor import Visitor, visible_text


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is printed does not depend on it."""
    return sqlite_url


@pytest.fixture
def light(
    client: TestClient,
    context: Context,
    stored: StoredPartnership,
    monkeypatch: pytest.MonkeyPatch,
) -> Visitor:
    """Somebody with the link of a short check-in."""
    monkeypatch.setattr(
        "tests.factories.NewRound",
        lambda **values: replace(NewRound(**values), is_light=True),
    )
    opened = add_full_round(context.unit_of_work, stored.partnership, sequence=2)
    return Visitor(client, opened.invited[0].token)


def test_a_short_checkin_says_that_it_is_short(light: Visitor) -> None:
    text = visible_text(light.open().text)

    assert "Het zijn 4 vragen. Dat kost hooguit een paar minuten." in text
    assert "eigen woorden" not in text


def test_a_short_checkin_is_one_page_and_leads_to_the_overview(light: Visitor) -> None:
    page = light.open("1")

    assert "Deel 1 van 1" in page.text
    assert page.text.count("<legend>") == 4
    assert light.open("2").status_code == 404
    answer = light.post("1", {"TRU1": "4", "go": "next"})
    assert answer.headers["location"].split("?")[0] == light.address("check")


def test_a_short_checkin_is_sent_like_any_other(light: Visitor) -> None:
    light.answer_everything(parts=1)
    assert "U hebt alle vragen ingevuld." in light.open("check").text

    light.post("check", {"go": "send"})

    assert "Dank u wel" in light.open("thanks").text


@pytest.mark.parametrize(("sequence", "count"), [(1, 19), (2, 20), (3, 20), (4, 20)])
def test_the_question_of_the_round_is_asked(
    client: TestClient,
    context: Context,
    stored: StoredPartnership,
    sequence: int,
    count: int,
) -> None:
    if sequence == 1:
        visitor = Visitor(client, stored.tokens[0])
    else:
        opened = add_full_round(context.unit_of_work, stored.partnership, sequence=sequence)
        visitor = Visitor(client, opened.invited[0].token)

    visitor.answer_everything(parts=6)

    assert f"Het zijn {count} vragen" not in visitor.open().text
    assert f"{count}</b>" not in visitor.open("6").text
    assert visitor.open("6").text.count('<li class="on') == count


def test_the_calendar_file_holds_the_last_moment_and_no_link(visitor: Visitor) -> None:
    answer = visitor.open("closing.ics")

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="check-in-2026-Q4.ics"'
    assert [each.decoded("dtstart") for each in events] == [NOW + TWO_WEEKS]
    assert visitor.token.encode() not in answer.content


def test_the_calendar_file_is_linked_where_it_is_of_use(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})

    for page in ("", "thanks"):
        assert f'href="{visitor.address("closing.ics")}"' in visitor.open(page).text
