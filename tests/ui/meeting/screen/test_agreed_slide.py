"""Agreements of before on the shared screen: no blame, and the notice of the other side."""

from datetime import date, timedelta

import pytest

from monitor.domain.meeting.deck import AgreedRow, LastTimeSlide
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.noticing import Noticed
from monitor.domain.register.agreement import AgreementState
from monitor.ui.meeting.screen.agreed_slide import render_agreed
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import write
from tests.factories import TODAY, make_agreement
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck
OPEN, DONE, DROPPED = AgreementState.OPEN, AgreementState.DONE, AgreementState.DROPPED


def show(*rows: AgreedRow) -> str:
    return str(render_agreed(LastTimeSlide(default_step(StepKind.LAST_TIME), rows), DECK, DUTCH))


def make_row(
    *,
    text: str = "We bellen elke week.",
    due_on: date | None = None,
    state: AgreementState = OPEN,
    noticed: Noticed | None = None,
    was_asked: bool = True,
) -> AgreedRow:
    agreement = make_agreement(text=text, due_on=due_on, state=state)
    return AgreedRow(write(agreement), was_asked, noticed)


@pytest.mark.parametrize(
    ("days", "state", "word"),
    [
        (-1, OPEN, "over de datum"),
        (0, OPEN, "binnenkort"),
        (31, OPEN, "binnenkort"),
        (32, OPEN, "op tijd"),
        (None, OPEN, "loopt"),
        (-1, DONE, "klaar"),
        (-1, DROPPED, "gestopt"),
        (-1, AgreementState.CONTINUES, "gaat door"),
    ],
)
def test_the_state_of_an_agreement_is_a_word(
    days: int | None, state: AgreementState, word: str
) -> None:
    due_on = None if days is None else TODAY + timedelta(days=days)

    shown = show(make_row(due_on=due_on, state=state))

    assert f"{word} We bellen elke week. gemeente" in plain(shown)


def test_a_day_that_passed_is_told_in_ink() -> None:
    shown = show(make_row(due_on=TODAY - timedelta(days=40)))

    assert "pm-signal" not in shown
    assert "te laat" not in shown


@pytest.mark.parametrize(
    ("noticed", "was_asked", "word"),
    [
        (Noticed.YES, True, "gemerkt"),
        (Noticed.A_BIT, True, "een beetje"),
        (Noticed.NO, True, "niet gemerkt"),
        (None, True, "niet te tonen"),
        (None, False, "nog niet gevraagd"),
    ],
)
def test_it_says_whether_the_other_side_noticed(
    noticed: Noticed | None, word: str, *, was_asked: bool
) -> None:
    shown = plain(show(make_row(noticed=noticed, was_asked=was_asked)))

    assert shown.endswith(f"– {word}")


def test_what_was_typed_is_escaped() -> None:
    assert "<script>" not in show(make_row(text="<script>alert(1)</script>"))


def test_without_agreements_there_is_no_table() -> None:
    assert show() == ""


def test_many_agreements_become_smaller_and_what_does_not_fit_is_counted() -> None:
    rows = [make_row(text=f"Afspraak {number}.") for number in range(1, 11)]

    shown = show(*rows)

    assert "pm-screen-many" in shown
    assert "pm-screen-many" not in show(*rows[:5])
    assert "Afspraak 8." in shown
    assert "Afspraak 9." not in shown
    assert plain(shown).endswith("En nog 2 afspraken, in het verslag.")
