"""The parts of the page, and what all of them show: a search, facts, and what is wrong."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from monitor.domain.access.rules import can_invite_any
from monitor.i18n.reader import Reader
from monitor.ui import addresses, cached, html, permits, session
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
    # Organisations and managers are of all partnerships together.
    offered = list(Part) if permits.may_manage_all() else [Part.PARTNERSHIPS]
    asked = st.query_params.get(_PART, Part.PARTNERSHIPS.value)
    with st.container(horizontal=True, vertical_alignment="center", key="register-parts"):
        chosen = st.pills(
            t("register.part"),
            offered,
            default=Part(asked) if asked in set(offered) else Part.PARTNERSHIPS,
            format_func=lambda part: t(f"register.part.{part.value}"),
            required=True,
            # A link leads to another part too: what was chosen before must not win from it.
            key=f"register.part.{asked}",
            label_visibility="collapsed",
            wrap=True,
        )
        _show_ways(reader)
    if chosen.value != asked:
        st.query_params.from_dict({_PART: chosen.value})
        st.rerun()
    return chosen


def _show_ways(reader: Reader) -> None:
    """Show the links to what else is managed, for those who do."""
    ways = {
        addresses.QUESTIONNAIRES: (":material/quiz:", permits.may_manage_all()),
        addresses.ACCOUNTS: (":material/group:", can_invite_any(session.actor())),
        addresses.TRAIL: (":material/manage_search:", permits.may_administer()),
    }
    for address, (icon, is_offered) in ways.items():
        if is_offered:
            st.page_link(address, label=reader.t(f"pages.{address.stem}.title"), icon=icon)


def asked_id() -> int | None:
    """Return whom the address names, or None; 0, which nothing has, where it makes no sense."""
    return (session.asked_partnership() or 0) if _ID in st.query_params else None


def show_opener(part: Part, found: int, name: str, *, icon: str) -> None:
    """Show what opens all that is known of one of them."""
    st.button(
        write_label(name),
        key=f"register.open.{part.value}.{found}",
        type="tertiary",
        icon=icon,
        on_click=_go,
        args=(part, found),
    )


def show_way_back(part: Part, reader: Reader) -> None:
    """Show what leads back to the list of a part."""
    st.button(
        reader.t(f"register.back.{part.value}"),
        key="register.back",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=_go,
        args=(part, None),
    )


def _go(part: Part, found: int | None) -> None:
    """Let the address name a part, and one of those in it; only before the page runs."""
    address = {_PART: part.value}
    st.query_params.from_dict(address if found is None else {**address, _ID: str(found)})


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
    return Markup('<dl class="pm-known">{}</dl>').format(rows)


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
