"""From page to page: by the list, by the links and by the language switch."""

from playwright.sync_api import Browser, ViewportSize, expect

from monitor.domain.partnership import Language
from tests.journeys.browsing import visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor

# Some pages of the menu do not fit.
TABLET = ViewportSize(width=1000, height=800)


def test_a_partnership_is_one_click_from_the_list_and_the_way_back_too(
    browser: Browser, monitor: Monitor, town: Town
) -> None:
    with visit(browser, monitor.url, language=Language.ENGLISH) as visitor:
        page = visitor.page
        page.goto("/")
        page.get_by_role("link", name=town.measured.name, exact=True).click()
        expect(page.locator("h1")).to_have_text(town.measured.name)
        expect(page).to_have_url(f"{monitor.url}/partnership?id={town.measured.id}")

        page.get_by_role("link", name="Check-ins", exact=True).click()
        expect(page).to_have_url(f"{monitor.url}/checkins?id={town.measured.id}")

        page.get_by_role("link", name="Overview", exact=True).click()
        expect(page.locator(".pm-cards")).to_be_visible()


def test_a_filter_survives_the_language_switch(browser: Browser, monitor: Monitor) -> None:
    with visit(browser, monitor.url) as visitor:
        page = visitor.page
        page.goto("/?group=talk_now")
        expect(page.locator(".pm-list tbody")).to_have_count(1)

        page.get_by_role("link", name="English").click()

        expect(page.get_by_role("link", name="Nederlands")).to_be_visible()
        expect(page.locator(".pm-list tbody")).to_have_count(1)
        expect(page.locator(".pm-list tbody")).to_contain_text("Talk now")


def test_the_rest_of_the_menu_is_announced_in_the_language_of_the_viewer(
    browser: Browser, monitor: Monitor
) -> None:
    with visit(browser, monitor.url, viewport=TABLET, language=Language.DUTCH) as visitor:
        visitor.page.goto("/")
        rest = visitor.page.get_by_test_id("stTopNavSection")
        expect(rest).to_have_accessible_name("Meer \u25be")

        rest.click()

        expect(visitor.page.get_by_role("menuitem").first).to_be_visible()


def test_the_language_switch_stays_on_the_same_page(
    browser: Browser, monitor: Monitor, town: Town
) -> None:
    address = f"/partnership?id={town.measured.id}"
    with visit(browser, monitor.url) as visitor:
        visitor.page.goto(address)
        visitor.page.get_by_role("link", name="English").click()

        expect(visitor.page.get_by_role("link", name="Nederlands")).to_be_visible()
        assert visitor.page.url == monitor.url + address
        assert visitor.language() == "en"
