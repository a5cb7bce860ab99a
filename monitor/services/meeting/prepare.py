"""Preparing a meeting: which round, which steps, which cards, and who speaks first."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from monitor.domain.access.rules import (
    can_hold_meetings,
    check_can_hold_meetings,
    check_can_see,
)
from monitor.domain.cards import Card
from monitor.domain.errors import (
    InvalidMeetingError,
    MeetingBegunError,
    MeetingNotRunningError,
    NotFoundError,
)
from monitor.domain.light_rounds import keep_full
from monitor.domain.links import make_nonce
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState, follow
from monitor.domain.meeting.plan import Plan, default_plan, find_plan_faults, fit_speakers
from monitor.domain.partnership import Language, Partnership, PartnershipId
from monitor.domain.register.record import Authorship
from monitor.domain.results import PublishedRound
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.cards.choose_cards import chosen_cards
from monitor.services.cards.library import find_codes_for
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note

_NOT_STORED = MeetingId(0)


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The meetings of a partnership, the newest first, and what a new one can be about.

    ``releases``: the full rounds with results, oldest first. ``cards``: those chosen for the next
    meeting. ``suggested``: the plan to begin from; None while there are no results, and once the
    cooperation ``has_ended``.
    """

    partnership: Partnership
    meetings: Sequence[Meeting]
    releases: Sequence[PublishedRound]
    cards: Sequence[Card]
    suggested: Plan | None
    has_ended: bool = False


def read_meetings(context: Context, partnership_id: PartnershipId) -> MeetingsView:
    """Return the meetings of a partnership; NotFoundError if there is no such partnership."""
    check_can_see(context.actor, partnership_id)
    cards = chosen_cards(context, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        releases = keep_full(uow.releases.list_of(partnership_id))
        meetings = uow.meetings.list_of(partnership_id)
    has_ended = partnership.has_ended(context.today())
    can_meet = bool(releases) and not has_ended
    suggested = _suggest(partnership, releases[-1], cards) if can_meet else None
    if not can_hold_meetings(context.actor, partnership_id):
        # What the presenter noted is for those who lead meetings.
        meetings = [replace(each, notes=()) for each in meetings]
    return MeetingsView(partnership, meetings, releases, cards, suggested, has_ended)


def prepare_meeting(
    context: Context,
    partnership_id: PartnershipId,
    plan: Plan,
    language: Language,
    written: Authorship,
) -> Meeting:
    """Store a meeting that is to be held.

    Raises:
        InvalidMeetingError: the plan has faults (``find_plan_faults``).
        NotFoundError: there is no such partnership.
    """
    check_can_hold_meetings(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        fitting = _check(uow, partnership_id, plan, kept=())
        meeting = uow.meetings.add(
            Meeting(_NOT_STORED, partnership_id, fitting, written, language, make_nonce())
        )
        _note(context, uow, meeting, "made")
        uow.commit()
    return meeting


def change_plan(context: Context, shown: Meeting, plan: Plan) -> Meeting:
    """Store another plan of a meeting, which stays at the step it is at where that is still there.

    Raises:
        InvalidMeetingError: the plan has faults (``find_plan_faults``).
        MeetingNotRunningError: it is over, and what was agreed to be shown stays so.
        RecordChangedError: the meeting is not as it was ``shown`` any more.
    """
    check_can_hold_meetings(context.actor, shown.partnership_id)
    if shown.state is MeetingState.ENDED:
        raise MeetingNotRunningError(str(shown.id))
    with context.unit_of_work() as uow:
        fitting = _check(uow, shown.partnership_id, plan, _stored_cards(uow, shown.id))
        saved = uow.meetings.save(follow(shown, fitting, context.clock.now()))
        _note(context, uow, saved, "changed")
        uow.commit()
    return saved


def discard_meeting(context: Context, meeting_id: MeetingId) -> None:
    """Throw away a meeting that has not begun; one that is gone already is no fault.

    Raises:
        MeetingBegunError: it has begun, and what came of it stays.
    """
    with context.unit_of_work() as uow, suppress(NotFoundError):
        meeting = uow.meetings.lock(meeting_id)
        check_can_hold_meetings(context.actor, meeting.partnership_id)
        if meeting.state is not MeetingState.PREPARED:
            raise MeetingBegunError(str(meeting_id))
        uow.meetings.delete(meeting_id)
        _note(context, uow, meeting, "removed")
        uow.commit()


def _note(context: Context, uow: UnitOfWork, meeting: Meeting, change: str) -> None:
    facts: dict[str, Fact] = {"meeting": meeting.id, "change": change}
    note(context, uow, Deed(Act.MEETING_PREPARED, meeting.partnership_id, facts=facts))


def _suggest(partnership: Partnership, release: PublishedRound, cards: Sequence[Card]) -> Plan:
    has_mirror = any(party.expected for party in release.parties)
    organisations = [party.organisation.id for party in partnership.parties]
    fitting = [card for card in cards if card.is_for(organisations)]
    return default_plan(partnership, release.round_id, fitting, has_mirror=has_mirror)


def _stored_cards(uow: UnitOfWork, meeting_id: MeetingId) -> Collection[str]:
    """Return the cards of a meeting as it is stored; none of one that is gone."""
    try:
        return uow.meetings.get(meeting_id).plan.cards
    except NotFoundError:
        return ()


def _check(
    uow: UnitOfWork, partnership_id: PartnershipId, plan: Plan, kept: Collection[str]
) -> Plan:
    """Return a plan as it is stored: by the parties that take part now.

    ``kept``: cards that it had before, which stay though their organisation may have left.
    """
    partnership = uow.partnerships.lock(partnership_id)
    fitting = fit_speakers(plan, partnership)
    faults = list(find_plan_faults(fitting, partnership))
    released = keep_full(uow.releases.list_of(partnership_id))
    if plan.round_id not in {each.round_id for each in released}:
        faults.append("round_unknown")
    if not {*plan.cards} <= {*find_codes_for(uow, partnership), *kept}:
        faults.append("card_unknown")
    if faults:
        raise InvalidMeetingError(", ".join(faults))
    return fitting
