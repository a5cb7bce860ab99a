"""Whatever the pages, mails and files say is the same whatever the hidden answers were."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1.element_tree import Block

from monitor import bootstrap
from monitor.domain.access.actor import the_product
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, Phase
from monitor.domain.results import Attention
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.meeting import prepare
from monitor.services.meeting.hold import move, read_meeting, speak
from monitor.services.overview.read_overview import read_key_figures, read_overview
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.services.register_ports import SummaryFilter
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import SECRET_KEY, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.worlds import World, make_world

Pair = tuple[tuple[Context, World], tuple[Context, World]]
Address = tuple[str, dict[str, str]]
_Seen = TypeVar("_Seen")

OF_A_PARTNERSHIP: Sequence[Address] = [
    ("partnership", {}),
    ("agreements", {}),
    ("log", {}),
    ("meeting", {}),
    ("ending", {}),
    ("cards", {}),
    ("how_we_know", {}),
    ("register", {}),
    *(("checkins", {"part": part}) for part in ("now", "plan", "people", "privacy", "paper")),
]
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


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Pair:
    """Two worlds that differ only in what is hidden."""
    folder = tmp_path_factory.mktemp("worlds")
    one, other = (make_one(folder / f"{hidden}.db", migrated_sqlite, hidden) for hidden in (0, 1))
    return one, other


def make_one(path: Path, migrated: Path, hidden: int) -> tuple[Context, World]:
    path.write_bytes(migrated.read_bytes())
    clock = FakeClock()
    unit_of_work = SqlUnitOfWorkFactory(make_engine(f"sqlite:///{path}"))
    context = Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=clock,
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url="http://localhost:8501",
    )
    with pytest.MonkeyPatch.context() as patch:
        # The links of a meeting are drawn, and stand on its screens.
        patch.setattr(prepare, "make_nonce", lambda: "ab" * 16)
        return context, make_world(context, clock, hidden)


def shown_in_both(
    pair: Pair, look: Callable[[Context, World], _Seen], monkeypatch: pytest.MonkeyPatch
) -> tuple[_Seen, _Seen]:
    """Return what is seen in each world."""
    seen = []
    for context, world in pair:
        monkeypatch.setattr(bootstrap, "context", lambda context=context: context)
        st.cache_data.clear()
        seen.append(look(context, world))
    return seen[0], seen[1]


def contents_of(screen: Screen) -> str:
    """Return all that a page sends to the browser: texts, tables, figures, what is read aloud."""
    found: list[object] = []
    _collect(screen.app._tree, found)
    return json.dumps(found, sort_keys=True, ensure_ascii=False)


def _collect(block: Block, found: list[object]) -> None:
    for child in block.children.values():
        proto = getattr(child, "proto", None)
        if proto is not None and hasattr(proto, "DESCRIPTOR"):
            found.append(MessageToDict(proto))
        if isinstance(child, Block):
            _collect(child, found)


@pytest.mark.parametrize("language", Language)
def test_the_pages_of_a_partnership_tell_nothing_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_context: Context, world: World) -> list[str]:
        return [
            contents_of(open_page(name, language, id=str(partnership.id), **query))
            for name, query in OF_A_PARTNERSHIP
            for partnership in (world.small, world.middle, world.large)
        ]

    one, other = shown_in_both(pair, look, monkeypatch)

    assert len(one) == 3 * len(OF_A_PARTNERSHIP)
    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * len(one)


@pytest.mark.parametrize("language", Language)
def test_no_screen_of_a_meeting_tells_anything_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(context: Context, world: World) -> list[str]:
        seen = []
        for meeting in world.meetings:
            speak(context, meeting.id, language)
            for position, _step in enumerate(meeting.plan.steps):
                present = read_meeting(context, meeting.id).meeting.position
                move(context, meeting.id, present, position)
                for window in ("screen", "presenter"):
                    screen = open_page(window, language, meeting=str(meeting.id))
                    seen.append(contents_of(screen))
        return seen

    one, other = shown_in_both(pair, look, monkeypatch)

    assert len(one) == 2 * sum(len(each.plan.steps) for each in pair[0][1].meetings)
    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * len(one)


@pytest.mark.parametrize("address", OF_ALL, ids=[name for name, _ in OF_ALL])
def test_the_pages_over_all_partnerships_tell_nothing_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, query = address

    one, other = shown_in_both(
        pair, lambda _context, _world: contents_of(open_page(name, **query)), monkeypatch
    )

    assert one == other


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
        return contents_of(open_page("partnership", id=str(world.large.id)))

    one, other = shown_in_both(pair, look, monkeypatch)

    assert one != other
