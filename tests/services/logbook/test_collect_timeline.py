"""Events come from the log, the collaboration agreement and the rounds."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.partnership import PartnershipId, Phase
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import EventKind, Handover
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.logbook.collect_timeline import collect_timeline
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import add_closed_round, make_partnership

ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership_id(context: Context) -> PartnershipId:
    return make_partnership(context, "Oosterdal", people=3).id


def sign(context: Context, partnership_id: PartnershipId, *days: date | None) -> None:
    """Store a collaboration agreement with a version for each day of signing."""
    with context.unit_of_work() as uow:
        record = uow.records.add(partnership_id, Collaboration(signed_on=days[0]), ADA)
        for day in days[1:]:
            record = uow.records.save(record, Collaboration(signed_on=day), ADA)
        uow.commit()


def signings(context: Context, partnership_id: PartnershipId) -> list[date]:
    with context.unit_of_work(reads_only=True) as uow:
        timeline = collect_timeline(context, uow, partnership_id)
    return [each.on for each in timeline.events if each.kind is EventKind.AGREEMENT_SIGNED]


def test_a_draft_was_not_signed(context: Context, partnership_id: PartnershipId) -> None:
    sign(context, partnership_id, None)

    assert signings(context, partnership_id) == []


def test_an_agreement_that_was_renewed_was_signed_twice(
    context: Context, partnership_id: PartnershipId
) -> None:
    days = [date(2025, 3, 1), date(2026, 3, 1)]

    sign(context, partnership_id, None, days[0], days[0], days[1])

    assert signings(context, partnership_id) == days


def test_a_day_that_was_corrected_counts_as_it_is_now(
    context: Context, partnership_id: PartnershipId
) -> None:
    sign(context, partnership_id, date(2026, 3, 1), date(2026, 3, 4))

    assert signings(context, partnership_id) == [date(2026, 3, 4)]


def test_handovers_and_changes_of_phase_are_events(
    context: Context, clock: FakeClock, partnership_id: PartnershipId
) -> None:
    with context.unit_of_work() as uow:
        partnership = uow.partnerships.get(partnership_id)
        uow.records.add(partnership_id, Handover(TODAY, None, "Noor", "Bo"), ADA)
        uow.commit()
    add_closed_round(context, clock, partnership, {}, {})
    with context.unit_of_work() as uow:
        uow.partnerships.save(replace(partnership, phase=Phase.SET_UP))
        uow.commit()
    add_closed_round(context, clock, partnership, {}, {})

    with context.unit_of_work(reads_only=True) as uow:
        timeline = collect_timeline(context, uow, partnership_id)

    assert [(each.kind, each.on) for each in timeline.events] == [
        (EventKind.CONTACT_CHANGED, TODAY),
        (EventKind.PHASE_CHANGED, date(2027, 2, 16)),
    ]
    assert list(timeline.held_on.values()) == [date(2026, 12, 1), date(2027, 3, 2)]
