"""The page of cards: look for one, choose three for a meeting, print them, add own ones."""

from dataclasses import replace

import pytest

from monitor.domain.cards import Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.record import Authorship
from monitor.i18n.catalogue import translator
from monitor.services.cards.choose_cards import choose_card, chosen_cards
from monitor.services.cards.library import read_library, read_shipped_cards
from monitor.services.cards.own_cards import add_card, retire_card
from monitor.services.context import Context
from tests.domain.flags.worries import make_worry
from tests.factories import NOW, make_card
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
NOOR = Authorship("Noor Visser", NOW)
KEEP, PREVIEW = "FormSubmitter:cards.form.{}-{}", "cards.own.preview"
NAME = "cards.writer"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def links_of(screen: Screen) -> dict[str, str]:
    """Return the links of the page: their words and the question part of their address."""
    return {link.proto.label: link.proto.query_string for link in screen.app.get("page_link")}


def sign(screen: Screen) -> None:
    screen.app.text_input(key=NAME).set_value("Noor Visser")


def titles() -> set[str]:
    return {card.title[Language.ENGLISH] for card in read_shipped_cards()}


@pytest.mark.parametrize("language", list(Language))
def test_the_library_shows_every_card_under_its_theme(
    open_page: OpenPage, language: Language
) -> None:
    screen = open_page("cards", language)

    words = translator(language)
    links = links_of(screen)
    assert all(card.title[language] in links for card in read_shipped_cards())
    assert all(words(f"cards.theme.{theme.value}") in screen.text for theme in Theme)
    assert words("cards.found", n=len(read_shipped_cards())) in screen.text


def test_filters_are_in_the_address_and_narrow_the_library(open_page: OpenPage) -> None:
    screen = open_page("cards", flag="load", theme="recovery", q="task")

    assert set(links_of(screen)) & titles() == {"A fair load"}
    assert screen.app.multiselect(key="cards.flag").value == ["load"]
    assert screen.app.text_input(key="cards.q").value == "task"


def test_a_filter_that_is_chosen_comes_into_the_address(open_page: OpenPage) -> None:
    screen = open_page("cards")
    screen.app.multiselect(key="cards.guideline").set_value(["T3"]).run()

    assert screen.app.query_params["guideline"] == "T3"
    assert set(links_of(screen)) & titles() == {
        "Who knows everybody here already?",
        "Whom do we still miss?",
        "Whom do we not hear?",
    }
    screen.press("cards.clear")
    assert titles() <= set(links_of(screen))


def test_nonsense_in_the_address_asks_for_nothing(open_page: OpenPage) -> None:
    screen = open_page("cards", theme="none", flag="<b>", phase="", guideline="T99")

    assert titles() <= set(links_of(screen))


def test_a_search_without_a_card_says_what_to_do(open_page: OpenPage) -> None:
    screen = open_page("cards", q="zeppelin")

    assert t("cards.none") in screen.text
    assert t("cards.none_help") in screen.text


def test_a_link_opens_one_card_whole(open_page: OpenPage) -> None:
    card = read_shipped_cards()[0]

    screen = open_page("cards", card=card.code)

    english = Language.ENGLISH
    for text in (card.title, card.aim, *card.steps, *card.questions, card.write_down, card.example):
        assert text[english] in screen.text
    assert t("cards.opener.initiative") in screen.text
    assert t("cards.rests_on") in screen.text


def test_an_unknown_card_and_an_unknown_partnership_are_told(open_page: OpenPage) -> None:
    assert t("cards.unknown") in open_page("cards", card="GONE").text
    assert t("pages.unknown.title") in open_page("cards", id="12345").text
    assert t("pages.unknown.title") in open_page("cards", id="x", card="T1").text


def test_without_a_partnership_one_can_be_looked_for(open_page: OpenPage) -> None:
    screen = open_page("cards")

    assert t("cards.for_whom_help") in [caption.value for caption in screen.app.caption]
    assert not [
        button for button in screen.app.button if (button.key or "").startswith("cards.choice")
    ]


def test_three_cards_are_chosen_and_a_fourth_has_to_wait(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id))
    assert t("cards.tray.empty", n=3) in screen.text
    sign(screen)

    for code in ("T1", "D1", "V3"):
        screen.press(f"cards.choice.{code}")

    assert t("cards.tray.count", count=3, most=3) in screen.text
    assert [card.code for card in chosen_cards(context, partnership.id)] == ["T1", "D1", "V3"]
    assert screen.app.button(key="cards.choice.V1").disabled

    assert links_of(screen)[t("cards.tray.meeting")] == f"id={partnership.id}"
    screen.press("cards.tray.D1")
    assert t("cards.tray.count", count=2, most=3) in screen.text
    assert not screen.app.button(key="cards.choice.V1").disabled


def test_cards_that_fit_the_flags_of_now_are_offered_first(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    with context.unit_of_work() as uow:
        uow.worries.add(
            replace(make_worry(party=None), partnership_id=partnership.id, kind=WorryKind.GAP)
        )
        uow.commit()
    screen = open_page("cards", id=str(partnership.id))
    assert t("cards.suggested") in screen.text
    (told,) = [each.value for each in screen.app.caption if "Difference of view" in each.value]
    assert told == "for ‘Difference of view’ (Trust)"
    sign(screen)

    screen.press("cards.suggested.TWO_VIEWS")

    assert [card.code for card in chosen_cards(context, partnership.id)] == ["TWO_VIEWS"]
    assert t("cards.suggested") not in screen.text


def test_a_card_is_chosen_and_taken_away_where_it_is_read(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id), card="T1")
    sign(screen)

    screen.press("cards.choice.T1")
    assert [card.code for card in chosen_cards(context, partnership.id)] == ["T1"]
    assert screen.app.button(key="cards.choice.T1").label == t("cards.drop")
    assert screen.app.query_params["card"] == "T1"

    screen.press("cards.choice.T1")
    assert list(chosen_cards(context, partnership.id)) == []


def test_a_card_of_an_organisation_that_takes_no_part_is_not_offered(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    elsewhere = make_partnership(context, "Westerdal", people=3)
    theirs = add_card(context, elsewhere.parties[0].organisation.id, make_card(), NOOR)

    screen = open_page("cards", id=str(partnership.id), card=theirs.code)

    assert f"cards.choice.{theirs.code}" not in {button.key for button in screen.app.button}
    assert t("cards.of_others", partnership="Oosterdal") in [
        each.value for each in screen.app.caption
    ]


def test_nobody_chooses_without_a_name(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id))

    screen.press("cards.choice.T1")

    assert t("cards.name_missing") in screen.errors
    assert list(chosen_cards(context, partnership.id)) == []


def test_a_fourth_card_that_a_colleague_left_no_room_for_is_refused(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id))
    sign(screen)
    button = screen.app.button(key="cards.choice.V1")
    for code in ("T1", "D1", "V3"):
        choose_card(context, partnership.id, code, NOOR)

    button.click()
    screen.app.run()

    assert [card.code for card in chosen_cards(context, partnership.id)] == ["T1", "D1", "V3"]
    assert t("cards.tray.count", count=3, most=3) in screen.text


def test_an_agreement_is_made_from_a_card_and_the_worry_that_led_to_it(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_page("cards", id=str(partnership.id), card="T1", worry="7")

    assert links_of(screen)[t("cards.agree")] == f"id={partnership.id}&card=T1&worry=7"


def test_what_is_chosen_is_printed_on_either_paper(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    choose_card(context, partnership.id, "T1", NOOR)
    choose_card(context, partnership.id, "D1", NOOR)
    screen = open_page("cards", id=str(partnership.id))

    screen.press("cards.print.a3")

    (download,) = screen.app.get("download_button")
    assert download.proto.label == t("cards.print.save")


def test_one_card_is_printed_without_a_partnership(open_page: OpenPage) -> None:
    screen = open_page("cards", card="T1")

    screen.press("cards.print.a4")

    assert len(screen.app.get("download_button")) == 1


def test_a_copy_of_a_card_becomes_a_card_of_a_party(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id), edit="T1")
    for language in Language:
        screen.app.text_input(key=f"cards.form.T1.title.{language.value}").set_value("Ons beeld")
    screen.app.text_area(key="cards.form.T1.steps5.nl").set_value("Hang het op.")
    screen.app.text_area(key="cards.form.T1.steps5.en").set_value("Put it up.")
    sign(screen)

    screen.press(KEEP.format("T1", t("cards.own.keep")))

    own = read_library(context).cards[-1]
    assert own.title == dict.fromkeys(Language, "Ons beeld")
    assert len(own.steps) == 5
    assert own.guidelines == ("T1",)
    assert own.organisation_id == partnership.parties[0].organisation.id
    assert screen.app.query_params["card"] == own.code
    assert "Ons beeld" in screen.text
    assert "Gemeente Oosterdal" in screen.text


def test_what_is_wrong_with_a_card_is_told_and_what_was_typed_stays(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id), edit="new")
    title = screen.app.text_input(key="cards.form.new.title.nl")
    title.set_value("Half af")
    sign(screen)

    screen.press(KEEP.format("new", t("cards.own.keep")))

    assert "Title (English) is still empty" in screen.errors
    assert "Step: fill in at least 2" in screen.errors
    assert screen.app.text_input(key="cards.form.new.title.nl").value == "Half af"
    assert read_library(context).cards == read_shipped_cards()


def test_a_preview_stores_nothing(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_page("cards", id=str(partnership.id), edit="T1")
    screen.app.text_input(key="cards.form.T1.title.en").set_value("Our own picture")

    screen.press(KEEP.format("T1", t("cards.own.preview")))

    assert "Our own picture" in screen.text
    assert read_library(context).cards == read_shipped_cards()


def test_an_own_card_is_edited_retired_and_brought_back(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    organisation = partnership.parties[1].organisation
    own = add_card(context, organisation.id, make_card(), NOOR)
    screen = open_page("cards", edit=own.code)
    screen.app.text_input(key=f"cards.form.{own.code}.title.en").set_value("Better")
    sign(screen)

    screen.press(KEEP.format(own.code, t("cards.own.keep")))
    assert read_library(context).card(own.code).title[Language.ENGLISH] == "Better"

    screen.press("cards.retire")
    assert read_library(context).card(own.code).is_retired
    assert t("cards.own.is_retired") in screen.text

    screen.press("cards.retire")
    assert not read_library(context).card(own.code).is_retired


def test_a_retired_card_is_listed_apart(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    own = add_card(context, partnership.parties[1].organisation.id, make_card(), NOOR)
    kept = open_page("cards")
    assert "Own card of Initiatief Oosterdal" in kept.text

    retire_card(context, own.code, NOOR)
    screen = open_page("cards")

    assert t("cards.own.retired", n=1) in screen.text
    assert t("cards.found", n=len(read_shipped_cards())) in screen.text


def test_a_new_card_asks_for_a_partnership_first(open_page: OpenPage) -> None:
    screen = open_page("cards", edit="new")

    assert t("cards.own.for_whom") in screen.text
    assert t("cards.unknown") in open_page("cards", edit="GONE").text
