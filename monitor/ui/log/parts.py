"""The head of the log page, and its parts."""

from enum import StrEnum

from monitor.i18n.reader import Reader
from monitor.services.logbook.read_log import LogView
from monitor.ui import addresses, tabs
from monitor.ui.ending import ended_notice
from monitor.ui.parts import choose_part


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    TIME_LINE = "time_line"
    GROWTH = "growth"
    CONTACT = "contact"
    LEARNT = "learnt"
    GLOSSARY = "glossary"
    HANDOVER = "handover"


def choose(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one."""
    t = reader.t
    return choose_part(
        Part, t("log.part"), lambda part: t(f"log.part.{part.value}"), key="log.part"
    )


def show_head(log: LogView, reader: Reader) -> None:
    """Show the head of the page, and whether the partnership has ended."""
    t, partnership = reader.t, log.partnership
    tabs.show_head(partnership, addresses.LOG, t("log.lead"), reader)
    ended_notice.show_ended(partnership, log.today, reader)
