"""What every page of a file says of itself: which round, which filters, and when it was made."""

from collections.abc import Sequence

from monitor.domain.meeting.deck import Deck
from monitor.i18n.reader import Reader


def name_round(deck: Deck, reader: Reader) -> str:
    """Name the round shortly: K3 2026."""
    return f"{reader.formatter.quarter_tick(deck.quarter)} {deck.quarter.year}"


def write_stamp(deck: Deck, reader: Reader) -> Sequence[str]:
    """Say from which answers this was made, and when."""
    t, write = reader.t, reader.formatter
    closed, made = write.long_day(deck.closed_at), write.long_day(deck.made_at)
    return [
        t("pack.pdf.stamp", round=name_round(deck, reader), day=closed),
        t("pack.pdf.made", day=made, clock=write.clock(deck.made_at)),
    ]
