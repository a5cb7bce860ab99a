"""Organisations: found, and changed in all their partnerships at once, on both databases."""

from dataclasses import replace

import pytest

from monitor.domain.errors import InvalidOrganisationError, NotFoundError, RecordChangedError
from monitor.domain.partnership import LegalForm, Organisation, OrganisationId, PartyKind
from monitor.services.context import Context
from monitor.services.register.manage_organisations import (
    change_organisation,
    find_organisation_faults,
    find_organisations,
    read_organisation,
)
from monitor.services.register.manage_parties import NewParty, add_party
from tests.factories import TODAY, StoredPartnership, add_partnership
from tests.services.register.overviews import shown_in_overview


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def municipality(stored: StoredPartnership) -> Organisation:
    return stored.partnership.parties[0].organisation


def add_alone(context: Context) -> Organisation:
    with context.unit_of_work() as uow:
        added = uow.partnerships.add_organisation("Buurthuis", PartyKind.OTHER)
        uow.commit()
    return added


def test_organisations_are_found_by_a_part_of_their_name(
    context: Context, municipality: Organisation
) -> None:
    assert municipality in find_organisations(context, municipality.name[3:].upper(), 5)
    assert find_organisations(context, "zzz", 5) == []


def test_an_organisation_is_shown_with_where_it_takes_part(
    context: Context, stored: StoredPartnership, municipality: Organisation
) -> None:
    sheet = read_organisation(context, municipality.id)

    assert sheet.organisation == municipality
    assert sheet.partnerships == [(stored.partnership.id, stored.partnership.name)]
    assert sheet.is_kind_fixed


def test_a_new_name_holds_in_every_partnership_and_in_what_the_overview_shows(
    context: Context, stored: StoredPartnership, municipality: Organisation
) -> None:
    other = add_partnership(context.unit_of_work, name="Ander").partnership
    add_party(context, other.id, NewParty(municipality.id))
    wanted = replace(
        municipality, name=" Oost ", legal_form=LegalForm.ASSOCIATION, founded_year=1814
    )

    changed = change_organisation(context, municipality, wanted)

    assert changed == replace(wanted, name="Oost")
    with context.unit_of_work(reads_only=True) as uow:
        for partnership_id in (stored.partnership.id, other.id):
            partnership = uow.partnerships.get(partnership_id)
            assert changed in [party.organisation for party in partnership.parties]
            assert shown_in_overview(context)[partnership_id] == partnership


def test_the_kind_is_fixed_once_there_was_a_round(
    context: Context, municipality: Organisation
) -> None:
    with pytest.raises(InvalidOrganisationError, match="kind_fixed"):
        change_organisation(context, municipality, replace(municipality, kind=PartyKind.OTHER))

    alone = add_alone(context)
    changed = change_organisation(context, alone, replace(alone, kind=PartyKind.INITIATIVE))
    assert read_organisation(context, alone.id).organisation == changed


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    context: Context, municipality: Organisation
) -> None:
    change_organisation(context, municipality, replace(municipality, name="Oost"))

    with pytest.raises(RecordChangedError):
        change_organisation(context, municipality, replace(municipality, name="West"))


@pytest.mark.parametrize(
    ("name", "year", "faults"),
    [
        ("Oost", None, []),
        ("Oost", 2026, []),
        (" ", None, ["name_missing"]),
        ("a" * 256, 999, ["too_long", "year"]),
        ("Oost", 2027, ["year"]),
    ],
)
def test_what_cannot_be_is_refused(
    context: Context, municipality: Organisation, name: str, year: int | None, faults: list[str]
) -> None:
    wanted = replace(municipality, name=name, founded_year=year)

    assert find_organisation_faults(wanted, TODAY.year) == faults
    if faults:
        with pytest.raises(InvalidOrganisationError, match=faults[0]):
            change_organisation(context, municipality, wanted)


def test_what_does_not_exist_is_not_found(context: Context, municipality: Organisation) -> None:
    unknown = replace(municipality, id=OrganisationId(999))

    with pytest.raises(NotFoundError):
        read_organisation(context, unknown.id)
    with pytest.raises(NotFoundError):
        change_organisation(context, unknown, unknown)
