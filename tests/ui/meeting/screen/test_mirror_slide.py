"""The mirror on the shared screen: own, expected and real beside each other."""

from monitor.domain.meeting.deck import MirrorSlide
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.mirror import MirrorRow
from monitor.domain.questionnaire import Dimension
from monitor.ui.meeting.screen.mirror_slide import render_mirror
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import INITIATIVE
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck


def show(*rows: MirrorRow) -> str:
    step = default_step(StepKind.MIRROR)
    return render_mirror(
        MirrorSlide(step, is_closed=False, rows={INITIATIVE: rows} if rows else {}), DECK, DUTCH
    )


def test_what_was_expected_stands_between_the_own_and_the_real_answer() -> None:
    shown = show(MirrorRow(Dimension.TRUST, 3.5, 3.0, 4.1, is_fine=True))

    assert plain(shown) == (
        "Het initiatief zelf verwacht de gemeente antwoordde Vertrouwen 3,5 3,0 4,1"
    )


def test_rounded_and_missing_numbers_are_told_apart() -> None:
    shown = show(MirrorRow(None, None, 3.0, 4.0, is_fine=False))

    assert plain(shown).endswith("Alles samen – ≈ 3,0 ≈ 4,0")


def test_without_a_shown_expectation_there_is_no_table() -> None:
    assert "<table" not in show()
