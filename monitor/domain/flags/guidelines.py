"""The guideline that a worry rests on (seed 001), by what it is about and how far the parties are.

V1 to V5 hold before they begin, T1 to T5 while they set up, D1 to D4 while they work together, and
TIP1 to TIP5 always.
"""

from collections.abc import Mapping

from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import Dimension

_OF_DIMENSION: Mapping[Phase, Mapping[Dimension, str]] = {
    Phase.BEFORE: {
        Dimension.TRUST: "V4",
        Dimension.TRANSPARENCY: "V2",
        Dimension.GROWTH: "V5",
        Dimension.EQUALITY: "V1",
    },
    Phase.SET_UP: {
        Dimension.TRUST: "T2",
        Dimension.TRANSPARENCY: "T1",
        Dimension.GROWTH: "T5",
        Dimension.EQUALITY: "T4",
    },
    Phase.DURING: {
        Dimension.TRUST: "D1",
        Dimension.TRANSPARENCY: "D2",
        Dimension.GROWTH: "TIP3",
        Dimension.EQUALITY: "TIP5",
    },
}
_OF_KIND: Mapping[WorryKind, str] = {
    WorryKind.SPLIT: "D4",
    WorryKind.SILENCE: "D1",
    WorryKind.REVIEW_PASSED: "TIP4",
    WorryKind.OVERDUE: "TIP4",
    WorryKind.ROLES_UNCLEAR: "D3",
    WorryKind.NO_FOLLOW_THROUGH: "TIP4",
    WorryKind.NO_COLLABORATION: "T2",
    WorryKind.NO_FRAMES: "TIP1",
    WorryKind.NO_CONTACT: "D1",
    WorryKind.NO_CONTACT_PERSON: "V3",
    WorryKind.NO_MANAGER: "TIP5",
    WorryKind.CONTACT_CHANGED: "D1",
    WorryKind.NO_ROOM: "TIP3",
    WorryKind.LOAD: "T5",
}
# A phase in which another guideline says more about a kind.
_OF_KIND_THEN: Mapping[tuple[Phase, WorryKind], str] = {
    (Phase.BEFORE, WorryKind.SILENCE): "V4",
    (Phase.BEFORE, WorryKind.ROLES_UNCLEAR): "V2",
    (Phase.SET_UP, WorryKind.SPLIT): "T1",
}
# What names no dimension is about the relation as a whole.
_RELATION = Dimension.TRUST


def guideline_of(kind: WorryKind, dimension: Dimension | None, phase: Phase) -> str:
    """Return the code of the guideline that a worry rests on."""
    if (phase, kind) in _OF_KIND_THEN:
        return _OF_KIND_THEN[phase, kind]
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    return _OF_DIMENSION[phase][dimension or _RELATION]
