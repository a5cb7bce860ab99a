"""The worries of a partnership on its page: what is said, and what people do with them."""

from datetime import timedelta

import pytest

from monitor.domain.flags.worry import Worry, WorryKind, WorryState
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.record import Authorship
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.flags import handle_worry
from monitor.services.flags.follow import follow
from tests.copies import Copies
from tests.factories import NOW, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership

t = translator(Language.ENGLISH)
NOOR = Authorship("Noor Visser", NOW)


@pytest.fixture
def troubled(copies: Copies) -> Partnership:
    """A partnership of which one side lost its trust."""
    return copies.fill(lose_trust)


def lose_trust(context: Context, clock: FakeClock) -> Partnership:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {})
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})
    return partnership


def worry_of(context: Context, partnership: Partnership, kind: WorryKind = WorryKind.GAP) -> Worry:
    with context.unit_of_work() as uow:
        worries = follow(context, uow, partnership.id)
        uow.commit()
    return next(each for each in worries if each.kind is kind)


def open_worries(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("partnership", id=str(partnership.id))


def press_in_dialog(screen: Screen, action: str, worry: Worry, **typed: str) -> None:
    """Open a dialog, fill it in and send it: the button that opened it is pressed again."""
    screen.press(f"worry.{action}.{worry.id}")
    screen.app.text_input(key=f"worry.form.{action}.{worry.id}.writer").input(
        typed.get("name", "Noor Visser")
    )
    if "text" in typed:
        screen.app.text_area(key=f"worry.text.{action}.{worry.id}").input(typed["text"])
    screen.press(f"worry.{action}.{worry.id}", f"FormSubmitter:worry.form.{action}")


@pytest.mark.parametrize("language", Language)
def test_every_worry_says_how_it_stands_and_on_what_it_rests(
    open_page: OpenPage, troubled: Partnership, language: Language
) -> None:
    told = translator(language)

    screen = open_page("partnership", language, id=str(troubled.id))

    assert told("worry.state.new") in screen.text
    assert told("guideline.D1") in screen.text
    assert told("worry.title.no_contact") in screen.text
    assert told("worry.ask.no_contact") in screen.text
    assert told("worry.certainty.written") in screen.text


def test_every_worry_leads_to_cards_that_fit_it(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)

    screen = open_worries(open_page, troubled)

    queries = [link.proto.query_string for link in screen.app.get("page_link")]
    about = [query for query in queries if "card=" in query and f"worry={gap.id}" in query]
    assert 2 <= len(about) <= 3


def test_who_saw_it_is_asked_once(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap, low = worry_of(context, troubled), worry_of(context, troubled, WorryKind.LOW)
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "see", gap)
    screen.press(f"worry.see.{low.id}")

    assert worry_of(context, troubled).steps[-1].by == "Noor Visser"
    assert worry_of(context, troubled, WorryKind.LOW).state is WorryState.SEEN


def test_without_a_name_nothing_is_written_and_what_was_typed_stays(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "talk", gap, name=" ", text="We bellen elke week.")

    assert t("worry.fault.name") in screen.errors
    assert screen.app.text_area(key=f"worry.text.talk.{gap.id}").value == "We bellen elke week."
    assert worry_of(context, troubled).state is WorryState.NEW


def test_what_came_of_a_talk_stands_in_the_history(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "talk", gap, text="We bellen <b>elke</b> week.")

    assert worry_of(context, troubled).state is WorryState.TALKED
    assert "Noor Visser: talked about. We bellen <b>elke</b> week." in screen.text
    assert t("worry.state.talked") in screen.text


def test_an_empty_note_says_so(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "note", worry_of(context, troubled))

    assert t("worry.fault.text") in screen.errors


def test_a_worry_rests_until_a_day_and_comes_back_by_hand(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "snooze", gap, text="Eerst de verkiezingen")

    assert "Eerst de verkiezingen" in screen.text
    assert t("worry.resting") in screen.text
    assert f"worry.note.{gap.id}" not in {button.key for button in screen.app.button}

    screen.press(f"worry.back.{gap.id}")
    assert worry_of(context, troubled).snooze is None
    assert t("worry.resting") not in screen.text


def test_it_may_not_rest_until_today_nor_for_no_reason(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)
    screen.press(f"worry.snooze.{gap.id}")
    screen.app.date_input(key=f"worry.until.snooze.{gap.id}").set_value(context.today())

    screen.press(f"worry.snooze.{gap.id}", "FormSubmitter:worry.form.snooze")

    for fault in ("day", "reason", "name"):
        assert t(f"worry.fault.{fault}") in screen.errors


def test_a_worry_that_rested_is_a_card_again_when_its_day_comes(
    open_page: OpenPage, context: Context, clock: FakeClock, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    until = context.today() + timedelta(days=30)
    handle_worry.snooze(context, gap.id, until, "Vakantie", NOOR)
    assert f"worry.see.{gap.id}" not in keys_of(open_worries(open_page, troubled))

    clock.advance(timedelta(days=30))

    assert f"worry.see.{gap.id}" in keys_of(open_worries(open_page, troubled))


def keys_of(screen: Screen) -> set[str | None]:
    return {button.key for button in screen.app.button}


def test_what_a_person_closed_can_be_taken_back(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)

    press_in_dialog(screen, "close", gap, text="Opgelost")
    assert "Closed by Noor Visser" in screen.text
    assert "Reason: Opgelost" in screen.text

    screen.press(f"worry.back.{gap.id}")
    assert worry_of(context, troubled).state is WorryState.NEW


def test_who_comes_second_is_told_so(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)
    screen.press(f"worry.close.{gap.id}")
    screen.app.text_input(key=f"worry.form.close.{gap.id}.writer").input("Sem Bakker")
    handle_worry.close(context, gap.id, "", NOOR)

    screen.app.run()

    assert "Closed by Noor Visser" in screen.text


def test_an_agreement_is_made_from_its_worry(
    open_page: OpenPage, context: Context, troubled: Partnership
) -> None:
    gap = worry_of(context, troubled)
    screen = open_worries(open_page, troubled)

    screen.press(f"worry.agree.{gap.id}")

    assert screen.app.query_params["worry"] == str(gap.id)


def test_recovery_is_told_as_good_news(
    open_page: OpenPage, context: Context, clock: FakeClock, troubled: Partnership
) -> None:
    add_closed_round(context, clock, troubled, {}, {})

    screen = open_worries(open_page, troubled)

    assert t("worry.good.title") in screen.text
    assert worry_of(context, troubled).with_good_news


def test_more_than_four_cards_stand_behind_a_fold(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Westerdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TR": 1, "GRO": 1, "EQU": 1})

    screen = open_worries(open_page, partnership)

    labels = [each.label for each in screen.app.expander]
    assert any("more signals" in label for label in labels)


def test_a_partnership_without_rounds_shows_its_rule_worries_only_when_there_are_any(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Nieuwland", people=3)

    screen = open_worries(open_page, partnership)

    assert t("pages.flags.title") not in screen.text
