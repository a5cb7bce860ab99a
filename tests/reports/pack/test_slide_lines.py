"""Some screens say what they say in lines."""

from monitor.domain.meeting.deck import CardSlide, JointSlide, ProudSlide
from monitor.reports.pack.slide_lines import lines_of_slide
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import CHANGED_LINE, OLD_PROMISE, make_pack

DECK, READER = make_pack().deck, make_reader()


def test_what_there_is_to_be_proud_of_is_a_line_each() -> None:
    kept, changed = lines_of_slide(slide_in(DECK, ProudSlide), DECK, READER)

    assert OLD_PROMISE.rstrip(".") in kept
    assert CHANGED_LINE.rstrip(".") in changed


def test_a_card_says_its_steps_and_its_other_questions() -> None:
    assert lines_of_slide(slide_in(DECK, CardSlide), DECK, READER) == [
        "15 minuten. In duo's. Het initiatief begint.".replace("'", "’"),
        "1. Eerst (nl)",
        "2. Daarna (nl)",
        "Vraag: Wat willen we anders? (nl)",
        "Schrijf op: Wie wat doet (nl)",
    ]


def test_a_screen_of_numbers_has_none() -> None:
    assert lines_of_slide(slide_in(DECK, JointSlide), DECK, READER) == []
