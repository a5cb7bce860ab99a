from monitor.charts.style import choose_marks
from monitor.domain.partnership import PartyId
from monitor.ui import cards
from monitor.ui.cards import TrackPlace
from monitor.ui.icons import Icon
from tests.charts.scenes import make_reader
from tests.factories import make_partnership

MARKS = choose_marks(make_partnership())
HOSTILE = "<script>alert(1)</script>"


def test_every_text_of_a_card_is_shown_literally() -> None:
    pieces = [
        cards.render_card_title(HOSTILE),
        cards.render_points([HOSTILE]),
        cards.render_icon_line(Icon.CHECK, HOSTILE),
        cards.render_question(HOSTILE, HOSTILE),
        cards.render_quotes(HOSTILE, [HOSTILE]),
    ]

    assert all("&lt;script&gt;" in piece and "<script>" not in piece for piece in pieces)


def test_a_track_places_the_parties_on_the_scale_and_says_their_numbers() -> None:
    places = [
        TrackPlace(MARKS[PartyId(1)], "gemeente", 4.0, 3.9),
        TrackPlace(MARKS[PartyId(2)], "initiatief", 2.0, None),
    ]

    track = cards.render_track(places, make_reader())

    assert "left:75.0%" in track
    assert "left:25.0%;width:50.0%" in track
    assert "gemeente <strong>4,0</strong>" in track
    assert track.count("was") == 1
    assert "was 3,9" in track
