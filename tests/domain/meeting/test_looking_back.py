"""What a meeting looks back on: the register as it was for that meeting."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.meeting.looking_back import Moments, find_moments, look_back, stand_at
from monitor.domain.register.agreement import AgreementState
from tests.domain.meeting.making import AN_HOUR, make_meeting, rewrite, write
from tests.factories import NOW, make_agreement

BEFORE, AFTER = NOW - AN_HOUR, NOW + AN_HOUR
OPEN = make_agreement()
DONE = replace(OPEN, state=AgreementState.DONE)
AT_THE_MEETING = Moments(made_by=NOW, stands_at=AFTER)


def test_a_meeting_that_is_prepared_looks_back_from_now() -> None:
    assert find_moments(make_meeting(began_at=None), NOW, None) == Moments(NOW, NOW)


def test_a_meeting_that_runs_knows_what_was_there_as_it_began_and_how_that_stands_now() -> None:
    assert find_moments(make_meeting(), AFTER, None) == Moments(NOW, AFTER)


def test_a_meeting_that_is_over_knows_nothing_of_what_came_after_its_end() -> None:
    over = make_meeting(ended_at=AFTER)

    assert find_moments(over, AFTER + timedelta(days=400), None) == Moments(NOW, AFTER)


def test_a_meeting_about_an_older_round_leaves_out_what_came_after_the_next_one() -> None:
    assert find_moments(make_meeting(), AFTER, BEFORE) == Moments(BEFORE, AFTER)


def test_the_closing_of_the_next_round_changes_nothing_of_a_meeting_that_began_before() -> None:
    over = make_meeting(ended_at=AFTER)

    assert find_moments(over, NOW + timedelta(days=99), NOW + timedelta(days=90)) == Moments(
        NOW, AFTER
    )


def test_the_newest_round_without_a_meeting_stands_as_it_is_now() -> None:
    assert find_moments(None, NOW, None) == Moments(NOW, NOW)


def test_an_older_round_without_a_meeting_stands_as_it_was_when_the_next_closed() -> None:
    assert find_moments(None, NOW, BEFORE) == Moments(BEFORE, BEFORE)


def test_what_was_written_after_the_meeting_began_is_left_out() -> None:
    early, late = write(OPEN, at=BEFORE), write(OPEN, number=2, at=NOW + timedelta(seconds=1))

    assert look_back([early, late], AT_THE_MEETING) == [early]


def test_what_was_written_in_another_meeting_of_the_same_day_is_told() -> None:
    this_morning = write(OPEN, at=NOW - timedelta(minutes=1))

    assert look_back([this_morning], AT_THE_MEETING) == [this_morning]


def test_what_is_told_stands_as_it_did_when_the_meeting_ended() -> None:
    first = write(OPEN)
    during = rewrite(first, DONE, NOW + timedelta(minutes=5))
    later = rewrite(during, OPEN, AFTER + timedelta(minutes=5))

    assert look_back([first, during, later], AT_THE_MEETING) == [during]


def test_what_was_taken_away_since_is_told_nowhere() -> None:
    first = write(OPEN)
    removed = rewrite(first, OPEN, AFTER + timedelta(days=1), is_removed=True)

    assert look_back([first, removed], AT_THE_MEETING) == []


def test_what_was_away_at_the_time_is_not_told_when_it_is_back() -> None:
    first = write(OPEN)
    removed = rewrite(first, OPEN, BEFORE, is_removed=True)
    back = rewrite(removed, OPEN, AFTER + timedelta(days=1))

    assert look_back([first, removed, back], AT_THE_MEETING) == []


def test_a_moment_before_the_first_version_knows_nothing() -> None:
    first = write(OPEN, at=NOW)

    assert stand_at([first], BEFORE) == []
    assert stand_at([first], NOW) == [first]


def test_records_keep_the_order_in_which_they_were_made() -> None:
    one, two = write(OPEN, at=BEFORE), write(OPEN, number=2, at=BEFORE)
    one_again = rewrite(one, DONE, NOW)

    assert stand_at([one, one_again, two], NOW) == [one_again, two]
