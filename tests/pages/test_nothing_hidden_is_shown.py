"""Whatever the pages over all partnerships say is the same whatever the hidden answers were."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Phase
from monitor.domain.results import Attention
from monitor.services.context import Context
from monitor.services.overview.read_overview import read_key_figures, read_overview
from monitor.services.register_ports import SummaryFilter
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import Pair, contents_of, make_one, shown_in_both
from tests.worlds import World

Address = tuple[str, dict[str, str]]

OF_ALL: Sequence[Address] = [
    ("overview", {}),
    ("programme", {}),
    ("cards", {}),
    ("register", {}),
    ("questionnaires", {}),
]
FILTERS = [
    *(SummaryFilter(phases=[phase]) for phase in Phase),
    *(SummaryFilter(kinds=[kind]) for kind in WorryKind),
    *(SummaryFilter(attention=[group]) for group in Attention),
    *(SummaryFilter(search=word) for word in ("klein", "midden", "gemeente", "visser")),
]


# H38.
@pytest.mark.parametrize("address", OF_ALL, ids=[name for name, _ in OF_ALL])
def test_the_pages_over_all_partnerships_tell_nothing_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, query = address

    one, other = shown_in_both(
        pair, lambda _context, _world: contents_of(open_page(name, **query).app), monkeypatch
    )

    assert one == other


# H38.
def test_no_two_filters_together_tell_anything_of_what_is_hidden(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [
        SummaryFilter(
            search=f"{one.search} {other.search}".strip(),
            phases=[*one.phases, *other.phases],
            kinds=[*one.kinds, *other.kinds],
            attention=[*one.attention, *other.attention],
        )
        for one, other in combinations(FILTERS, 2)
    ]

    def look(context: Context, _world: World) -> str:
        return repr(
            [read_key_figures(context), *(read_overview(context, each, 1) for each in both)]
        )

    one, other = shown_in_both(pair, look, monkeypatch)

    assert one == other
    assert "Klein" in one


def test_the_worlds_do_differ_in_what_is_stored(pair: Pair) -> None:
    stored = []
    for context, world in pair:
        with context.unit_of_work(reads_only=True) as uow:
            rounds = [uow.rounds.list_of(each.id)[0] for each in world.partnerships[:3]]
            stored.append([repr(uow.responses.sent_of(each.id)) for each in rounds])

    assert [one != other for one, other in zip(*stored, strict=True)] == [True] * 3


def test_a_difference_in_what_is_shown_is_seen(
    tmp_path: Path, migrated_sqlite: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (
        make_one(tmp_path / "0.db", migrated_sqlite, 0),
        make_one(tmp_path / "1.db", migrated_sqlite, 0),
    )
    told, world = pair[1]
    with told.unit_of_work() as uow:
        uow.partnerships.save(replace(world.large, contact="Iemand anders"))
        uow.commit()

    def look(_context: Context, world: World) -> str:
        return contents_of(open_page("partnership", id=str(world.large.id)).app)

    one, other = shown_in_both(pair, look, monkeypatch)

    assert one != other
