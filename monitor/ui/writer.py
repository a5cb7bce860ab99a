"""Who is writing: what is written down bears the name of who signed in, or one asked for once."""

from dataclasses import dataclass

import streamlit as st

from monitor.domain.access.actor import ActorKind
from monitor.domain.register.record import Authorship
from monitor.i18n.reader import Reader
from monitor.ui import session

MAXIMUM_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class NameField:
    """The name as it was typed in a form."""

    name: str

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing was typed."""
        return not self.name

    def sign(self) -> Authorship:
        """Return who writes and when, and remember the name for the next form."""
        session.remember_writer(self.name)
        return Authorship(self.name, session.context().clock.now())


def ask_name(reader: Reader, key: str) -> NameField:
    """Return under which name is written; ask for it where nobody signed in.

    ``key``: of the form it is in. The field begins with the name that was used before.
    """
    if own := _own_name():
        return NameField(own)
    typed = st.text_input(
        reader.t("writer.name"),
        session.writer(),
        key=f"{key}.writer",
        max_chars=MAXIMUM_NAME_LENGTH,
        help=reader.t("writer.help"),
    )
    return NameField(typed.strip())


def known_name() -> str:
    """Return the name under which this viewer writes; empty where it is still to be asked."""
    return _own_name() or session.writer()


def _own_name() -> str:
    """Return the name of who signed in; empty for somebody who is trying the product."""
    actor = session.actor()
    return actor.name if actor.kind is ActorKind.PERSON else ""
