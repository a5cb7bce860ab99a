"""What a document says before its partnerships: by which rules, from which rows, what to know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

import numpy as np

from monitor.domain.analysis.findings import ACT_EVIDENCE, WATCH_EVIDENCE
from monitor.domain.signals import ACT_PROBABILITY, GAP_POINTS, LOW_LEVEL, WATCH_PROBABILITY
from monitor.services.analyse.faults import Faults
from monitor.services.analyse.loading import Loaded
from monitor.services.analyse.measuring import Ground

SCHEMA = 1

WriteNote = Callable[["NoteKind", int], Mapping[str, str]]


class NoteKind(StrEnum):
    """What a reader of the document must know."""

    RESPONSE_LEFT_OUT = "response_left_out"  # Nobody said how many people were invited.
    INVITED_UNKNOWN = "invited_unknown"  # The same, of some parties in some rounds.
    PEOPLE_UNKNOWN = "people_unknown"  # Of some answers nobody can tell whose they are.
    LIGHT_ROUNDS = "light_rounds"  # One question of each dimension: they were left out.
    BAD_ROWS = "bad_rows"  # They were skipped.


def describe_heading(loaded: Loaded, ground: Ground, write_note: WriteNote) -> Mapping[str, Any]:
    """Describe everything but the partnerships."""
    return {
        "schema": SCHEMA,
        "engine": {
            "version": ground.judged_by.engine,
            "questionnaire": ground.questionnaire.version,
            "privacy": loaded.request.privacy.value,
            "minimum_group": ground.minimum_group,
            "linked": loaded.request.is_linked,
            "variances": asdict(ground.variances),
            "thresholds": _describe_thresholds(),
        },
        "rows": {
            "used": int(np.count_nonzero(loaded.grouped.cells)),
            "answers": _describe_faults(loaded.answer_faults),
            "invited": _describe_faults(loaded.invited_faults),
        },
        "notes": [
            {"note": kind.value, "count": count, "text": dict(write_note(kind, count))}
            for kind, count in _find_notes(loaded)
        ],
    }


def _describe_thresholds() -> Mapping[str, float]:
    return {
        "amber": WATCH_EVIDENCE,
        "red": ACT_EVIDENCE,
        "low_level": LOW_LEVEL,
        "gap_points": GAP_POINTS,
        "watch_probability": WATCH_PROBABILITY,
        "act_probability": ACT_PROBABILITY,
    }


def _describe_faults(faults: Faults) -> Mapping[str, Any]:
    reasons = {reason.value: count for reason, count in sorted(faults.counts.items())}
    return {"bad_rows": faults.total, "reasons": reasons}


def _find_notes(loaded: Loaded) -> Iterator[tuple[NoteKind, int]]:
    grouped = loaded.grouped
    if loaded.request.invited is None:
        yield NoteKind.RESPONSE_LEFT_OUT, 0
    elif unknown := int(np.count_nonzero(grouped.invited == 0)):
        yield NoteKind.INVITED_UNKNOWN, unknown
    if grouped.unknown_people:
        yield NoteKind.PEOPLE_UNKNOWN, grouped.unknown_people
    if grouped.light_rounds:
        yield NoteKind.LIGHT_ROUNDS, grouped.light_rounds
    if bad := loaded.answer_faults.total + loaded.invited_faults.total:
        yield NoteKind.BAD_ROWS, bad
