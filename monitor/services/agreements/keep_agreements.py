"""Use cases around single agreements: make, correct, finish, remove, restore and read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from monitor.domain.access.rules import check_can_see, check_can_write
from monitor.domain.cards import Card
from monitor.domain.errors import InvalidRecordError, NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.kept import KeptRate, NoticedRound, find_noticed, measure_kept
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.domain.typed_text import clean_text
from monitor.services.agreements.origins import find_cards
from monitor.services.cards.library import find_codes_for
from monitor.services.context import Context
from monitor.services.flags.handle_worry import mark_agreed
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note_record import note_record

MAXIMUM_TEXT_LENGTH = 300  # It is asked about in the check-in, where it must be read at a glance.


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """An agreement, what was noticed of it in each round that asked, and the card it came from."""

    record: Record[Agreement]
    noticed: Sequence[NoticedRound] = ()  # Oldest first.
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class AgreementsView:
    """The agreements of a partnership: open ones by due date, those that ended newest first.

    ``continues``: they outlive the cooperation. ``removed`` can be restored. ``kept``: how many
    agreements of a party the others noticed, only for a party with enough of them.
    """

    partnership: Partnership
    today: date
    open: Sequence[AgreementEntry] = ()
    done: Sequence[AgreementEntry] = ()
    dropped: Sequence[AgreementEntry] = ()
    continues: Sequence[AgreementEntry] = ()
    removed: Sequence[AgreementEntry] = ()
    kept: Mapping[PartyId, KeptRate] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was ever agreed, or nothing is left of it."""
        return not (self.open or self.done or self.dropped or self.continues)


def read_agreements(context: Context, partnership_id: PartnershipId) -> AgreementsView:
    """Return the agreements of a partnership; NotFoundError if there is no such partnership."""
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        records = uow.records.list_of(partnership_id, Agreement, with_removed=True)
        releases = uow.releases.list_of(partnership_id) if records else []
    cards = find_cards(context, [each.content.card for each in records])
    entries = [
        AgreementEntry(each, find_noticed(each.id, releases), cards.get(each.content.card or ""))
        for each in records
    ]
    kept = [entry for entry in entries if not entry.record.is_removed]
    newest_first = sorted(kept, key=lambda entry: entry.record.written.at, reverse=True)

    def in_state(state: AgreementState) -> Sequence[AgreementEntry]:
        return [entry for entry in newest_first if entry.record.content.state is state]

    return AgreementsView(
        partnership=partnership,
        today=context.today(),
        open=sorted(in_state(AgreementState.OPEN), key=_due),
        done=in_state(AgreementState.DONE),
        dropped=in_state(AgreementState.DROPPED),
        continues=in_state(AgreementState.CONTINUES),
        removed=[entry for entry in entries if entry.record.is_removed],
        kept=measure_kept([entry.record for entry in kept], releases),
    )


def find_agreement_faults(agreement: Agreement, partnership: Partnership) -> Sequence[str]:
    """Return the keys of what is wrong with an agreement: texts ``agreements.fault.<key>``."""
    text, due_on = agreement.text.strip(), agreement.due_on
    checks = {
        "text_missing": not text,
        "text_too_long": len(text) > MAXIMUM_TEXT_LENGTH,
        "owner_unknown": agreement.owner not in {party.id for party in partnership.parties},
        "due_before_made": due_on is not None and due_on < agreement.made_on,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def make_agreement(
    context: Context, partnership_id: PartnershipId, agreement: Agreement, written: Authorship
) -> Record[Agreement]:
    """Store an agreement; the worry that it came from, if any, is agreed about from now on.

    Raises:
        InvalidRecordError: it has faults (see :func:`find_agreement_faults`).
        NotFoundError: there is no such partnership, or it has no such worry or card.
    """
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        record = store_agreement(context, uow, partnership_id, agreement, written)
        review(context, uow, partnership_id)
        note_record(context, uow, record)
        uow.commit()
    return record


def store_agreement(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    agreement: Agreement,
    written: Authorship,
) -> Record[Agreement]:
    """Store an agreement within a transaction that does more; whoever began it reviews."""
    tidy = _check(uow, partnership_id, agreement, before=None)
    record = uow.records.add(partnership_id, tidy, written)
    if tidy.worry_id is not None:
        mark_agreed(context, uow, tidy.worry_id, written)
    return record


def correct_agreement(
    context: Context, record: Record[Agreement], agreement: Agreement, written: Authorship
) -> Record[Agreement]:
    """Store a next version of an agreement. ``record``: the version that was seen.

    Raises:
        InvalidRecordError: it has faults (see :func:`find_agreement_faults`).
        NotFoundError: it names another worry or card, which the partnership does not have.
        RecordChangedError: somebody saved a version after the one that was seen.
    """
    check_can_write(context.actor, record.partnership_id)
    with context.unit_of_work() as uow:
        tidy = _check(uow, record.partnership_id, agreement, record.content)
        saved = uow.records.save(record, tidy, written)
        review(context, uow, record.partnership_id)
        note_record(context, uow, saved)
        uow.commit()
    return saved


def set_state(
    context: Context, record: Record[Agreement], state: AgreementState, written: Authorship
) -> Record[Agreement]:
    """Say what became of an agreement; RecordChangedError if it was changed meanwhile."""
    return _save(context, record, replace(record.content, state=state), written)


def remove_agreement(
    context: Context, record: Record[Agreement], written: Authorship
) -> Record[Agreement]:
    """Take an agreement away; its versions stay. RecordChangedError if it was changed meanwhile."""
    return _save(context, record, record.content, written, is_removed=True)


def restore_agreement(
    context: Context, record: Record[Agreement], written: Authorship
) -> Record[Agreement]:
    """Bring back an agreement that was removed; RecordChangedError if it was changed meanwhile."""
    return _save(context, record, record.content, written)


def _check(
    uow: UnitOfWork, partnership_id: PartnershipId, agreement: Agreement, before: Agreement | None
) -> Agreement:
    """Return an agreement as it is stored: without stray signs and spaces.

    ``before``: the version that it corrects.
    """
    tidy = replace(agreement, text=clean_text(agreement.text).strip())
    partnership = uow.partnerships.lock(partnership_id)
    if faults := find_agreement_faults(tidy, partnership):
        raise InvalidRecordError(", ".join(faults))
    _check_origin(uow, partnership, tidy, before)
    return tidy


def _check_origin(
    uow: UnitOfWork, partnership: Partnership, agreement: Agreement, before: Agreement | None
) -> None:
    """Pass if a worry and a card are those of a partnership; what it came from before stays."""
    card, worry_id = agreement.card, agreement.worry_id
    is_other_card = before is None or before.card != card
    if card and is_other_card and card not in find_codes_for(uow, partnership):
        raise NotFoundError(f"card {card}")
    is_other_worry = before is None or before.worry_id != worry_id
    if worry_id is None or not is_other_worry:
        return
    if uow.worries.get(worry_id).partnership_id != partnership.id:
        raise NotFoundError(f"worry {worry_id}")


def _save(
    context: Context,
    record: Record[Agreement],
    content: Agreement,
    written: Authorship,
    *,
    is_removed: bool = False,
) -> Record[Agreement]:
    check_can_write(context.actor, record.partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(record.partnership_id)
        saved = uow.records.save(record, content, written, is_removed=is_removed)
        review(context, uow, record.partnership_id)
        note_record(context, uow, saved)
        uow.commit()
    return saved


def _due(entry: AgreementEntry) -> tuple[date, RecordId]:
    """Return the place of an open agreement: those without a date come last, as they were made."""
    return entry.record.content.due_on or date.max, entry.record.id
