"""A meeting of two parties of 2 and 3 people tells nothing of the two, whatever they answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.disclosure import release
from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import Deck, JointSlide, MovedSlide, PartiesSlide
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer, Audience, Comment
from monitor.domain.results import PublishedComment, PublishedRound
from monitor.domain.round import RoundId
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.builders import CORE_CODES, make_closed_round, make_levels
from tests.domain.meeting.making import (
    BOTH,
    INITIATIVE,
    MUNICIPALITY,
    make_material,
    make_meeting,
    slide_in,
    walk,
)
from tests.factories import QUARTER

Form = Mapping[str, Answer]
KEYS: Sequence[tuple[PartyId, ...]] = [(), (MUNICIPALITY,), (INITIATIVE,), BOTH]
THREE = make_levels(2, 4, 5)
WORDS = {"OPEN1": Comment("We bellen elkaar.", Audience.SHARED_SCREEN)}

forms = st.fixed_dictionaries(dict.fromkeys(CORE_CODES, st.integers(1, 5)))
of_two = st.lists(forms, min_size=2, max_size=2)


def two_rounds(first: Sequence[Form], second: Sequence[Form]) -> list[PublishedRound]:
    """Release two rounds of two people and of three, who answer the same both times."""
    before, after = (
        make_closed_round({MUNICIPALITY: two, INITIATIVE: THREE}, sequence=number, comments=WORDS)
        for number, two in enumerate((first, second), start=1)
    )
    return release_both(replace(before, round=replace(before.round, id=RoundId(9))), after)


def release_both(before: ClosedRound, after: ClosedRound) -> list[PublishedRound]:
    earlier_quarter = replace(before.round, quarter=QUARTER.shift(-1))
    before = replace(before, round=earlier_quarter)
    random = Random(1)  # noqa: S311 - Not a secret.
    first = release(measure_round(before, []), [], random)
    return [first, release(measure_round(after, [before]), [first], random)]


def deck_of(releases: Sequence[PublishedRound], keys: Sequence[PartyId]) -> Deck:
    return build_deck(make_material(meeting=make_meeting(keys=keys), releases=releases))


@given(first=of_two, second=of_two, other_first=of_two, other_second=of_two)
@settings(max_examples=25)
def test_whatever_two_people_answered_the_screens_are_the_same(
    first: Sequence[Form],
    second: Sequence[Form],
    other_first: Sequence[Form],
    other_second: Sequence[Form],
) -> None:
    one, other = two_rounds(first, second), two_rounds(other_first, other_second)

    for keys in KEYS:
        assert deck_of(one, keys) == deck_of(other, keys)


@pytest.fixture(scope="module")
def releases() -> list[PublishedRound]:
    """Two rounds: two people became much less content, three stayed as they were."""
    return two_rounds(make_levels(5, 5), make_levels(1, 2))


def test_there_is_no_picture_of_all_together(releases: list[PublishedRound]) -> None:
    deck = deck_of(releases, BOTH)

    assert slide_in(deck, JointSlide).is_empty
    assert slide_in(deck, JointSlide).overall is None
    assert slide_in(deck, MovedSlide).joint == ()


def test_of_three_people_halves_are_told_and_of_two_nothing(
    releases: list[PublishedRound],
) -> None:
    told = slide_in(deck_of(releases, BOTH), PartiesSlide)

    two, three = told.parties
    assert not any(score.is_shown for score in two.scores.values())
    means = [three.scores[each].mean for each in Dimension]
    assert [mean is not None and mean * 2 % 1 == 0 for mean in means] == [True] * 4
    assert all(gap.difference is None for gap in (told.gaps or {}).values())


def test_no_word_of_so_few_people_is_on_the_screen(releases: list[PublishedRound]) -> None:
    told = list(walk(deck_of(releases, BOTH)))

    assert not [each for each in told if isinstance(each, PublishedComment)]


def test_three_people_are_seen_and_only_with_all_keys(releases: list[PublishedRound]) -> None:
    two = make_levels(5, 5)
    lower = [
        make_closed_round({MUNICIPALITY: two, INITIATIVE: make_levels(*levels)}, sequence=number)
        for number, levels in enumerate(((1, 2, 2), (1, 2, 2)), start=1)
    ]
    others = release_both(*lower)

    same = [deck_of(releases, keys).slides == deck_of(others, keys).slides for keys in KEYS]

    assert same == [True, True, True, False]


def test_where_the_parties_chose_to_show_everything_all_of_it_waits_for_the_keys() -> None:
    def open_rounds(two: Answer, three: Answer) -> list[PublishedRound]:
        forms = {MUNICIPALITY: make_levels(two, two), INITIATIVE: make_levels(*[three] * 3)}
        return release_both(
            *(
                make_closed_round(forms, sequence=number, privacy_mode=PrivacyMode.OPEN)
                for number in (1, 2)
            )
        )

    one, other = open_rounds(5, 3), open_rounds(3, 5)

    same = [deck_of(one, keys).slides == deck_of(other, keys).slides for keys in KEYS]
    assert same == [True, True, True, False]
    assert not slide_in(deck_of(one, BOTH), JointSlide).is_empty
