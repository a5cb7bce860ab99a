"""What the parties may be proud of."""

from dataclasses import replace

from monitor.domain.meeting.deck import ProudSlide
from monitor.i18n.celebration_sentences import write_celebration
from monitor.ui.meeting.screen.proud_slide import render_proud
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck
SLIDE = slide_in(DECK, ProudSlide)


def test_everything_to_celebrate_is_a_sentence() -> None:
    shown = plain(render_proud(SLIDE, DECK, DUTCH))

    assert SLIDE.celebrations
    for each in SLIDE.celebrations:
        assert write_celebration(each, DECK.partnership, DUTCH) in shown


def test_many_things_become_smaller_and_no_more_than_fit() -> None:
    many = replace(SLIDE, celebrations=SLIDE.celebrations[:1] * 9)

    shown = render_proud(many, DECK, DUTCH)

    assert shown.count("<li>") == 7
    assert "pm-screen-proud-many" in shown


def test_where_nothing_is_known_the_parties_tell_each_other() -> None:
    shown = plain(render_proud(replace(SLIDE, celebrations=()), DECK, DUTCH))

    assert shown == "Hier staat nog niets. Vertel elkaar om de beurt wat er goed ging."
