"""What a colleague can work out from verdicts and loads, tried with every possible answer.

A colleague knows their own answers, who gave one, and how a verdict comes about; and takes it that
whoever answered two rounds answered the same in both. Of everybody else two answers side by side
must stay possible.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from monitor.domain.hours import publish_load
from monitor.domain.load import WEIGHT_OF, LoadWeight, band_of
from monitor.domain.measurement import MeasuredHours, MeasuredNotice
from monitor.domain.notices import judge_noticed, publish_notice
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.publishing import Permission
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedNotice, Tier
from monitor.domain.tiers import PartyTiers
from tests.factories import make_release

DETAIL = Permission(PartyTiers(Tier.DETAIL, dict.fromkeys(Dimension, Tier.DETAIL), Tier.DETAIL), 3)
AGREEMENT, PARTY = RecordId(1), PartyId(2)
BOTH, LEFT, JOINED = (True, True), (True, False), (False, True)
NOTICED = (1, 2, 3)
EARLIER = replace(
    make_release(sequence=1), noticed=[PublishedNotice(AGREEMENT, PARTY, Noticed.YES)]
)
# One answer of each weight: those of one weight are told apart by nothing that is shown.
HOURS = (1, 3, 5)

When = tuple[bool, bool]
Show = Callable[[Sequence[int]], Hashable]


class Change(NamedTuple):
    """How many answered both rounds, only the first, and only the second."""

    stayed: int
    left: int
    joined: int

    @property
    def people(self) -> Sequence[When]:
        return [BOTH] * self.stayed + [LEFT] * self.left + [JOINED] * self.joined

    @property
    def pairs(self) -> Iterator[Sequence[When]]:
        """Everybody, an insider first and whom the insider is after second, in every way."""
        for insider in set(self.people):
            others = list(self.people)
            others.remove(insider)
            for target in set(others):
                rest = list(others)
                rest.remove(target)
                yield [insider, target, *rest]


SMALL_CHANGES = [
    Change(*counts)
    for counts in product(range(3, 8), range(3), range(3))
    if counts[0] + counts[1] in {5, 6, 7}
    and counts[0] + counts[2] in {5, 6, 7}
    and 0 < counts[1] + counts[2] <= 2
]


def work_back(
    people: Sequence[When], scale: Sequence[int], show: Show
) -> Mapping[Hashable, Collection[int]]:
    """Return, for all that the first can know, which answers of the second remain possible."""
    possible: dict[Hashable, set[int]] = defaultdict(set)
    for answers in product(scale, repeat=len(people)):
        # The insider may have answered otherwise the second time, and knows it.
        for own in scale if people[0] == BOTH else answers[:1]:
            later = (own, *answers[1:])
            before = [each for each, (was, _) in zip(answers, people, strict=True) if was]
            after = [each for each, (_, is_) in zip(later, people, strict=True) if is_]
            known = answers[0], own, show(before), show(after)
            possible[known].add(answers[1])
    return possible


def are_all_open(possible: Mapping[Hashable, Collection[int]]) -> bool:
    return all(
        any(high - low == 1 for low, high in pairwise(sorted(answers)))
        for answers in possible.values()
    )


def publish(answers: Sequence[int], **more: int | None) -> PublishedNotice:
    """Publish a verdict in round 2; ``changed``: by how many people round 1 differed."""
    notice = MeasuredNotice(AGREEMENT, PARTY, answers, {1: more.get("changed")})
    return publish_notice(notice, DETAIL, [EARLIER] if more else [])


@pytest.mark.parametrize("people", [5, 6, 7, 8])
def test_a_verdict_leaves_two_answers_of_every_colleague(people: int) -> None:
    possible = work_back([BOTH] * people, NOTICED, lambda answers: publish(answers).verdict)

    assert are_all_open(possible)


@pytest.mark.parametrize("people", [5, 6])
def test_someone_who_did_not_know_learns_no_more(people: int) -> None:
    possible = work_back([LEFT, *[JOINED] * people], NOTICED, lambda each: _after(each, people))

    assert are_all_open(possible)


def _after(answers: Sequence[int], people: int) -> Noticed | None:
    return publish(answers).verdict if len(answers) == people else None


def test_a_verdict_of_four_or_wider_ends_would_tell_everybodys_answer() -> None:
    of_four = work_back([BOTH] * 4, NOTICED, judge_noticed)
    half_way = work_back([BOTH] * 5, NOTICED, lambda answers: 2 * sum(answers) >= 5 * len(answers))

    assert publish([3, 3, 3, 3]).hidden_because is HiddenReason.TOO_FEW_ANSWERS
    assert not are_all_open(of_four)
    assert not are_all_open(half_way)


@pytest.mark.parametrize("change", SMALL_CHANGES, ids=str)
def test_two_verdicts_would_tell_the_answer_of_who_left_or_joined(change: Change) -> None:
    attacks = [work_back(people, NOTICED, judge_noticed) for people in change.pairs]

    assert not all(are_all_open(possible) for possible in attacks)


@pytest.mark.parametrize("changed", [1, 2, None])
def test_so_a_second_verdict_is_hidden_whatever_was_answered(changed: int | None) -> None:
    hidden = {publish(answers, changed=changed) for answers in product(NOTICED, repeat=5)}

    reason = HiddenReason.NEARLY_THE_SAME
    assert hidden == {PublishedNotice(AGREEMENT, PARTY, hidden_because=reason)}


@pytest.mark.parametrize("changed", [0, 3])
def test_of_the_same_or_of_other_people_a_second_verdict_is_shown(changed: int) -> None:
    assert publish([3, 3, 3, 3, 3], changed=changed).verdict is Noticed.YES


@pytest.mark.parametrize("change", [Change(5, 0, 0), *SMALL_CHANGES], ids=str)
def test_loads_leave_two_answers_of_everybody_however_people_change(change: Change) -> None:
    assert all(
        _of_weights(possible) != {LoadWeight.MEDIUM}
        for people in change.pairs
        for possible in work_back(people, HOURS, _load_of).values()
    )


def test_the_hours_of_the_middle_one_would_tell_those_of_who_left() -> None:
    exact = work_back([BOTH, LEFT, *[BOTH] * 6, JOINED], (1, 2, 3), _middle_of)

    assert {1} in [set(possible) for possible in exact.values()]


def _load_of(answers: Sequence[int]) -> LoadWeight | None:
    return publish_load(MeasuredHours(sorted(answers), ()), DETAIL).unpaid.weight


def _middle_of(answers: Sequence[int]) -> int:
    return sorted(answers)[(len(answers) - 1) // 2]


def _of_weights(answers: Collection[int]) -> Collection[LoadWeight]:
    return {WEIGHT_OF[band_of(answer)] for answer in answers}


def test_light_and_heavy_are_two_answers_each() -> None:
    weights = [WEIGHT_OF[band_of(answer)] for answer in range(1, 6)]

    assert [weights.count(each) for each in LoadWeight] == [2, 1, 2]


def test_counts_are_shown_only_where_everything_is() -> None:
    open_tiers = PartyTiers(Tier.OPEN, dict.fromkeys(Dimension, Tier.OPEN), Tier.OPEN)
    notice = MeasuredNotice(AGREEMENT, PARTY, [1, 3, 3])

    shown = publish_notice(notice, Permission(open_tiers, 3), [])

    assert (shown.verdict, shown.counts) == (Noticed.YES, (1, 0, 2))
    assert publish([1, 3, 3, 3, 3]).counts is None
