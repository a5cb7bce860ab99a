"""What stands in for texts and findings where a test is not about them."""

from collections.abc import Mapping, Sequence

from monitor.domain.analysis.findings import Pattern, PatternKind, PatternShare, RoundFindings
from monitor.domain.analysis.uncertainty import Level
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag
from monitor.services.analyse.analysing import Texts
from monitor.services.analyse.heading import NoteKind

ALL_FELL = Pattern(PatternKind.DECLINE)
SECOND_LOST_TRUST = Pattern(PatternKind.DECLINE, 1, Dimension.TRUST)
FIRST_SPLIT = Pattern(PatternKind.SPLIT, 0)


def write_flag(flag: Flag, *_: object) -> Mapping[str, str]:
    """Write the kind of a flag, in every language alike."""
    return {"nl": flag.kind.value, "en": flag.kind.value}


def write_note(kind: NoteKind, count: int) -> Mapping[str, str]:
    """Write the kind of a note and its number."""
    return {"nl": f"{kind.value} {count}", "en": f"{kind.value} {count}"}


TEXTS = Texts(write_flag, write_note)


def make_findings(
    evidence: float,
    shares: Sequence[tuple[Pattern, float]],
    levels: Sequence[Level | None] = (Level(4.0, 0.2), Level(2.5, 0.2)),
) -> RoundFindings:
    """Make findings of a round, with the same level on every dimension of a party."""
    return RoundFindings(
        evidence=evidence,
        patterns=[PatternShare(pattern, share) for pattern, share in shares],
        rise_evidence=1.0,
        rise_patterns=[],
        levels=[dict.fromkeys(Dimension, level) for level in levels],
    )
