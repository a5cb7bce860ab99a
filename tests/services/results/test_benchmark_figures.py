"""The figures of the benchmark, as the explanation reads them."""

import json
from pathlib import Path

import pytest

from monitor.services.results.benchmark_figures import (
    ROUNDS,
    BenchmarkFigures,
    Happening,
    RuleFigures,
    SizeFigures,
    read_benchmark,
    smallest_party,
)
from tests.factories import make_published_party, make_release

RULE = RuleFigures(0.04, {})
SIZES = BenchmarkFigures("1", dict.fromkeys((2, 3, 5, 8), SizeFigures(RULE, RULE)))


def test_the_figures_of_the_repository_can_be_read_and_are_complete() -> None:
    figures = read_benchmark()

    assert figures.sizes
    for size in figures.sizes.values():
        assert 0 < size.unlinked_amber.false_alarms_per_quiet_round < 0.2
        assert size.drop_half_a_point.false_alarms_per_quiet_round < 1
        for happening in (*Happening, "nothing"):
            seen = size.unlinked_amber.seen_by_round[happening]
            assert [seen[str(rounds)] for rounds in ROUNDS] == sorted(seen.values())


def test_what_else_the_benchmark_writes_is_passed_over(tmp_path: Path) -> None:
    rule = {"false_alarms_per_quiet_round": 0.05, "red_share": 0.1, "seen_by_round": {}}
    path = tmp_path / "figures.json"
    sizes = {"3": {"unlinked_amber": rule, "drop_half_a_point": rule, "linked_red": rule}}
    path.write_text(json.dumps({"schema": 1, "engine": "2", "sizes": sizes}))

    figures = read_benchmark(path)

    assert figures.engine == "2"
    assert figures.sizes[3].unlinked_amber.false_alarms_per_quiet_round == 0.05


@pytest.mark.parametrize(("people", "size"), [(1, 2), (2, 2), (4, 3), (5, 5), (7, 5), (30, 8)])
def test_the_figures_are_those_of_the_nearest_size_that_does_not_flatter(
    people: int, size: int
) -> None:
    assert SIZES.nearest(people) == size


@pytest.mark.parametrize(("counts", "people"), [((9, 6), 6), ((9, None), 3), ((None, None), 3)])
def test_the_smallest_party_counts_as_far_as_its_size_is_published(
    counts: tuple[int | None, int | None], people: int
) -> None:
    parties = [
        make_published_party(party_id=number, invited=invited)
        for number, invited in enumerate(counts, start=1)
    ]

    assert smallest_party(make_release(parties=parties)) == people
