"""Somebody goes back to a page that was sent, and sends it again as it stood there."""

import re
from datetime import timedelta

from starlette.testclient import TestClient

from monitor.domain.round import GRACE
from monitor.services.context import Context
from tests.factories import FakeClock, StoredPartnership
from tests.web.visitor import Visitor, visible_text


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def sent(context: Context, stored: StoredPartnership) -> list[dict[str, int | None]]:
    """Return the answers of every response of the round; one that is not sent fails."""
    with context.unit_of_work(reads_only=True) as uow:
        responses = uow.responses.sent_of(stored.round.id)
        assert uow.responses.count(stored.round.id) == len(responses)
    return [dict(each.answers) for each in responses]


# H5.
def test_who_goes_back_and_sends_again_changes_the_one_response(
    visitor: Visitor, context: Context, stored: StoredPartnership
) -> None:
    questions = version_on(visitor.open("1").text)
    visitor.post("1", {"TRU1": "4", "version": questions, "go": "check"})
    overview = version_on(visitor.open("check").text)
    visitor.post("check", {"version": overview, "go": "send"})

    # A browser that goes back shows the form as it was, with the version of then.
    changed = visitor.post("1", {"TRU1": "2", "version": questions, "go": "check"})
    again = visitor.post("check", {"version": overview, "go": "send"})

    assert (changed.status_code, again.status_code) == (303, 303)
    assert again.headers["location"].startswith(visitor.address("thanks"))
    assert visitor.client.get(again.headers["location"]).status_code == 200
    assert sent(context, stored) == [{"TRU1": 2}]


# H5.
def test_who_goes_back_after_the_deadline_gets_a_friendly_page_and_changes_nothing(
    client: TestClient, context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    visitor = Visitor(client, stored.tokens[0])
    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})
    clock.set(stored.round.closes_at + GRACE + timedelta(seconds=1))

    changed = visitor.post("1", {"TRU1": "2", "go": "check"})
    again = visitor.post("check", {"go": "send"})

    assert (changed.status_code, again.status_code) == (404, 404)
    assert "Deze link werkt niet" in visible_text(changed.text)
    assert "2 – niet mee eens" in visible_text(changed.text)
    assert sent(context, stored) == [{"TRU1": 4}]
