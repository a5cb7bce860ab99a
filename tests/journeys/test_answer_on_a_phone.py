"""The main job, end to end: answered on a phone, and the dashboard says what changed."""

from playwright.sync_api import Browser, Locator, Page, expect

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from tests.journeys.browsing import PHONE, visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor

LOW, DONT_KNOW = "1", "dk"
COMMENT = "We meet <b>too</b> rarely & late."
nl, en = translator(Language.DUTCH), translator(Language.ENGLISH)


# H40.
def test_a_checkin_is_answered_on_two_phones_and_changes_the_headline(
    browser: Browser, monitor: Monitor, town: Town
) -> None:
    link = f"/s/{town.changing_round.initiative[0]}"
    partnership = f"/partnership?id={town.changing.id}"
    checkins = f"/checkins?id={town.changing.id}"
    headline_before = read_headline(browser, monitor, partnership)

    answer_half(browser, monitor, link)
    finish_elsewhere_in_english(browser, monitor, link)
    close_the_round(browser, monitor, checkins)

    with visit(browser, monitor.url, language=Language.ENGLISH) as manager:
        manager.page.goto(partnership)
        headline = manager.page.locator(".pm-headline")
        expect(headline.locator(".pm-footnote")).to_contain_text("compared with")
        expect(headline.locator(".pm-sentence")).to_contain_text("initiative")
        expect(headline.locator(".pm-sentence")).to_contain_text("trust")
        assert headline.inner_text() != headline_before


def read_headline(browser: Browser, monitor: Monitor, address: str) -> str:
    with visit(browser, monitor.url, language=Language.ENGLISH) as manager:
        manager.page.goto(address)
        return manager.page.locator(".pm-headline").inner_text()


def answer_half(browser: Browser, monitor: Monitor, link: str) -> None:
    """Answer three parts in Dutch without scripts, and put the phone away."""
    with visit(browser, monitor.url, viewport=PHONE, scripts=False) as person:
        page = person.page
        page.goto(link)
        press(page, nl("survey.start.button"))
        for code in ("TRU1", "TRU2", "TRU3"):
            choose(page, code, LOW)
        press(page, nl("survey.part.next", title="Transparantie"))
        choose(page, "TRA1", DONT_KNOW)
        choose(page, "TRA2", "2")
        press(page, nl("survey.part.next", title="Ruimte om te groeien"))
        choose(page, "GRO1", "3")
        page.get_by_role("button", name=nl("survey.part.save"), exact=True).click()
        expect(page.get_by_role("status")).to_be_visible()


def finish_elsewhere_in_english(browser: Browser, monitor: Monitor, link: str) -> None:
    """Go on with the same link in another browser, switch the language halfway, and send."""
    with visit(browser, monitor.url, viewport=PHONE, scripts=False) as person:
        page = person.page
        page.goto(link)
        press(page, nl("survey.start.continue"))
        page.goto(f"{link}/1")
        expect(answer(page, "TRU3", LOW)).to_be_checked()
        page.goto(f"{link}/3")
        expect(answer(page, "GRO1", "3")).to_be_checked()

        choose(page, "GRO2", "4")
        page.get_by_role("button", name=nl("survey.language.en")).click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Room to grow")
        expect(answer(page, "GRO1", "3")).to_be_checked()
        expect(answer(page, "GRO2", "4")).to_be_checked()
        for title in ("Equality", "Working together", "To finish"):
            press(page, en("survey.part.next", title=title))
        page.locator("textarea").first.fill(COMMENT)
        press(page, en("survey.part.finish"))
        expect(page.get_by_role("main")).to_contain_text(COMMENT)
        expect(page.get_by_role("main")).to_contain_text(en("survey.check.unanswered"))
        press(page, en("survey.check.send"))
        expect(page.get_by_role("heading", level=1)).to_have_text(en("survey.thanks.title"))
        assert person.overflow() <= 0


def close_the_round(browser: Browser, monitor: Monitor, address: str) -> None:
    with visit(browser, monitor.url, language=Language.ENGLISH) as manager:
        page = manager.page
        page.goto(address)
        expect(page.get_by_text(en("ui.response.of", answered=6, invited=6))).to_have_count(2)
        page.get_by_role("button", name=en("pages.checkin.close")).click()
        page.get_by_role("dialog").get_by_role("button", name=en("pages.checkin.close_do")).click()
        expect(page.get_by_test_id("stForm")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.locator(".first", has_text=name).click()


def answer(page: Page, code: str, value: str) -> Locator:
    return page.locator(f"input[name={code}][value='{value}']")


def choose(page: Page, code: str, value: str) -> None:
    page.locator("label", has=answer(page, code, value)).click()
