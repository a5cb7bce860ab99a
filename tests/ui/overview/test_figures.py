from monitor.domain.partnership import PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention
from monitor.services.overview.read_overview import KeyFigures, WidestDimension
from monitor.ui.overview.figures import render_figures
from tests.charts.scenes import make_reader
from tests.factories import QUARTER

READER = make_reader()


def make_figures(*, widest: WidestDimension | None = None, invited: int = 20) -> KeyFigures:
    counts = {
        Attention.TALK_NOW: 3,
        Attention.PLAN_TALK: 4,
        Attention.WATCH: 0,
        Attention.NO_SIGNALS: 5,
    }
    return KeyFigures(
        partnerships=12,
        prepared=12,
        by_attention=counts,
        widest=widest,
        respondents=15 if invited else 0,
        invited=invited,
        response_shares={PartyKind.MUNICIPALITY: 0.8, PartyKind.INITIATIVE: 0.7} if invited else {},
        open_rounds=2,
        newest_quarter=QUARTER,
    )


def test_the_cards_count_what_asks_for_a_talk_and_who_answered() -> None:
    html = render_figures(make_figures(), READER)

    assert "7 <small>van 12</small>" in html
    assert "3 nu, 4 plannen" in html
    assert "75% <small>15 van 20 mensen</small>" in html
    assert "gemeenten 80%" in html


def test_the_widest_dimension_is_named_with_both_kinds() -> None:
    means = {PartyKind.MUNICIPALITY: 3.5, PartyKind.INITIATIVE: 3.1}

    html = render_figures(make_figures(widest=WidestDimension(Dimension.GROWTH, means)), READER)

    assert "Ruimte om te groeien" in html
    assert "initiatieven 3,1" in html


def test_nothing_known_is_said_and_not_shown_as_zero() -> None:
    html = render_figures(make_figures(invited=0), READER)

    assert "nog te weinig samenwerkingen" in html
    assert "nog geen antwoorden" in html
    assert ">0%" not in html
