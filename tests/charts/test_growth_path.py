"""Path and support lie under the line of room to grow, on the same quarters."""

from datetime import UTC, date, datetime, time
from typing import Any

import plotly.graph_objects as go

from monitor.charts.growth_path import (
    Growth,
    describe_growth,
    describe_room,
    draw_growth,
    draw_path,
    table_of_growth,
    table_of_room,
)
from monitor.charts.style import DARK, LIGHT, Look
from monitor.domain.growth import GrowthPath
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.register.log import GrowthStage, GrowthStep, Support, SupportKind
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.domain.round import RoundId
from monitor.domain.timeline import Timeline
from tests.charts.scenes import LOOK, Means, make_course, make_reader
from tests.factories import make_partnership

STEADY: Means = (3.9, 3.7, 3.9, 3.7)
ROUNDS = make_course((STEADY, STEADY), (STEADY, STEADY))
TODAY = date(2025, 7, 1)


def record(step: GrowthStep) -> Record[GrowthStep]:
    written = Authorship("Ada", datetime.combine(TODAY, time(9), UTC))
    return Record(RecordId(1), PartnershipId(1), step, written)


PATH = GrowthPath(
    taken=[
        record(GrowthStep(date(2022, 1, 1), "Begonnen", GrowthStage.EXPLORING)),
        record(GrowthStep(date(2025, 2, 15), "Werkgroep", GrowthStage.ORGANISED)),
        record(GrowthStep(date(2025, 4, 1), "Eigen <website>")),
    ],
    planned=[record(GrowthStep(date(2025, 12, 1), "Coöperatie", GrowthStage.LEGAL_ENTITY))],
)
SUPPORTS = [
    Support(date(2025, 1, 1), (SupportKind.MONEY, SupportKind.TIME), "Een dag per week"),
    Support(date(2024, 5, 1), (SupportKind.KNOWLEDGE,), "Cursus", date(2024, 11, 15)),
]
GROWTH = Growth(PATH, SUPPORTS, TODAY, Timeline((), {RoundId(1): date(2025, 5, 15)}))
EMPTY = Growth(GrowthPath(), [], TODAY)


def draw(growth: Growth = GROWTH, look: Look = LOOK) -> go.Figure:
    return draw_growth(make_partnership(), ROUNDS, growth, make_reader(), look)


def trace(figure: go.Figure, name: str) -> Any:  # noqa: ANN401 - Plotly has no types.
    (found,) = [each for each in figure.data if each.name == name]
    return found


def test_the_line_of_room_to_grow_stands_above_on_the_same_quarters() -> None:
    layout = draw().layout

    assert layout.yaxis.domain[0] > layout.yaxis2.domain[1]
    assert layout.xaxis.range == layout.xaxis2.range
    assert trace(draw(), "initiatief").y[-1] == 3.9


def test_the_path_climbs_at_its_days_and_goes_on_to_the_end() -> None:
    path = trace(draw(), "growth path")

    assert path.line.shape == "hv"
    assert list(path.y) == [0, 1, 1]
    assert path.x[0] == -0.4
    assert path.x[-1] > 7


def test_own_steps_lie_on_the_stage_of_their_day_as_text_only() -> None:
    steps = trace(draw(), "own steps")

    assert list(steps.y) == [1]
    assert "&lt;website&gt;" in steps.text[0]


def test_the_next_step_is_hollow_and_says_when() -> None:
    figure = draw()

    planned = trace(figure, "planned")
    assert list(planned.y) == [2]
    assert planned.marker.color == LIGHT.page
    assert "Volgende stap:<br>december 2025" in [each.text for each in figure.layout.annotations]


def test_every_kind_of_support_has_a_row_with_a_bar() -> None:
    figure = draw()

    time_, money, knowledge = (
        trace(figure, f"support {kind}") for kind in ("time", "money", "knowledge")
    )
    assert len({time_.y[0], money.y[0], knowledge.y[0]}) == 3
    assert time_.x[-1] > 7
    assert knowledge.x[-1] == 5


def test_path_and_support_are_never_in_signal_colour() -> None:
    written = draw().to_json() + draw(look=Look(DARK)).to_json()

    assert LIGHT.signal not in written
    assert DARK.signal not in written


def test_an_empty_path_still_shows_the_stages() -> None:
    figure = draw(EMPTY)

    assert [each.name for each in figure.data if each.xaxis == "x2"] == []
    written = " ".join(each.text for each in figure.layout.annotations)
    assert "Verkennen" in written
    assert "Uitvoerende partner" in written


def test_the_sentence_says_stage_next_step_and_support() -> None:
    assert describe_growth(GROWTH, make_reader()) == (
        "Het initiatief staat nu bij: Georganiseerd. Dat is zo sinds 15 februari 2025. "
        "Volgende stap: Coöperatie (stap naar: rechtspersoon), gepland voor 1 december 2025. "
        "Steun nu: tijd en geld."
    )
    assert describe_growth(EMPTY, make_reader(Language.ENGLISH)) == (
        "It is not known yet where the initiative stands now."
    )


def test_the_table_holds_every_step_and_support_by_day() -> None:
    table = table_of_growth(GROWTH, make_reader())

    assert [row[2] for row in table.rows] == [
        "Begonnen",
        "Cursus",
        "Een dag per week",
        "Werkgroep",
        "Eigen <website>",
        "Coöperatie",
    ]
    assert [row[3] for row in table.rows][-2:] == ["Eigen stap", "Gepland: rechtspersoon"]
    assert table.rows[1][1] == "15 november 2024"


def test_beside_the_line_the_sentence_and_the_table_tell_its_numbers() -> None:
    partnership, reader = make_partnership(), make_reader()

    described = describe_room(partnership, ROUNDS, GROWTH, reader)
    table = table_of_room(partnership, ROUNDS, GROWTH, reader)

    assert described.startswith("Ruimte om te groeien nu: gemeente 3,9 en initiatief 3,9. Het")
    assert [row[2] for row in table.rows if row[3] == "Ruimte om te groeien"] == [
        "gemeente 3,9 en initiatief 3,9"
    ] * 2


def test_the_path_alone_covers_the_two_years_up_to_today() -> None:
    figure = draw_path(GROWTH, make_reader(), LOOK)

    ticks = list(figure.layout.xaxis2.ticktext)
    assert (len(ticks), ticks[0], ticks[-1]) == (8, "K4<br>2023", "K3")
    assert [each.name for each in figure.data if each.xaxis != "x2"] == []
