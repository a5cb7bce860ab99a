"""A farewell: what the parties write down when they end their cooperation, for both to keep."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from monitor.domain.typed_text import clean_text

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Farewell:
    """How the parties part; empty texts were not filled in (yet).

    ``lesson``: one that is still being written. ``call``: who may be called afterwards. ``keeps``:
    what the neighbourhood keeps. ``words``: what the parties say to each other. ``last_on``: the
    day that they think of; the cooperation itself ends only when somebody confirms it.
    """

    lesson: str = ""
    call: str = ""
    keeps: str = ""
    words: str = ""
    last_on: date | None = None


def merge_farewells(stored: Farewell, seen: Farewell, typed: Farewell) -> Farewell:
    """Return what is stored with what somebody typed over what they saw.

    Both parties write at the same time. Where two typed in the same field, both texts stay, one
    under the other: nobody's words at a farewell are lost to the other's.
    """
    merged: dict[str, Any] = {}
    for name in (each.name for each in fields(Farewell)):
        was, before, now = (getattr(each, name) for each in (stored, seen, typed))
        if now == before:
            continue
        is_both = isinstance(now, str) and was not in {before, now}
        merged[name] = "\n".join(each for each in (was, now) if each) if is_both else now
    return replace(stored, **merged)


def tidy(farewell: Farewell) -> Farewell:
    """Return a farewell with its texts fit to be stored, without white space around them."""
    texts: dict[str, Any] = {
        each.name: clean_text(text).strip()
        for each in fields(farewell)
        if isinstance(text := getattr(farewell, each.name), str)
    }
    return replace(farewell, **texts)


def is_too_long(farewell: Farewell) -> bool:
    """Tell whether a text is longer than what anybody reads at a farewell."""
    texts = [farewell.lesson, farewell.call, farewell.keeps, farewell.words]
    return any(len(text) > LONGEST_TEXT for text in texts)
