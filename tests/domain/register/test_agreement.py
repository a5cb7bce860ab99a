"""An agreement is past its day only while it is open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.partnership import PartyId
from monitor.domain.register.agreement import (
    Agreement,
    AgreementKind,
    AgreementState,
    is_overdue,
)

DUE_ON = date(2026, 12, 1)
A_DAY = timedelta(days=1)
AGREEMENT = Agreement(
    AgreementKind.PROCESS, "We bellen.", PartyId(1), date(2026, 11, 1), due_on=DUE_ON
)


def test_an_open_agreement_is_overdue_from_the_day_after_its_day() -> None:
    assert not is_overdue(AGREEMENT, DUE_ON)
    assert is_overdue(AGREEMENT, DUE_ON + A_DAY)


def test_an_agreement_without_a_day_is_never_overdue() -> None:
    assert not is_overdue(replace(AGREEMENT, due_on=None), date(2099, 1, 1))


@pytest.mark.parametrize("state", [AgreementState.DONE, AgreementState.DROPPED])
def test_what_is_done_or_dropped_is_not_overdue(state: AgreementState) -> None:
    assert not is_overdue(replace(AGREEMENT, state=state), DUE_ON + A_DAY)
