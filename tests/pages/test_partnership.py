"""The page of one partnership: what changed, on what ground, and what is not shown."""

from datetime import date

import pytest

from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.register.log import GrowthStage, GrowthStep, Handover
from monitor.domain.register.record import Authorship
from monitor.domain.results import FlagKind
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry
from monitor.services.results.partnership_view import read_partnership
from tests.copies import Copies
from tests.factories import NOW, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership, open_checkin

t = translator(Language.ENGLISH)


@pytest.fixture
def troubled(copies: Copies) -> str:
    """The id of a partnership of which one side lost its trust."""
    return copies.fill(lose_trust)


def lose_trust(context: Context, clock: FakeClock) -> str:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {})
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})
    return str(partnership.id)


def test_the_headline_says_what_changed_since_the_previous_round(
    open_page: OpenPage, troubled: str
) -> None:
    screen = open_page("partnership", id=troubled)

    assert "trust: the gap grew from 0.0 to 2.0 points." in screen.text
    assert "Q1 2027, compared with Q4 2026" in screen.text


def test_everything_is_dutch_for_a_dutch_reader(open_page: OpenPage, troubled: str) -> None:
    screen = open_page("partnership", Language.DUTCH, id=troubled)

    assert "1e kwartaal 2027, vergeleken met 4e kwartaal 2026" in screen.text
    assert "van 0,0 naar 2,0 punt" in screen.text
    assert "9 van 9 mensen" in screen.text


def test_the_facts_of_the_partnership_stand_at_the_top(open_page: OpenPage, troubled: str) -> None:
    screen = open_page("partnership", id=troubled)

    assert (
        "Oosterdal Phase: working together · Gemeente Oosterdal · Initiatief Oosterdal "
        "· contact person Noor Visser"
    ) in screen.text


def test_every_signal_has_a_card_with_its_ground_and_a_question(
    open_page: OpenPage, troubled: str
) -> None:
    screen = open_page("partnership", id=troubled)

    assert "Trust: low score at the initiative" in screen.text
    assert "Trust: 2.0 points apart" in screen.text
    # The third is that no contact was logged.
    assert screen.text.count(t("flag.question")) == 3


def test_both_sides_are_in_the_table_beside_the_chart(open_page: OpenPage, troubled: str) -> None:
    screen = open_page("partnership", id=troubled)

    now = screen.app.table[0].value
    assert now.iloc[0].tolist()[:1] == ["Trust"]
    assert now.astype(str).to_numpy().ravel().tolist().count("4.0") >= 7
    assert "2.0" in now.iloc[0].astype(str).tolist()
    assert len(charts_of(screen)) == 3


def test_the_response_and_the_mark_of_both_sides_are_told(
    open_page: OpenPage, troubled: str
) -> None:
    screen = open_page("partnership", id=troubled)

    assert screen.text.count("9 of 9 people answered.") == 1  # On the card of the low score.
    assert screen.text.count("9 of 9 people") == 3
    assert t("pages.privacy.confidential", n=3) in screen.text
    assert "municipality 7.0 initiative 7.0" in screen.text


def test_how_the_check_against_working_back_came_out_is_told(
    open_page: OpenPage, troubled: str
) -> None:
    screen = open_page("partnership", id=troubled)

    assert t("pages.audit.safe", points="1.0") in screen.text
    assert "numbers checked, together with all that was shown before." in screen.text


def test_every_signal_leads_to_how_we_know_it(open_page: OpenPage, troubled: str) -> None:
    screen = open_page("partnership", id=troubled)

    links = [link.proto.label for link in screen.app.get("page_link")]
    assert links.count(t("flag.how")) == 3


def test_the_story_leads_to_the_preparation_of_a_talk(open_page: OpenPage, troubled: str) -> None:
    screen = open_page("partnership", id=troubled)

    links = {link.proto.label: link.proto for link in screen.app.get("page_link")}
    link = links[t("pages.prepare_meeting")]
    assert (link.page, link.query_string) == ("meeting", f"id={troubled}")


def test_comments_for_the_screen_stand_under_their_question(
    open_page: OpenPage, troubled: str
) -> None:
    screen = open_page("partnership", id=troubled)

    assert t("pages.comments.lead") in screen.text
    assert "What went well? We bellen elkaar als het misgaat." in screen.text
    assert "What should improve first? We bellen elkaar als het misgaat." in screen.text


def test_a_steady_partnership_has_no_signals(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Westerdal", people=9)
    add_closed_round(context, clock, partnership, {}, {})
    add_closed_round(context, clock, partnership, {}, {})

    screen = open_page("partnership", id=str(partnership.id))

    assert "There is no clear change." in screen.text
    assert [kind for kind in FlagKind if t(f"flag.{kind.value}") in screen.text] == []


def test_a_side_with_too_few_answers_has_no_number(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Klein", people=2)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    screen = open_page("partnership", id=str(partnership.id))

    assert t("story.no_view") in screen.text
    assert "The initiative: too few answers to show." in screen.text
    assert "2 of 2" not in screen.text
    numbers = screen.app.table[0].value.astype(str).to_numpy().ravel().tolist()
    assert not [cell for cell in numbers if any(character.isdigit() for character in cell)]


def test_before_the_first_result_it_says_what_happens_first(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Nieuwland", people=3)
    open_checkin(context, partnership)

    screen = open_page("partnership", id=str(partnership.id))

    assert t("pages.no_round.title") in screen.text
    assert t("pages.no_round.open", day="Tuesday 1 December") in screen.text
    assert charts_of(screen) == []


@pytest.mark.parametrize("page", ["partnership", "checkins"])
@pytest.mark.parametrize("address", ["999", "0", "-1", "x", "", "1;drop table", "9" * 400, "²"])
def test_an_unknown_address_says_so_and_shows_nothing_else(
    open_page: OpenPage, context: Context, page: str, address: str
) -> None:
    make_partnership(context, "Oosterdal", people=3)

    screen = open_page(page, id=address)

    assert t("pages.unknown.title") in screen.text
    assert "Oosterdal" not in screen.text


@pytest.mark.parametrize("page", ["partnership", "checkins"])
@pytest.mark.parametrize("language", Language)
def test_without_any_partnership_the_page_says_what_to_do_first(
    open_page: OpenPage, page: str, language: Language
) -> None:
    assert translator(language)("pages.empty.title") in open_page(page, language).text


@pytest.mark.parametrize("page", ["partnership", "checkins"])
def test_without_an_address_a_partnership_is_chosen_from_a_list(
    open_page: OpenPage, context: Context, page: str
) -> None:
    make_partnership(context, "Westerdal", people=3)
    chosen = make_partnership(context, "Oosterdal", people=3)
    screen = open_page(page)
    offered = [button for button in screen.app.button if "picker" in (button.key or "")]
    assert [button.label for button in offered] == ["Oosterdal", "Westerdal"]

    offered[0].click().run()

    assert screen.app.query_params.get("id") in {str(chosen.id), (str(chosen.id),)}


def charts_of(screen: Screen) -> list[object]:
    """Return the charts, which the tests of charts look into."""
    return list(screen.app.get("plotly_chart"))


def test_a_short_checkin_stands_apart_and_in_no_chart(
    open_page: OpenPage, context: Context, clock: FakeClock, troubled: str
) -> None:
    partnership = read_partnership(context, PartnershipId(int(troubled))).partnership
    before = open_page("partnership", id=troubled).text
    add_closed_round(context, clock, partnership, {}, {"TRU": 2}, is_light=True)

    screen = open_page("partnership", id=troubled)

    assert "Short check-in in Q2 2027" in screen.text
    assert "The initiative: trust 2.0" in screen.text
    assert "Not in this chart: the short check-in of Q2 2027." in screen.text
    assert "Q1 2027, compared with Q4 2026" in screen.text
    assert headline_of(before) in screen.text


def headline_of(text: str) -> str:
    return text[text.index("trust: the gap grew") : text.index("Q1 2027, compared")]


def test_before_the_first_full_checkin_a_short_one_is_all_there_is(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=5)
    add_closed_round(context, clock, partnership, {}, {}, is_light=True)

    screen = open_page("partnership", Language.DUTCH, id=str(partnership.id))

    assert "De gemeente: gemiddeld ongeveer 4,0 over de vier vragen; 5 van 5 gaven" in screen.text
    assert "Die komen na de eerste gewone check-in." in screen.text
    assert charts_of(screen) == []


@pytest.mark.parametrize("language", Language)
def test_the_growth_path_stands_under_the_line_of_room_to_grow(
    open_page: OpenPage, context: Context, troubled: str, language: Language
) -> None:
    step = GrowthStep(date(2026, 10, 1), "Werkgroep", GrowthStage.ORGANISED)
    add_entry(context, PartnershipId(int(troubled)), step, Authorship("Ada", NOW))

    screen = open_page("partnership", language, id=troubled)

    room = {Language.DUTCH: "gemeente 4,0 en initiatief 4,0", Language.ENGLISH: "municipality 4.0"}
    assert translator(language)("growth.stage.organised").capitalize() in screen.text
    assert room[language] in screen.text


def test_without_a_growth_path_the_right_to_grow_up_is_explained(
    open_page: OpenPage, troubled: str
) -> None:
    assert t("growth.empty_help") in open_page("partnership", id=troubled).text


def test_events_are_told_beside_the_trend(
    open_page: OpenPage, context: Context, troubled: str
) -> None:
    handover = Handover(date(2027, 2, 20), None, "Noor", "Bo")
    add_entry(context, PartnershipId(int(troubled)), handover, Authorship("Ada", NOW))

    screen = open_page("partnership", id=troubled)

    assert "New contact person since 20 February 2027. Read the change with care." in screen.text
