"""The partnership page celebrates what is so for all, right after the story, or is silent."""

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.log import Change
from monitor.domain.register.record import Authorship
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry
from monitor.services.register.edit_partnership import end_partnership
from tests.factories import NOW, TODAY, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership

t = translator(Language.ENGLISH)
ADA = Authorship("Ada", NOW)


def open_partnership(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("partnership", id=str(partnership.id))


def labels_of_links(screen: Screen) -> list[str]:
    return [each.proto.label for each in screen.app.get("page_link")]


def test_what_is_strong_for_both_is_celebrated_with_a_card_beside_it(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=5)
    add_closed_round(context, clock, partnership, {"TRU": 3}, {"TRU": 3})

    screen = open_partnership(open_page, partnership)

    assert t("celebration.title") in screen.text
    assert "Equality is strong" in screen.text
    assert "Trust is strong" not in screen.text
    assert t("celebration.card", card="What goes so well?") in labels_of_links(screen)


def test_what_only_one_party_is_very_content_with_is_not_celebrated(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)
    low = dict.fromkeys(("TRU", "TRA", "GRO", "EQU"), 3)
    add_closed_round(context, clock, partnership, dict.fromkeys(low, 5), low)

    assert t("celebration.title") not in open_partnership(open_page, partnership).text


@pytest.mark.parametrize("level", [1, 5])
def test_a_party_that_is_hidden_leaves_no_score_to_celebrate(
    open_page: OpenPage, context: Context, clock: FakeClock, level: int
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=2)
    codes = dict.fromkeys(("TRU", "TRA", "GRO", "EQU"), level)
    add_closed_round(context, clock, partnership, codes, codes)

    assert t("celebration.title") not in open_partnership(open_page, partnership).text


def test_before_any_result_what_changed_is_celebrated(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=5)
    assert t("celebration.title") not in open_partnership(open_page, partnership).text

    add_entry(context, partnership.id, Change(TODAY, "Two streets were swapped."), ADA)

    assert "‘Two streets were swapped’" in open_partnership(open_page, partnership).text


def test_a_cooperation_that_will_end_says_when(open_page: OpenPage, context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=5)
    end_partnership(context, partnership, TODAY.replace(day=30))

    screen = open_partnership(open_page, partnership)

    assert t("ending.will_end", day="30 November 2026") in screen.text


def test_a_cooperation_that_ended_asks_for_no_action_any_more(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=8)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    screen = open_partnership(open_page, partnership)
    assert t("pages.flags.lead") in screen.text
    assert t("pages.prepare_meeting") in labels_of_links(screen)

    end_partnership(context, partnership, context.today())

    screen = open_partnership(open_page, partnership)
    assert t("pages.flags.lead") not in screen.text
    assert t("pages.prepare_meeting") not in labels_of_links(screen)
