"""Every page of the survey as a browser shows it: accessible, narrow enough, self-contained."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from monitor.domain.partnership import Language
from tests.journeys.browsing import DESKTOP, PHONE, find_violations, visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor

PARTS = 6
TOO_LONG = 2_001
TOO_LARGE = 70_000

Reach = Callable[[Page, Town, str], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was noticed on one page, at all sizes and in both colour schemes."""

    violations: Sequence[str]
    overflow: int
    is_language_right: bool
    hosts: set[str]
    complaints: Sequence[str]


def read(page_name: str) -> Reach:
    """Open a page of the untouched form."""
    return lambda page, town, query: go(page, f"/s/{town.untouched}{page_name}{query}")


def read_sent(page_name: str) -> Reach:
    """Open a page of the form that was sent."""
    return lambda page, town, query: go(page, f"/s/{town.sent}{page_name}{query}")


def go(page: Page, address: str) -> None:
    page.goto(address)


def send_nothing(page: Page, town: Town, query: str) -> None:
    go(page, f"/s/{town.untouched}/check{query}")
    page.locator("button[value=send]").click()
    page.get_by_role("alert").wait_for()


def write_too_much(page: Page, town: Town, query: str) -> None:
    write(page, town, query, TOO_LONG)
    page.get_by_role("alert").wait_for()


def overflow_the_body(page: Page, town: Town, query: str) -> None:
    write(page, town, query, TOO_LARGE)
    page.locator("section[lang=en]").wait_for()


def write(page: Page, town: Town, query: str, length: int) -> None:
    go(page, f"/s/{town.untouched}/{PARTS}{query}")
    page.locator("textarea").first.fill("a" * length)
    page.locator("button.first").click()


PAGES: dict[str, Reach] = {
    "greeting": read(""),
    "greeting after sending": read_sent(""),
    "privacy": read("/privacy"),
    **{f"part {number}": read(f"/{number}") for number in range(1, PARTS + 1)},
    "part with answers": read_sent("/1"),
    "part with an error": write_too_much,
    "check of an empty form": read("/check"),
    "check with an error": send_nothing,
    "check of a full form": read_sent("/check"),
    "thanks": read_sent("/thanks"),
}
# These tell nothing, so not even in which language the link's owner reads: they have both.
FAILURES: dict[str, Reach] = {
    "unknown link": lambda page, _town, query: go(page, f"/s/{'x' * 32}{query}"),
    "unknown page": read("/99"),
    "too large": overflow_the_body,
}


VISITS = [
    *((name, language) for language in Language for name in PAGES),
    *((name, Language.DUTCH) for name in FAILURES),
]


@pytest.fixture(scope="module", params=VISITS, ids=lambda each: f"{each[0]} {each[1].value}")
def seen(
    request: pytest.FixtureRequest, browser: Browser, monitor: Monitor, town: Town
) -> Iterator[Seen]:
    name, language = request.param
    with visit(browser, monitor.url) as visitor:
        page, violations, overflow = visitor.page, list[str](), 0
        query = "?lang=en" if language is Language.ENGLISH else ""
        (PAGES | FAILURES)[name](page, town, query)
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)
            overflow = max(overflow, visitor.overflow())
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                violations += [f"{scheme}: {each}" for each in find_violations(page)]
        own = [each for each in visitor.complaints if not is_own_status(each, page.url)]
        is_right = visitor.language() == language.value
        yield Seen(violations, overflow, is_right, visitor.hosts(), own)


def is_own_status(complaint: str, address: str) -> bool:
    """Tell whether the browser only says that our page came with a status of 400 or more."""
    return "Failed to load resource" in complaint and urlsplit(address).path in complaint


def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.violations == []


def test_a_phone_need_not_scroll_sideways(seen: Seen) -> None:
    assert seen.overflow <= 0


def test_no_other_host_is_asked_for_anything(seen: Seen, monitor: Monitor) -> None:
    assert seen.hosts == {urlsplit(monitor.url).netloc}


def test_the_browser_has_nothing_to_complain_about(seen: Seen) -> None:
    assert seen.complaints == []


def test_the_page_says_its_language(seen: Seen) -> None:
    assert seen.is_language_right


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_in_both_languages(
    name: str, browser: Browser, monitor: Monitor, town: Town
) -> None:
    with visit(browser, monitor.url) as visitor:
        FAILURES[name](visitor.page, town, "")

        sections = visitor.page.locator("section[lang]")

        assert sections.evaluate_all("all => all.map(each => each.lang)") == ["nl", "en"]
