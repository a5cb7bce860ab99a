"""Every page of the survey as a browser shows it: accessible, narrow enough, self-contained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from monitor.domain.partnership import Language
from tests.journeys.browsing import DESKTOP, PHONE, find_violations, visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor
from tests.journeys.survey_paths import FAILURES, PAGES
from tests.journeys.survey_server import SurveyServer
from tests.journeys.village import Village, run_village

NARROW = ViewportSize(width=320, height=640)
# Each language sees each page twice; together they see both screens in both schemes.
LOOKS = {
    Language.DUTCH: [(PHONE, "light"), (DESKTOP, "dark")],
    Language.ENGLISH: [(PHONE, "dark"), (DESKTOP, "light")],
}
PREVIEWS = ["", "/privacy", "/1", "/6", "/check", "/thanks", "/withdraw"]
MISSES = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What was noticed on one page."""

    violations: Sequence[str]
    overflows: Sequence[int]
    is_language_right: bool
    hosts: set[str]
    complaints: Sequence[str]


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[tuple[Village, SurveyServer]]:
    with run_village(tmp_path_factory.mktemp("village"), migrated_sqlite) as village_and_server:
        yield village_and_server


@pytest.fixture(scope="module")
def village(running: tuple[Village, SurveyServer]) -> Village:
    return running[0]


@pytest.fixture(scope="module")
def server(running: tuple[Village, SurveyServer]) -> SurveyServer:
    return running[1]


VISITS = [
    *((name, language) for language in Language for name in PAGES),
    *((name, Language.DUTCH) for name in FAILURES),
]


@pytest.fixture(scope="module", params=VISITS, ids=lambda each: f"{each[0]} {each[1].value}")
def seen(
    request: pytest.FixtureRequest, browser: Browser, village: Village, server: SurveyServer
) -> Iterator[Seen]:
    name, language = request.param
    query = "?lang=en" if language is Language.ENGLISH else "?lang=nl"
    with visit(browser, server.url) as visitor:
        {**PAGES, **FAILURES}[name](visitor.page, village, query)
        violations = look(visitor.page, language)
        yield Seen(
            violations,
            measure_overflows(visitor.page),
            visitor.language() == language.value,
            visitor.hosts(),
            [each for each in visitor.complaints if not is_own_status(each, visitor.page.url)],
        )


def look(page: Page, language: Language) -> Sequence[str]:
    """Return what axe finds on the screens and in the schemes of a language."""
    violations: list[str] = []
    for viewport, scheme in LOOKS[language]:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # One of its two words.
        violations += [f"{scheme}: {each}" for each in find_violations(page)]
    return violations


def measure_overflows(page: Page) -> Sequence[int]:
    """Return by how much the page is too wide on small screens, with letters twice as large too."""
    overflows: list[int] = []
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        for viewport in (NARROW, PHONE, DESKTOP):
            page.set_viewport_size(viewport)
            wider: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            overflows.append(wider)
    return overflows


def is_own_status(complaint: str, address: str) -> bool:
    """Tell whether the browser only says that our page came with a status of 400 or more."""
    return "Failed to load resource" in complaint and urlsplit(address).path in complaint


# H40.
def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.violations == []


# H40.
def test_nobody_need_scroll_sideways_at_320_pixels_or_200_percent(seen: Seen) -> None:
    assert max(seen.overflows) <= 0


# H32.
def test_no_other_host_is_asked_for_anything(seen: Seen, server: SurveyServer) -> None:
    assert seen.hosts <= {urlsplit(server.url).netloc}


def test_the_browser_has_nothing_to_complain_about(seen: Seen) -> None:
    assert seen.complaints == []


# H40.
def test_the_page_says_its_language(seen: Seen) -> None:
    assert seen.is_language_right


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_in_both_languages(
    name: str, browser: Browser, village: Village, server: SurveyServer
) -> None:
    with visit(browser, server.url) as visitor:
        FAILURES[name](visitor.page, village, "")

        sections = visitor.page.locator("section[lang]")

        assert sections.evaluate_all("all => all.map(each => each.lang)") == ["nl", "en"]


# H40.
def test_no_letters_are_cut_off_at_200_percent(
    browser: Browser, village: Village, server: SurveyServer
) -> None:
    with visit(browser, server.url, viewport=NARROW) as visitor:
        for address in (f"/s/{village.untouched}/6", f"/s/{village.sent}/check", village.poster):
            visitor.page.goto(address)
            visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")

            assert visitor.page.evaluate(FIND_CUT_OFF) == []


# Elements whose content is wider or higher than they are, though it cannot be scrolled to.
FIND_CUT_OFF = """
[...document.querySelectorAll('body *')]
  .filter(each => !each.closest('.hide') && each.clientWidth > 1)
  .filter(each => getComputedStyle(each).display !== 'inline')
  .filter(each => each.scrollWidth > each.clientWidth + 1)
  .map(each => `${each.tagName}.${each.className}: ${each.textContent}`)
"""


@pytest.mark.parametrize("language", Language)
def test_axe_finds_nothing_in_a_preview(
    browser: Browser, monitor: Monitor, town: Town, language: Language
) -> None:
    party = town.running.parties[0]
    with visit(browser, monitor.url) as visitor:
        for page_name in PREVIEWS:
            path = f"/preview/{town.running.id}/{party.id}{page_name}?lang={language.value}"
            visitor.page.goto(path)
            assert visitor.page.locator(".banner").is_visible()
            assert look(visitor.page, language) == []
            assert max(measure_overflows(visitor.page)) <= 0
        assert visitor.complaints == []


def test_axe_finds_nothing_on_the_page_for_too_many_misses(
    browser: Browser, tmp_path: Path, migrated_sqlite: Path
) -> None:
    # In a database of its own: everything else from this machine would be refused as well.
    with (
        run_village(tmp_path, migrated_sqlite) as (_, server),
        visit(browser, server.url) as visitor,
    ):
        # A new minute may begin on the way, but never two.
        statuses: list[int | None] = []
        while statuses.count(404) <= 2 * MISSES and 429 not in statuses:
            answer = visitor.page.goto(f"/s/{'x' * 32}")
            statuses.append(answer.status if answer else None)

        assert statuses[-1] == 429
        assert look(visitor.page, Language.DUTCH) == []
        assert max(measure_overflows(visitor.page)) <= 0
