"""The steps of an ending, what all of them show, and the way from one to the next."""

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.ending.read_ending import EndingView
from monitor.ui import permits, session
from monitor.ui.parts import PART, choose_part, forget_rest
from monitor.ui.writer import NameField, ask_name

_KEY = "ending.part"
_NAME_WIDTH = 320


class Part(StrEnum):
    """A step; its value stands in the address."""

    WHY = "why"
    LESSONS = "lessons"
    STAYS = "stays"
    TAKE = "take"
    LAST_DAY = "last_day"


STEPS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is shown, to whom, and in whose name things are kept, where they may be."""

    view: EndingView
    reader: Reader
    name: NameField
    may_write: bool = True


def choose(reader: Reader) -> Part:
    """Show the steps and return the chosen one."""
    t = reader.t
    return choose_part(Part, t("ending.part"), lambda part: _name(part, reader), key=_KEY)


def open_desk(view: EndingView, reader: Reader) -> Desk:
    """Ask in whose name things are kept: everything that is typed is kept at once."""
    if not permits.may_write(view.partnership.id):
        permits.show_read_only(reader)
        return Desk(view, reader, NameField(""), may_write=False)
    with st.container(key="ending-writer", width=_NAME_WIDTH):
        name = ask_name(reader, "ending")
    if name.is_missing:
        st.caption(reader.t("ending.name_first"))
    else:
        session.remember_writer(name.name)
    return Desk(view, reader, name)


def show_ways(part: Part, reader: Reader) -> None:
    """Show the ways to the step before and the next one."""
    t, place = reader.t, STEPS.index(part)
    with st.container(horizontal=True, key="ending-ways"):
        for step, key, icon in (
            (STEPS[place - 1] if place else None, "back", ":material/arrow_back:"),
            (next(iter(STEPS[place + 1 :]), None), "next", ":material/arrow_forward:"),
        ):
            if step is not None:
                st.button(
                    t(f"ending.{key}", step=_name(step, reader)),
                    key=f"ending.{key}",
                    type="primary" if key == "next" else "secondary",
                    icon=icon,
                    icon_position="right" if key == "next" else "left",
                    on_click=go_to,
                    args=(step,),
                )


def go_to(part: Part) -> None:
    """Go to a step; only before the page runs."""
    session.refill_field(_KEY, part)
    forget_rest()
    st.query_params[PART] = part.value


def _name(part: Part, reader: Reader) -> str:
    return reader.t("ending.step", n=STEPS.index(part) + 1, name=reader.t(f"ending.part.{part}"))
