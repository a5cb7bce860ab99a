"""One small study, and what is told of it."""

import json
from functools import partial
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.console import Console

from benchmarks.signals.comparison import Performance
from benchmarks.signals.coverage import compute_coverage
from benchmarks.signals.figures import write_figures
from benchmarks.signals.pictures import draw_detection, draw_false_alarms
from benchmarks.signals.report import (
    END,
    START,
    format_markdown,
    print_tables,
    replace_between_marks,
)
from benchmarks.signals.scenarios import CHANGES, Scenario
from benchmarks.signals.study import Case, Outcome, Summary, study
from benchmarks.signals.tables import (
    Table,
    tell_coverage,
    tell_deployed,
    tell_goals,
    tell_lead,
    tell_peers,
    tell_scenarios,
)
from benchmarks.signals.worlds import BANDS, Effort
from tests.benchmarks.stand_in import STAND_IN, estimate_levels

KIND, BAND = "rounded Gaussian", "3"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return study(Case(KIND, BAND), STAND_IN, Effort(quiet=300, changing=40))


def test_every_rule_cries_wolf_as_often_as_we_do(outcome: Outcome) -> None:
    comparison = outcome.unlinked.watch

    rates = [each.alarm_rate for each in comparison.peers.values()]

    assert comparison.ours.alarm_rate > 0.01
    assert rates == pytest.approx([comparison.ours.alarm_rate] * len(rates), abs=0.006)


def test_the_same_rule_as_ours_has_no_lead(outcome: Outcome) -> None:
    comparison = outcome.unlinked.watch

    assert comparison.ours.score == pytest.approx(
        comparison.peers["history, party"].score, abs=0.01
    )


def test_red_is_stricter_than_amber(outcome: Outcome) -> None:
    watch, act = outcome.unlinked.watch.ours, outcome.unlinked.act.ours

    assert act.alarm_rate < watch.alarm_rate
    assert act.score < watch.score


def test_strong_changes_are_seen_more_than_nothing(outcome: Outcome) -> None:
    ours = outcome.unlinked.watch.ours

    assert ours.detection[Scenario.ABRUPT].average > 3 * ours.chance.average
    assert ours.detection.keys() == set(CHANGES)


def test_a_summary_leads_the_best_rule_over_all(outcome: Outcome) -> None:
    summary = Summary([outcome.unlinked.watch, outcome.linked.watch])

    assert summary.best_peer in summary.peer_scores
    assert summary.lead == pytest.approx(100 * (summary.score - max(summary.peer_scores.values())))


def test_deployed_rules_stand_at_their_own_thresholds(outcome: Outcome) -> None:
    assert outcome.deployed["drop, dimension"].threshold == 0.5
    assert "history, party" not in outcome.deployed


def test_intervals_without_width_hold_nothing_and_wide_ones_everything() -> None:
    coverages = [
        compute_coverage(partial(estimate_levels, sd=sd), KIND, BAND, 20, Scenario.QUIET)
        for sd in (0.0, 9.0)
    ]

    assert coverages == [0.0, 1.0]


def test_unequal_parties_have_2_to_12_people() -> None:
    sizes = BANDS["unequal"].draw_sizes(2000, np.random.default_rng(1))

    assert (sizes.min(), sizes.max()) == (2, 12)
    assert (sizes[:, 0] != sizes[:, 1]).mean() > 0.8


def test_every_table_has_as_many_cells_as_columns(outcome: Outcome) -> None:
    for table in tables_of(outcome):
        assert table.rows, table.title
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.title


def test_tables_can_be_printed(outcome: Outcome) -> None:
    console = Console(width=200, file=StringIO())

    print_tables(tables_of(outcome), console)

    assert isinstance(console.file, StringIO)
    assert "EWMA-n, party" in console.file.getvalue()


def test_tables_are_put_between_the_marks_of_a_document(outcome: Outcome, tmp_path: Path) -> None:
    document = tmp_path / "method.md"
    document.write_text(f"before\n{START}\nformer\n{END}\nafter\n", encoding="utf-8")

    replace_between_marks(document, format_markdown(tables_of(outcome)))

    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{START}\n\n**")
    assert text.endswith(f"\n\n{END}\nafter\n")
    assert "former" not in text


def test_a_document_without_marks_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "method.md"
    document.write_text("nothing here", encoding="utf-8")

    with pytest.raises(ValueError, match="no marks"):
        replace_between_marks(document, "text")


def test_pictures_are_whole_and_name_every_line(outcome: Outcome) -> None:
    for picture in (draw_detection([outcome], BAND), draw_false_alarms([outcome])):
        root = ElementTree.fromstring(picture.drawing)  # noqa: S314 - drawn above, not from elsewhere.

        texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert "this monitor, linked" in texts
        assert "this monitor, unlinked" in texts


def test_figures_tell_how_often_and_how_soon(outcome: Outcome, tmp_path: Path) -> None:
    path = tmp_path / "benchmark.json"

    write_figures(path, [outcome], "engine-1")

    document = json.loads(path.read_text(encoding="utf-8"))
    ours = document["sizes"]["3"]["unlinked_amber"]
    assert document["engine"] == "engine-1"
    assert document["simulators"] == [KIND]
    assert ours["false_alarms_per_quiet_round"] == pytest.approx(
        rate_of(outcome.unlinked.watch.ours), abs=1e-4
    )
    assert ours["seen_by_round"]["abrupt"].keys() == {"1", "2", "4"}


def tables_of(outcome: Outcome) -> list[Table]:
    return [
        tell_lead([outcome], is_linked=True),
        tell_peers([outcome], is_linked=False),
        tell_scenarios([outcome], BAND),
        tell_deployed([outcome]),
        tell_coverage([outcome]),
        tell_goals([outcome]),
    ]


def rate_of(performance: Performance) -> float:
    return performance.alarm_rate
