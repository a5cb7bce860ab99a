"""The tables of the benchmark, from what was measured; how they are printed is not decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.signals.comparison import Performance
from benchmarks.signals.judging import Detection
from benchmarks.signals.scenarios import CHANGES, Scenario
from benchmarks.signals.study import COVERED, Outcome, Summary

_VIEWS = {True: "linked", False: "unlinked"}
_SHOWN_ROUNDS = (0, 1, 3)
_BEST_RULES = (
    "history, party",
    "EWMA-n, dimension",
    "EWMA-n, party",
    "CUSUM, dimension",
    "XmR, party",
    "drop, party",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Words and figures, ready to be printed."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def tell_lead(outcomes: Sequence[Outcome], *, is_linked: bool) -> Table:
    """Compare at equal false alarms, a row for each kind and size."""
    rows = []
    for simulator, group in by_simulator(outcomes).items():
        comparisons = {each.case.band: each.view(is_linked=is_linked).watch for each in group}
        rows += [
            [simulator, band, *_compare(Summary([comparison]))]
            for band, comparison in comparisons.items()
        ]
        if len(comparisons) > 1:
            rows.append([simulator, "all", *_compare(Summary(list(comparisons.values())))])
    return Table(
        f"At equal false alarms, answers {_VIEWS[is_linked]}",
        [
            "simulator",
            "people",
            "new alarms a quiet round",
            "recovering",
            "seasons",
            "moods",
            "detection",
            "best rule",
            "its detection",
            "lead",
        ],
        rows,
    )


def _compare(summary: Summary) -> Sequence[str]:
    return [
        *(
            f"{summary.alarm_rate(scenario):.3f}"
            for scenario in (
                Scenario.QUIET,
                Scenario.RECOVERY,
                Scenario.SEASONS,
                Scenario.MOODS,
            )
        ),
        percent(summary.score),
        summary.best_peer,
        percent(summary.peer_scores[summary.best_peer]),
        f"{summary.lead:+.1f}",
    ]


def tell_peers(outcomes: Sequence[Outcome], *, is_linked: bool) -> Table:
    """Show every rule's detection at our rate of false alarms, over all sizes."""
    groups = by_simulator(outcomes)
    summaries = {
        simulator: Summary([each.view(is_linked=is_linked).watch for each in group])
        for simulator, group in groups.items()
    }
    names = next(iter(summaries.values())).peer_scores
    return Table(
        f"Detection at our rate of false alarms, answers {_VIEWS[is_linked]}, all sizes",
        ["rule", *summaries],
        [
            ["**this monitor**", *(percent(each.score) for each in summaries.values())],
            *(
                [name, *(percent(each.peer_scores[name]) for each in summaries.values())]
                for name in names
            ),
        ],
    )


def tell_scenarios(outcomes: Sequence[Outcome], band: str) -> Table:
    """Show how soon each change is seen at one size, over all kinds, at equal false alarms."""
    group = [each for each in outcomes if each.case.band == band]
    unlinked = [each.unlinked.watch for each in group]
    rules = {
        "**linked**": [each.linked.watch.ours for each in group],
        "**unlinked**": [each.ours for each in unlinked],
        **{name: [each.peers[name] for each in unlinked] for name in _BEST_RULES},
    }
    rows = [
        ["nothing", *(_course([e.chance for e in each]) for each in rules.values())],
        *(
            [
                scenario.value,
                *(_course([e.detection[scenario] for e in each]) for each in rules.values()),
            ]
            for scenario in CHANGES
        ),
    ]
    return Table(
        f"Seen by the first/second/fourth round (%), {band} people a party; rules at the rate of"
        " false alarms of unlinked answers",
        ["change", *rules],
        rows,
    )


def _course(detections: Sequence[Detection]) -> str:
    shares = np.mean([each.by_round for each in detections], axis=0)
    return "/".join(f"{100 * shares[place]:.0f}" for place in _SHOWN_ROUNDS)


def tell_deployed(outcomes: Sequence[Outcome]) -> Table:
    """Show rules as they are used elsewhere: one threshold for all."""
    bands = by_band(outcomes)
    ours = {
        "**unlinked, amber**": [[each.unlinked.watch.ours for each in g] for g in bands.values()],
        "**linked, amber**": [[each.linked.watch.ours for each in g] for g in bands.values()],
        "**unlinked, red**": [[each.unlinked.act.ours for each in g] for g in bands.values()],
        "**linked, red**": [[each.linked.act.ours for each in g] for g in bands.values()],
    }
    theirs = {
        name: [[each.deployed[name] for each in g] for g in bands.values()]
        for name in outcomes[0].deployed
    }
    return Table(
        "As deployed: new alarms a quiet round, and which part of quiet rounds is red",
        ["rule", *bands],
        [[name, *map(_alarm, groups)] for name, groups in {**theirs, **ours}.items()],
    )


def _alarm(performances: Sequence[Performance]) -> str:
    rate = np.mean([each.alarm_rate for each in performances])
    red = np.mean([each.red_share for each in performances])
    return f"{rate:.3f} / {percent(float(red))}"


def tell_coverage(outcomes: Sequence[Outcome]) -> Table:
    """Show which part of 90% intervals holds the true mean."""
    bands = list(by_band(outcomes))
    return Table(
        "90% intervals that hold the true mean of all members that day, "
        + "/".join(scenario.value for scenario in COVERED),
        ["simulator", *bands],
        [
            [
                simulator,
                *("/".join(percent(share) for share in each.coverage.values()) for each in group),
            ]
            for simulator, group in by_simulator(outcomes).items()
        ],
    )


def tell_goals(outcomes: Sequence[Outcome]) -> Table:
    """Hold what was measured against what was promised."""
    rows = []
    for simulator, group in by_simulator(outcomes).items():
        for is_linked, name in _VIEWS.items():
            summary = Summary([each.view(is_linked=is_linked).watch for each in group])
            rows.append([simulator, name, *_goals(summary)])
    return Table(
        "Goals: lead of 5 points, at most .05 new alarms at every size, others at most 1.5 times",
        ["simulator", "answers", "lead", "highest rate", "recovering / quiet", "seasons / quiet"],
        rows,
    )


def _goals(summary: Summary) -> Sequence[str]:
    quiet = summary.alarm_rate(Scenario.QUIET)
    ratios = [
        summary.alarm_rate(scenario) / max(quiet, 1e-9)
        for scenario in (Scenario.RECOVERY, Scenario.SEASONS)
    ]
    return [
        f"{summary.lead:+.1f}{_mark(is_met=summary.lead >= 5)}",  # noqa: PLR2004 - the goal.
        f"{summary.highest_alarm_rate:.3f}{_mark(is_met=summary.highest_alarm_rate <= 0.05)}",  # noqa: PLR2004 - the goal.
        *(f"{ratio:.2f}{_mark(is_met=ratio <= 1.5)}" for ratio in ratios),  # noqa: PLR2004 - the goal.
    ]


def _mark(*, is_met: bool) -> str:
    return "" if is_met else " (missed)"


def by_simulator(outcomes: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    """Group by kind, in the order of appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.simulator, []).append(outcome)
    return groups


def by_band(outcomes: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    """Group by size, in the order of appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.band, []).append(outcome)
    return groups


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{100 * share:.0f}%"
