from dataclasses import replace

import plotly.graph_objects as go
import pytest
import streamlit as st

from monitor import bootstrap
from monitor.charts.style import DARK, LIGHT, Look
from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role, Scope, WorkspaceId
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind
from monitor.domain.errors import NotAllowedError
from monitor.domain.partnership import Language, PartnershipId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.ui import cached, session
from tests.charts.scenes import make_reader
from tests.factories import make_release
from tests.seeding import make_partnership


class Pencil:
    """Counts how often it draws."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, *_inputs: object) -> go.Figure:
        self.drawn += 1
        return go.Figure()


@pytest.fixture
def pencil() -> Pencil:
    return Pencil()


def test_the_same_content_is_drawn_once(pencil: Pencil) -> None:
    first = cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))
    second = cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))

    assert first is second
    assert pencil.drawn == 1


@pytest.mark.parametrize(
    "other",
    [
        ([make_release(overall=3.5)], make_reader(), Look(LIGHT)),
        ([make_release()], make_reader(Language.ENGLISH), Look(LIGHT)),
        ([make_release()], make_reader(), Look(DARK)),
        ([make_release()], make_reader(), replace(Look(LIGHT), is_narrow=True)),
    ],
)
def test_other_content_another_reader_or_another_look_is_drawn_anew(
    pencil: Pencil, other: tuple[list[object], Reader, Look]
) -> None:
    cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))
    cached.draw_once(pencil.draw, *other)

    assert pencil.drawn == 2


def test_two_ways_of_drawing_the_same_do_not_meet(pencil: Pencil) -> None:
    other = Pencil()

    cached.draw_once(pencil.draw, 1)
    cached.draw_once(other.draw, 1)

    assert (pencil.drawn, other.drawn) == (1, 1)


def anybody(
    *partnerships: int, role: Role = Role.VIEWER, workspace: WorkspaceId = FIRST_WORKSPACE
) -> Actor:
    scope = Scope(frozenset(map(PartnershipId, partnerships)) if partnerships else None)
    return Actor(ActorKind.PERSON, workspace, role, scope, AccountId(7), "Fatima Bakker")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is kept is the same whatever the database."""
    return sqlite_url


# H25.
def test_nobody_gets_the_figures_that_were_kept_for_another_scope(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (make_partnership(context, name, people=1).id for name in ("Aa", "Bee"))
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    st.cache_data.clear()
    counted = {}
    for actor in (
        anybody(),
        anybody(first),
        anybody(first, second),
        anybody(999),
        anybody(workspace=WorkspaceId(2)),
        anybody(first),
    ):
        monkeypatch.setattr(session, "actor", lambda actor=actor: actor)
        counted[actor] = cached.read_key_figures().partnerships

    assert list(counted.values()) == [2, 1, 2, 0, 0]


# H25.
def test_a_warm_cache_does_not_open_what_a_role_may_not_see(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    st.cache_data.clear()
    monkeypatch.setattr(session, "actor", anybody)
    cached.read_key_figures()

    monkeypatch.setattr(session, "actor", lambda: anybody(role=Role.RESEARCHER))

    with pytest.raises(NotAllowedError):
        cached.read_key_figures()


@pytest.mark.parametrize(
    "other",
    [
        anybody(1),
        anybody(1, 2),
        anybody(role=Role.MANAGER),
        anybody(workspace=WorkspaceId(2)),
        SOMEBODY_TRYING,
    ],
)
def test_two_who_see_or_may_something_else_never_share(other: Actor) -> None:
    assert cached.Reach.of(other) != cached.Reach.of(anybody())


def test_two_who_see_and_may_the_same_share() -> None:
    colleague = replace(anybody(1, 2), account_id=AccountId(8), name="Ali Demir")

    assert cached.Reach.of(colleague) == cached.Reach.of(anybody(2, 1))
