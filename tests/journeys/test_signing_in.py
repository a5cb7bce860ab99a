"""From the first start to a page of the dashboard, and out again, in a real browser."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from monitor.domain.partnership import Language
from tests.journeys.browsing import (
    DESKTOP,
    NARROW,
    PHONE,
    Visitor,
    find_violations,
    open_tab,
    open_window,
    visit,
)
from tests.journeys.entering import draw_code, fill, give_second_factor
from tests.journeys.people import use_cases
from tests.journeys.server import Monitor, run_monitor
from tests.signing_in import PASSWORD, make_person

EMAIL = "noor@gemeente.example"
# H34: within a minute, also where nobody touches the page.
AT_MOST_SECONDS = 60
PAGES = ("/sign-in", "/sign-in/forgotten", "/sign-in/password/unknown")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    path = tmp_path_factory.mktemp("sign-in") / "monitor.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return path


@pytest.fixture(scope="module")
def fresh(path: Path) -> Iterator[Monitor]:
    """The product on its first day, without sample data."""
    with run_monitor(f"sqlite:///{path}") as running:
        yield running


def test_the_first_administrator_gets_in_and_nobody_else(
    browser: Browser, path: Path, fresh: Monitor
) -> None:
    with open_window(browser, fresh.url, is_signed_in=False) as window, open_tab(window) as tab:
        page = tab.page
        page.goto("/partnership")
        expect(page.locator("h1")).to_have_text("De monitor in gebruik nemen")
        assert find_violations(page) == []

        fill(
            page,
            code=draw_code(path, fresh),
            organisation="Gemeente Zonnedal",
            name="Noor Visser",
            email=EMAIL,
            password=PASSWORD,
        )
        give_second_factor(page)
        expect(page.locator("h1")).to_have_text("Overzicht")
        check_own_page(page)
        check_that_it_ends(page, path)
        assert tab.complaints == []


def check_own_page(page: Page) -> None:
    page.goto("/sign-in/me")
    expect(page.locator("h1")).to_have_text("Mijn inlog")
    assert find_violations(page) == []


# H34.
def check_that_it_ends(page: Page, path: Path) -> None:
    """Let a sign-in end behind an open page, which must be gone within a minute."""
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Overzicht")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE sign_in SET seen_at = datetime('now', '-31 minutes')")
    begun = time.monotonic()

    page.wait_for_url("**/sign-in**", timeout=AT_MOST_SECONDS * 1000)

    expect(page.locator("h1")).to_have_text("Inloggen")
    assert time.monotonic() - begun < AT_MOST_SECONDS


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_use_the_pages_of_signing_in_without_scripts(
    browser: Browser, monitor: Monitor, address: str, language: Language, viewport: ViewportSize
) -> None:
    window = open_window(
        browser, monitor.url, viewport=viewport, language=language, is_signed_in=False
    )
    with window as opened, open_tab(opened) as tab:
        tab.page.goto(address)

        assert tab.language() == language.value
        assert tab.overflow() <= 0
        assert find_violations(tab.page) == []
        tab.double_letters()
        assert tab.overflow() <= 0


# H40.
@pytest.mark.parametrize("language", Language)
def test_everybody_can_use_what_comes_after_each_step_on_a_narrow_screen_with_large_letters(
    browser: Browser, monitor: Monitor, town_url: str, language: Language
) -> None:
    email = f"{language.value}@gemeente.example"
    with use_cases(town_url) as context:
        make_person(context, email=email)
    window = open_window(
        browser, monitor.url, viewport=NARROW, language=language, is_signed_in=False
    )
    with window as opened, open_tab(opened) as tab:
        page = tab.page
        page.goto("/sign-in")
        fill(page, email=email, password="nothing like it")
        check_readable(tab, ".errors")
        fill(page, email=email, password=PASSWORD)
        check_readable(tab, "[name=code]")
        fill(page, code="000000")
        check_readable(tab, ".errors")
        page.locator(".links a").click()
        check_readable(tab, ".grouped")
        page.goto("/sign-in/forgotten")
        fill(page, email=email)
        check_readable(tab, ".links")
        page.goto("/no-such-page")
        check_readable(tab, "h1")


def check_readable(tab: Visitor, landmark: str) -> None:
    tab.page.locator(landmark).wait_for()
    tab.page.emulate_media(color_scheme="dark")
    assert find_violations(tab.page) == []
    tab.double_letters()
    assert tab.overflow() <= 0


def test_a_button_in_the_frame_signs_out(browser: Browser, monitor: Monitor) -> None:
    with visit(browser, monitor.url) as visitor:
        page = visitor.page
        page.goto("/sign-in/me")
        page.goto("/")
        page.get_by_role("button", name="Uitloggen").click()

        expect(page.locator("h1")).to_have_text("Inloggen")
        page.goto("/")
        expect(page.locator("h1")).to_have_text("Inloggen")
