"""Looking things up in the register and tidying it, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.partnership import Language, PartyId, PartyKind, Phase
from monitor.services.directory_ports import PartnershipLine
from monitor.services.ports import NewParticipant
from monitor.services.register_ports import NewManager
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


def test_a_further_party_comes_after_the_others(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work).partnership

    with unit_of_work() as work:
        board = work.partnerships.add_organisation("Waterschap", PartyKind.OTHER)
        party = work.directory.add_party(stored.id, board)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(stored.id).parties == (*stored.parties, party)
    assert party.organisation == board


def test_a_party_taken_out_goes_with_its_people_and_leaves_a_place_for_another(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    with unit_of_work() as work:
        board = work.partnerships.add_organisation("Waterschap", PartyKind.OTHER)
        party = work.directory.add_party(stored.partnership.id, board)
        work.partnerships.add_participant(
            party.id, NewParticipant("Bo", Language.DUTCH, date(2026, 1, 1))
        )

        work.directory.delete_party(party.id)
        again = work.directory.add_party(stored.partnership.id, board)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(stored.partnership.id).parties[2:] == (again,)
        assert work.partnerships.participants_of(stored.partnership.id) == stored.participants


def test_a_party_counts_as_invited_once_somebody_of_it_was(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work).partnership
    add_partnership(unit_of_work, name="Een andere")
    with unit_of_work() as work:
        board = work.partnerships.add_organisation("Waterschap", PartyKind.OTHER)
        work.directory.add_party(stored.id, board)

        invited = work.directory.invited_parties(stored.id)

    assert invited == {party.id for party in stored.parties}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("zon", ["Zonnewijk"]),
        ("ZON", ["Zonnewijk"]),
        ("éénhoorn", ["ÉÉNHOORN"]),
        ("ÉÉN", ["ÉÉNHOORN"]),
        ("%", []),
        ("_", []),
        ("", ["Aalburg", "Zonnewijk", "ÉÉNHOORN"]),
    ],
)
def test_names_are_found_whatever_their_capitals_and_signs(
    unit_of_work: SqlUnitOfWorkFactory, search: str, found: list[str]
) -> None:
    with unit_of_work() as work:
        for name in ("Zonnewijk", "Aalburg", "ÉÉNHOORN"):
            work.partnerships.add_organisation(name, PartyKind.OTHER)

        organisations = work.directory.find_organisations(search, 10)

    assert sorted(each.name for each in organisations) == found


def test_no_more_is_found_than_was_asked_for_and_the_first_by_name(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    for name in ("c", "a", "B"):
        add_partnership(unit_of_work, name=name)

    with unit_of_work(reads_only=True) as work:
        lines = work.directory.find_lines("", 2)

    assert [each.name for each in lines] == ["a", "B"]


def test_a_line_tells_the_phase_the_manager_and_the_end(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work).partnership
    with unit_of_work() as work:
        noor = work.managers.add(NewManager("Noor", Language.DUTCH))
        profile = replace(stored.profile, manager_id=noor.id, ended_on=date(2026, 10, 1))
        work.partnerships.save(replace(stored, phase=Phase.SET_UP, profile=profile))

        lines = work.directory.find_lines(stored.name, 5)

    assert lines == [
        PartnershipLine(stored.id, stored.name, Phase.SET_UP, noor.id, date(2026, 10, 1))
    ]


def test_an_organisation_is_found_with_its_partnerships(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    one, other = (add_partnership(unit_of_work, name=name).partnership for name in ("b", "a"))
    shared = one.parties[0].organisation
    with unit_of_work() as work:
        alone = work.partnerships.add_organisation("Alleen", PartyKind.OTHER)
        work.directory.add_party(other.id, shared)

        assert work.directory.partnerships_with(shared.id) == [(other.id, "a"), (one.id, "b")]
        assert work.directory.partnerships_with(alone.id) == []
        assert work.directory.has_rounds(shared.id)
        assert not work.directory.has_rounds(alone.id)


def test_partnerships_are_counted_and_listed_by_manager(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    one, two, three = (
        add_partnership(unit_of_work, name=name).partnership for name in ("c", "b", "a")
    )
    with unit_of_work() as work:
        noor = work.managers.add(NewManager("Noor", Language.DUTCH))
        work.directory.set_manager([one.id, two.id], noor.id)
        work.directory.set_manager([], noor.id)

        assert work.directory.count_managed() == {noor.id: 2}
        assert work.directory.managed_by(noor.id) == [(two.id, "b"), (one.id, "c")]

        work.directory.set_manager([one.id], None)
        assert work.directory.managed_by(noor.id) == [(two.id, "b")]
        assert work.partnerships.get(three.id).profile.manager_id is None


def test_only_who_was_never_invited_can_be_deleted(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    party_id = PartyId(stored.partnership.parties[0].id)
    with unit_of_work() as work:
        new = work.partnerships.add_participant(
            party_id, NewParticipant("Bo", Language.DUTCH, date(2026, 1, 1))
        )
        everybody = [each.id for each in (*stored.participants, new)]

        invited = work.directory.invited_participants(everybody)
        work.directory.delete_participants([new.id])
        work.directory.delete_participants([])

        assert invited == {each.id for each in stored.participants}
        assert work.partnerships.participants_of(stored.partnership.id) == stored.participants
