"""What stands around every message: steps, headline, question and speakers."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.deck import CardSlide, PartiesSlide, ProudSlide, TalkSlide
from monitor.domain.meeting.plan import StepKind
from monitor.ui.meeting.screen.stage import (
    render_foot,
    render_head,
    render_slide_head,
    render_styles,
    render_top,
)
from tests.charts.scenes import make_reader, make_three_parties
from tests.domain.meeting.making import make_meeting, make_plan, slide_in
from tests.factories import make_organisation, make_partnership, make_party
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck
FEW = (StepKind.LAST_TIME, StepKind.JOINT, StepKind.WRITING)


def test_few_steps_are_all_named_and_the_present_one_is_marked() -> None:
    top = render_top(make_partnership(), make_meeting(plan=make_plan(*FEW), position=1), DUTCH)

    assert "1 Vorige keer 2 Samen 3 Afspraken" in plain(top)
    assert '<li class="pm-screen-now" aria-current="step">' in top
    assert top.count("pm-screen-done") == 1
    assert "pm-hidden" not in top


def test_of_many_steps_only_the_present_one_shows_its_name() -> None:
    top = render_top(make_partnership(), make_meeting(position=2), DUTCH)

    assert top.count("<li") == len(StepKind)
    assert top.count("pm-screen-step pm-hidden") == len(StepKind) - 1


def test_before_and_after_a_meeting_there_are_no_steps() -> None:
    assert "<ol" not in render_top(make_partnership(), None, DUTCH)


def test_a_partnership_called_after_one_party_is_named_with_the_other() -> None:
    parties = [make_party(id=1, organisation=make_organisation(name="Gemeente Veldzicht"))]
    parties.append(make_party(id=2, organisation=make_organisation(id=2, name="Zonnewijk")))

    two = render_top(make_partnership(name="Zonnewijk", parties=parties), None, DUTCH)
    three = render_top(replace(make_three_parties(), name="Zonnewijk"), None, DUTCH)

    assert plain(two) == "Zonnewijk · Gemeente Veldzicht"
    assert plain(three) == "Zonnewijk"


def test_what_is_not_real_is_said_to_be_a_sample() -> None:
    sample = replace(make_partnership(name="Zonnewijk"), is_sample=True)

    assert plain(render_top(sample, None, DUTCH)).endswith("voorbeeld")


def test_every_sentence_of_a_headline_is_a_line() -> None:
    head = render_head(["Eerst dit.", "Dan <dat>."], "De uitleg.")

    assert head.count("<span>") == 2
    assert "&lt;dat&gt;" in head
    assert plain(head) == "Eerst dit. Dan <dat>. De uitleg."
    assert "pm-screen-lead" not in render_head(["Alleen dit."])


@pytest.mark.parametrize("has_legend", [True, False])
def test_the_shapes_of_the_parties_are_explained_where_they_are_drawn(*, has_legend: bool) -> None:
    head = render_slide_head(slide_in(DECK, PartiesSlide), DECK, DUTCH, has_legend=has_legend)

    assert ("pm-shape" in head) is has_legend


def test_the_foot_asks_and_tells_who_speaks_where_parties_talk() -> None:
    with_order = render_foot(slide_in(DECK, PartiesSlide), DECK, DUTCH, has_order=True)
    without = render_foot(slide_in(DECK, ProudSlide), DECK, DUTCH, has_order=False)

    assert plain(with_order) == (
        "Vraag aan beide kanten Herkennen jullie dit beeld? "
        "Wie vertelt: initiatief gemeente kort de blik van buiten dan samen"
    )
    assert plain(without) == "Vraag aan beide kanten Hoe is dit jullie gelukt?"


@pytest.mark.parametrize("kind", [CardSlide, TalkSlide])
def test_a_question_in_large_type_is_not_asked_twice(kind: type[CardSlide | TalkSlide]) -> None:
    foot = render_foot(slide_in(DECK, kind), DECK, DUTCH, has_order=False)

    assert plain(foot) == ""


def test_the_screen_hides_the_dashboard_around_it() -> None:
    styles = render_styles()

    assert '[data-testid="stHeader"]' in styles
    assert styles.startswith("<style>")
