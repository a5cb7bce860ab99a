"""The page of check-ins: open one, follow it, hand out its links, close it."""

from datetime import date, timedelta

import pandas as pd
import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.domain.round import Quarter, RoundState
from monitor.i18n.catalogue import translator
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.results.partnership_view import read_checkins
from tests.factories import FakeClock
from tests.pages.conftest import OpenPage
from tests.seeding import add_closed_round, answer_all, make_partnership, open_checkin

t = translator(Language.ENGLISH)
OPEN = "FormSubmitter:checkins.open"
CLOSE, CLOSE_DO = "checkins.close", "checkins.close_do"
UNLINK, UNLINK_DO = "checkins.unlink", "checkins.unlink_do"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=6)


def test_without_a_checkin_there_is_a_form_to_open_one(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_page("checkins", id=str(partnership.id))

    assert t("pages.checkin.heading", quarter="Q4 2026") in screen.text
    assert t("pages.checkin.none_open") in screen.text
    assert t("pages.checkin.new_help", n=12) in screen.text
    assert screen.app.date_input(key="checkins.last_day").value == date(2026, 12, 5)
    assert t("pages.rounds.none") in screen.text


def test_the_form_opens_a_checkin_until_the_end_of_the_chosen_day(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("checkins", id=str(partnership.id))
    screen.app.date_input(key="checkins.last_day").set_value(date(2026, 11, 27))

    screen.press(OPEN)

    opened = read_checkins(context, partnership.id).current
    assert opened is not None
    assert opened.quarter == Quarter(2026, 4)
    assert opened.closes_at.isoformat() == "2026-11-27T22:59:00+00:00"
    assert t("pages.checkin.open_until", day="Friday 27 November") in screen.text
    assert t("pages.checkin.step.invited_note", n=12) in screen.text


def test_a_day_that_is_over_is_refused_and_stays_as_it_was_chosen(
    open_page: OpenPage, partnership: Partnership, clock: FakeClock, context: Context
) -> None:
    screen = open_page("checkins", id=str(partnership.id))
    screen.app.date_input(key="checkins.last_day").set_value(date(2026, 11, 17))
    # The page stayed open until after midnight in Amsterdam.
    clock.advance(timedelta(hours=14))

    screen.press(OPEN)

    assert t("pages.checkin.day_past") in screen.errors
    assert screen.app.date_input(key="checkins.last_day").value == date(2026, 11, 17)
    assert read_checkins(context, partnership.id).current is None


def test_a_second_checkin_is_refused_when_a_colleague_was_first(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("checkins", id=str(partnership.id))
    open_checkin(context, partnership)

    screen.press(OPEN)

    assert len(read_checkins(context, partnership.id).rounds) == 1


def test_progress_is_counted_per_party_and_names_nobody(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    opened = open_checkin(context, partnership)
    answer_all(context, opened.municipality[:4], {})
    answer_all(context, opened.initiative[:2], {})

    screen = open_page("checkins", id=str(partnership.id))

    assert "4 of 6 people enough to show" in screen.text
    assert "2 of 6 people not enough to show" in screen.text
    assert t("ui.response.minimum", count=3) in screen.text
    assert "Gemeente 1" not in screen.text


def test_a_small_side_is_not_counted(open_page: OpenPage, context: Context) -> None:
    small = make_partnership(context, "Klein", people=4)
    opened = open_checkin(context, small)
    answer_all(context, opened.municipality[:3], {})

    screen = open_page("checkins", id=str(small.id))

    assert "of 4" not in screen.text
    assert t("ui.response.enough") in screen.text


def test_closing_asks_first_and_then_releases_the_results(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    opened = open_checkin(context, partnership)
    answer_all(context, opened.tokens, {})
    screen = open_page("checkins", id=str(partnership.id))

    screen.press(CLOSE)
    assert t("pages.checkin.close_help") in screen.text
    assert read_checkins(context, partnership.id).current is not None

    screen.press(CLOSE, CLOSE_DO)
    assert read_checkins(context, partnership.id).current is None
    assert t("pages.checkin.none_open") in screen.text
    assert rows_of_rounds(screen.app.table[0].value) == [("Q4 2026", "closed")]
    with context.unit_of_work(reads_only=True) as unit:
        assert len(unit.releases.list_of(partnership.id)) == 1


def test_closing_what_a_colleague_closed_is_no_failure(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    opened = open_checkin(context, partnership)
    screen = open_page("checkins", id=str(partnership.id))
    screen.press(CLOSE)
    close_round(context, opened.id)

    screen.press(CLOSE, CLOSE_DO)

    assert t("pages.checkin.none_open") in screen.text


def test_unlinking_asks_first_and_cannot_be_undone(open_page: OpenPage, context: Context) -> None:
    linked = make_partnership(context, "Westerdal", people=3, is_linked=True)
    screen = open_page("checkins", id=str(linked.id), part="privacy")
    assert t("pages.linked.lead") in screen.text

    screen.press(UNLINK)
    assert t("pages.linked.stop_help") in screen.text
    assert read_checkins(context, linked.id).is_linked

    screen.press(UNLINK, UNLINK_DO)
    assert not read_checkins(context, linked.id).is_linked
    assert t("pages.linked.title") not in screen.text
    assert UNLINK not in [button.key for button in screen.app.button]


def test_unlinking_can_be_called_off(open_page: OpenPage, context: Context) -> None:
    linked = make_partnership(context, "Westerdal", people=3, is_linked=True)
    screen = open_page("checkins", id=str(linked.id), part="privacy")
    screen.press(UNLINK)

    screen.press(UNLINK, "checkins.unlink_cancel")

    assert read_checkins(context, linked.id).is_linked


def test_an_unlinked_partnership_offers_no_linking_afterwards(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_page("checkins", id=str(partnership.id), part="privacy")

    assert t("pages.linked.title") not in screen.text
    assert UNLINK not in [button.key for button in screen.app.button]
    assert len(screen.app.checkbox) == 0


def test_after_the_deadline_it_says_that_results_come_by_themselves(
    open_page: OpenPage, partnership: Partnership, context: Context, clock: FakeClock
) -> None:
    open_checkin(context, partnership)
    clock.advance(timedelta(days=14, minutes=5))

    screen = open_page("checkins", id=str(partnership.id))

    assert t("pages.checkin.grace") in screen.text
    state = t(f"pages.rounds.state.{RoundState.GRACE.value}")
    assert rows_of_rounds(screen.app.table[0].value) == [("Q4 2026", state)]


def test_all_checkins_are_listed_newest_first_in_the_readers_language(
    open_page: OpenPage, partnership: Partnership, context: Context, clock: FakeClock
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    open_checkin(context, partnership)

    screen = open_page("checkins", Language.DUTCH, id=str(partnership.id))

    assert rows_of_rounds(screen.app.table[0].value) == [
        ("1e kwartaal 2027", "open"),
        ("4e kwartaal 2026", "gesloten"),
    ]
    assert "Open tot en met dinsdag 2 maart." in screen.text


def rows_of_rounds(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return quarter and state of each row."""
    return [(str(row.iloc[0]), str(row.iloc[-1])) for _, row in table.iterrows()]
