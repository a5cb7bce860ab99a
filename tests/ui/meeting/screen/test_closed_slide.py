"""What stands in place of numbers until every party agreed."""

from monitor.ui.meeting.screen.closed_slide import render_promise
from tests.charts.scenes import make_reader
from tests.pages.conftest import plain


def test_it_says_what_opens_and_what_never_does() -> None:
    shown = plain(render_promise(make_reader()))

    assert shown == (
        "Open gaan: de gemiddelden van elke partij. Open gaan: de verschillen daartussen. "
        "Dicht blijft: wat één persoon antwoordde. Dicht blijft: wie er wel of niet meededen."
    )
