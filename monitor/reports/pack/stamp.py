"""What every page of a file says of itself: which round, which filters, and when it was made."""

from monitor.domain.meeting.deck import Deck
from monitor.i18n.reader import Reader


def name_round(deck: Deck, reader: Reader) -> str:
    """Name the round shortly: K3 2026."""
    return f"{reader.formatter.quarter_tick(deck.quarter)} {deck.quarter.year}"


def write_stamp(deck: Deck, reader: Reader) -> str:
    """Say from which answers this was made, and when."""
    write = reader.formatter
    return reader.t(
        "pack.pdf.stamp",
        round=name_round(deck, reader),
        closed=write.long_day(deck.closed_at),
        made=write.long_day(deck.made_at),
        clock=write.clock(deck.made_at),
    )
