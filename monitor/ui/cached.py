"""All that the dashboard keeps; every write of the dashboard calls :func:`forget`.

What is kept never crosses a scope: it is kept apart for all who may see and do the same, and only
they share it.
"""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

import plotly.graph_objects as go
import streamlit as st

from monitor import bootstrap
from monitor.domain.access.account import Role, Scope, WorkspaceId
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.partnership import PartnershipId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.overview.read_overview import KeyFigures
from monitor.services.overview.read_overview import read_key_figures as _read_key_figures
from monitor.services.sample.load_sample import has_samples as _has_samples
from monitor.ui import session


@dataclass(frozen=True, slots=True)
class Reach:
    """All that decides what somebody sees, and nothing of who it is."""

    kind: ActorKind
    workspace_id: WorkspaceId
    role: Role
    partnerships: tuple[PartnershipId, ...] | None

    @classmethod
    def of(cls, actor: Actor) -> "Reach":
        """Return how far somebody sees."""
        within = actor.scope.partnerships
        partnerships = None if within is None else tuple(sorted(within))
        return cls(actor.kind, actor.workspace_id, actor.role, partnerships)

    def context(self) -> Context:
        """Return what a use case needs on behalf of anybody of this reach."""
        within = None if self.partnerships is None else frozenset(self.partnerships)
        anybody = Actor(self.kind, self.workspace_id, self.role, Scope(within))
        return bootstrap.context_in(self.workspace_id).acting_as(anybody)


def read_key_figures() -> KeyFigures:
    """Return the counts over all partnerships within sight, at most half a minute old."""
    return _key_figures(Reach.of(session.actor()))


def has_samples() -> bool:
    """Tell whether sample data is within sight, as it was at most half a minute ago."""
    return _samples(Reach.of(session.actor()))


@st.cache_data(ttl="30s", max_entries=200, show_spinner=False)
def _key_figures(reach: Reach) -> KeyFigures:
    return _read_key_figures(reach.context())


@st.cache_data(ttl="30s", max_entries=200, show_spinner=False)
def _samples(reach: Reach) -> bool:
    return _has_samples(reach.context())


def draw_once(draw: Callable[..., go.Figure], *inputs: object) -> go.Figure:
    """Return the figure that a function draws of its inputs, where it was drawn before as it was.

    Many look at the same figure again and again, and Plotly checks every part of it anew. All of
    them get the same one: it is for showing, never for changing.
    """
    return _draw(draw, _Inputs.of(inputs))


def forget() -> None:
    """Forget what was read, because something was written."""
    _key_figures.clear()
    _samples.clear()


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What a figure is drawn of; the same content is the same."""

    digest: bytes
    values: tuple[object, ...] = field(compare=False)

    @classmethod
    def of(cls, values: tuple[object, ...]) -> "_Inputs":
        content = [_simplify(each) for each in values]
        return cls(blake2b(pickle.dumps(content)).digest(), values)


def _simplify(value: object) -> object:
    """Return a reader as what tells it from another: its texts are those of its language."""
    if isinstance(value, Reader):
        return value.t.language, str(value.formatter.time_zone)
    return value


@functools.lru_cache(maxsize=64)
def _draw(draw: Callable[..., go.Figure], inputs: _Inputs) -> go.Figure:
    return draw(*inputs.values)
