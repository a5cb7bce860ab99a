"""Links that do not work and a database that is away: nothing is told, nothing typed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from monitor.domain.errors import StorageUnavailableError
from monitor.domain.round import GRACE
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.manage_links import replace_link, withdraw_link
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork, UnitOfWorkFactory
from monitor.settings import Settings
from monitor.web.health import Health
from monitor.web.site import make_survey_app
from tests.factories import FakeClock, StoredPartnership, add_partnership
from tests.web.visitor import Visitor, visible_text

UNKNOWN = "A" * 32


class BrokenStorage:
    """Storage that works until it is told not to."""

    def __init__(self, working: UnitOfWorkFactory) -> None:
        self._working = working
        self.is_broken = False
        self.error: Exception = StorageUnavailableError()

    def __call__(self, *, reads_only: bool = False) -> UnitOfWork:
        if self.is_broken:
            raise self.error
        return self._working(reads_only=reads_only)

    def within(self, *_: object) -> "BrokenStorage":
        return self

    def forget_writes(self) -> None:
        self._working.forget_writes()


@pytest.fixture
def storage(context: Context) -> BrokenStorage:
    return BrokenStorage(context.unit_of_work)


@pytest.fixture
def breakable(
    context: Context, settings: Settings, storage: BrokenStorage, stored: StoredPartnership
) -> Visitor:
    """A visitor whose database can go away."""
    changed = replace(context, unit_of_work=storage)
    health = Health(is_database_ok=True, schema_version="1", is_schema_current=True)
    app = make_survey_app(changed, settings, lambda: health)
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
    return Visitor(client, stored.tokens[0])


def close_round(context: Context, stored: StoredPartnership) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()


# H23.
def test_every_unusable_link_gets_the_same_page(
    client: TestClient, context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    planned = add_partnership(
        context.unit_of_work, name="Later", opens_at=clock.now() + timedelta(days=1)
    )
    closed = add_partnership(context.unit_of_work, name="Klaar")
    close_round(context, closed)
    withdrawn, replaced = stored.invited[1:3]
    withdraw_link(context, withdrawn.invitation.id)
    replace_link(context, replaced.invitation.id)
    addresses = [
        f"/s/{UNKNOWN}",
        "/s/x",
        "/s/",
        f"/s/{'A' * 5000}",
        "/s/%00%FF",
        f"/s/{UNKNOWN}/1",
        f"/s/{UNKNOWN}/check?lang=en",
        f"/s/{planned.tokens[0]}",
        f"/s/{closed.tokens[0]}",
        f"/s/{closed.tokens[0]}/privacy",
        f"/s/{closed.tokens[0]}/copy",
        f"/s/{withdrawn.token}",
        f"/s/{withdrawn.token}/check",
        f"/s/{replaced.token}",
        f"/s/{stored.tokens[0]}/0",
        f"/s/{stored.tokens[0]}/7",
        f"/s/{stored.tokens[0]}/{'9' * 5000}",
        f"/s/{stored.tokens[0]}/1/2/3",
        f"/s/{stored.tokens[0]}/",
    ]

    answers = [client.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert "Deze link werkt niet" in answers[0].text
    assert "This link does not work" in answers[0].text


@pytest.mark.parametrize("page", ["", "1", "6", "check", "thanks", "privacy", "9", "x/y/z"])
def test_what_was_typed_into_an_unusable_link_is_shown_again(
    client: TestClient, context: Context, stored: StoredPartnership, page: str
) -> None:
    close_round(context, stored)
    typed = {"TRU1": "4", "T5.choice": "time", "O1": "Mijn <i>lange</i>\r\ntekst", "go": "next"}

    closed = Visitor(client, stored.tokens[0]).post(page, typed)
    unknown = Visitor(client, UNKNOWN).post(page, typed)

    assert closed.status_code == unknown.status_code == 404
    assert closed.content == unknown.content
    text = visible_text(closed.text)
    assert "Dit had u ingevuld Het is niet bewaard." in text
    assert "De andere partij doet wat we samen afspreken. 4 – mee eens" in text
    assert "Wat ontbreekt er?" not in text
    assert "tijd" in text
    assert "Mijn <i>lange</i> tekst" in text


def test_what_was_typed_is_shown_in_the_language_of_the_page_it_was_typed_on(
    client: TestClient,
) -> None:
    answer = Visitor(client, UNKNOWN).post("6", {"O1": "My text", "shown_in": "en"})

    assert '<div class="errors" lang="en"' in answer.text
    assert "This is what you had filled in" in answer.text


def test_a_round_that_closes_while_typing_still_takes_the_answers_for_a_while(
    visitor: Visitor, context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    visitor.post("1", {"TRU1": "4"})
    clock.set(stored.round.closes_at + GRACE - timedelta(seconds=1))

    assert visitor.post("2", {"TRA1": "3"}).status_code == 303
    assert read_checkin(context, visitor.token).response.answers == {"TRU1": 4, "TRA1": 3}

    clock.advance(timedelta(seconds=1))
    too_late = visitor.post("3", {"GRO1": "2"})
    assert too_late.status_code == 404
    assert "2 – niet mee eens" in visible_text(too_late.text)


def test_an_unavailable_database_shows_the_answers_and_offers_to_try_again(
    breakable: Visitor, storage: BrokenStorage
) -> None:
    storage.is_broken = True

    answer = breakable.post("6", {"X1": "4", "O1": "Regel 1\r\nRegel <2>", "go": "next"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    text = visible_text(answer.text)
    assert "4 – mee eens" in text
    assert "Regel 1 Regel <2>" in text
    assert '<input type="hidden" name="X1" value="4">' in answer.text
    assert "Probeer opnieuw" in text


def test_an_unavailable_database_is_logged_without_what_was_typed(
    breakable: Visitor, storage: BrokenStorage, caplog: pytest.LogCaptureFixture
) -> None:
    storage.is_broken = True

    breakable.post("6", {"O1": "Mijn tekst"})

    ours = [record for record in caplog.records if record.name.startswith("monitor")]
    assert [record.message for record in ours] == ["The survey could not reach the database."]
    assert "Mijn tekst" not in caplog.text


def test_an_unavailable_database_says_so_on_any_page(
    breakable: Visitor, storage: BrokenStorage
) -> None:
    storage.is_broken = True

    answer = breakable.open("1")

    assert answer.status_code == 503
    assert "We kunnen nu even niets bewaren" in answer.text
    assert "<form" not in answer.text


def test_a_mistake_of_ours_still_shows_the_answers(
    breakable: Visitor, storage: BrokenStorage
) -> None:
    storage.error = RuntimeError("secret detail")
    storage.is_broken = True

    answer = breakable.post("6", {"O1": "Mijn tekst"})

    assert answer.status_code == 500
    assert "Mijn tekst" in answer.text
    assert "secret detail" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
