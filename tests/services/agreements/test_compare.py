"""The versions of a record are read as a whole, and only by the partnership that has it."""

from dataclasses import replace

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.record import Authorship, Record
from monitor.services.agreements.compare import read_versions
from monitor.services.agreements.keep_agreements import correct_agreement, make_agreement
from monitor.services.context import Context
from tests.factories import NOW, TODAY, add_partnership

NOOR = Authorship("Noor Visser", NOW)


@pytest.fixture
def record(context: Context) -> Record[Agreement]:
    """An agreement in its second version."""
    partnership = add_partnership(context.unit_of_work).partnership
    content = Agreement(AgreementKind.ROLE, "Wij leiden.", partnership.parties[0].id, TODAY)
    first = make_agreement(context, partnership.id, content, NOOR)
    return correct_agreement(context, first, replace(content, text="Wij helpen."), NOOR)


def test_every_version_can_be_found_by_its_number(
    context: Context, record: Record[Agreement]
) -> None:
    found = read_versions(context, record.partnership_id, record.id, Agreement)

    assert found.present == record
    assert [each.version for each in found.versions] == [1, 2]
    assert found.version(1).content.text == "Wij leiden."


@pytest.mark.parametrize("number", [0, 3])
def test_a_version_that_was_never_written_is_not_found(
    number: int, context: Context, record: Record[Agreement]
) -> None:
    found = read_versions(context, record.partnership_id, record.id, Agreement)

    with pytest.raises(NotFoundError):
        found.version(number)


def test_a_record_is_not_found_from_another_partnership_or_as_another_kind(
    context: Context, record: Record[Agreement]
) -> None:
    with pytest.raises(NotFoundError):
        read_versions(context, PartnershipId(record.partnership_id + 1), record.id, Agreement)
    with pytest.raises(NotFoundError):
        read_versions(context, record.partnership_id, record.id, Collaboration)
