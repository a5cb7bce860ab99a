"""Who is writing: everything that is written down bears a name, asked once a visit."""

from dataclasses import dataclass

import streamlit as st

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
    """Show the field for one's name, with the name used before; ``key``: of the form it is in."""
    typed = st.text_input(
        reader.t("writer.name"),
        session.writer(),
        key=f"{key}.writer",
        max_chars=MAXIMUM_NAME_LENGTH,
        help=reader.t("writer.help"),
    )
    return NameField(typed.strip())
