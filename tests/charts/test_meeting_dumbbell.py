"""The picture per party on the shared screen: large, calm and complete."""

import plotly.graph_objects as go
import pytest

from monitor.charts.meeting_dumbbell import describe_meeting_dumbbell, draw_meeting_dumbbell
from monitor.charts.style import DARK, LIGHT, Palette
from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import Deck, PartiesSlide
from monitor.domain.partnership import Language
from monitor.domain.results import PublishedParty, Tier
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.domain.meeting.making import make_material, make_meeting, opened, slide_in

DUTCH = make_reader()
THEIRS, OURS = (3.9, 3.7, 3.9, 3.7), (3.5, 2.7, 2.4, 2.8)


def open_deck(*sides: PublishedParty) -> Deck:
    return build_deck(opened(make_material(releases=[make_scene(*sides)])))


def draw(deck: Deck, palette: Palette = LIGHT) -> go.Figure:
    return draw_meeting_dumbbell(slide_in(deck, PartiesSlide), deck, DUTCH, palette)


def texts_of(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def note_of(figure: go.Figure, text: str) -> go.layout.Annotation:
    return next(note for note in figure.layout.annotations if text in note.text)


def test_each_party_is_one_kind_of_mark_in_its_colour() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)))

    assert [trace.marker.symbol for trace in figure.data] == ["square", "circle"]
    assert [list(trace.x) for trace in figure.data] == [list(THEIRS), list(OURS)]
    assert figure.data[0].marker.color == LIGHT.municipality.mark


def test_values_stand_at_the_outer_ends() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)))

    assert note_of(figure, "2,4").xanchor == "right"
    assert note_of(figure, "2,4").xshift < 0
    assert note_of(figure, "3,9").xanchor == "left"


def test_the_difference_is_ink_and_bold_from_one_point() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)))

    assert "<b>1,5</b>" in texts_of(figure)
    assert "0,4" in texts_of(figure)
    assert not any(LIGHT.signal in text for text in texts_of(figure))


def test_no_margins_and_no_round_before_are_drawn() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)))

    assert len(figure.data) == 2
    assert len(figure.layout.shapes) == 4


def test_a_hidden_party_has_no_mark_and_no_bar_and_is_said_to_have_no_number() -> None:
    figure = draw(open_deck(make_side(1, None), make_side(2, OURS)))

    assert list(figure.data[0].x or ()) == []
    assert len(figure.layout.shapes) == 0
    assert sum("gemeente:<br>geen cijfer" in text for text in texts_of(figure)) == 4


def test_rounded_means_are_marked_as_rounded() -> None:
    coarse = make_side(2, (3.5, 2.5, 2.5, 3.0), tier=Tier.COARSE)

    figure = draw(open_deck(make_side(1, THEIRS), coarse))

    assert any("≈ 2,5" in text for text in texts_of(figure))
    assert any(text.startswith(("≈", "<b>≈")) for text in texts_of(figure))


def test_the_same_mean_is_written_for_both() -> None:
    figure = draw(open_deck(make_side(1, (3, 3, 3, 3)), make_side(2, (3, 3, 3, 3))))

    anchors = [note.xanchor for note in figure.layout.annotations if "3,0" in note.text]
    assert sorted(anchors) == ["left"] * 4 + ["right"] * 4


def test_of_three_parties_the_middle_value_stands_above() -> None:
    sides = [make_side(1, THEIRS), make_side(2, OURS), make_side(3, (3.7, 3.0, 3.0, 3.0))]
    partnership = make_three_parties()
    keys = [party.id for party in partnership.parties]
    deck = build_deck(
        make_material(
            partnership=partnership,
            meeting=make_meeting(keys=keys),
            releases=[make_scene(*sides)],
        )
    )

    figure = draw(deck)

    assert len(figure.data) == 3
    assert note_of(figure, "3,0").yshift > 0


def test_the_theme_decides_the_colours() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)), DARK)

    assert figure.layout.font.color == DARK.ink
    assert figure.data[1].marker.color == DARK.initiative.mark


def test_type_is_large_enough_for_a_room() -> None:
    figure = draw(open_deck(make_side(1, THEIRS), make_side(2, OURS)))

    sizes = [note.font.size or figure.layout.font.size for note in figure.layout.annotations]
    assert min(*sizes, figure.layout.xaxis.tickfont.size) >= 20


@pytest.mark.parametrize("language", Language)
def test_who_does_not_see_the_figure_hears_every_number(language: Language) -> None:
    reader, deck = make_reader(language), open_deck(make_side(1, THEIRS), make_side(2, OURS))

    told = describe_meeting_dumbbell(slide_in(deck, PartiesSlide), deck, reader)

    for mean in (*THEIRS, *OURS):
        assert reader.formatter.score(mean) in told
