"""Agreements as the other parties noticed them: per round, and how many of a party's were kept.

Only published verdicts are looked at, so nothing here can tell more than the rounds themselves do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedNotice, PublishedRound
from monitor.domain.round import Quarter

FEWEST_RATED = 3  # One agreement more or less says little of fewer.


@dataclass(frozen=True, slots=True)
class NoticedRound:
    """What each other party noticed of one agreement in one round."""

    quarter: Quarter
    sequence: int
    notices: tuple[PublishedNotice, ...]

    @property
    def verdict(self) -> Noticed | None:
        """The most cautious of the verdicts that are shown; None if none is."""
        shown = {notice.verdict for notice in self.notices}
        cautious_first = (Noticed.NO, Noticed.A_BIT, Noticed.YES)
        return next((each for each in cautious_first if each in shown), None)


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How many agreements of one party were noticed by all others, and how many a bit."""

    noticed: int
    a_bit: int
    asked: int


def find_noticed(
    agreement_id: RecordId, releases: Iterable[PublishedRound]
) -> Sequence[NoticedRound]:
    """Return the rounds that asked about an agreement, in the order of the releases."""
    rounds = [
        NoticedRound(
            release.quarter,
            release.sequence,
            tuple(each for each in release.noticed if each.agreement_id == agreement_id),
        )
        for release in releases
    ]
    return [each for each in rounds if each.notices]


def measure_kept(
    agreements: Iterable[Record[Agreement]], releases: Sequence[PublishedRound]
) -> Mapping[PartyId, KeptRate]:
    """Return the rate of each party with enough agreements of which a verdict was published.

    Of each agreement the newest published verdict counts.
    """
    verdicts: dict[PartyId, list[Noticed]] = {}
    for record in agreements:
        rounds = find_noticed(record.id, releases)
        shown = [each.verdict for each in rounds if each.verdict is not None]
        verdicts.setdefault(record.content.owner, []).extend(shown[-1:])
    return {
        party: KeptRate(found.count(Noticed.YES), found.count(Noticed.A_BIT), len(found))
        for party, found in verdicts.items()
        if len(found) >= FEWEST_RATED
    }
