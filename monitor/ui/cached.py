"""All that the dashboard keeps; every write of the dashboard calls :func:`forget`.

Nothing here depends on who is looking: there is no sign-in yet and no scope.
"""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

import plotly.graph_objects as go
import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.overview.read_overview import KeyFigures
from monitor.services.overview.read_overview import read_key_figures as _read_key_figures
from monitor.services.sample.load_sample import has_samples as _has_samples
from monitor.ui import session


@st.cache_data(ttl="30s", max_entries=1, show_spinner=False)
def read_key_figures() -> KeyFigures:
    """Return the counts over all partnerships, at most half a minute old."""
    return _read_key_figures(session.context())


@st.cache_data(ttl="30s", max_entries=1, show_spinner=False)
def has_samples() -> bool:
    """Tell whether there is any sample data, as it was at most half a minute ago."""
    return _has_samples(session.context())


def draw_once(draw: Callable[..., go.Figure], *inputs: object) -> go.Figure:
    """Return the figure that a function draws of its inputs, where it was drawn before as it was.

    Many look at the same figure again and again, and Plotly checks every part of it anew. All of
    them get the same one: it is for showing, never for changing.
    """
    return _draw(draw, _Inputs.of(inputs))


def forget() -> None:
    """Forget what was read, because something was written."""
    read_key_figures.clear()
    has_samples.clear()


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
