"""Make the summary of a partnership: all that the overview shows of it."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.domain.attention import judge_attention
from monitor.domain.flags.worry import Worry
from monitor.domain.light_rounds import find_light_since, keep_full
from monitor.domain.partnership import PartnershipId
from monitor.domain.results import PublishedRound
from monitor.domain.round import RoundState
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import Summary

HISTORY_LENGTH = 8  # Two years of quarters.


def summarise(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, worries: Sequence[Worry]
) -> None:
    """Store the summary of a partnership as things stand now."""
    now = context.clock.now()
    releases = uow.releases.list_of(partnership_id)
    full, light = keep_full(releases), find_light_since(releases)
    rounds = uow.rounds.list_of(partnership_id)
    uow.summaries.save(
        Summary(
            partnership=uow.partnerships.get(partnership_id),
            attention=judge_attention(full[-1] if full else None, light),
            opens_until=next(
                (each.closes_at for each in rounds if each.state(now) is RoundState.OPEN), None
            ),
            history=[slim(each) for each in full[-HISTORY_LENGTH:]],
            light=slim(light) if light else None,
            worries=[each for each in worries if each.is_open],
        )
    )


def slim(release: PublishedRound) -> PublishedRound:
    """Return a release without what a list does not show."""
    parties = [replace(party, questions=()) for party in release.parties]
    return replace(release, parties=parties, comments=(), audit=None)
