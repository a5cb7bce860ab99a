"""Follow worries: after a round closed, and whenever something was written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from monitor.domain.flags.facts import RelationFacts
from monitor.domain.flags.matching import (
    Look,
    follow_release,
    follow_rules,
    last_followed,
    wake_rested,
)
from monitor.domain.flags.need import next_look
from monitor.domain.flags.rules import find_rule_worries
from monitor.domain.flags.worry import NO_ID, Worry
from monitor.domain.growth import GrowthPath, find_path
from monitor.domain.light_rounds import keep_full
from monitor.domain.partnership import PartnershipId, Phase
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Contact, Event, EventKind, GrowthStep, Handover
from monitor.domain.results import PublishedRound
from monitor.domain.round import Round
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork

# The parties met, so they were in contact.
_MEETINGS = {EventKind.MEETING, EventKind.AGREEMENT_SIGNED}


def follow(context: Context, uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[Worry]:
    """Bring the worries of a partnership up to date with its releases and records; return all."""
    now, today = context.clock.now(), context.today()
    stored = uow.worries.list_of(partnership_id)
    rounds = uow.rounds.list_of(partnership_id)
    releases = uow.releases.list_of(partnership_id)
    worries = _follow_releases(context, stored, rounds, releases)
    facts = _gather(context, uow, partnership_id, rounds, releases)
    facts = replace(facts, worries=worries)
    look = Look(partnership_id, now, today)
    found = find_rule_worries(facts, today)
    worries = follow_rules(worries, found, look, is_over=facts.has_ended(today))
    return _save(uow, stored, wake_rested(worries, now, today))


def find_next_look(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, worries: Sequence[Worry]
) -> date | None:
    """Return the next day on which time alone may change the worries of a partnership, or None."""
    rounds = uow.rounds.list_of(partnership_id)
    facts = _gather(context, uow, partnership_id, rounds, [])
    return next_look(worries, facts, context.today())


def _follow_releases(
    context: Context,
    stored: Sequence[Worry],
    rounds: Sequence[Round],
    releases: Sequence[PublishedRound],
) -> Sequence[Worry]:
    """Follow the releases that left no trace yet, each as of the moment at which it was made."""
    closed_at = {each.id: each.closed_at for each in rounds}
    newest = last_followed(stored)
    worries = stored
    for release in releases:
        at = closed_at[release.round_id]
        if release.sequence > newest and at is not None:
            today = at.astimezone(context.time_zone).date()
            partnership_id = rounds[0].partnership_id
            worries = follow_release(worries, release, partnership_id, at, today)
    return worries


def _gather(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    rounds: Sequence[Round],
    releases: Sequence[PublishedRound],
) -> RelationFacts:
    """Read what the rules look at; ``releases``: empty where only days matter."""
    today, records = context.today(), uow.records
    events = [each.content for each in records.list_of(partnership_id, Event)]
    handovers = [each.content for each in records.list_of(partnership_id, Handover)]
    contacts = [each.content.on for each in records.list_of(partnership_id, Contact)]
    path = find_path(records.list_of(partnership_id, GrowthStep), context.time_zone)
    changes = [each.on for each in handovers]
    changes += [each.on for each in events if each.kind is EventKind.CONTACT_CHANGED]
    contacts += [each.on for each in events if each.kind in _MEETINGS]
    collaborations = records.list_of(partnership_id, Collaboration)
    full = keep_full(releases)
    by_id = {each.id: _days_of(context, each) for each in rounds}
    return RelationFacts(
        partnership=uow.partnerships.get(partnership_id),
        latest=full[-1] if full else None,
        started_on=by_id[rounds[0].id][0] if rounds else None,
        latest_on=by_id[full[-1].round_id][1] if full else None,
        collaboration=collaborations[0] if collaborations else None,
        agreements=records.list_of(partnership_id, Agreement),
        contacted_on=_last([*contacts, *changes], today),
        contact_changed_on=_last(changes, today),
        phase_changed_on=_find_phase_change(context, rounds, events, today),
        set_up_quarters=_count_set_up(full),
        grown=_find_growth(path),
        has_managers=bool(uow.managers.list_all()),
    )


def _days_of(context: Context, round_: Round) -> tuple[date, date | None]:
    """Return the days on which a round opened and was made final."""
    zone, closed_at = context.time_zone, round_.closed_at
    closed_on = closed_at.astimezone(zone).date() if closed_at else None
    return round_.opens_at.astimezone(zone).date(), closed_on


def _last(days: Sequence[date], today: date) -> date | None:
    return max((each for each in days if each <= today), default=None)


def _find_phase_change(
    context: Context, rounds: Sequence[Round], events: Sequence[Event], today: date
) -> date | None:
    """Return when the phase changed last: as it was written down, or by the rounds."""
    days = [each.on for each in events if each.kind is EventKind.PHASE_CHANGED]
    for before, after in pairwise(rounds):
        if before.phase is not after.phase:
            days.append(_days_of(context, after)[0])
    return _last(days, today)


def _count_set_up(full: Sequence[PublishedRound]) -> int:
    quarters = set()
    for release in reversed(full):
        if release.phase is not Phase.SET_UP:
            break
        quarters.add(release.quarter)
    return len(quarters)


def _find_growth(path: GrowthPath) -> GrowthStep | None:
    """Return the last step that reached a stage; a plan reaches nothing until somebody says so."""
    reached = [each.content for each in path.taken if each.content.stage is not None]
    return reached[-1] if reached else None


def _save(uow: UnitOfWork, stored: Sequence[Worry], worries: Sequence[Worry]) -> Sequence[Worry]:
    """Store what changed; return all worries, the new ones with their ids."""
    before = {each.id: each for each in stored}
    saved = []
    for each in worries:
        if each.id == NO_ID:
            saved.append(uow.worries.add(each))
        else:
            if each != before[each.id]:
                uow.worries.save(each)
            saved.append(each)
    return saved
