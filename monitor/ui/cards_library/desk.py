"""What every part of the page of cards needs, and the parts of its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.record import Authorship
from monitor.i18n.reader import Reader
from monitor.services.cards.read_cards import CardsView, read_cards
from monitor.ui import addresses, picker, session
from monitor.ui.labels import write_label
from monitor.ui.writer import NameField, ask_name

CARD, EDIT, WORRY, PARTNERSHIP = "card", "edit", "worry", "id"
NEW = "new"  # In place of a code: a card that is not there yet.
_OF_ONE_CARD = {CARD, EDIT}


@dataclass(frozen=True, slots=True)
class Desk:
    """What is looked at, and by whom."""

    view: CardsView
    reader: Reader

    def ask_name(self) -> NameField:
        """Show the field for one's name."""
        return ask_name(self.reader, "cards")

    def sign(self, name: NameField) -> Authorship | None:
        """Return the signature, or say that the name is missing and return None."""
        if name.is_missing:
            st.error(self.reader.t("cards.name_missing"))
            return None
        return name.sign()

    def name_maker(self, organisation_id: int | None) -> str:
        """Name the organisation whose own card it is; empty for a card of the product."""
        return next((name for id_, name in self.view.makers.items() if id_ == organisation_id), "")


def open_desk(reader: Reader) -> Desk:
    """Return what the address asks for; ends the page where it names no partnership that is."""
    _show_address()
    asked: PartnershipId | None = None
    if PARTNERSHIP in st.query_params:
        asked = session.asked_partnership() or PartnershipId(0)
    try:
        return Desk(read_cards(session.context(), asked), reader)
    except NotFoundError:
        picker.show_unknown(reader)
        st.stop()


def _show_address() -> None:
    """Bring the address bar up to date: a link within a page leaves it as it was.

    The next click on the page would then be taken for one on the page before.
    """
    here = {name: st.query_params.get_all(name) for name in st.query_params}
    st.query_params.from_dict(here)


def keep_query(**changed: str) -> Mapping[str, Sequence[str]]:
    """Return the address as it is with parts of it changed, without what is about one card."""
    kept = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in _OF_ONE_CARD
    }
    return {**kept, **{name: [value] for name, value in changed.items()}}


def go(said: str = "", **changed: str) -> None:
    """Go to another part of the page, saying in passing what was done."""
    st.query_params.from_dict(keep_query(**changed))
    if said:
        st.toast(write_label(said), icon=":material/check:")
    st.rerun()


def show_way_back(reader: Reader) -> None:
    """Show the link to all cards, with the filters as they were."""
    with st.container(key="cards-back"):
        st.page_link(
            addresses.CARDS,
            label=reader.t("cards.back"),
            icon=":material/arrow_back:",
            query_params=keep_query(),
        )
