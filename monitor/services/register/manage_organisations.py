"""Use cases of organisations: find them, see where they take part, change what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.errors import InvalidOrganisationError, RecordChangedError
from monitor.domain.partnership import Organisation, OrganisationId, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.register.manage_participants import MAXIMUM_NAME_LENGTH
from monitor.services.review import review
from monitor.services.trail.note import note

EARLIEST_YEAR = 1000  # Some municipalities are that old.


@dataclass(frozen=True, slots=True)
class OrganisationSheet:
    """An organisation and the partnerships it is in, by name.

    ``is_kind_fixed``: one of them had a round. The kind decides what was asked, and the shape and
    colour of everything that was shown since.
    """

    organisation: Organisation
    partnerships: Sequence[tuple[PartnershipId, str]]
    is_kind_fixed: bool


def find_organisations(context: Context, search: str, limit: int) -> Sequence[Organisation]:
    """Return organisations whose name holds a text, by name."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        return uow.directory.find_organisations(search, limit)


def read_organisation(context: Context, organisation_id: OrganisationId) -> OrganisationSheet:
    """Return one organisation; NotFoundError if there is none."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        return OrganisationSheet(
            organisation=uow.partnerships.get_organisation(organisation_id),
            partnerships=uow.directory.partnerships_with(organisation_id),
            is_kind_fixed=uow.directory.has_rounds(organisation_id),
        )


def find_organisation_faults(changed: Organisation, this_year: int) -> Sequence[str]:
    """Return the keys of what is wrong with an organisation: texts ``register.fault.<key>``."""
    year = changed.founded_year
    checks = {
        "name_missing": not changed.name.strip(),
        "too_long": len(changed.name) > MAXIMUM_NAME_LENGTH,
        "year": year is not None and not EARLIEST_YEAR <= year <= this_year,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def change_organisation(
    context: Context, shown: Organisation, changed: Organisation
) -> Organisation:
    """Change what is known of an organisation, in all its partnerships at once.

    Raises:
        NotFoundError: there is no such organisation.
        InvalidOrganisationError: see :func:`find_organisation_faults`; or ``kind_fixed``: it may
            not become of another kind any more.
        RecordChangedError: it is not as it was ``shown`` any more.
    """
    check_can_manage_all(context.actor)
    if faults := find_organisation_faults(changed, context.today().year):
        raise InvalidOrganisationError(", ".join(faults))
    with context.unit_of_work() as uow:
        partnerships = [found for found, _ in uow.directory.partnerships_with(shown.id)]
        # In one order, so that two who do so never wait for each other; then nobody opens a round.
        for partnership_id in sorted(partnerships):
            uow.partnerships.lock(partnership_id)
        if uow.partnerships.get_organisation(shown.id) != shown:
            raise RecordChangedError(f"organisation {shown.id}")
        if changed.kind is not shown.kind and uow.directory.has_rounds(shown.id):
            raise InvalidOrganisationError("kind_fixed")
        saved = replace(changed, name=changed.name.strip())
        uow.partnerships.save_organisation(saved)
        for partnership_id in partnerships:
            review(context, uow, partnership_id)
        facts = {"organisation": shown.id}
        nowhere: Sequence[PartnershipId | None] = [None]
        for whose in partnerships or nowhere:
            note(context, uow, Deed(Act.ORGANISATION_CHANGED, whose, facts=facts))
        uow.commit()
    return saved
