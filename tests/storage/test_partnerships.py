from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import (
    Language,
    Organisation,
    ParticipantId,
    PartnershipId,
    PartyId,
    PartyKind,
    Phase,
    PrivacyMode,
)
from monitor.services.ports import NewParticipant, NewPartnership, UnitOfWork
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership, add_round, make_release, make_response
from tests.statements import noted_statements


def test_a_partnership_is_returned_as_it_was_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        organisations = add_organisations(work, "Veldzicht", "Zonnewijk", "Netbeheer")
        stored = work.partnerships.add(
            NewPartnership(
                name="Samen’s zon & wind",
                phase=Phase.SET_UP,
                privacy_mode=PrivacyMode.JOINT,
                organisations=organisations,
                minimum_group=5,
                contact="Fatima, 06 1234",
                is_sample=True,
            )
        )
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.partnerships.get(stored.id)

    assert found == stored
    assert [party.organisation for party in found.parties] == organisations
    assert found.name == "Samen’s zon & wind"
    assert found.phase is Phase.SET_UP
    assert found.privacy_mode is PrivacyMode.JOINT
    assert (found.minimum_group, found.contact, found.is_sample) == (5, "Fatima, 06 1234", True)


def test_the_parties_keep_the_order_in_which_they_were_given(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        first, second = add_organisations(work, "Aalburg", "Zon")
        reverse = work.partnerships.add(new_partnership("Omgekeerd", second, first))

        assert [party.name for party in work.partnerships.get(reverse.id).parties] == [
            "Zon",
            "Aalburg",
        ]


def test_a_partnership_that_does_not_exist_is_not_found(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work(reads_only=True) as work, pytest.raises(NotFoundError):
        work.partnerships.get(PartnershipId(1))


def test_all_partnerships_are_listed_by_name_whatever_the_case(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    for name in ("b", "Éb", "a", "C", "B"):
        add_partnership(unit_of_work, name=name)

    with unit_of_work(reads_only=True) as work:
        partnerships = work.partnerships.list_all()
        count = work.partnerships.count()

    assert [partnership.name for partnership in partnerships] == ["a", "b", "B", "C", "Éb"]
    assert all(len(partnership.parties) == 2 for partnership in partnerships)
    assert count == 5


def test_listing_takes_as_many_queries_for_many_as_for_one(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    add_partnership(unit_of_work)
    for_one = count_queries_of_listing(engine, unit_of_work)
    for number in range(4):
        add_partnership(unit_of_work, name=f"Nog een {number}")

    for_many = count_queries_of_listing(engine, unit_of_work)

    assert for_many == for_one


def test_participants_are_returned_by_party_and_name(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        partnership = work.partnerships.add(
            new_partnership("Samen", *add_organisations(work, "Veldzicht", "Zonnewijk"))
        )
        first, second = (party.id for party in partnership.parties)
        past = NewParticipant(
            "anna", Language.ENGLISH, date(2024, 1, 1), date(2025, 6, 30), "anna@example.nl"
        )
        stored = [
            work.partnerships.add_participant(second, new_participant("Aart")),
            work.partnerships.add_participant(first, new_participant("Bas")),
            work.partnerships.add_participant(first, past),
        ]
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.partnerships.participants_of(partnership.id)

    assert found == [stored[2], stored[1], stored[0]]
    assert found[0].active_until == date(2025, 6, 30)
    assert found[0].email == "anna@example.nl"
    assert found[0].language is Language.ENGLISH


def test_many_participants_are_stored_in_the_order_given(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work, people_per_party=1)
    party_id = stored.partnership.parties[0].id

    with unit_of_work() as work:
        new = [new_participant(name) for name in ("Zoë", "Aart", "Mo")]
        added = work.partnerships.add_participants(party_id, new)
        work.commit()

    assert [person.name for person in added] == ["Zoë", "Aart", "Mo"]
    with unit_of_work(reads_only=True) as work:
        assert set(added) <= set(work.partnerships.participants_of(stored.partnership.id))


def test_no_participants_are_stored_without_complaint(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, people_per_party=1)

    with unit_of_work() as work:
        assert work.partnerships.add_participants(stored.partnership.parties[0].id, []) == []


def test_participants_of_another_partnership_are_left_out(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    one = add_partnership(unit_of_work, people_per_party=1)
    add_partnership(unit_of_work, name="Een andere")

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.participants_of(one.partnership.id) == one.participants


def test_deleting_samples_leaves_no_row_of_theirs(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    with unit_of_work() as work:
        party = sample.partnership.parties[0]
        work.responses.save(make_response(round_id=sample.round.id, party_id=party.id))
        work.releases.add(sample.partnership.id, make_release(round_id=sample.round.id))
        work.commit()

    with unit_of_work() as work:
        deleted = work.partnerships.delete_samples()
        work.commit()

    assert deleted == 1
    assert set(count_rows(engine).values()) == {0}


def test_deleting_samples_where_there_are_none_deletes_none(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    add_partnership(unit_of_work)

    with unit_of_work() as work:
        assert work.partnerships.delete_samples() == 0
        assert work.partnerships.count() == 1


def test_deleting_samples_leaves_real_partnerships_alone(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    real = add_partnership(unit_of_work)
    before = count_rows(engine)
    add_partnership(unit_of_work, name="Voorbeeld", is_sample=True)

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [real.partnership]
    assert count_rows(engine) == before


def test_deleting_samples_keeps_an_organisation_that_a_real_partnership_needs(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        shared, other = add_organisations(work, "Veldzicht", "Zonnewijk")
        real = work.partnerships.add(new_partnership("Echt", shared, other))
        work.partnerships.add(new_partnership("Voorbeeld", shared, other, is_sample=True))
        work.commit()

    with unit_of_work() as work:
        deleted = work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(real.id).parties == real.parties
    assert deleted == 1


def test_the_id_of_a_deleted_partnership_is_not_given_out_again(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    deleted = add_partnership(unit_of_work, is_sample=True)
    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    assert add_partnership(unit_of_work).partnership.id > deleted.partnership.id


def test_a_participant_is_found_and_can_be_changed(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    first, *others = stored.participants
    changed = replace(
        first,
        name="Anouk de Wit",
        language=Language.ENGLISH,
        active_from=date(2025, 3, 1),
        active_until=date(2026, 12, 31),
        email="anouk@example.org",
        wants_mail=False,
        mail_failure="550 No such user here",
    )

    with unit_of_work() as work:
        assert work.partnerships.get_participant(first.id) == first
        work.partnerships.save_participant(changed)
        assert work.partnerships.get_participant(first.id) == changed
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.partnerships.participants_of(stored.partnership.id)
    assert found == [changed, *others]


def test_a_new_participant_wants_mail_and_has_no_mail_failure(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    participant = add_partnership(unit_of_work).participants[0]

    assert (participant.wants_mail, participant.mail_failure) == (True, None)


def test_a_participant_or_party_that_does_not_exist_is_not_found(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work(reads_only=True) as work:
        with pytest.raises(NotFoundError):
            work.partnerships.get_participant(ParticipantId(1))
        with pytest.raises(NotFoundError):
            work.partnerships.partnership_of(PartyId(1))


def test_the_partnership_of_a_party_is_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    one, other = (add_partnership(unit_of_work, name=name).partnership for name in "ab")

    with unit_of_work(reads_only=True) as work:
        for partnership in (one, other):
            for party in partnership.parties:
                assert work.partnerships.partnership_of(party.id) == partnership.id


def test_the_privacy_of_one_partnership_can_be_changed(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    one, other = (add_partnership(unit_of_work, name=name).partnership for name in "ab")
    changed = replace(one, privacy_mode=PrivacyMode.JOINT, minimum_group=7)

    with unit_of_work() as work:
        work.partnerships.save_privacy(changed)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(one.id) == changed
        assert work.partnerships.get(other.id) == other


def test_a_locked_partnership_is_returned_as_it_is(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work).partnership

    with unit_of_work() as work:
        assert work.partnerships.lock(stored.id) == stored
        with pytest.raises(NotFoundError):
            work.partnerships.lock(PartnershipId(999))


def test_a_locked_partnership_waits_for_nobody_but_others_who_lock_it(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)

    with unit_of_work() as work, engine.connect() as other:
        work.partnerships.lock(stored.partnership.id)
        work.partnerships.get_participant(stored.participants[0].id, for_update=True)

        # Who stores something that refers to either goes on.
        add_round(unit_of_work, stored.partnership, sequence=2)
        for table in ("partnership", "participant"):
            with pytest.raises(OperationalError, match="could not obtain lock"):
                other.execute(text(f"SELECT id FROM {table} FOR NO KEY UPDATE NOWAIT"))  # noqa: S608 - Fixed.
            other.rollback()
    engine.dispose()


def add_organisations(work: UnitOfWork, *names: str) -> list[Organisation]:
    return [work.partnerships.add_organisation(name, PartyKind.OTHER) for name in names]


def new_partnership(
    name: str, *organisations: Organisation, is_sample: bool = False
) -> NewPartnership:
    return NewPartnership(
        name, Phase.DURING, PrivacyMode.CONFIDENTIAL, organisations, is_sample=is_sample
    )


def new_participant(name: str) -> NewParticipant:
    return NewParticipant(name, Language.DUTCH, date(2024, 1, 1))


def count_queries_of_listing(engine: Engine, unit_of_work: SqlUnitOfWorkFactory) -> int:
    with noted_statements(engine) as statements, unit_of_work(reads_only=True) as work:
        work.partnerships.list_all()
    return len([statement for statement in statements if statement.startswith("SELECT")])


def count_rows(engine: Engine) -> dict[str, int]:
    tables = set(inspect(engine).get_table_names()) - {"alembic_version", "workspace"}
    with engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - our own names.
            for table in tables
        }
