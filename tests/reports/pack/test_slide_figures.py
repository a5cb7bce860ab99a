"""Each screen with numbers has its figures; a closed one has none."""

from dataclasses import replace

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import (
    Deck,
    DifferencesSlide,
    JointSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
)
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.reports.pack.figures import Figure, describe_figure
from monitor.reports.pack.slide_figures import draw_joint_moves, figures_of_slide
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.domain.meeting.making import BOTH, make_material, make_meeting, slide_in
from tests.reports.pack.packs import make_pack

READER = make_reader()
OPEN, CLOSED = make_pack().deck, make_pack(is_open=False).deck


def figures(kind: type[Slide], deck: Deck = OPEN) -> list[Figure]:
    return list(figures_of_slide(slide_in(deck, kind), deck, READER))


def test_the_joint_picture_is_a_bar_for_each_dimension() -> None:
    (figure,) = figures(JointSlide)

    assert figure.is_bars
    assert describe_figure(figure).endswith(
        "Vertrouwen: 3,0; Transparantie: 3,2; Ruimte om te groeien: 3,2; Gelijkwaardigheid: 3,2."
    )


def test_a_dimension_that_may_not_be_shown_says_so() -> None:
    slide = slide_in(OPEN, JointSlide)
    hidden = replace(slide, means={**slide.means, Dimension.GROWTH: None})

    (figure,) = figures_of_slide(hidden, OPEN, READER)

    assert "Ruimte om te groeien: geen cijfer" in describe_figure(figure)


def test_a_joint_picture_without_a_number_is_not_drawn() -> None:
    slide = replace(slide_in(OPEN, JointSlide), means=dict.fromkeys(Dimension))

    assert figures_of_slide(slide, OPEN, READER) == []


def test_the_parties_lie_on_one_line_with_their_difference() -> None:
    (figure,) = figures(PartiesSlide)

    assert len(figure.rows) == 4
    assert "Vertrouwen: gemeente 4,1, initiatief 3,5, Verschil 0,6;" in describe_figure(figure)


def test_three_parties_have_a_line_each() -> None:
    partnership = make_three_parties()
    parties = [party.id for party in partnership.parties]
    sides = [make_side(party, (3.1, 3.2, 3.3, 3.4)) for party in parties]
    meeting = make_meeting(keys=parties)
    deck = build_deck(
        make_material(partnership=partnership, meeting=meeting, releases=[make_scene(*sides)])
    )

    (figure,) = figures(PartiesSlide, deck)

    assert [row.label for row in figure.rows[:4]] == ["Vertrouwen", "", "", "Transparantie"]
    assert {len(row.marks) for row in figure.rows} == {1}


def test_a_party_without_numbers_has_no_mark() -> None:
    release = make_scene(make_side(1, (3.1, 3.2, 3.3, 3.4)), make_side(2, None))
    deck = build_deck(make_material(meeting=make_meeting(keys=BOTH), releases=[release]))

    (figure,) = figures(PartiesSlide, deck)

    assert [len(row.marks) for row in figure.rows] == [1, 1, 1, 1]
    assert "Vertrouwen: gemeente 3,1, Verschil geen cijfer" in describe_figure(figure)
    assert figures(DifferencesSlide, deck) == []


def test_coarse_numbers_are_marked_as_rounded() -> None:
    sides = [make_side(party, (3.0, 3.5, 3.0, 3.5), tier=Tier.COARSE) for party in BOTH]
    deck = build_deck(make_material(meeting=make_meeting(keys=BOTH), releases=[make_scene(*sides)]))

    (figure,) = figures(PartiesSlide, deck)

    assert "gemeente ≈ 3,0, initiatief ≈ 3,0, Verschil ≈ 0,0" in describe_figure(figure)


def test_the_largest_difference_stands_above_its_questions() -> None:
    (figure,) = figures(DifferencesSlide)

    assert figure.is_wide
    assert [row.label for row in figure.rows][:2] == [
        "Ruimte om te groeien",
        "Het initiatief krijgt genoeg tijd om te groeien.",
    ]
    assert describe_figure(figure).count("gemeente 4,4, initiatief 2,3") == 4


def test_the_mirror_shows_for_each_party_what_it_expected_beside_what_is() -> None:
    municipality, initiative = figures(MirrorSlide)

    assert "De spiegel van de gemeente" in describe_figure(municipality)
    assert (
        "Vertrouwen: verwacht van de ander 3,3, echt van de ander 3,5; zelf 4,1;"
    ) in describe_figure(municipality)
    assert [mark.is_hollow for mark in initiative.rows[0].marks] == [True, False]
    assert {mark.shape for mark in initiative.rows[0].marks} == {"square"}


def test_an_expectation_stays_alone_where_the_others_may_not_be_shown() -> None:
    slide = slide_in(OPEN, MirrorSlide)
    alone = {
        party: [replace(row, dimension=None, real=None, own=None) for row in rows[:1]]
        for party, rows in slide.rows.items()
    }

    figure, _ = figures_of_slide(replace(slide, rows=alone), OPEN, READER)

    assert describe_figure(figure).endswith(
        "Gemiddeld over de vier onderwerpen: verwacht van de ander 3,3, geen cijfer."
    )


def test_what_moved_is_drawn_for_all_together_and_for_each_party_with_margins() -> None:
    joint, municipality, initiative = figures(MovedSlide)

    assert "Vertrouwen: 3e kwartaal 2026 3,0, 4e kwartaal 2026 3,0, gelijk gebleven" in (
        describe_figure(joint)
    )
    assert "Transparantie: 3e kwartaal 2026 3,0, 4e kwartaal 2026 3,2, 0,2 hoger, kan toeval" in (
        describe_figure(joint)
    )
    assert {mark.margin for row in joint.rows for mark in row.marks} == {None}
    assert municipality.rows[0].marks[0].margin == (3.0, 3.8)
    assert "3,1, 4e kwartaal 2026 2,3, 0,8 lager;" in describe_figure(initiative)


def test_a_first_round_has_nothing_that_moved() -> None:
    deck = build_deck(make_material(meeting=make_meeting(keys=BOTH)))

    assert figures(MovedSlide, deck) == []
    assert draw_joint_moves(slide_in(deck, MovedSlide), deck.quarter, READER) is None


def test_closed_screens_have_no_figures_of_parties() -> None:
    assert figures(PartiesSlide, CLOSED) == []
    assert figures(DifferencesSlide, CLOSED) == []
    assert figures(MirrorSlide, CLOSED) == []
    assert len(figures(MovedSlide, CLOSED)) == 1


def test_a_screen_of_words_has_no_figure() -> None:
    assert figures(ProudSlide) == []


def test_a_figure_speaks_the_language_of_the_reader() -> None:
    slide = slide_in(OPEN, PartiesSlide)

    (figure,) = figures_of_slide(slide, OPEN, make_reader(Language.ENGLISH))

    assert "Trust: municipality 4.1, initiative 3.5, Difference 0.6" in describe_figure(figure)
