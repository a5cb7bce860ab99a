"""The view over all partnerships: what is weak, in how many of them, and never in which.

Rules of our own (``docs/method.md``): a figure is of five partnerships or more; those in phases
that are not shown count five or more together, or none; and a share is told in tenths. So no
partnership can be worked out, also not from two views together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.partnership import Phase

# A figure over partnerships is shown from this many, so that it names none of them.
MINIMUM_PARTNERSHIPS = 5
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class View:
    """The partnerships that are looked at together; ``phase`` is None for all of them."""

    phase: Phase | None
    partnerships: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something is weak: in so many of ten partnerships, rounded."""

    code: str
    in_ten: int


def list_views(partnerships: Mapping[Phase, int]) -> Sequence[View]:
    """Return the views that may be offered: all partnerships, and phases that hide enough.

    Empty when there are too few of all. What is left when the shown phases are taken from all must
    be nobody or a group, so the smallest phase is left out too where it would not be.
    """
    total = sum(partnerships.values())
    if total < MINIMUM_PARTNERSHIPS:
        return []
    shown = [each for each in Phase if partnerships.get(each, 0) >= MINIMUM_PARTNERSHIPS]
    while shown and 0 < total - _count(shown, partnerships) < MINIMUM_PARTNERSHIPS:
        shown.remove(min(shown, key=partnerships.__getitem__))
    return [View(None, total), *(View(each, partnerships[each]) for each in shown)]


def count_frequencies(
    view: View, weak: Mapping[Phase, Mapping[str, int]], codes: Sequence[str]
) -> Sequence[Frequency]:
    """Return how often each code is weak in a view, the most frequent first."""
    phases = list(Phase) if view.phase is None else [view.phase]
    counts = {code: sum(weak.get(phase, {}).get(code, 0) for phase in phases) for code in codes}
    found = [
        Frequency(code, round(_TENTHS * count / view.partnerships))
        for code, count in counts.items()
    ]
    return sorted(found, key=lambda each: -each.in_ten)


def _count(phases: Sequence[Phase], partnerships: Mapping[Phase, int]) -> int:
    return sum(partnerships[each] for each in phases)
