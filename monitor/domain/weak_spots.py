"""Which guidelines and obstacles are trouble in a partnership now, from what is published of it.

Rules of our own (``docs/method.md``): a guideline is weak when an open worry rests on it, or when a
published mean lies below the middle of the scale: of a statement about it, or of the dimension
that it belongs to. An obstacle of the masterclass is there when the side that meets it says so.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from monitor.domain.cards import Obstacle
from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.partnership import Partnership, PartyKind
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.results import PublishedParty, PublishedRound

_MIDDLE = 3.0  # Of the scale: below it people disagree rather than agree.

# No question of the check-in is about these, so they are found in a talk only.
UNMEASURED_GUIDELINES = ("TIP2",)
UNMEASURED_OBSTACLES = (Obstacle.WAIT_FOR_VISION, Obstacle.NOT_REPRESENTATIVE)

# Statements that an initiative disagrees with when it meets an obstacle; one is enough.
_TOLD_BY_STATEMENT: Mapping[Obstacle, Set[str]] = {
    Obstacle.HARD_TO_GET_IN: {"V3", "V4"},
    Obstacle.NOT_SERIOUS: {"X7"},
    Obstacle.TECHNOLOGY_EARLY: {"X2"},
    Obstacle.NO_CLICK: {"D4"},
}
# Dimensions that are all low for the initiative.
_TOLD_BY_DIMENSIONS: Mapping[Obstacle, Set[Dimension]] = {
    Obstacle.NOT_SERIOUS: {Dimension.TRUST, Dimension.EQUALITY},
    Obstacle.THUNDERS_IN: {Dimension.TRANSPARENCY, Dimension.EQUALITY},
}


@dataclass(frozen=True, slots=True)
class _Low:
    """What is published below the middle of the scale: statements and dimensions."""

    statements: Set[str]
    dimensions: Set[Dimension]


def find_weak_spots(
    partnership: Partnership,
    latest: PublishedRound | None,
    worries: Sequence[Worry],
    asked: Questionnaire | None,
) -> Sequence[str]:
    """Return the codes of guidelines and obstacles that are weak; ``latest``: a full round.

    ``asked``: the questionnaire of that round, where it is known.
    """
    present = [each for each in worries if each.is_open and each.is_present]
    found = {guideline_of(each.kind, each.dimension, partnership.phase) for each in present}
    found |= set(_find_told_by_worries(partnership, present))
    if latest is not None:
        everyone = _find_low(latest.parties)
        of_initiatives = _find_low(_keep_initiatives(partnership, latest))
        found |= set(_find_guidelines(everyone, asked)) if asked else set()
        found |= set(_find_obstacles(of_initiatives, everyone))
    return sorted(found)


def _find_low(parties: Sequence[PublishedParty]) -> _Low:
    return _Low(
        statements={
            each.code
            for party in parties
            for each in party.questions
            if each.mean is not None and each.mean < _MIDDLE
        },
        dimensions={
            dimension
            for party in parties
            for dimension, score in party.scores.items()
            if score.mean is not None and score.mean < _MIDDLE
        },
    )


def _keep_initiatives(partnership: Partnership, latest: PublishedRound) -> Sequence[PublishedParty]:
    kinds = {each.id: each.kind for each in partnership.parties}
    return [each for each in latest.parties if kinds[each.party_id] is PartyKind.INITIATIVE]


def _find_guidelines(low: _Low, asked: Questionnaire) -> Iterator[str]:
    for question in asked.questions():
        is_low = question.code in low.statements or question.dimension in low.dimensions
        if is_low and question.guideline:
            yield question.guideline


def _find_obstacles(of_initiatives: _Low, everyone: _Low) -> Iterator[Obstacle]:
    for obstacle, statements in _TOLD_BY_STATEMENT.items():
        # Without a click only the talking goes badly; the rest of the relation does not.
        is_alone = obstacle is not Obstacle.NO_CLICK or not everyone.dimensions
        if statements & of_initiatives.statements and is_alone:
            yield obstacle
    for obstacle, dimensions in _TOLD_BY_DIMENSIONS.items():
        if dimensions <= of_initiatives.dimensions:
            yield obstacle


def _find_told_by_worries(partnership: Partnership, present: Sequence[Worry]) -> Iterator[Obstacle]:
    kinds = {each.id: each.kind for each in partnership.parties}
    for each in present:
        is_of_initiative = each.party is None or kinds.get(each.party) is PartyKind.INITIATIVE
        if each.kind is WorryKind.NO_CONTACT_PERSON:
            yield Obstacle.HARD_TO_GET_IN
        if (
            each.kind is WorryKind.DONT_KNOW
            and is_of_initiative
            and each.dimension in {None, Dimension.TRANSPARENCY}
        ):
            yield Obstacle.KNOW_THE_MUNICIPALITY
