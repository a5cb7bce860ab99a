"""What is shown of answers on phones, and that nobody can work out what a colleague answered."""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import product

import pytest

from monitor.domain.meeting.live import (
    Bound,
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveResult,
    LiveScore,
    Vote,
)
from monitor.domain.meeting.live_rules import fewest_votes, publish_votes, without_parties
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId
from tests.factories import NOW

ONE, OTHER = PartyId(1), PartyId(2)
BOTH = [ONE, OTHER]
SCALE = range(1, 6)


def make_question(kind: LiveKind = LiveKind.TALK, *codes: str) -> LiveQuestion:
    return LiveQuestion(
        LiveQuestionId(1), MeetingId(1), kind, "0" * 32, NOW, codes=codes, cards=("A", "B", "C")
    )


def say(party: PartyId | None, *answers: int | None) -> Vote:
    given = {f"s{place}": value for place, value in enumerate(answers) if value is not None}
    return Vote(party, given)


def publish(
    votes: Sequence[Vote], parties: Sequence[PartyId] = BOTH, minimum_group: int = 3
) -> LiveResult:
    codes = sorted({code for vote in votes for code in vote.values})
    return publish_votes(make_question(LiveKind.TALK, *codes), votes, minimum_group, parties)


def choose(*cards: str | None) -> LiveResult:
    votes = [Vote(ONE, card=card) for card in cards]
    return publish_votes(make_question(LiveKind.CARDS), votes, 3, BOTH)


def test_fewer_than_three_answers_show_nothing() -> None:
    result = publish([say(ONE, 4), say(OTHER, 4)])

    assert result == LiveResult(has_enough=False, scores=(LiveScore("s0"),))


def test_a_partnership_that_agreed_on_more_shows_nothing_of_fewer() -> None:
    assert not publish([say(None, 4)] * 3, minimum_group=4).has_enough
    assert publish([say(None, 4)] * 4, minimum_group=4).has_enough


def test_who_does_not_know_is_not_counted_for_that_statement() -> None:
    votes = [say(ONE, 3, 3), say(ONE, 3, None), say(OTHER, 3, 3)]

    assert publish(votes).scores == (LiveScore("s0", mean=3.0), LiveScore("s1"))


@pytest.mark.parametrize(
    ("answers", "mean", "bound"),
    [
        ([1, 1, 5], 2.5, Bound.AT_MOST),  # 2.33: whoever answered 5 would know both others.
        ([1, 1, 1], 2.5, Bound.AT_MOST),
        ([3, 3, 3], 3.0, None),
        ([5, 5, 1], 3.5, Bound.AT_LEAST),
        ([1, 1, 1, 5], 2.0, Bound.AT_MOST),
        ([2, 2, 3, 4], 3.0, None),
        ([5, 5, 5, 5, 5], 4.0, Bound.AT_LEAST),
        ([4, 4, 3, 3, 4], 3.5, None),
        ([1] * 7, 1.5, Bound.AT_MOST),
        ([2] * 7, 2.0, None),
    ],
)
def test_the_fewer_answers_the_further_inwards_the_ends_lie(
    answers: Sequence[int], mean: float, bound: Bound | None
) -> None:
    (score,) = publish([say(None, answer) for answer in answers]).scores

    assert (score.mean, score.bound, score.is_fine) == (mean, bound, False)


def test_ten_answers_show_a_mean_of_one_decimal() -> None:
    (score,) = publish([say(None, 3)] * 6 + [say(None, 4)] * 4).scores

    assert score == LiveScore("s0", mean=3.4, is_fine=True)


def test_parties_are_told_apart_from_five_answers_of_each_and_then_nothing_joint_is_shown() -> None:
    votes = [say(ONE, 4)] * 5 + [say(OTHER, 3)] * 5 + [say(None, 1)]

    assert publish(votes).scores == (
        LiveScore("s0", ONE, 4.0, bound=Bound.AT_LEAST),
        LiveScore("s0", OTHER, 3.0),
    )


@pytest.mark.parametrize("sizes", [(2, 3), (4, 5), (5, 0)])
def test_parties_of_fewer_are_shown_together_only(sizes: tuple[int, int]) -> None:
    votes = [say(ONE, 4)] * sizes[0] + [say(OTHER, 3)] * sizes[1]

    assert {score.party_id for score in publish(votes).scores} == {None}


def test_while_the_picture_per_party_is_closed_all_are_shown_together() -> None:
    (score,) = publish([say(ONE, 4)] * 5 + [say(OTHER, 3)] * 5, parties=[]).scores

    assert score == LiveScore("s0", mean=3.5, is_fine=True)


def test_a_key_that_is_taken_back_closes_what_was_shown_per_party() -> None:
    votes = [say(ONE, 4, 3)] * 5 + [say(OTHER, 3, None)] * 5

    closed = without_parties(publish(votes))

    assert closed.has_enough
    assert closed.scores == (LiveScore("s0"), LiveScore("s1", mean=3.0))
    assert not without_parties(publish([say(ONE, 4)] * 5 + [say(OTHER, 3)] * 5)).has_enough


def test_the_favourite_cards_are_shown_without_counts_from_five_choices() -> None:
    assert choose("A", "A", "A", "A") == LiveResult(has_enough=False)
    assert choose("A", "A", "A", "A", None) == LiveResult(has_enough=False)
    assert choose("A", "B", "B", "C", "A") == LiveResult(has_enough=True, favourites=("A", "B"))
    assert without_parties(choose("A", "A", "A", "B", "C")).favourites == ("A",)


@pytest.mark.parametrize(("kind", "fewest"), [(LiveKind.TALK, 3), (LiveKind.CARDS, 5)])
def test_phones_are_told_from_how_many_answers_something_is_shown(
    kind: LiveKind, fewest: int
) -> None:
    assert fewest_votes(kind, 3) == fewest
    assert fewest_votes(kind, 8) == 8


@pytest.mark.parametrize("minimum_group", [3, 4])
@pytest.mark.parametrize(
    "parties",
    [
        *([None] * people for people in range(3, 7)),
        [ONE] * 2 + [OTHER] * 3,
        [ONE] * 3 + [OTHER] * 3,
    ],
)
def test_of_up_to_six_people_an_insider_narrows_no_colleague_to_less_than_a_point(
    parties: Sequence[PartyId | None], minimum_group: int
) -> None:
    def show(answers: tuple[int, ...]) -> LiveResult:
        votes = [say(party, answer) for party, answer in zip(parties, answers, strict=True)]
        return publish(votes, BOTH, minimum_group)

    left = what_insiders_leave_open(len(parties), SCALE, show)

    assert min(max(values) - min(values) for values in left) >= 1


def test_all_statements_together_tell_no_more_of_three_people_than_each_alone() -> None:
    pairs = list(product(SCALE, SCALE))

    def show(answers: tuple[int, ...]) -> LiveResult:
        return publish([say(None, *pairs[answer]) for answer in answers])

    for values in what_insiders_leave_open(3, range(len(pairs)), show):
        for statement in (0, 1):
            possible = {pairs[value][statement] for value in values}
            assert max(possible) - min(possible) >= 1


@pytest.mark.parametrize(
    "sizes", [*((people,) for people in range(3, 30)), (5, 5), (6, 5), (5, 8), (9, 6), (10, 7)]
)
def test_of_any_number_of_people_an_insider_narrows_no_colleague_of_either_party(
    sizes: tuple[int, ...],
) -> None:
    """By sums, because nothing else of the answers of a party is shown."""
    colleagues = [sizes[0] - 1, *sizes[1:]]
    for own in SCALE:
        seen: dict[LiveResult, list[set[int]]] = {}
        for totals in product(*(range(people, 5 * people + 1) for people in colleagues)):
            votes = [say(ONE, own)]
            for party, total, people in zip(BOTH, totals, colleagues, strict=False):
                votes += [say(party, answer) for answer in spread(total, people)]
            possible = seen.setdefault(publish(votes), [set() for _ in sizes])
            for party_totals, total in zip(possible, totals, strict=True):
                party_totals.add(total)
        for possible in seen.values():
            for party_totals, people in zip(possible, colleagues, strict=True):
                assert room_left(party_totals, people) >= 1


@pytest.mark.parametrize("cards", ["AB", "ABC"])
@pytest.mark.parametrize("people", range(5, 9))
def test_favourites_leave_everybody_two_cards_that_may_have_been_chosen(
    people: int, cards: str
) -> None:
    left = what_insiders_leave_open(
        people, range(len(cards)), lambda chosen: choose(*(cards[each] for each in chosen))
    )

    assert min(len(values) for values in left) >= 2


def what_insiders_leave_open(
    people: int, answers: range, show: Callable[[tuple[int, ...]], LiveResult]
) -> Iterator[set[int]]:
    """Yield, for every insider and everything shown, what each colleague may have answered."""
    seen: dict[tuple[int, int, LiveResult], list[set[int]]] = {}
    for given in product(answers, repeat=people):
        result = show(given)
        for insider in range(people):
            place = (insider, given[insider], result)
            possible = seen.setdefault(place, [set() for _ in range(people)])
            for colleague, answer in enumerate(given):
                possible[colleague].add(answer)
    for (insider, _, _), possible in seen.items():
        yield from (values for place, values in enumerate(possible) if place != insider)


def spread(total: int, people: int) -> Sequence[int]:
    """Return answers of so many people that add up to a total."""
    each, left = divmod(total, people)
    return [each + (place < left) for place in range(people)]


def room_left(totals: Set[int], people: int) -> int:
    """Return how far one answer may lie from another where so many people have such a total."""
    lowest = min(max(1, total - 5 * (people - 1)) for total in totals)
    highest = max(min(5, total - (people - 1)) for total in totals)
    return highest - lowest
