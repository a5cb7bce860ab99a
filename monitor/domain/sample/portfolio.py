"""Draws stories at random, for portfolios of any size.

Levels follow the published monitor of residents' initiatives and municipalities (overall mark 6.4
and 6.7, trust and a say in decisions lowest, the largest difference on the latter).
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from random import Random

from monitor.domain.partnership import Language, PartyKind, Phase, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.sample.names import draw_initiative, draw_person_name, draw_place
from monitor.domain.sample.simulation import Change, Course
from monitor.domain.sample.story import SampleParty, SamplePerson, Story

PUBLISHED_LEVELS: Mapping[PartyKind, Mapping[Dimension, float]] = {
    PartyKind.MUNICIPALITY: {
        Dimension.TRUST: 3.2,
        Dimension.TRANSPARENCY: 3.4,
        Dimension.GROWTH: 3.5,
        Dimension.EQUALITY: 3.6,
    },
    PartyKind.INITIATIVE: {
        Dimension.TRUST: 3.0,
        Dimension.TRANSPARENCY: 3.2,
        Dimension.GROWTH: 3.2,
        Dimension.EQUALITY: 2.9,
    },
}
_PARTNERSHIP_SD, _PARTY_SD, _DIMENSION_SD = 0.35, 0.15, 0.20
_SIZES: Mapping[PartyKind, tuple[int, int]] = {
    PartyKind.MUNICIPALITY: (3, 8),
    PartyKind.INITIATIVE: (4, 10),
}
_RESPONSE = (0.6, 0.9)
_TURNOVER = 0.04
_ENGLISH_SHARE = 0.05
_MODES = (PrivacyMode.CONFIDENTIAL, PrivacyMode.OPEN, PrivacyMode.JOINT)
_MODE_WEIGHTS = (92, 5, 3)
_LONGEST_PHASE = 5
_SLIDE_ROUNDS = 6
_CALM_ROUNDS = 3  # Nothing happens before there is something to compare with.

Changes = Mapping[PartyKind, Sequence[Change]]


class _Turn(Enum):
    """What may happen to a partnership."""

    NOTHING = auto()
    SLIDE = auto()
    BREAK = auto()
    RECOVERY = auto()
    ONE_SIDED = auto()
    NO_ROOM = auto()
    SPLIT = auto()
    SILENCE = auto()


_TURN_WEIGHTS: Mapping[_Turn, int] = {
    _Turn.NOTHING: 55,
    _Turn.SLIDE: 9,
    _Turn.BREAK: 6,
    _Turn.RECOVERY: 8,
    _Turn.ONE_SIDED: 8,
    _Turn.NO_ROOM: 6,
    _Turn.SPLIT: 3,
    _Turn.SILENCE: 5,
}


def draw_story(random: Random, closed_rounds: int) -> Story:
    """Draw a partnership of a municipality and an initiative with so many rounds behind it."""
    mode = random.choices(_MODES, _MODE_WEIGHTS)[0]
    changes = _draw_changes(random, closed_rounds)
    level = random.gauss(0, _PARTNERSHIP_SD)
    name = draw_initiative(random)
    organisations = {
        PartyKind.MUNICIPALITY: f"Gemeente {draw_place(random)}",
        PartyKind.INITIATIVE: name,
    }
    parties = [
        SampleParty(
            organisation=organisation,
            kind=kind,
            course=Course(
                _draw_levels(random, kind, level), random.uniform(*_RESPONSE), changes[kind]
            ),
            people=_draw_people(random, kind, mode, closed_rounds),
        )
        for kind, organisation in organisations.items()
    ]
    return Story(
        name=name,
        summary="Drawn at random.",
        closed_rounds=closed_rounds,
        phases=_draw_phases(random),
        parties=parties,
        contact=draw_person_name(random),
        privacy_mode=mode,
    )


def _draw_levels(random: Random, kind: PartyKind, level: float) -> Mapping[Dimension, float]:
    own = level + random.gauss(0, _PARTY_SD)
    return {
        dimension: published + own + random.gauss(0, _DIMENSION_SD)
        for dimension, published in PUBLISHED_LEVELS[kind].items()
    }


def _draw_changes(random: Random, closed_rounds: int) -> Changes:
    turn = random.choices(list(_TURN_WEIGHTS), list(_TURN_WEIGHTS.values()))[0]
    onset = random.randint(_CALM_ROUNDS, max(_CALM_ROUNDS, closed_rounds))
    size = random.uniform(0.4, 1.0)
    everything = dict.fromkeys(Dimension, -size)
    both: Mapping[_Turn, Sequence[Change]] = {
        _Turn.SLIDE: [Change(onset, _SLIDE_ROUNDS, everything)],
        _Turn.BREAK: [Change(onset, 1, everything)],
        _Turn.RECOVERY: [
            Change(2, 1, everything),
            Change(onset, 4, dict.fromkeys(Dimension, size)),
        ],
        _Turn.NO_ROOM: [Change(onset, 4, {Dimension.GROWTH: -size})],
    }
    of_initiative: Mapping[_Turn, Sequence[Change]] = {
        _Turn.ONE_SIDED: [Change(onset, 2, everything)],
        _Turn.SPLIT: [Change(onset, 2, split=size)],
        _Turn.SILENCE: [Change(onset, 3, response=-0.5)],
    }
    shared = both.get(turn, ())
    return {
        PartyKind.MUNICIPALITY: shared,
        PartyKind.INITIATIVE: shared or of_initiative.get(turn, ()),
    }


def _draw_phases(random: Random) -> Mapping[Phase, int]:
    """Begin in any phase and go on to the next after a year or so."""
    start = random.randrange(len(Phase))
    first_round, phases = 1, {}
    for phase in list(Phase)[start:]:
        phases[phase] = first_round
        first_round += random.randint(2, _LONGEST_PHASE)
    return phases


def _draw_people(
    random: Random, kind: PartyKind, mode: PrivacyMode, closed_rounds: int
) -> Sequence[SamplePerson]:
    # In joint mode each party gives one answer.
    size = 1 if mode is PrivacyMode.JOINT else random.randint(*_SIZES[kind])
    return [person for _ in range(size) for person in _draw_seat(random, closed_rounds)]


def _draw_seat(random: Random, closed_rounds: int) -> Sequence[SamplePerson]:
    """Draw who sat on one seat, one after the other."""
    people, since = [], 1
    for sequence in range(1, closed_rounds + 1):
        if random.random() < _TURNOVER:
            people.append(_draw_person(random, since, sequence))
            since = sequence + 1
    return [*people, _draw_person(random, since, None)]


def _draw_person(random: Random, first: int, last: int | None) -> SamplePerson:
    is_english = random.random() < _ENGLISH_SHARE
    return SamplePerson(
        name=draw_person_name(random),
        language=Language.ENGLISH if is_english else Language.DUTCH,
        first_round=first,
        last_round=last,
    )
