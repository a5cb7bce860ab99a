"""The last second counts, and a form opened in time may still come in; wherever the server is."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from monitor.domain.planning import to_moment
from monitor.domain.round import GRACE
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.health import Health
from monitor.web.site import make_survey_app
from tests.factories import FakeClock, StoredRound, add_partnership, add_round
from tests.web.conftest import do_not_wait
from tests.web.visitor import Visitor, visible_text

A_SECOND = timedelta(seconds=1)
# The nights in which the clocks of Europe go forward and back.
NIGHTS = {
    "spring": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "autumn": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
}
# The zone of the machine, that of the installation, and what people are told of each night.
SERVERS = {
    "in the cloud": (
        "UTC",
        "Europe/Amsterdam",
        {"spring": "zondag 29 maart, 03:30 uur", "autumn": "zondag 25 oktober, 02:30 uur"},
    ),
    "at home": (
        "Europe/Amsterdam",
        "Europe/Amsterdam",
        {"spring": "zondag 29 maart, 03:30 uur", "autumn": "zondag 25 oktober, 02:30 uur"},
    ),
    "west": (
        "America/New_York",
        "America/New_York",
        {"spring": "zaterdag 28 maart, 21:30 uur", "autumn": "zaterdag 24 oktober, 21:30 uur"},
    ),
    "east": (
        "Pacific/Auckland",
        "Europe/Lisbon",
        {"spring": "zondag 29 maart, 02:30 uur", "autumn": "zondag 25 oktober, 01:30 uur"},
    ),
}


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine somewhere in the world."""
    name: str = request.param
    monkeypatch.setenv("TZ", SERVERS[name][0])
    time.tzset()
    yield name
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=NIGHTS)
def night(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def closing(context: Context, clock: FakeClock, night: str) -> StoredRound:
    """A round that closes in the night that the clock changes."""
    closes_at = NIGHTS[night]
    clock.set(closes_at - timedelta(days=7))
    partnership = add_partnership(context.unit_of_work, opens_at=clock.now()).partnership
    return add_round(
        context.unit_of_work, partnership, sequence=2, opens_at=clock.now(), closes_at=closes_at
    )


@pytest.fixture
def app(context: Context, server: str) -> TestClient:
    """The survey with the time zone of the installation."""
    settings = Settings(_env_file=None, timezone=SERVERS[server][1])
    health = Health(is_database_ok=True, schema_version="0004", is_schema_current=True)
    here = replace(context, time_zone=settings.zone)
    survey = make_survey_app(here, settings, lambda: health, do_not_wait)
    return TestClient(survey, follow_redirects=False)


@pytest.fixture
def visitors(app: TestClient, closing: StoredRound) -> list[Visitor]:
    return [Visitor(app, one.token) for one in closing.invited]


def test_the_deadline_is_told_in_the_time_of_the_installation(
    visitors: list[Visitor], server: str, night: str
) -> None:
    assert SERVERS[server][2][night] in visible_text(visitors[0].open().text)


# H11.
def test_what_is_sent_in_the_last_second_counts(
    visitors: list[Visitor], clock: FakeClock, context: Context, closing: StoredRound
) -> None:
    clock.set(closing.round.closes_at - A_SECOND)

    assert visitors[0].post("1", {"TRU1": "4"}).status_code == 303
    assert visitors[0].post("check", {"go": "send"}).status_code == 303

    assert sent(context, closing) == [{"TRU1": 4}]


# H11.
def test_a_form_that_was_opened_before_counts_until_the_grace_is_over(
    visitors: list[Visitor], clock: FakeClock, context: Context, closing: StoredRound
) -> None:
    opened, begun = visitors[:2]
    assert opened.open("1").status_code == 200
    assert begun.post("1", {"TRU1": "2"}).status_code == 303
    clock.set(closing.round.closes_at)

    assert begun.post("2", {"TRA1": "3"}).status_code == 303
    clock.set(closing.round.closes_at + GRACE - A_SECOND)
    for visitor in (opened, begun):
        assert visitor.post("3", {"GRO1": "5"}).status_code == 303
        assert visitor.post("check", {"go": "send"}).status_code == 303

    answers = sent(context, closing)
    assert sorted(answers, key=len) == [{"GRO1": 5}, {"TRU1": 2, "TRA1": 3, "GRO1": 5}]


def test_after_the_deadline_nobody_is_given_a_form_they_had_not_begun(
    visitors: list[Visitor], clock: FakeClock, closing: StoredRound
) -> None:
    clock.set(closing.round.closes_at)

    assert [visitors[0].open(page).status_code for page in ("", "1", "check")] == [404] * 3


# H11.
def test_after_the_grace_nothing_is_taken_and_what_was_typed_is_shown(
    visitors: list[Visitor], clock: FakeClock, context: Context, closing: StoredRound
) -> None:
    visitors[0].post("1", {"TRU1": "2"})
    visitors[0].post("check", {"go": "send"})
    clock.set(closing.round.closes_at + GRACE)

    refused = [visitor.post("1", {"TRU1": "5"}) for visitor in visitors[:2]]

    assert [answer.status_code for answer in refused] == [404, 404]
    assert all("5 – helemaal mee eens" in visible_text(answer.text) for answer in refused)
    assert sent(context, closing) == [{"TRU1": 2}]


@pytest.mark.parametrize(
    ("day", "moment"),
    [((2026, 3, 29), NIGHTS["spring"]), ((2026, 10, 25), NIGHTS["autumn"])],
    ids=["skipped", "twice"],
)
@pytest.mark.usefixtures("server")
def test_half_past_two_in_a_night_that_the_clock_changes_is_one_moment(
    day: tuple[int, int, int], moment: datetime
) -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")

    closes_at = to_moment(
        datetime(*day, tzinfo=UTC).date(), clock_time(2, 30), amsterdam, is_end=True
    )

    assert closes_at == moment


def sent(context: Context, closing: StoredRound) -> list[dict[str, int | None]]:
    with context.unit_of_work(reads_only=True) as unit:
        return [dict(each.answers) for each in unit.responses.sent_of(closing.round.id)]
