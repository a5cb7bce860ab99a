"""Handing over a partnership: who is called changes, and the log remembers."""

from datetime import timedelta

import pytest

from monitor.domain.errors import InvalidEntryError, NotFoundError
from monitor.domain.handover import Succession
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.log import Handover
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.logbook.hand_over import hand_over
from monitor.services.logbook.read_log import read_log
from tests.factories import NOW, TODAY
from tests.seeding import make_partnership

ADA = Authorship("Ada", NOW)
HANDOVER = Handover(TODAY, None, "Noor Visser", "Bo Smit", "Andere baan")


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def test_a_handover_changes_the_contact_and_is_kept_in_the_log(
    context: Context, partnership: Partnership
) -> None:
    hand_over(context, partnership.id, Succession(HANDOVER, stand_in="Cas", answer_days=3), ADA)

    log = read_log(context, partnership.id)
    assert log.partnership.contact == "Bo Smit"
    assert log.partnership.profile.stand_in == "Cas"
    assert log.partnership.profile.answer_days == 3
    assert [each.content for each in log.handovers] == [HANDOVER]


def test_a_faulty_handover_changes_nothing(context: Context, partnership: Partnership) -> None:
    faulty = [
        Succession(Handover(TODAY, None, "Noor", "")),
        Succession(Handover(TODAY + timedelta(days=1), None, "Noor", "Bo")),
        Succession(HANDOVER, answer_days=0),
    ]

    for each in faulty:
        with pytest.raises(InvalidEntryError):
            hand_over(context, partnership.id, each, ADA)

    log = read_log(context, partnership.id)
    assert log.partnership.contact == "Noor Visser"
    assert list(log.handovers) == []


def test_nothing_is_handed_over_of_an_unknown_partnership(context: Context) -> None:
    with pytest.raises(NotFoundError):
        hand_over(context, PartnershipId(999_999), Succession(HANDOVER), ADA)
