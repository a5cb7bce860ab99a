"""A round asks about at most three agreements of each other party, due soonest first."""

from datetime import date, timedelta

import pytest

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import PartyKind
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Authorship, Record
from monitor.services.agreements.ask_agreements import choose_asked
from monitor.services.context import Context
from tests.factories import (
    NOW,
    StoredPartnership,
    add_partnership,
    add_round,
    make_agreement,
)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    """A partnership whose first round opened now."""
    return add_partnership(context.unit_of_work)


def agree(context: Context, stored: StoredPartnership, agreement: Agreement) -> Record[Agreement]:
    with context.unit_of_work() as uow:
        record = uow.records.add(
            stored.partnership.id, agreement, Authorship("Femke", NOW - timedelta(days=30))
        )
        uow.commit()
    return record


def change(
    context: Context, record: Record[Agreement], content: Agreement, *, days: int
) -> Record[Agreement]:
    with context.unit_of_work() as uow:
        written = Authorship("Femke", NOW + timedelta(days=days))
        changed = uow.records.save(record, content, written)
        uow.commit()
    return changed


def choose(context: Context, stored: StoredPartnership) -> list[AskedAgreement]:
    with context.unit_of_work(reads_only=True) as uow:
        rounds = uow.rounds.list_of(stored.partnership.id)
        return list(choose_asked(uow, stored.partnership, rounds))


def test_the_three_due_soonest_of_each_party_are_asked_about(
    context: Context, stored: StoredPartnership
) -> None:
    first, second = (party.id for party in stored.partnership.parties)
    for day in (9, 3, 7, 5):
        agreement = make_agreement(text=f"Op dag {day}", owner=first, due_on=date(2026, 12, day))
        agree(context, stored, agreement)
    agree(context, stored, make_agreement(text="Ooit", owner=second))

    asked = choose(context, stored)

    assert [each.text for each in asked] == ["Op dag 3", "Op dag 5", "Op dag 7", "Ooit"]
    assert [each.owner for each in asked] == [first, first, first, second]


def test_nobody_is_asked_about_more_than_three_even_of_several_parties(context: Context) -> None:
    kinds = (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE, PartyKind.INITIATIVE)
    stored = add_partnership(context.unit_of_work, kinds=kinds)
    for party in stored.partnership.parties:
        for _ in range(3):
            agree(context, stored, make_agreement(owner=party.id))

    asked = choose(context, stored)

    for party in stored.partnership.parties:
        assert sum(each.owner != party.id for each in asked) <= 3


def test_what_was_done_since_the_last_round_is_asked_about_and_what_was_before_is_not(
    context: Context, stored: StoredPartnership
) -> None:
    owner = stored.partnership.parties[0].id
    done = make_agreement(owner=owner, state=AgreementState.DONE)
    agree(context, stored, done)
    record = agree(context, stored, make_agreement(text="Nieuw gedaan", owner=owner))
    change(
        context,
        record,
        make_agreement(text="Nieuw gedaan", owner=owner, state=AgreementState.DONE),
        days=1,
    )

    assert [each.text for each in choose(context, stored)] == ["Nieuw gedaan"]


def test_a_text_corrected_later_makes_nothing_done_anew(
    context: Context, stored: StoredPartnership
) -> None:
    owner = stored.partnership.parties[0].id
    record = agree(context, stored, make_agreement(owner=owner, state=AgreementState.DONE))
    corrected = make_agreement(text="Beter gezegd", owner=owner, state=AgreementState.DONE)
    change(context, record, corrected, days=1)

    assert choose(context, stored) == []


def test_a_light_round_in_between_does_not_count(
    context: Context, stored: StoredPartnership
) -> None:
    owner = stored.partnership.parties[0].id
    record = agree(context, stored, make_agreement(owner=owner))
    change(context, record, make_agreement(owner=owner, state=AgreementState.DONE), days=1)
    later = NOW + timedelta(days=60)
    add_round(context.unit_of_work, stored.partnership, sequence=2, opens_at=later, is_light=True)

    assert len(choose(context, stored)) == 1


def test_dropped_and_removed_agreements_are_not_asked_about(
    context: Context, stored: StoredPartnership
) -> None:
    owner = stored.partnership.parties[0].id
    agree(context, stored, make_agreement(owner=owner, state=AgreementState.DROPPED))
    removed = agree(context, stored, make_agreement(owner=owner))
    with context.unit_of_work() as uow:
        uow.records.save(removed, removed.content, Authorship("Femke", NOW), is_removed=True)
        uow.commit()

    assert choose(context, stored) == []


def test_before_the_first_round_all_that_is_done_is_news(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    done = make_agreement(owner=stored.partnership.parties[0].id, state=AgreementState.DONE)
    agree(context, stored, done)

    with context.unit_of_work(reads_only=True) as uow:
        assert len(choose_asked(uow, stored.partnership, [])) == 1
