"""The survey with nothing but a keyboard, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from tests.journeys.browsing import PHONE, visit
from tests.journeys.survey_paths import PAGES
from tests.journeys.survey_server import SurveyServer
from tests.journeys.village import Village, run_village

MOST_STOPS = 60
nl = translator(Language.DUTCH)
# What can be reached with the tab key, in the order of the page: of radio buttons with one name
# the chosen one, or else the first.
FIND_STOPS = """
(() => {
  const all = [...document.querySelectorAll('a[href], button, input, textarea')]
    .filter(each => each.tabIndex >= 0 && each.type !== 'hidden');
  const groups = new Map();
  for (const each of all.filter(each => each.type === 'radio'))
    if (!groups.has(each.name) || each.checked) groups.set(each.name, each);
  return all.filter(each => each.type !== 'radio' || groups.get(each.name) === each)
    .map(each => [each.tagName, each.name, each.value, each.textContent.trim()].join('|'));
})()
"""
DESCRIBE_FOCUS = """
(() => {
  const one = document.activeElement, place = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const x = place.left + Math.min(place.width, innerWidth) / 2, y = place.top + place.height / 2;
  const top = document.elementFromPoint(x, y);
  return {
    name: [one.tagName, one.name, one.value, one.textContent.trim()].join('|'),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    isSeen: one === top || one.contains(top) || (top && top.contains(one)),
    isPage: one === document.body,
  };
})()
"""


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[tuple[Village, SurveyServer]]:
    with run_village(tmp_path_factory.mktemp("keyboard"), migrated_sqlite) as village_and_server:
        yield village_and_server


@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    browser: Browser, running: tuple[Village, SurveyServer], name: str
) -> None:
    village, server = running
    with visit(browser, server.url, viewport=PHONE) as visitor:
        PAGES[name](visitor.page, village, "")
        visitor.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        stops = visitor.page.evaluate(FIND_STOPS)

        walked = walk(visitor.page, len(stops))

        assert len(stops) < MOST_STOPS
        assert [each["name"] for each in walked] == stops
        assert [each["name"] for each in walked if each["outline"] < 2] == []
        assert [each["name"] for each in walked if not each["isSeen"]] == []


def walk(page: Page, steps: int) -> list[dict[str, Any]]:
    """Press the tab key so often, and tell where the focus is each time."""
    walked = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(DESCRIBE_FOCUS))
    return walked


# H40.
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_checkin_is_done_from_poster_to_withdrawal_with_the_keyboard_alone(
    browser: Browser, running: tuple[Village, SurveyServer], *, scripts: bool
) -> None:
    village, server = running
    with visit(browser, server.url, viewport=PHONE, scripts=scripts) as visitor:
        page = visitor.page
        page.goto(village.poster)
        go_to(page, "#code")
        page.keyboard.type(village.code)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("a.first")).to_be_visible()

        press(page, "a.first")
        go_to(page, "[name=TRU1]")
        page.keyboard.press("ArrowRight")
        expect(page.locator("[name=TRU1][value='2']")).to_be_checked()
        press(page, "button[value=next].first")
        expect(page.get_by_role("heading", level=1)).to_have_text("Transparantie")

        page.goto(re.sub(r"/2.*", "/check", page.url))
        press(page, "button[value=send]")
        expect(page.get_by_role("heading", level=1)).to_have_text(nl("survey.thanks.title"))

        press(page, "a[href$='/privacy']")
        press(page, "a[href$='/withdraw']")
        press(page, "button[value=withdraw]")
        expect(page.get_by_role("heading", level=1)).to_have_text(nl("survey.withdrawn.title"))


def test_enter_in_a_form_goes_on_and_does_not_change_the_language(
    browser: Browser, running: tuple[Village, SurveyServer]
) -> None:
    village, server = running
    with visit(browser, server.url, viewport=PHONE) as visitor:
        visitor.page.goto(f"/s/{village.typing}/1")
        go_to(visitor.page, "[name=TRU1]")
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")

        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Transparantie")


def press(page: Page, selector: str) -> None:
    """Go to a link or a button with the tab key, and press it."""
    go_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_to(page: Page, selector: str) -> None:
    """Press the tab key until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"The tab key does not reach {selector}.")
