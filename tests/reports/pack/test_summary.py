"""One page for the council: what all see together, never a number or a word of one party."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.domain.meeting.deck import JointSlide, MovedSlide
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.reports.pack.summary import make_summary
from monitor.services.meeting.read_pack import Pack
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import (
    CHANGED_LINE,
    COMMENT,
    NEW_PROMISE,
    OLD_PROMISE,
    OURS,
    THEIRS,
    UNREAD_PROMISE,
    make_pack,
)
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print
from tests.reports.structure import find_faults


def summary_of(pack: Pack, language: Language = Language.DUTCH) -> Print:
    return Print.of(make_summary(pack, language, AMSTERDAM))


def with_moves(pack: Pack, *, may_be_chance: bool) -> Pack:
    slide = slide_in(pack.deck, MovedSlide)
    up, down, *rest = slide.joint[1:]
    joint = (
        replace(up, before=3.0, after=3.4, may_be_chance=may_be_chance),
        replace(down, before=3.6, after=3.1, may_be_chance=may_be_chance),
        *rest,
    )
    slides = [replace(each, joint=joint) if each is slide else each for each in pack.deck.slides]
    return replace(pack, deck=replace(pack.deck, slides=tuple(slides)))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_open", [True, False])
def test_it_is_one_page_that_every_reader_can_read(language: Language, *, is_open: bool) -> None:
    file = make_summary(make_pack(is_open=is_open), language, AMSTERDAM)

    assert find_faults(file) == []
    assert len(Print.of(file).pages) == 1
    assert Print.of(file).size_mm == (210, 297)
    assert Print.of(file).language == language.value


def test_it_is_the_same_whether_the_parties_opened_their_picture_or_not() -> None:
    opened, closed = summary_of(make_pack()), summary_of(make_pack(is_open=False))

    assert opened.text == closed.text
    assert opened.alternatives == closed.alternatives


def test_no_number_of_a_party_and_no_words_of_people_are_in_it() -> None:
    made = summary_of(make_pack())
    told = f"{made.text} {made.alternatives}"

    numbers = {f"{mean}".replace(".", ",") for mean in (*THEIRS, *OURS)}
    assert [each for each in numbers if each in told] == []
    for text in (COMMENT, "Noor Visser", "Ali Demir", "verwacht", "4,3"):
        assert text not in told


def test_it_says_what_all_see_together() -> None:
    made = summary_of(make_pack())

    assert "Het positiefst zijn zij samen over transparantie, ruimte om te groeien en " in made.text
    assert "De meeste aandacht vraagt vertrouwen." in made.text
    assert "Vertrouwen: 3,0; Transparantie: 3,2;" in made.alternatives[0]


def test_agreements_of_all_parties_stand_alike_without_whose_they_are() -> None:
    made = summary_of(make_pack())

    for promise in (OLD_PROMISE, NEW_PROMISE, UNREAD_PROMISE):
        assert f"– {promise}" in made.text
    assert "nagekomen" not in made.text
    assert "gemerkt" not in made.text
    assert "over de datum" not in made.text


def test_more_agreements_than_fit_are_counted() -> None:
    pack = make_pack()

    made = summary_of(replace(pack, agreements=pack.agreements * 4))

    assert "En nog 6 afspraken." in made.text


def test_only_what_clearly_moved_is_news() -> None:
    moved = summary_of(with_moves(make_pack(), may_be_chance=False))
    chance = summary_of(with_moves(make_pack(), may_be_chance=True))

    assert "Transparantie ging omhoog: van 3,0 naar 3,4." in moved.text
    assert "Ruimte om te groeien ging omlaag: van 3,6 naar 3,1." in moved.text
    assert "Sinds de vorige ronde is er samen niets duidelijk veranderd." in chance.text
    assert CHANGED_LINE in moved.text


def test_a_first_round_says_that_it_is_one() -> None:
    pack = make_pack()
    slide = slide_in(pack.deck, MovedSlide)
    first = MovedSlide(slide.step, is_closed=False, before=None)

    made = summary_of(replace(pack, deck=replace(pack.deck, slides=(first,))))

    assert "Dit was de eerste meting." in made.text


def test_without_a_joint_picture_it_says_so_and_draws_nothing() -> None:
    pack = make_pack()

    made = summary_of(replace(pack, deck=replace(pack.deck, slides=()), agreements=()))

    assert "Er is nu geen gezamenlijk beeld te tonen." in made.text
    assert "Er staan geen afspraken open." in made.text
    assert "Wat er veranderde" not in made.text
    assert made.alternatives == []


def test_a_move_that_no_number_may_tell_is_left_out() -> None:
    pack = make_pack()
    slide = slide_in(pack.deck, MovedSlide)

    hidden = replace(pack.deck, slides=(replace(slide, joint=()),))

    assert "Wat er veranderde" not in summary_of(replace(pack, deck=hidden)).text


def test_topics_that_are_alike_are_not_ranked() -> None:
    pack = make_pack()
    slide = slide_in(pack.deck, JointSlide)
    alike = replace(slide, means=dict.fromkeys(Dimension, 3.4))

    made = summary_of(replace(pack, deck=replace(pack.deck, slides=(alike,))))

    assert "Alle onderwerpen krijgen samen hetzelfde gemiddelde." in made.text


def test_it_tells_of_the_meeting_only_where_one_was_held() -> None:
    held, not_held = summary_of(make_pack()), summary_of(make_pack(is_held=False))

    assert "Op 17 november 2026 spraken zij over de uitkomst." in held.text
    assert "spraken zij" not in not_held.text


def test_the_next_step_is_a_day_or_still_to_be_chosen() -> None:
    pack = make_pack()

    assert "De partijen spreken elkaar weer op 24 februari 2027." in summary_of(pack).text
    still = summary_of(replace(pack, next_meeting_on=None))
    assert "De partijen kiezen nog een dag" in still.text


def test_it_says_how_this_was_measured_and_of_which_round_it_is() -> None:
    made_at = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    pack = make_pack()

    made = summary_of(replace(pack, deck=replace(pack.deck, made_at=made_at)))

    assert "Dit overzicht bevat geen cijfers of uitspraken van één partij." in made.text
    assert "Alle antwoorden van ronde K4 2026, geen filters." in made.text
    assert "Gemaakt op 1 december 2026 om 09:00." in made.text


@pytest.mark.parametrize("text", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_texts_stay_on_the_page_and_are_never_obeyed(text: str) -> None:
    file = make_summary(make_pack(text=text), Language.DUTCH, AMSTERDAM)

    assert find_faults(file) == []
    assert len(Print.of(file).pages) == 1
    assert "geen oordeel." in Print.of(file).text
