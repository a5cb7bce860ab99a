"""The parts of the page, and what all of them show: a search, facts, and what is wrong."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from monitor.i18n.reader import Reader
from monitor.ui import addresses, cached, html, session
from monitor.ui.html import Text
from monitor.ui.labels import write_label

LONGEST_LIST = 20
_PART, _ID = "part", "id"


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    PARTNERSHIPS = "partnerships"
    ORGANISATIONS = "organisations"
    MANAGERS = "managers"


def choose_part(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one; the address keeps its code."""
    t = reader.t
    asked = st.query_params.get(_PART, Part.PARTNERSHIPS.value)
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.pills(
            t("register.part"),
            list(Part),
            default=Part(asked) if asked in set(Part) else Part.PARTNERSHIPS,
            format_func=lambda part: t(f"register.part.{part.value}"),
            required=True,
            # A link leads to another part too: what was chosen before must not win from it.
            key=f"register.part.{asked}",
            label_visibility="collapsed",
        )
        st.page_link(
            addresses.QUESTIONNAIRES, label=t("pages.questionnaires.title"), icon=":material/quiz:"
        )
    if chosen.value != asked:
        st.query_params.from_dict({_PART: chosen.value})
        st.rerun()
    return chosen


def asked_id() -> int | None:
    """Return whom the address names, or None; 0, which nothing has, where it makes no sense."""
    return (session.asked_partnership() or 0) if _ID in st.query_params else None


def show_link(part: Part, found: int, name: str, *, icon: str) -> None:
    """Show the link to what is known of one of them."""
    st.page_link(
        addresses.REGISTER,
        label=write_label(name),
        icon=icon,
        query_params={_PART: part.value, _ID: str(found)},
    )


def show_way_back(part: Part, reader: Reader) -> None:
    """Show the link to the list of a part."""
    st.page_link(
        addresses.REGISTER,
        label=reader.t(f"register.back.{part.value}"),
        icon=":material/arrow_back:",
        query_params={_PART: part.value},
    )


def ask_search(part: Part, reader: Reader) -> str:
    """Show the field for a part of a name."""
    typed = st.text_input(
        reader.t(f"register.search.{part.value}"),
        key=f"register.search.{part.value}",
        icon=":material/search:",
        autocomplete="off",
    )
    return typed.strip()


def say_how_many(found: int, search: str, reader: Reader) -> None:
    """Say that nothing was found, or that there is more than the list shows."""
    if not found:
        st.write(reader.t("register.none_found" if search else "register.none"))
    elif found > LONGEST_LIST:
        st.caption(reader.t("register.more", n=LONGEST_LIST))


def render_facts(facts: Iterable[tuple[Text, Text]]) -> Markup:
    """Return what is known of something: what it is, and how it is."""
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in facts
    )
    return Markup('<dl class="pm-facts">{}</dl>').format(rows)


def show_facts(facts: Iterable[tuple[Text, Text]]) -> None:
    """Show what is known of something."""
    html.show_html(render_facts(facts))


def tell(faults: Sequence[str], reader: Reader) -> bool:
    """Say what is wrong, and whether anything is."""
    if faults:
        texts = [reader.t(f"register.fault.{fault}") for fault in dict.fromkeys(faults)]
        st.error("  \n".join(texts))
    return bool(faults)


def finish(reader: Reader, said: str = "register.saved") -> None:
    """Say that it is done, and show the page as it is now."""
    cached.forget()
    st.toast(reader.t(said))
    st.rerun()


def confirm(title: str, text: str, do: str, reader: Reader, then: Callable[[], None]) -> None:
    """Ask for confirmation in a dialog."""

    @st.dialog(title)
    def ask() -> None:
        st.write(text)
        with st.container(horizontal=True):
            if st.button(do, type="primary", key="register.confirm"):
                then()
            if st.button(reader.t("pages.cancel"), key="register.cancel"):
                st.rerun()

    ask()
