"""What the screens of a meeting say, in both languages and for every kind of screen."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.partnership import Language
from monitor.i18n.meeting_sentences import (
    full_step_name,
    is_empty,
    step_name,
    write_ask,
    write_ask_label,
    write_hidden,
    write_lead,
    write_order,
    write_title,
    write_title_lines,
)
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.domain.meeting.making import (
    CARD,
    make_material,
    make_meeting,
    opened,
    slide_in,
)
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
OPEN, CLOSED = make_pack().deck, make_pack(is_open=False).deck
BARE = build_deck(make_material())
KINDS = [
    LastTimeSlide,
    ProudSlide,
    JointSlide,
    PartiesSlide,
    DifferencesSlide,
    MirrorSlide,
    MovedSlide,
    CommentsSlide,
    CardSlide,
    WritingSlide,
    TalkSlide,
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("deck", [OPEN, CLOSED, BARE], ids=["open", "closed", "bare"])
def test_every_screen_has_a_headline_that_is_a_sentence(deck: object, language: Language) -> None:
    chosen = next(each for each in (OPEN, CLOSED, BARE) if each is deck)
    reader = make_reader(language)

    for slide in chosen.slides:
        for line in write_title_lines(slide, chosen, reader):
            assert line[0].isupper()
            assert isinstance(slide, CardSlide) or line[-1] in ".?"


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_say_something_of_their_own(kind: type[Slide]) -> None:
    slide = slide_in(OPEN, kind)
    english = make_reader(Language.ENGLISH)

    assert write_title(slide, OPEN, DUTCH) != write_title(slide, OPEN, english)
    assert write_ask(slide, OPEN, DUTCH) != write_ask(slide, OPEN, english)


@pytest.mark.parametrize("kind", KINDS)
def test_an_open_screen_asks_one_open_question(kind: type[Slide]) -> None:
    asked = write_ask(slide_in(OPEN, kind), OPEN, DUTCH)

    assert "?" in asked
    assert asked.count("?") == 1


@pytest.mark.parametrize("kind", [DifferencesSlide, MirrorSlide])
def test_what_is_still_closed_asks_nothing_and_says_what_comes(kind: type[Slide]) -> None:
    slide = slide_in(CLOSED, kind)

    assert write_ask(slide, CLOSED, DUTCH) == ""
    assert write_lead(slide, CLOSED, DUTCH).startswith("Daarna zien jullie")


def test_the_closed_picture_per_party_asks_to_be_opened() -> None:
    slide = slide_in(CLOSED, PartiesSlide)

    assert write_ask(slide, CLOSED, DUTCH) == "Zullen we dit beeld openen?"
    assert "kwartaal" in write_lead(slide, CLOSED, DUTCH)


def test_an_empty_screen_asks_something_else() -> None:
    agreed, proud = slide_in(BARE, LastTimeSlide), slide_in(BARE, ProudSlide)

    assert is_empty(agreed)
    assert write_lead(agreed, BARE, DUTCH) == ""
    assert write_ask(agreed, BARE, DUTCH) != write_ask(slide_in(OPEN, LastTimeSlide), OPEN, DUTCH)
    assert write_title(proud, BARE, DUTCH) == "Waar zijn jullie trots op?"


def test_nothing_written_for_the_screen_is_said_so() -> None:
    slide = slide_in(BARE, CommentsSlide)

    assert write_title(slide, BARE, DUTCH) == "Jullie schreven niets voor dit scherm."
    assert write_lead(slide, BARE, DUTCH) == ""


def test_a_hidden_joint_picture_says_why() -> None:
    step = default_step(StepKind.JOINT)
    slide = JointSlide(step, dict.fromkeys(slide_in(BARE, JointSlide).means), None, frozenset())

    assert is_empty(slide)
    assert write_lead(slide, BARE, DUTCH) == "Zo blijft verborgen wat één persoon antwoordde."
    assert write_ask(slide, BARE, DUTCH) == "Hoe gaat het volgens jullie?"


def test_a_party_without_numbers_is_named_with_the_reason() -> None:
    sides = (make_side(1, None), make_side(2, (3.0, 3.0, 3.0, 3.0)))
    deck = build_deck(opened(make_material(releases=[make_scene(*sides)])))

    assert write_hidden(slide_in(deck, PartiesSlide).parties, deck, DUTCH) == (
        "Van de gemeente is geen cijfer te zien. Zo blijft verborgen wat één persoon antwoordde."
    )
    assert write_hidden(slide_in(OPEN, PartiesSlide).parties, OPEN, DUTCH) == ""


def test_where_nothing_of_the_difference_is_shown_the_talk_goes_on() -> None:
    sides = (make_side(1, None), make_side(2, (3.0, 3.0, 3.0, 3.0)))
    deck = build_deck(opened(make_material(releases=[make_scene(*sides)])))

    assert (
        write_ask(slide_in(deck, DifferencesSlide), deck, DUTCH) == "Hoe ervaren jullie het zelf?"
    )
    assert write_ask(slide_in(deck, MirrorSlide), deck, DUTCH) == "Hoe ervaren jullie het zelf?"
    assert write_ask(slide_in(deck, PartiesSlide), deck, DUTCH) == "Herkennen jullie dit beeld?"


def test_of_equally_large_differences_the_screen_says_which_it_shows() -> None:
    sides = (make_side(1, (3.9, 3.9, 3.9, 3.7)), make_side(2, (3.6, 2.4, 2.4, 3.4)))
    deck = build_deck(opened(make_material(releases=[make_scene(*sides)])))

    assert write_lead(slide_in(deck, DifferencesSlide), deck, DUTCH) == (
        "Dit scherm gaat over transparantie."
    )


def test_what_moved_says_between_which_rounds_and_of_whom() -> None:
    assert write_lead(slide_in(OPEN, MovedSlide), OPEN, DUTCH).startswith("gemiddelde van ")
    assert write_lead(slide_in(CLOSED, MovedSlide), CLOSED, DUTCH).startswith(
        "gemiddelde van alle partijen samen"
    )
    assert write_lead(slide_in(BARE, MovedSlide), BARE, DUTCH) == (
        "Na de volgende check-in zien jullie hier wat veranderde."
    )


def test_a_card_speaks_in_its_own_words() -> None:
    slide = slide_in(OPEN, CardSlide)

    assert write_title(slide, OPEN, DUTCH) == CARD.title[Language.DUTCH]
    assert write_lead(slide, OPEN, DUTCH) == CARD.aim[Language.DUTCH]
    assert write_ask(slide, OPEN, DUTCH) == CARD.questions[0][Language.DUTCH]


@pytest.mark.parametrize("language", Language)
def test_every_step_has_a_short_name(language: Language) -> None:
    names = [step_name(default_step(kind), make_reader(language)) for kind in StepKind]

    assert len(set(names)) == len(names)
    assert all(len(name) <= 22 for name in names)


def test_a_card_is_told_from_the_others_by_its_title() -> None:
    card = slide_in(OPEN, CardSlide)
    gone = replace(card.step, card="GONE")

    names = [full_step_name(each, OPEN, DUTCH) for each in (card.step, gone, OPEN.plan.steps[0])]

    assert names == [
        f"Gesprekskaart: {card.card.title[Language.DUTCH]}",
        "Gesprekskaart",
        "Vorige keer",
    ]


def test_the_initiative_speaks_first_and_all_together_last() -> None:
    assert list(write_order(OPEN, DUTCH)) == [
        "initiatief",
        "gemeente",
        "kort de blik van buiten",
        "dan samen",
    ]


def test_without_a_view_from_outside_nobody_is_asked_for_one() -> None:
    deck = replace(OPEN, plan=replace(OPEN.plan, has_outside_view=False))

    assert "kort de blik van buiten" not in write_order(deck, DUTCH)


def test_a_question_is_put_to_both_sides_or_to_everyone() -> None:
    three = build_deck(make_material(partnership=make_three_parties(), meeting=make_meeting()))

    assert write_ask_label(OPEN, DUTCH) == "Vraag aan beide kanten"
    assert write_ask_label(three, DUTCH) == "Vraag aan iedereen"
