"""Agreements are made, corrected, finished, removed and restored, and no version is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from monitor.domain.errors import InvalidRecordError, NotFoundError, RecordChangedError
from monitor.domain.flags.worry import Worry, WorryId, WorryKind, WorryState
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.kept import KeptRate
from monitor.domain.register.record import Authorship, Record
from monitor.domain.results import PublishedNotice
from monitor.services.agreements.compare import read_versions
from monitor.services.agreements.keep_agreements import (
    MAXIMUM_TEXT_LENGTH,
    AgreementEntry,
    correct_agreement,
    find_agreement_faults,
    make_agreement,
    read_agreements,
    remove_agreement,
    restore_agreement,
    set_state,
)
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from monitor.services.register_ports import SummaryFilter
from tests.factories import (
    NOW,
    TODAY,
    FakeClock,
    add_partnership,
    make_card,
    make_partnership,
    make_release,
)
from tests.seeding import add_closed_round
from tests.seeding import make_partnership as seed_partnership

NOOR, ALI = Authorship("Noor Visser", NOW), Authorship("Ali Demir", NOW + timedelta(days=1))


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return add_partnership(context.unit_of_work).partnership


@pytest.fixture
def record(context: Context, partnership: Partnership) -> Record[Agreement]:
    """A stored agreement."""
    return make_agreement(context, partnership.id, agreement_of(partnership), NOOR)


def agreement_of(partnership: Partnership, text: str = "We bellen elke maand.") -> Agreement:
    return Agreement(AgreementKind.CONTACT, text, partnership.parties[0].id, TODAY)


def texts(entries: Sequence[AgreementEntry]) -> list[str]:
    return [entry.record.content.text for entry in entries]


def test_an_agreement_is_stored_without_stray_spaces_and_signs(
    context: Context, partnership: Partnership
) -> None:
    typed = agreement_of(partnership, "  We bellen\r\nelke maand.\x00 ")

    record = make_agreement(context, partnership.id, typed, NOOR)

    assert record.content.text == "We bellen\nelke maand."
    (entry,) = read_agreements(context, partnership.id).open
    assert entry.record == record


def test_an_agreement_comes_from_no_card_of_an_organisation_that_takes_no_part(
    context: Context, partnership: Partnership, record: Record[Agreement]
) -> None:
    elsewhere = add_partnership(context.unit_of_work).partnership
    theirs = add_card(context, elsewhere.parties[0].organisation.id, make_card(), NOOR).code

    for code in (theirs, "NOWHERE"):
        crafted = replace(record.content, card=code)
        with pytest.raises(NotFoundError):
            make_agreement(context, partnership.id, crafted, NOOR)
        with pytest.raises(NotFoundError):
            correct_agreement(context, record, crafted, NOOR)

    (entry,) = read_agreements(context, partnership.id).open
    assert entry.record == record


def test_an_agreement_can_be_corrected_after_its_card_is_gone(
    context: Context, partnership: Partnership
) -> None:
    with context.unit_of_work() as uow:
        content = replace(agreement_of(partnership), card="GONE")
        stored = uow.records.add(partnership.id, content, NOOR)
        uow.commit()

    saved = correct_agreement(context, stored, replace(content, text="Elke week."), ALI)

    assert (saved.content.text, saved.content.card) == ("Elke week.", "GONE")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": " \n"}, "text_missing"),
        ({"text": "x" * (MAXIMUM_TEXT_LENGTH + 1)}, "text_too_long"),
        ({"owner": PartyId(0)}, "owner_unknown"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_before_made"),
    ],
)
def test_what_is_wrong_with_an_agreement_is_named(changed: dict[str, Any], fault: str) -> None:
    partnership = make_partnership()
    fine = agreement_of(partnership)

    assert find_agreement_faults(fine, partnership) == []
    assert find_agreement_faults(replace(fine, **changed), partnership) == [fault]


def test_an_agreement_may_be_due_on_the_day_it_is_made() -> None:
    partnership = make_partnership()

    assert (
        find_agreement_faults(replace(agreement_of(partnership), due_on=TODAY), partnership) == []
    )


def test_an_agreement_with_faults_is_not_stored(context: Context, partnership: Partnership) -> None:
    with pytest.raises(InvalidRecordError, match="text_missing"):
        make_agreement(context, partnership.id, agreement_of(partnership, ""), NOOR)

    assert read_agreements(context, partnership.id).is_empty


def test_an_agreement_of_an_unknown_partnership_is_not_found(
    context: Context, partnership: Partnership
) -> None:
    with pytest.raises(NotFoundError):
        make_agreement(context, PartnershipId(9999), agreement_of(partnership), NOOR)
    with pytest.raises(NotFoundError):
        read_agreements(context, PartnershipId(9999))


def test_a_correction_keeps_the_wrong_version(context: Context, record: Record[Agreement]) -> None:
    right = replace(record.content, text="We bellen elke week.")

    saved = correct_agreement(context, record, right, ALI)

    assert (saved.version, saved.content.text, saved.written) == (2, "We bellen elke week.", ALI)
    found = read_versions(context, record.partnership_id, record.id, Agreement)
    assert found.versions == [record, saved]


def test_a_correction_with_faults_changes_nothing(
    context: Context, record: Record[Agreement]
) -> None:
    with pytest.raises(InvalidRecordError):
        correct_agreement(context, record, replace(record.content, text=""), ALI)

    found = read_versions(context, record.partnership_id, record.id, Agreement)
    assert found.versions == [record]


def test_who_corrects_an_older_version_is_told(context: Context, record: Record[Agreement]) -> None:
    saved = correct_agreement(context, record, replace(record.content, text="Elke week."), ALI)

    with pytest.raises(RecordChangedError):
        correct_agreement(context, record, record.content, NOOR)
    with pytest.raises(RecordChangedError):
        set_state(context, record, AgreementState.DONE, NOOR)
    with pytest.raises(RecordChangedError):
        remove_agreement(context, record, NOOR)
    assert read_versions(context, record.partnership_id, record.id, Agreement).present == saved


@pytest.mark.parametrize("state", [AgreementState.DONE, AgreementState.DROPPED])
def test_what_became_of_an_agreement_can_be_said_and_taken_back(
    state: AgreementState, context: Context, record: Record[Agreement]
) -> None:
    ended = set_state(context, record, state, ALI)

    view = read_agreements(context, record.partnership_id)
    assert view.open == []
    assert [entry.record for entry in (*view.done, *view.dropped)] == [ended]
    assert ended.content.state is state

    set_state(context, ended, AgreementState.OPEN, NOOR)
    assert len(read_agreements(context, record.partnership_id).open) == 1


def test_a_removed_agreement_can_be_restored(context: Context, record: Record[Agreement]) -> None:
    removed = remove_agreement(context, record, ALI)

    view = read_agreements(context, record.partnership_id)
    assert view.is_empty
    assert [entry.record for entry in view.removed] == [removed]

    restored = restore_agreement(context, removed, NOOR)
    view = read_agreements(context, record.partnership_id)
    assert [entry.record for entry in view.open] == [restored]
    assert view.removed == []
    assert restored.content == record.content


def test_open_agreements_stand_by_due_date_and_those_without_one_last(
    context: Context, partnership: Partnership
) -> None:
    days = {"later": date(2027, 3, 1), "geen": None, "eerst": date(2026, 12, 1), "ook geen": None}
    for text, due_on in days.items():
        made = replace(agreement_of(partnership, text), due_on=due_on)
        make_agreement(context, partnership.id, made, NOOR)

    opened = read_agreements(context, partnership.id).open

    assert texts(opened) == ["eerst", "later", "geen", "ook geen"]


def test_agreements_that_ended_stand_newest_first(
    context: Context, partnership: Partnership
) -> None:
    for day, text in enumerate(("eerst", "daarna")):
        made = make_agreement(context, partnership.id, agreement_of(partnership, text), NOOR)
        written = Authorship("Noor Visser", NOW + timedelta(days=day))
        set_state(context, made, AgreementState.DONE, written)

    assert texts(read_agreements(context, partnership.id).done) == ["daarna", "eerst"]


def test_an_agreement_knows_the_card_it_came_from(
    context: Context, partnership: Partnership
) -> None:
    card = read_shipped_cards()[0]
    with context.unit_of_work() as uow:
        # As they were stored while the library had all of them.
        for text, code in (("met", card.code), ("onbekend", "NIET_MEER"), ("zonder", None)):
            made = replace(agreement_of(partnership, text), card=code)
            uow.records.add(partnership.id, made, NOOR)
        uow.commit()

    opened = read_agreements(context, partnership.id).open

    assert [entry.card for entry in opened] == [card, None, None]


def test_an_agreement_made_from_a_worry_says_that_something_was_agreed_about_it(
    context: Context, clock: FakeClock
) -> None:
    partnership, worry = seed_worry(context, clock)
    typed = replace(agreement_of(partnership), worry_id=worry.id)

    make_agreement(context, partnership.id, typed, NOOR)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.worries.get(worry.id).state is WorryState.AGREED


def test_a_worry_of_another_partnership_or_none_is_not_found_and_nothing_is_stored(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    _, foreign = seed_worry(context, clock)

    for worry_id in (foreign.id, WorryId(9999)):
        typed = replace(agreement_of(partnership), worry_id=worry_id)
        with pytest.raises(NotFoundError):
            make_agreement(context, partnership.id, typed, NOOR)

    assert read_agreements(context, partnership.id).is_empty
    record = make_agreement(context, partnership.id, agreement_of(partnership), NOOR)
    with pytest.raises(NotFoundError):
        correct_agreement(context, record, replace(record.content, worry_id=foreign.id), NOOR)
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.worries.get(foreign.id).state is not WorryState.AGREED


def test_an_agreement_past_its_day_is_told_to_the_overview(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    overdue = replace(agreement_of(partnership), due_on=TODAY)
    clock.advance(timedelta(days=30))

    make_agreement(context, partnership.id, overdue, NOOR)

    with context.unit_of_work(reads_only=True) as uow:
        (summary,) = uow.summaries.page(SummaryFilter(), 0, 5)
    assert WorryKind.OVERDUE in {worry.kind for worry in summary.worries}


def test_what_others_noticed_comes_back_with_the_agreement_and_in_the_rate(
    context: Context, partnership: Partnership
) -> None:
    owner, other = (party.id for party in partnership.parties)
    made = [
        make_agreement(context, partnership.id, agreement_of(partnership, text), NOOR)
        for text in ("een", "twee", "drie")
    ]
    answers = (Noticed.YES, Noticed.A_BIT, Noticed.YES)
    notices = [
        PublishedNotice(record.id, other, verdict)
        for record, verdict in zip(made, answers, strict=True)
    ]
    with context.unit_of_work() as uow:
        (round_,) = uow.rounds.list_of(partnership.id)
        uow.releases.add(partnership.id, replace(make_release(round_id=round_.id), noticed=notices))
        uow.commit()

    view = read_agreements(context, partnership.id)

    assert [entry.noticed[0].verdict for entry in view.open] == list(answers)
    assert view.kept == {owner: KeptRate(noticed=2, a_bit=1, asked=3)}


def seed_worry(context: Context, clock: FakeClock) -> tuple[Partnership, Worry]:
    """Store a partnership of which the parties see trust differently."""
    partnership = seed_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    with context.unit_of_work(reads_only=True) as uow:
        worries = uow.worries.list_of(partnership.id)
    return partnership, next(each for each in worries if each.kind is WorryKind.GAP)
