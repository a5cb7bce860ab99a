"""Make the summary of a partnership: all that the overview shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.flags.need import judge_need
from monitor.domain.flags.worry import Worry
from monitor.domain.light_rounds import find_light_since, keep_full
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.results import Attention, PublishedRound
from monitor.domain.round import Round, RoundState
from monitor.domain.weak_spots import find_weak_spots
from monitor.services.context import Context
from monitor.services.flags.follow import find_next_look
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import Summary

HISTORY_LENGTH = 8  # Two years of quarters.


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a summary is made from; rounds and releases oldest first.

    ``look_again_on``: the day from which time alone may change what the worries ask for.
    """

    partnership: Partnership
    rounds: Sequence[Round]
    releases: Sequence[PublishedRound]
    worries: Sequence[Worry]
    look_again_on: date | None = None


def summarise(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, worries: Sequence[Worry]
) -> None:
    """Store the summary of a partnership as things stand now."""
    situation = Situation(
        partnership=uow.partnerships.get(partnership_id),
        rounds=uow.rounds.list_of(partnership_id),
        releases=uow.releases.list_of(partnership_id),
        worries=worries,
        look_again_on=find_next_look(context, uow, partnership_id, worries),
    )
    uow.summaries.save(make_summary(context, situation))


def make_summary(context: Context, situation: Situation) -> Summary:
    """Return the summary of a partnership as things stand now.

    One that has ended asks for nothing any more; what was weak in it is still to be learnt from.
    """
    now, today = context.clock.now(), context.today()
    full, light = keep_full(situation.releases), find_light_since(situation.releases)
    latest = full[-1] if full else None
    worries = [each for each in situation.worries if each.is_open]
    asked = context.questionnaires.get(latest.questionnaire_version) if latest else None
    has_ended = situation.partnership.has_ended(today)
    need = judge_need(worries, latest, light, today)
    return Summary(
        partnership=situation.partnership,
        attention=Attention.NO_SIGNALS if has_ended else need,
        opens_until=next(
            (each.closes_at for each in situation.rounds if each.state(now) is RoundState.OPEN),
            None,
        ),
        look_again_on=situation.look_again_on,
        history=_slim_history(full[-HISTORY_LENGTH:]),
        light=_slim(light) if light else None,
        worries=() if has_ended else worries,
        weak=find_weak_spots(situation.partnership, latest, worries, asked),
    )


def _slim_history(full: Sequence[PublishedRound]) -> Sequence[PublishedRound]:
    """Return the newest round as a list shows it, and of those before it only the trend."""
    trend = [
        replace(
            _slim(each),
            parties=[replace(party, scores={}) for party in _slim(each).parties],
            gaps={},
            joint={},
            flags=(),
            good_news=(),
        )
        for each in full[:-1]
    ]
    return [*trend, *(_slim(each) for each in full[-1:])]


def _slim(release: PublishedRound) -> PublishedRound:
    """Return a release without what a list does not show."""
    parties = [
        replace(party, questions=(), expected={}, expected_overall=None, load=None)
        for party in release.parties
    ]
    return replace(release, parties=parties, comments=(), audit=None, noticed=())
