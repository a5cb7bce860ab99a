"""Two worlds that differ only in what is hidden, and all that is shown of each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from monitor import bootstrap
from monitor.domain.access.actor import the_product
from monitor.domain.partnership import Language
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.meeting import prepare
from monitor.services.meeting.hold import move, read_meeting, speak
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.copies import copy_sqlite
from tests.factories import SECRET_KEY, FakeClock
from tests.worlds import World, make_world

Pair = tuple[tuple[Context, World], tuple[Context, World]]
_Seen = TypeVar("_Seen")
_NAMES = ("0.db", "1.db")


def make_pair(folder: Path, migrated: Path) -> Pair:
    """Make two worlds that differ only in what is hidden."""
    one, other = (make_one(folder / _NAMES[hidden], migrated, hidden) for hidden in (0, 1))
    return one, other


def copy_pair(pair: Pair, source: Path, folder: Path) -> Pair:
    """Copy the two worlds that were made in a folder: pages and meetings leave traces in them."""
    one, other = (
        (make_context(folder / name, source / name, FakeClock(context.clock.now())), world)
        for name, (context, world) in zip(_NAMES, pair, strict=True)
    )
    return one, other


def make_one(path: Path, migrated: Path, hidden: int) -> tuple[Context, World]:
    """Make a world with a database of its own."""
    clock = FakeClock()
    context = make_context(path, migrated, clock)
    with pytest.MonkeyPatch.context() as patch:
        # The links of a meeting are drawn, and stand on its screens.
        patch.setattr(prepare, "make_nonce", lambda: "ab" * 16)
        return context, make_world(context, clock, hidden)


def make_context(path: Path, migrated: Path, clock: FakeClock) -> Context:
    """Make what every use case gets, with a database that outlives a single test."""
    copy_sqlite(str(migrated), str(path))
    unit_of_work = SqlUnitOfWorkFactory(make_engine(f"sqlite:///{path}"))
    return Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=clock,
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url="http://localhost:8501",
    )


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


def contents_of(app: AppTest) -> str:
    """Return all that a page sends to the browser: texts, tables, figures, what is read aloud."""
    found: list[object] = []
    _collect(app._tree, found)
    return json.dumps(found, sort_keys=True, ensure_ascii=False)


def _collect(block: Block, found: list[object]) -> None:
    for child in block.children.values():
        proto = getattr(child, "proto", None)
        if proto is not None and hasattr(proto, "DESCRIPTOR"):
            found.append(MessageToDict(proto))
        if isinstance(child, Block):
            _collect(child, found)


def walk_through_meetings(
    context: Context, world: World, language: Language, open_window: Callable[[str], AppTest]
) -> list[str]:
    """Return what a window shows at every step of every meeting; it is opened by a meeting's id."""
    seen = []
    for meeting in world.meetings:
        speak(context, meeting.id, language)
        for position, _step in enumerate(meeting.plan.steps):
            present = read_meeting(context, meeting.id).meeting.position
            move(context, meeting.id, present, position)
            seen.append(contents_of(open_window(str(meeting.id))))
    return seen
