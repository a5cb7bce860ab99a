"""The headlines of the screens of a meeting: what is shared first, and never more than is shown."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import (
    AgreedRow,
    Deck,
    DifferencesSlide,
    JointMove,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
)
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.mirror import MirrorRow
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty, PublishedScore
from monitor.domain.story import Change
from monitor.i18n.meeting_sentences import write_title
from monitor.i18n.meeting_titles import find_tied
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.domain.meeting.making import (
    INITIATIVE,
    MUNICIPALITY,
    make_material,
    make_meeting,
    opened,
    slide_in,
    write,
)
from tests.factories import QUARTER, make_agreement, make_partnership

DUTCH = make_reader()
TRUST, TRANSPARENCY, GROWTH, EQUALITY = Dimension
BEFORE = QUARTER.shift(-1)
EMPTY = build_deck(make_material())


def open_deck(*sides: PublishedParty, partnership: Partnership | None = None) -> Deck:
    partnership = partnership or make_partnership()
    keys = [party.id for party in partnership.parties]
    material = make_material(partnership=partnership, releases=[make_scene(*sides)])
    return build_deck(replace(material, meeting=make_meeting(keys=keys)))


def parties_title(*sides: PublishedParty, partnership: Partnership | None = None) -> str:
    deck = open_deck(*sides, partnership=partnership)
    return write_title(slide_in(deck, PartiesSlide), deck, DUTCH)


def differences_title(*sides: PublishedParty) -> str:
    deck = open_deck(*sides)
    return write_title(slide_in(deck, DifferencesSlide), deck, DUTCH)


def joint_title(*means: float | None) -> str:
    by_dimension = dict(zip(Dimension, means, strict=True))
    slide = JointSlide(default_step(StepKind.JOINT), by_dimension, None, frozenset(Dimension))
    return write_title(slide, EMPTY, DUTCH)


def moved(*moves: JointMove, changes: tuple[Change, ...] = ()) -> str:
    step = default_step(StepKind.MOVED)
    slide = MovedSlide(step, is_closed=False, before=BEFORE, joint=moves, changes=changes)
    return write_title(slide, EMPTY, DUTCH)


def joint_move(dimension: Dimension, after: float, *, may_be_chance: bool = False) -> JointMove:
    return JointMove(dimension, 3.5, after, may_be_chance, is_fine=True)


def mirror_title(
    real: float, dimension: Dimension | None = TRUST, deck: Deck = EMPTY, expected: float = 3.0
) -> str:
    rows = {INITIATIVE: (MirrorRow(dimension, 3.5, expected, real, is_fine=True),)}
    slide = MirrorSlide(default_step(StepKind.MIRROR), is_closed=False, rows=rows)
    return write_title(slide, deck, DUTCH)


def test_two_parties_that_trust_each_other_read_that_first() -> None:
    title = parties_title(make_side(1, (3.9, 3.7, 3.9, 3.7)), make_side(2, (3.6, 2.7, 2.4, 2.8)))

    assert title == "Jullie vertrouwen elkaar. Ruimte om te groeien ervaren jullie verschillend."


def test_what_all_are_positive_about_is_named() -> None:
    title = parties_title(make_side(1, (3.9, 3.7, 3.9, 3.7)), make_side(2, (2.6, 3.6, 2.4, 2.8)))

    assert title.startswith("Over transparantie zijn jullie allebei positief.")


def test_three_parties_are_not_called_two() -> None:
    title = parties_title(
        make_side(1, (3.9, 3.7, 3.9, 3.7)),
        make_side(2, (2.6, 3.6, 2.4, 2.8)),
        make_side(3, (3.0, 3.6, 3.0, 3.0)),
        partnership=make_three_parties(),
    )

    assert title.startswith("Over transparantie zijn jullie allemaal positief.")


def test_thinking_alike_is_not_called_positive_when_it_is_not() -> None:
    title = parties_title(make_side(1, (2.4, 3.7, 3.9, 3.7)), make_side(2, (2.4, 2.6, 2.4, 2.8)))

    assert title.startswith("Over vertrouwen denken jullie ongeveer gelijk.")


def test_where_all_differ_the_nearest_comes_first() -> None:
    title = parties_title(make_side(1, (3.4, 4.0, 4.0, 4.0)), make_side(2, (2.8, 3.0, 2.4, 3.0)))

    assert title == (
        "Het meest eens zijn jullie over vertrouwen. "
        "Ruimte om te groeien ervaren jullie verschillend."
    )


def test_differences_that_are_alike_are_named_together() -> None:
    title = parties_title(make_side(1, (3.9, 3.9, 3.9, 3.7)), make_side(2, (3.6, 2.4, 2.4, 3.4)))

    assert title == (
        "Over vertrouwen en gelijkwaardigheid denken jullie ongeveer gelijk. "
        "Transparantie en ruimte om te groeien ervaren jullie verschillend."
    )


@pytest.mark.parametrize(
    ("other", "title"),
    [
        ((3.4, 3.4, 3.4, 3.4), "Jullie denken over alle onderwerpen ongeveer gelijk."),
        ((2.5, 2.5, 2.5, 2.5), "Jullie verschillen bij alle onderwerpen ongeveer evenveel."),
    ],
)
def test_all_dimensions_alike_make_one_sentence(
    other: tuple[float, float, float, float], title: str
) -> None:
    assert parties_title(make_side(1, (3.5, 3.5, 3.5, 3.5)), make_side(2, other)) == title


def test_a_hidden_party_leaves_the_picture_of_the_other() -> None:
    assert (
        parties_title(make_side(1, None), make_side(2, (3.0, 3.0, 3.0, 3.0)))
        == "Jullie zien hier het beeld van het initiatief."
    )


def test_two_hidden_parties_leave_no_picture() -> None:
    assert parties_title(make_side(1, None), make_side(2, None)) == (
        "Het beeld per partij blijft nu dicht."
    )


@pytest.mark.parametrize("kind", [PartiesSlide, DifferencesSlide, MirrorSlide])
def test_a_closed_picture_tells_nothing_of_what_is_in_it(
    kind: type[PartiesSlide | DifferencesSlide | MirrorSlide],
) -> None:
    slide = slide_in(EMPTY, kind)

    assert write_title(slide, EMPTY, DUTCH) == "Dit beeld openen jullie samen."


def test_the_largest_difference_is_named() -> None:
    title = differences_title(
        make_side(1, (3.9, 3.7, 3.9, 3.7)), make_side(2, (3.6, 2.7, 2.4, 2.8))
    )

    assert title == "Het grootste verschil: ruimte om te groeien."


def test_differences_that_are_equally_large_are_all_named() -> None:
    title = differences_title(
        make_side(1, (3.9, 3.9, 3.9, 3.7)), make_side(2, (3.6, 2.4, 2.4, 3.4))
    )

    assert title == "Jullie verschillen het meest bij transparantie en ruimte om te groeien."


def test_a_small_difference_is_not_made_large() -> None:
    title = differences_title(
        make_side(1, (3.9, 3.9, 3.9, 3.7)), make_side(2, (3.6, 3.9, 3.9, 3.7))
    )

    assert title == "Jullie verschillen weinig, het meest nog bij vertrouwen."


def test_a_difference_with_a_hidden_party_stays_closed() -> None:
    title = differences_title(make_side(1, None), make_side(2, (3.6, 2.4, 2.4, 3.4)))

    assert title == "Jullie verschillen blijven nu dicht."


def test_without_the_picture_per_party_only_the_gap_of_the_screen_is_known() -> None:
    deck = open_deck(make_side(1, (3.9, 3.9, 3.9, 3.7)), make_side(2, (3.6, 2.4, 2.4, 3.4)))
    alone = replace(deck, slides=(slide_in(deck, DifferencesSlide),))

    assert find_tied(slide_in(alone, DifferencesSlide), alone) == [TRANSPARENCY]


@pytest.mark.parametrize(
    ("means", "title"),
    [
        ((3.7, 3.2, 3.0, 3.5), "Jullie sterkste punt samen is vertrouwen."),
        (
            (3.7, 3.2, 3.0, 3.7),
            "Jullie sterkste punten samen zijn vertrouwen en gelijkwaardigheid.",
        ),
        ((3.5, 3.5, 3.5, 3.5), "Jullie zijn samen over alle onderwerpen even positief."),
        ((None, None, None, None), "Het beeld van jullie samen blijft nu dicht."),
        ((None, 3.2, 3.0, None), "Jullie sterkste punt samen is transparantie."),
    ],
)
def test_the_joint_picture_names_what_is_strongest(
    means: tuple[float | None, ...], title: str
) -> None:
    assert joint_title(*means) == title


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        ([], "Jullie beginnen zonder oude afspraken."),
        ([None, Noticed.NO], "Dit spraken jullie eerder af."),
        ([Noticed.YES], "Jullie merkten dat 1 afspraak is nagekomen."),
        ([Noticed.YES, Noticed.YES], "Jullie merkten dat 2 afspraken zijn nagekomen."),
    ],
)
def test_agreements_that_were_noticed_are_told_first(
    verdicts: list[Noticed | None], title: str
) -> None:
    rows = tuple(
        AgreedRow(write(make_agreement(), number=number), verdict is not None, verdict)
        for number, verdict in enumerate(verdicts, start=1)
    )
    slide = LastTimeSlide(default_step(StepKind.LAST_TIME), rows)

    assert write_title(slide, EMPTY, DUTCH) == title


def test_what_really_moved_is_told_for_all_together() -> None:
    title = moved(joint_move(TRUST, 4.0), joint_move(GROWTH, 3.0), joint_move(EQUALITY, 3.0))

    assert title == (
        "Jullie zijn samen positiever over vertrouwen. "
        "Jullie zijn samen minder positief over ruimte om te groeien en gelijkwaardigheid."
    )


def test_a_move_that_may_be_chance_is_called_so() -> None:
    assert moved(joint_move(TRUST, 4.0, may_be_chance=True)) == (
        "Samen bleef jullie beeld ongeveer gelijk. Wat bewoog, kan toeval zijn."
    )


@pytest.mark.parametrize(("after", "way"), [(4.5, "positiever"), (2.5, "minder positief")])
def test_a_clear_change_of_one_party_comes_after_what_is_shared(after: float, way: str) -> None:
    change = Change(
        MUNICIPALITY,
        TRUST,
        PublishedScore(TRUST, 3.5, 3.4, 3.6),
        PublishedScore(TRUST, after, after - 0.1, after + 0.1),
    )

    title = moved(joint_move(TRUST, 3.5, may_be_chance=True), changes=(change,))

    assert title == (
        f"Samen bleef jullie beeld ongeveer gelijk. De gemeente is {way} over vertrouwen."
    )


def test_a_first_round_is_a_beginning() -> None:
    slide = slide_in(EMPTY, MovedSlide)

    assert write_title(slide, EMPTY, DUTCH) == "Vandaag leggen jullie het begin vast."


def test_moves_that_may_not_be_shown_stay_closed() -> None:
    assert moved() == "Wat veranderde blijft nu dicht."


@pytest.mark.parametrize(
    ("real", "title"),
    [
        (4.0, "Over vertrouwen is de gemeente positiever dan het initiatief verwachtte."),
        (2.0, "Over vertrouwen is de gemeente minder positief dan het initiatief verwachtte."),
        (3.2, "Jullie weten goed hoe de ander het ziet."),
    ],
)
def test_the_mirror_tells_the_largest_surprise(real: float, title: str) -> None:
    assert mirror_title(real) == title


def test_the_mirror_of_all_dimensions_together_names_none() -> None:
    assert mirror_title(4.0, None) == (
        "Over alles samen is de gemeente positiever dan het initiatief verwachtte."
    )


def test_the_mirror_of_three_parties_speaks_of_the_others() -> None:
    deck = replace(EMPTY, partnership=make_three_parties())

    assert mirror_title(2.0, deck=deck) == (
        "Over vertrouwen zijn de anderen minder positief dan Zonnewijk verwachtte."
    )
    assert mirror_title(4.0, None, deck) == (
        "Over alles samen zijn de anderen positiever dan Zonnewijk verwachtte."
    )


def test_a_mirror_without_a_shown_expectation_stays_closed() -> None:
    deck = build_deck(opened(make_material()))

    assert write_title(slide_in(deck, MirrorSlide), deck, DUTCH) == "De spiegel blijft nu dicht."
