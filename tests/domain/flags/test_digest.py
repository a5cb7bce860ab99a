"""What is news to a manager, from when to when, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.flags.digest import (
    Digest,
    DigestId,
    News,
    NewsKind,
    PartnershipNews,
    ends_at,
    find_news,
    find_start,
    find_week,
    sort_news,
)
from monitor.domain.flags.view import view_worry
from monitor.domain.flags.worry import Snooze, Step, StepKind, Worry, WorryId, WorryKind, WorryState
from monitor.domain.mail import LetterState
from monitor.domain.partnership import ManagerId, PartnershipId
from monitor.domain.results import Severity
from tests.factories import make_partnership

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)
UNTIL = datetime(2026, 11, 23, 7, tzinfo=UTC)  # Eight o'clock in Amsterdam.
SINCE = UNTIL - timedelta(weeks=1)
WITHIN = SINCE + timedelta(days=3)


def make_worry(
    state: WorryState, *steps: Step, severity: Severity = Severity.WATCH, good: bool = False
) -> Worry:
    return Worry(
        id=WorryId(1),
        partnership_id=PartnershipId(1),
        kind=WorryKind.OVERDUE,
        severity=severity,
        state=state,
        opened_on=WITHIN.date(),
        changed_at=WITHIN,
        with_good_news=good,
        steps=steps,
    )


def found(state: WorryState = WorryState.NEW, at: datetime = WITHIN) -> Step:
    return Step(StepKind.FOUND, at, state=state)


def news_of(worry: Worry) -> NewsKind | None:
    return find_news(worry, SINCE, UNTIL, MONDAY)


def test_what_was_found_is_news() -> None:
    assert news_of(make_worry(WorryState.NEW, found())) is NewsKind.FOUND


def test_what_came_back_is_news() -> None:
    long_ago = found(at=SINCE - timedelta(days=90))
    again = found(WorryState.CAME_BACK)

    assert news_of(make_worry(WorryState.CAME_BACK, long_ago, again)) is NewsKind.CAME_BACK


def test_what_rested_long_enough_is_news() -> None:
    woken = Step(StepKind.WOKEN, WITHIN)

    assert news_of(make_worry(WorryState.TALKED, woken)) is NewsKind.WOKEN


def test_what_is_over_because_it_got_better_is_news() -> None:
    over = Step(StepKind.STATE, WITHIN, state=WorryState.CLOSED)

    assert news_of(make_worry(WorryState.CLOSED, over, good=True)) is NewsKind.GOOD


@pytest.mark.parametrize(
    "worry",
    [
        pytest.param(
            make_worry(WorryState.SEEN, found(), Step(StepKind.STATE, WITHIN, "Noor")),
            id="seen by somebody",
        ),
        pytest.param(
            make_worry(WorryState.TALKED, Step(StepKind.WOKEN, WITHIN, "Noor")),
            id="woken by somebody",
        ),
        pytest.param(
            make_worry(
                WorryState.CLOSED,
                Step(StepKind.STATE, WITHIN, "Noor", WorryState.CLOSED),
                good=False,
            ),
            id="closed by somebody",
        ),
        pytest.param(
            make_worry(WorryState.CLOSED, Step(StepKind.STATE, WITHIN, state=WorryState.CLOSED)),
            id="gone without getting better",
        ),
        pytest.param(
            make_worry(WorryState.NEW, Step(StepKind.FOUND, WITHIN, sequence=3)),
            id="found once more",
        ),
        pytest.param(
            make_worry(WorryState.NEW, found(at=SINCE - timedelta(seconds=1))), id="told before"
        ),
        pytest.param(make_worry(WorryState.NEW, found(at=UNTIL)), id="for the next one"),
        pytest.param(
            replace(
                make_worry(WorryState.NEW, found()),
                snooze=Snooze(MONDAY + timedelta(days=1), "Vakantie", "Noor"),
            ),
            id="resting",
        ),
    ],
)
def test_other_things_are_no_news(worry: Worry) -> None:
    assert news_of(worry) is None


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (UNTIL, MONDAY),
        (UNTIL + timedelta(hours=15), MONDAY),
        (UNTIL - timedelta(minutes=1), None),
        (UNTIL + timedelta(days=1), None),
        (UNTIL - timedelta(days=1), None),
    ],
)
def test_digests_are_made_on_mondays_from_eight_on(now: datetime, week: date | None) -> None:
    assert find_week(now, ZONE) == week


def test_eight_o_clock_is_local_in_summer_too() -> None:
    assert ends_at(date(2026, 7, 6), ZONE) == datetime(2026, 7, 6, 6, tzinfo=UTC)


def make_digest(state: LetterState) -> Digest:
    return Digest(
        DigestId(1),
        ManagerId(1),
        MONDAY - timedelta(weeks=3),
        SINCE - timedelta(weeks=9),
        "<a@b>",
        state,
    )


def test_the_first_digest_is_about_a_week() -> None:
    assert find_start(None, MONDAY, ZONE) == SINCE


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.CANCELLED])
def test_a_digest_goes_on_where_the_last_one_ended(state: LetterState) -> None:
    assert find_start(make_digest(state), MONDAY, ZONE) == UNTIL - timedelta(weeks=3)


@pytest.mark.parametrize("state", [LetterState.REFUSED, LetterState.WAITING])
def test_what_never_arrived_is_told_again(state: LetterState) -> None:
    last = make_digest(state)

    assert find_start(last, MONDAY, ZONE) == last.since


def make_news(name: str, *told: tuple[NewsKind, Severity]) -> PartnershipNews:
    partnership = make_partnership(name=name)
    news = [
        News(
            kind,
            view_worry(
                make_worry(WorryState.NEW, found(), severity=severity), partnership, [], MONDAY
            ),
        )
        for kind, severity in told
    ]
    return PartnershipNews(partnership, news)


def names(news: Sequence[PartnershipNews]) -> Sequence[str]:
    return [each.partnership.name for each in news]


def test_what_should_be_acted_on_comes_first_and_good_news_last() -> None:
    good = make_news("Anna", (NewsKind.GOOD, Severity.ACT))
    watch = make_news("Bas", (NewsKind.FOUND, Severity.WATCH))
    later, act = (make_news(name, (NewsKind.FOUND, Severity.ACT)) for name in ("Zeger", "carel"))

    assert names(sort_news([good, watch, later, act])) == ["carel", "Zeger", "Bas", "Anna"]


def test_good_news_and_worries_are_told_apart() -> None:
    both = make_news("Bas", (NewsKind.GOOD, Severity.ACT), (NewsKind.FOUND, Severity.WATCH))

    assert [each.kind for each in both.worries] == [NewsKind.FOUND]
    assert [each.kind for each in both.good] == [NewsKind.GOOD]
    assert not both.is_urgent
