"""What the parties agreed on privacy, on the page of check-ins."""

import pytest

from monitor.domain.partnership import Language, Partnership, PrivacyMode
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.results.partnership_view import read_checkins
from tests.agreeing import has_everybody_agreed
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import answer_all, make_partnership, open_checkin

t = translator(Language.ENGLISH)
CHANGE, CHANGE_DO = "privacy.change", "FormSubmitter:privacy.form"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=4)


def open_privacy(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("checkins", id=str(partnership.id), part="privacy")


def fill_in(screen: Screen, partnership: Partnership) -> None:
    for party in partnership.parties:
        screen.app.text_input(key=f"privacy.who.{party.id}").set_value(f"Noor van {party.name}")


def test_every_party_says_yes_to_another_privacy(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_privacy(open_page, partnership)
    screen.press(CHANGE)
    screen.app.radio(key="privacy.mode").set_value(PrivacyMode.JOINT)
    fill_in(screen, partnership)

    screen.press(CHANGE, CHANGE_DO)

    view = read_checkins(context, partnership.id)
    assert view.partnership.privacy_mode is PrivacyMode.JOINT
    assert has_everybody_agreed(view.partnership, view.consents)
    assert "Noor van Gemeente Oosterdal" in screen.text


def test_without_a_name_for_every_party_nothing_changes(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_privacy(open_page, partnership)
    screen.press(CHANGE)
    screen.app.radio(key="privacy.mode").set_value(PrivacyMode.OPEN)

    screen.press(CHANGE, CHANGE_DO)

    assert t("checkins.privacy.fault.who") in screen.errors
    assert screen.app.radio(key="privacy.mode").value is PrivacyMode.OPEN
    holds = read_checkins(context, partnership.id).partnership.privacy_mode
    assert holds is PrivacyMode.CONFIDENTIAL


def test_after_the_first_answer_only_who_said_yes_can_be_recorded(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    opened = open_checkin(context, partnership)
    answer_all(context, opened.tokens[:1], {})

    screen = open_privacy(open_page, partnership)
    assert t("checkins.privacy.locked") in screen.text
    screen.press(CHANGE)
    assert len(screen.app.radio) == 0
    fill_in(screen, partnership)
    screen.press(CHANGE, CHANGE_DO)

    view = read_checkins(context, partnership.id)
    assert has_everybody_agreed(view.partnership, view.consents)


def test_an_answer_that_came_meanwhile_keeps_the_privacy_as_it_is(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    opened = open_checkin(context, partnership)
    screen = open_privacy(open_page, partnership)
    screen.press(CHANGE)
    screen.app.radio(key="privacy.mode").set_value(PrivacyMode.OPEN)
    fill_in(screen, partnership)
    answer_all(context, opened.tokens[:1], {})

    screen.press(CHANGE, CHANGE_DO)

    holds = read_checkins(context, partnership.id).partnership.privacy_mode
    assert holds is PrivacyMode.CONFIDENTIAL
