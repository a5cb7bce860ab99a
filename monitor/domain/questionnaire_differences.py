"""What differs between two versions of the questionnaire, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.questionnaire import Question, Questionnaire
from monitor.domain.questionnaire_draft import stem_of
from monitor.domain.questionnaire_rules import reads_alike


class Change(StrEnum):
    """What became of a question, in the order in which it is told."""

    REWORDED = "reworded"
    ADDED = "added"
    DROPPED = "dropped"
    TURN = "turn"  # Asked in turn with others, or no longer so.
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that differs; ``before`` or ``after`` is None where it is not asked."""

    change: Change
    before: Question | None
    after: Question | None


def compare(before: Questionnaire, after: Questionnaire) -> Sequence[Difference]:
    """Return the questions that differ, by what became of them."""
    old, new = _by_stem(before), _by_stem(after)
    found = [
        Difference(change, old.get(stem), new.get(stem))
        for stem in [*old, *(stem for stem in new if stem not in old)]
        if (change := _find_change(old.get(stem), new.get(stem)))
    ]
    kept = [stem for stem in old if stem in new]
    found += [Difference(Change.MOVED, old[stem], new[stem]) for stem in _moved(kept, new)]
    return sorted(found, key=lambda each: list(Change).index(each.change))


def _find_change(before: Question | None, after: Question | None) -> Change | None:
    if before is None:
        return Change.ADDED
    if after is None:
        return Change.DROPPED
    if not reads_alike(before, after):
        return Change.REWORDED
    return None if before.rotates is after.rotates else Change.TURN


def _moved(kept: Sequence[str], new: Mapping[str, Question]) -> Sequence[str]:
    """Return which of the kept questions come after another one than before.

    The fewest that must be taken out for the others to stand in the same order: what is left of
    the longest run that keeps its order.
    """
    places = [list(new).index(stem) for stem in kept]
    runs: list[list[int]] = []
    for position, place in enumerate(places):
        before = [run for earlier, run in enumerate(runs) if places[earlier] < place]
        runs.append([*_longest(before), position])
    stays = set(_longest(runs))
    return [stem for position, stem in enumerate(kept) if position not in stays]


def _longest(runs: Sequence[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])  # noqa: PLW0108 - Typed, unlike len.


def _by_stem(questionnaire: Questionnaire) -> Mapping[str, Question]:
    return {stem_of(question.code): question for question in questionnaire.questions()}
