"""A worry as it is shown: with the round that it is told from."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.flags import life
from monitor.domain.flags.view import view_worry
from monitor.domain.flags.worry import Basis, WorryKind
from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import Dimension
from tests.domain.flags.worries import NOOR, flag, make_worry, release_with
from tests.factories import TODAY, make_partnership

PARTNERSHIP = make_partnership()


def test_a_worry_is_told_from_the_newest_round_that_has_its_flag() -> None:
    releases = [release_with(flag()), release_with(flag(), sequence=2), release_with(sequence=3)]

    view = view_worry(make_worry(sequences=(1, 2)), PARTNERSHIP, releases, TODAY)

    assert view.flag == flag()
    assert view.releases == releases[:2]
    assert view.guideline == "D1"


def test_a_light_round_stands_only_beside_full_ones_where_it_tells_the_worry() -> None:
    silence = flag(dimension=None)
    light = release_with(flag(), sequence=2, is_light=True)
    told_in_light = release_with(silence, sequence=4, is_light=True)
    releases = [release_with(), light, release_with(sequence=3), told_in_light]

    view = view_worry(make_worry(dimension=None), PARTNERSHIP, releases, TODAY)

    assert view.releases == [releases[0], releases[2], told_in_light]


def test_the_guideline_is_that_of_the_phase_in_which_it_was_found() -> None:
    releases = [replace(release_with(flag()), phase=Phase.SET_UP)]

    assert view_worry(make_worry(), PARTNERSHIP, releases, TODAY).guideline == "T2"


def test_a_rule_is_told_from_what_was_written_down() -> None:
    rule = make_worry(kind=WorryKind.NO_MANAGER, party=None, dimension=None, sequences=())
    releases = [release_with(), release_with(sequence=2, is_light=True)]

    view = view_worry(rule, PARTNERSHIP, releases, TODAY)

    assert view.flag is None
    assert view.releases == releases[:1]
    assert view.guideline == "TIP5"


def test_a_missing_agreement_rests_on_the_guideline_of_what_it_is_about() -> None:
    missing = make_worry(
        kind=WorryKind.NO_AGREEMENT,
        dimension=Dimension.GROWTH,
        basis=Basis(count=3, about=WorryKind.LOW),
    )

    assert view_worry(missing, PARTNERSHIP, [], TODAY).guideline == "TIP3"


def test_what_rests_or_is_over_asks_for_no_look() -> None:
    until = TODAY + timedelta(days=9)
    resting = life.snooze(make_worry(), until, "Vakantie", NOOR, TODAY)

    worries = [make_worry(), resting, life.close(make_worry(), NOOR)]

    asking = [view_worry(each, PARTNERSHIP, [], TODAY).is_asking for each in worries]

    assert asking == [True, False, False]
