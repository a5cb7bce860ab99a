"""What the pages of one partnership show: its released rounds and the state of its check-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.access.rules import can_manage_people, check_can_see
from monitor.domain.light_rounds import find_light_since, keep_full, keep_light
from monitor.domain.partnership import (
    Participant,
    Partnership,
    PartnershipId,
    PartyId,
    PrivacyMode,
)
from monitor.domain.planning import PlannedRound, Rhythm
from monitor.domain.privacy_agreement import Consent
from monitor.domain.results import PublishedRound
from monitor.domain.round import Round, RoundState
from monitor.domain.tiers import COUNT_MINIMUM, smallest_group
from monitor.domain.timeline import EMPTY_TIMELINE, Timeline
from monitor.services.checkin.rounds import count_invited
from monitor.services.checkin.run_checkins import HEARTBEAT as WORKER
from monitor.services.context import Context
from monitor.services.logbook.collect_timeline import collect_timeline
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note_look


@dataclass(frozen=True, slots=True)
class PartnershipView:
    """One partnership with all its releases, oldest first, and its open round.

    ``releases`` holds full rounds only, which may be compared; ``light`` the light ones;
    ``newest_light`` one of these that was held after the newest full round. ``timeline``: what
    happened besides, and when each round closed.
    """

    partnership: Partnership
    releases: Sequence[PublishedRound]
    open_round: Round | None
    light: Sequence[PublishedRound] = ()
    newest_light: PublishedRound | None = None
    timeline: Timeline = EMPTY_TIMELINE


@dataclass(frozen=True, slots=True)
class PartyProgress:
    """How far one party is while a round is open.

    Both counts are None for a party with fewer than five invited: there only ``has_enough``
    may be told, or a count would point at a person.
    """

    party_id: PartyId
    has_enough: bool
    answered: int | None
    invited: int | None


@dataclass(frozen=True, slots=True)
class CheckinsView:
    """The rounds of a partnership, oldest first, and the progress of the one still running.

    ``invited`` counts the people invited to that one; ``participants`` those active today.
    ``is_linked``: answers are tied together over the rounds. ``planned``: rounds that have not
    opened yet, the earliest first. ``people``: who is a participant today or will be, of the
    parties whose people one may change.
    ``is_locked``: somebody answers already, so the privacy holds until the round closes.
    ``worker_ran_at``: None if nothing ever opened, closed or sent anything by itself.
    """

    partnership: Partnership
    rounds: Sequence[Round]
    current: Round | None
    progress: Sequence[PartyProgress]
    invited: int
    participants: Mapping[PartyId, int]
    is_linked: bool
    rhythm: Rhythm | None = None
    planned: Sequence[PlannedRound] = ()
    people: Sequence[Participant] = ()
    consents: Sequence[Consent] = ()
    is_locked: bool = False
    worker_ran_at: datetime | None = None


def read_partnership(context: Context, partnership_id: PartnershipId) -> PartnershipView:
    """Return one partnership; NotFoundError if there is none."""
    check_can_see(context.actor, partnership_id)
    note_look(context, partnership_id)
    now = context.clock.now()
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        releases = uow.releases.list_of(partnership_id)
        rounds = uow.rounds.list_of(partnership_id)
        timeline = collect_timeline(context, uow, partnership_id)
    open_rounds = [each for each in rounds if each.state(now) is RoundState.OPEN]
    return PartnershipView(
        partnership=partnership,
        releases=keep_full(releases),
        open_round=open_rounds[-1] if open_rounds else None,
        light=keep_light(releases),
        newest_light=find_light_since(releases),
        timeline=timeline,
    )


def read_checkins(context: Context, partnership_id: PartnershipId) -> CheckinsView:
    """Return the check-ins of a partnership; NotFoundError if there is none."""
    check_can_see(context.actor, partnership_id)
    today = context.today()
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        rounds = uow.rounds.list_of(partnership_id)
        current = next((each for each in reversed(rounds) if each.closed_at is None), None)
        people = [
            each
            for each in uow.partnerships.participants_of(partnership_id)
            if each.active_until is None or each.active_until >= today
        ]
        active = [each.party_id for each in people if each.is_active(today)]
        return CheckinsView(
            partnership=partnership,
            rounds=rounds,
            current=current,
            progress=_read_progress(uow, partnership, current) if current else [],
            invited=len(uow.rounds.invitations_of(current.id)) if current else 0,
            participants={party.id: active.count(party.id) for party in partnership.parties},
            is_linked=uow.linking_secrets.find(partnership_id) is not None,
            rhythm=uow.plans.find_rhythm(partnership_id),
            planned=uow.plans.list_of(partnership_id),
            people=[each for each in people if _may_know(context, partnership_id, each)],
            consents=uow.consents.list_of(partnership_id),
            is_locked=current is not None and uow.responses.count(current.id) > 0,
            worker_ran_at=uow.heartbeats.last(WORKER),
        )


def _may_know(context: Context, partnership_id: PartnershipId, person: Participant) -> bool:
    return can_manage_people(context.actor, partnership_id, person.party_id)


def _read_progress(
    uow: UnitOfWork, partnership: Partnership, current: Round
) -> Sequence[PartyProgress]:
    answered = uow.responses.sent_counts(current.id)
    return [
        _measure_progress(current, party_id, answered.get(party_id, 0), invited)
        for party_id, invited in count_invited(uow, partnership, current).items()
    ]


def _measure_progress(
    current: Round, party_id: PartyId, answered: int, invited: int
) -> PartyProgress:
    is_confidential = current.privacy_mode is PrivacyMode.CONFIDENTIAL
    needed = smallest_group(current.minimum_group) if is_confidential else 1
    is_counted = not is_confidential or invited >= COUNT_MINIMUM
    return PartyProgress(
        party_id=party_id,
        has_enough=answered >= needed,
        answered=answered if is_counted else None,
        invited=invited if is_counted else None,
    )
