"""What every file of a pack says of itself: what it is about, of when, and what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.meeting.deck import PartiesSlide
from monitor.domain.partnership import PartyId
from monitor.i18n.meeting_sentences import write_hidden
from monitor.i18n.reader import Reader, join_words
from monitor.services.meeting.read_pack import Pack


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a file says of itself."""

    label: str
    text: str


def write_line(pack: Pack, reader: Reader) -> str:
    """Say on one line what a file is about, with which filters, and of when its numbers are."""
    return reader.t(
        "pack.stamp",
        partnership=pack.partnership.name,
        quarter=reader.formatter.quarter(pack.deck.quarter),
        day=reader.formatter.long_day(pack.deck.closed_at),
    )


def write_facts(pack: Pack, reader: Reader) -> Sequence[Fact]:
    """Say what a file is about, with which filters, of when it is, and what it leaves out."""
    t, formatter, deck = reader.t, reader.formatter, pack.deck
    day, time = formatter.long_day(deck.made_at), formatter.clock(deck.made_at)
    facts = {
        "partnership": pack.partnership.name,
        "round": formatter.quarter(deck.quarter),
        "meeting": formatter.long_day(pack.held_on) if pack.held_on else t("pack.not_held"),
        "filters": t("pack.no_filters"),
        "closed": formatter.long_day(deck.closed_at),
        "made": t("pack.moment", day=day, time=time),
        "parties": write_openness(pack, reader),
        "hidden": _write_hidden(pack, reader),
    }
    return [Fact(t(f"pack.fact.{key}"), text) for key, text in facts.items()]


def write_openness(pack: Pack, reader: Reader) -> str:
    """Say whether the picture per party is in a file, and why."""
    parties = [party.id for party in pack.partnership.parties]
    if pack.deck.is_open_to_all:
        return reader.t("pack.open", parties=_name(pack, parties, reader))
    waits = [party for party in parties if party not in pack.opened_by]
    return reader.t("pack.closed", parties=_name(pack, waits, reader), n=len(waits))


def _write_hidden(pack: Pack, reader: Reader) -> str:
    """Say what is left out: always the same, and besides the parties without any number."""
    opened = [each for each in pack.deck.slides if isinstance(each, PartiesSlide)]
    named = [write_hidden(each.parties, pack.deck, reader) for each in opened]
    return " ".join([reader.t("pack.hidden"), *(each for each in named if each)])


def _name(pack: Pack, parties: Sequence[PartyId], reader: Reader) -> str:
    """Name parties in their own order, whoever was first."""
    names = [party.name for party in pack.partnership.parties if party.id in parties]
    return join_words(names, reader.t)
