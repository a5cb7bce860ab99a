"""Use cases of one partnership in the register: change what is known of it, end it, resume it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import InvalidPartnershipError, NotFoundError, RecordChangedError
from monitor.domain.manager import Manager
from monitor.domain.partnership import Partnership, PartnershipId, PartyId, Profile
from monitor.domain.register.log import Event, EventKind
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register.known_managers import managers_within
from monitor.services.register.manage_participants import MAXIMUM_NAME_LENGTH
from monitor.services.register.manage_parties import list_removable, needs_consent
from monitor.services.review import review
from monitor.services.trail.note import note

MAXIMUM_ANSWER_DAYS = 60
MAXIMUM_CHARACTER_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class PartnershipSheet:
    """All that the register shows of a partnership.

    ``removable``: parties that may be taken out again. ``is_consent_needed``: a further party
    must agree first, because more is shown of people than is usual, or their answers are tied
    together.
    """

    partnership: Partnership
    manager: Manager | None
    managers: Sequence[Manager]
    removable: Sequence[PartyId]
    has_rhythm: bool
    is_consent_needed: bool


@dataclass(frozen=True, slots=True)
class PhaseNote:
    """What is written on the time line if the phase changes: since when, in which words, by whom.

    ``on``: also the day from which trends and flags know the new phase.
    """

    on: date
    title: str
    written: Authorship


def read_sheet(context: Context, partnership_id: PartnershipId) -> PartnershipSheet:
    """Return what the register shows of a partnership; NotFoundError if there is none."""
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        managers = managers_within(context, uow)
        own = [each for each in managers if each.id == partnership.profile.manager_id]
        return PartnershipSheet(
            partnership=partnership,
            manager=own[0] if own else None,
            managers=managers,
            removable=list_removable(uow, partnership),
            has_rhythm=uow.plans.find_rhythm(partnership_id) is not None,
            is_consent_needed=needs_consent(uow, partnership),
        )


def find_partnership_faults(shown: Partnership, changed: Partnership, today: date) -> Sequence[str]:
    """Return the keys of what is wrong with a change: texts ``register.fault.<key>``."""
    profile = changed.profile
    texts = (changed.name, changed.contact or "", profile.stand_in or "")
    is_moved = profile.next_meeting_on != shown.profile.next_meeting_on
    checks = {
        "name_missing": not changed.name.strip(),
        "too_long": any(len(text) > MAXIMUM_NAME_LENGTH for text in texts),
        "character_too_long": len(profile.character) > MAXIMUM_CHARACTER_LENGTH,
        "answer_days": profile.answer_days is not None
        and profile.answer_days not in range(1, MAXIMUM_ANSWER_DAYS + 1),
        "meeting_past": is_moved
        and profile.next_meeting_on is not None
        and profile.next_meeting_on < today,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def change_partnership(
    context: Context, shown: Partnership, changed: Partnership, phase: PhaseNote
) -> Partnership:
    """Change the name, phase, contact and profile of a partnership, unless others did meanwhile.

    A new phase is also an event on the time line.

    Raises:
        NotFoundError: there is no such partnership, or no such manager.
        InvalidPartnershipError: see :func:`find_partnership_faults`.
        RecordChangedError: it is not as it was ``shown`` any more.
    """
    check_can_manage(context.actor, shown.id)
    if faults := find_partnership_faults(shown, changed, context.today()):
        raise InvalidPartnershipError(", ".join(faults))
    with context.unit_of_work() as uow:
        stored = _lock_as_shown(uow, shown)
        _check_manager(context, uow, stored, changed)
        saved = replace(
            stored,
            name=changed.name.strip(),
            phase=changed.phase,
            contact=changed.contact,
            profile=changed.profile,
        )
        uow.partnerships.save(saved)
        if saved.phase is not stored.phase:
            event = Event(phase.on, EventKind.PHASE_CHANGED, phase.title)
            uow.records.add(stored.id, event, phase.written)
        review(context, uow, stored.id)
        _note(context, uow, stored.id, "changed")
        uow.commit()
    return saved


def end_partnership(context: Context, shown: Partnership, on: date) -> Partnership:
    """Note that the cooperation ends: no check-in opens by itself after that day.

    One that is open goes on until its deadline, and all results stay.

    Raises:
        NotFoundError: there is no such partnership.
        RecordChangedError: it is not as it was ``shown`` any more.
    """
    check_can_manage(context.actor, shown.id)
    with context.unit_of_work() as uow:
        _lock_as_shown(uow, shown)
        uow.plans.delete_rhythm(shown.id)
        for planned in uow.plans.list_of(shown.id):
            if planned.period.opens_at.astimezone(context.time_zone).date() > on:
                uow.plans.delete(planned.id)
        ended = _save_profile(context, uow, shown, replace(shown.profile, ended_on=on))
        _note(context, uow, shown.id, "ended")
        uow.commit()
    return ended


def resume_partnership(context: Context, shown: Partnership) -> Partnership:
    """Note that the cooperation goes on after all; its check-ins must be planned anew.

    Raises:
        NotFoundError: there is no such partnership.
        RecordChangedError: it is not as it was ``shown`` any more.
    """
    check_can_manage(context.actor, shown.id)
    with context.unit_of_work() as uow:
        _lock_as_shown(uow, shown)
        resumed = _save_profile(context, uow, shown, replace(shown.profile, ended_on=None))
        _note(context, uow, shown.id, "resumed")
        uow.commit()
    return resumed


def _check_manager(
    context: Context, uow: UnitOfWork, stored: Partnership, changed: Partnership
) -> None:
    """Pass if the manager stays, or is one that this person knows of; NotFoundError if not."""
    chosen = changed.profile.manager_id
    if chosen in {None, stored.profile.manager_id}:
        return
    if chosen not in {each.id for each in managers_within(context, uow)}:
        raise NotFoundError(f"manager {chosen}")


def _note(context: Context, uow: UnitOfWork, partnership_id: PartnershipId, change: str) -> None:
    facts = {"change": change}
    note(context, uow, Deed(Act.PARTNERSHIP_CHANGED, partnership_id, facts=facts))


def _save_profile(
    context: Context, uow: UnitOfWork, shown: Partnership, profile: Profile
) -> Partnership:
    saved = replace(shown, profile=profile)
    uow.partnerships.save(saved)
    review(context, uow, shown.id)
    return saved


def _lock_as_shown(uow: UnitOfWork, shown: Partnership) -> Partnership:
    stored = uow.partnerships.lock(shown.id)
    if _editable(stored) != _editable(shown):
        raise RecordChangedError(f"partnership {shown.id}")
    return stored


def _editable(partnership: Partnership) -> tuple[object, ...]:
    return partnership.name, partnership.phase, partnership.contact, partnership.profile
