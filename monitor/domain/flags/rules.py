"""Worries about how the relation is kept: what people wrote down, or did not, or answered.

False alarms cost more than they do for scores, because these are certain: so of what was never
written down at most one is asked for at a time, and nothing is asked before the first round.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from monitor.domain.flags.facts import RelationFacts
from monitor.domain.flags.matching import FLAG_KINDS, Found
from monitor.domain.flags.published_rules import (
    find_load,
    find_no_follow_through,
    find_no_room,
    find_unclear_answers,
)
from monitor.domain.flags.worry import Basis, StepKind, Worry, WorryKind, WorryState
from monitor.domain.partnership import Phase
from monitor.domain.register.agreement import AgreementKind, is_overdue
from monitor.domain.register.collaboration import is_review_due
from monitor.domain.results import Severity

CONTACT_REST = timedelta(weeks=6)
FRAMES_REST = timedelta(days=92)  # No quarter is longer.
SET_UP_QUARTERS = 2
LASTING_ROUNDS = 3
MANY_OVERDUE = 2
# Of what was never written down the first one that misses is asked for.
_REGISTER = (
    WorryKind.NO_CONTACT_PERSON,
    WorryKind.NO_MANAGER,
    WorryKind.NO_COLLABORATION,
    WorryKind.NO_FRAMES,
    WorryKind.ROLES_UNCLEAR,
    WorryKind.NO_CONTACT,
)
_SCORE_KINDS = {WorryKind.DECLINE, WorryKind.LOW, WorryKind.GAP, WorryKind.SPLIT}
_BEGINNINGS = {WorryState.NEW, WorryState.CAME_BACK}


def find_rule_worries(facts: RelationFacts, today: date) -> Sequence[Found]:
    """Return the rules that hold today, each with what it rests on; none once it has ended."""
    if facts.has_ended(today):
        return []
    found = [
        *_find_review(facts, today),
        *_find_overdue(facts, today),
        *_find_roles(facts),
        *find_no_follow_through(facts),
        *_find_no_agreement(facts),
        *_find_no_contact(facts, today),
        *_find_contact_changed(facts),
        *find_no_room(facts),
        *find_load(facts),
    ]
    told = {each.kind for each in found}
    return [*found, *(each for each in _find_register(facts, today) if each.kind not in told)]


def list_turning_days(facts: RelationFacts) -> Sequence[date]:
    """Return the days on which a rule may begin to hold by the passing of time alone."""
    one_day = timedelta(days=1)
    days = [
        each.content.due_on + one_day
        for each in facts.agreements
        if each.content.due_on and is_overdue(each.content, date.max)
    ]
    agreed = facts.collaboration.content if facts.collaboration else None
    if agreed and agreed.review_on and is_review_due(agreed, date.max):
        days.append(agreed.review_on + one_day)
    days += [facts.contacted_on + CONTACT_REST] if facts.contacted_on else []
    if facts.started_on:
        days += [facts.started_on + CONTACT_REST, facts.started_on + FRAMES_REST]
    ended_on = facts.partnership.profile.ended_on
    return [*days, ended_on] if ended_on else days


# What was agreed.


def _find_review(facts: RelationFacts, today: date) -> Iterator[Found]:
    agreed = facts.collaboration.content if facts.collaboration else None
    if agreed and is_review_due(agreed, today):
        yield Found(WorryKind.REVIEW_PASSED, Severity.ACT, basis=Basis(on=agreed.review_on))


def _find_overdue(facts: RelationFacts, today: date) -> Iterator[Found]:
    late = [each.content for each in facts.agreements if is_overdue(each.content, today)]
    if late:
        severity = Severity.ACT if len(late) >= MANY_OVERDUE else Severity.WATCH
        oldest = min(each.due_on for each in late if each.due_on)
        yield Found(WorryKind.OVERDUE, severity, basis=Basis(on=oldest, count=len(late)))


def _find_roles(facts: RelationFacts) -> Iterator[Found]:
    """Find roles that are unclear by the answers, or that the parties did not look at since."""
    unclear = find_unclear_answers(facts)
    if unclear:
        yield unclear
    elif _has_roles(facts) and _must_review_roles(facts):
        basis = Basis(on=facts.phase_changed_on)
        yield Found(WorryKind.ROLES_UNCLEAR, Severity.WATCH, basis=basis)


def _has_roles(facts: RelationFacts) -> bool:
    kept = facts.collaboration
    return bool(kept and kept.content.roles) or any(
        each.content.kind is AgreementKind.ROLE for each in facts.agreements
    )


def _must_review_roles(facts: RelationFacts) -> bool:
    """Tell whether the phase changed and nothing about roles was written down since."""
    since = facts.phase_changed_on
    if since is None:
        return False
    kept = facts.collaboration
    is_reviewed = kept is not None and kept.written.at.date() >= since
    return not is_reviewed and not any(
        each.content.kind is AgreementKind.ROLE and each.content.made_on >= since
        for each in facts.agreements
    )


def _find_no_agreement(facts: RelationFacts) -> Iterator[Found]:
    answered = {each.content.worry_id for each in facts.agreements}
    for worry in facts.worries:
        rounds = _count_rounds(worry)
        if (
            worry.kind in _SCORE_KINDS
            and worry.is_open
            and worry.state is not WorryState.AGREED
            and worry.id not in answered
            and rounds >= LASTING_ROUNDS
        ):
            basis = Basis(on=worry.opened_on, count=rounds, about=worry.kind)
            kind = WorryKind.NO_AGREEMENT
            yield Found(kind, Severity.ACT, worry.party, worry.dimension, basis)
            return  # One talk about what lasts, not one of each.


def _count_rounds(worry: Worry) -> int:
    """Count the full rounds in which it was found since it began, or came back."""
    begun = [
        each.sequence
        for each in worry.steps
        if each.kind is StepKind.FOUND and each.state in _BEGINNINGS and each.sequence
    ]
    return sum(each >= begun[-1] for each in worry.sequences) if begun else 0


# Contact.


def _find_no_contact(facts: RelationFacts, today: date) -> Iterator[Found]:
    """Find a silence in a log that is kept; one that was never kept is a matter of the register."""
    last = facts.contacted_on
    if last and today - last >= CONTACT_REST:
        yield Found(WorryKind.NO_CONTACT, Severity.WATCH, basis=Basis(on=last))


def _find_contact_changed(facts: RelationFacts) -> Iterator[Found]:
    changed_on, latest_on = facts.contact_changed_on, facts.latest_on
    if changed_on and (latest_on is None or changed_on >= latest_on):
        yield Found(WorryKind.CONTACT_CHANGED, Severity.WATCH, basis=Basis(on=changed_on))


# The register.


def _find_register(facts: RelationFacts, today: date) -> Sequence[Found]:
    """Return what was asked for before and still misses, and one more only if that is nothing."""
    known = {each.kind: each for each in facts.worries if each.kind not in FLAG_KINDS}
    missing = [each for each in _REGISTER if _MISSING[each](facts, today)]
    asked = [each for each in missing if each in known and known[each].is_present]
    if not any(known[each].is_open for each in asked):
        asked += [each for each in missing if each not in asked][:1]
    return [Found(each, Severity.WATCH, basis=_register_basis(each, facts)) for each in asked]


def _register_basis(kind: WorryKind, facts: RelationFacts) -> Basis:
    on = facts.phase_changed_on if kind is WorryKind.ROLES_UNCLEAR else facts.started_on
    return Basis(on=on, count=0)


def _misses_manager(facts: RelationFacts, _today: date) -> bool:
    # Where no managers are kept at all, every partnership would ask for one.
    return facts.has_managers and facts.partnership.profile.manager_id is None


def _misses_contact_person(facts: RelationFacts, _today: date) -> bool:
    return facts.latest is not None and facts.partnership.contact is None


def _misses_collaboration(facts: RelationFacts, _today: date) -> bool:
    is_long = facts.set_up_quarters > SET_UP_QUARTERS
    return facts.partnership.phase is Phase.SET_UP and is_long and facts.collaboration is None


def _misses_frames(facts: RelationFacts, today: date) -> bool:
    kept = facts.collaboration
    is_written = kept is not None and not kept.content.frames.is_empty
    return not is_written and _has_run(facts, today, FRAMES_REST)


def _misses_roles(facts: RelationFacts, _today: date) -> bool:
    return not _has_roles(facts) and _must_review_roles(facts)


def _misses_log(facts: RelationFacts, today: date) -> bool:
    return facts.contacted_on is None and _has_run(facts, today, CONTACT_REST)


def _has_run(facts: RelationFacts, today: date, duration: timedelta) -> bool:
    return facts.started_on is not None and today - facts.started_on >= duration


_MISSING: dict[WorryKind, Callable[[RelationFacts, date], bool]] = {
    WorryKind.NO_CONTACT_PERSON: _misses_contact_person,
    WorryKind.NO_MANAGER: _misses_manager,
    WorryKind.NO_COLLABORATION: _misses_collaboration,
    WorryKind.NO_FRAMES: _misses_frames,
    WorryKind.ROLES_UNCLEAR: _misses_roles,
    WorryKind.NO_CONTACT: _misses_log,
}
