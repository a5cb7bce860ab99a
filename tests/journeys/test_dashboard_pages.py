"""Every page of the dashboard as a browser shows it: accessible, narrow enough, self-contained."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from monitor.domain.partnership import Language
from tests.journeys.browsing import (
    DESKTOP,
    NARROW,
    PHONE,
    find_violations,
    open_tab,
    open_window,
)
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor

Scheme = Literal["light", "dark"]
BACKGROUNDS: Mapping[Scheme, str] = {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 24, 29)"}
# Every size with every scheme, each language in both: the two halves of all combinations.
LOOKS: Mapping[Language, Sequence[tuple[ViewportSize, Scheme]]] = {
    Language.DUTCH: ((DESKTOP, "light"), (PHONE, "dark")),
    Language.ENGLISH: ((DESKTOP, "dark"), (PHONE, "light")),
}
# H40: a window of 1280 pixels wide at 400% and at 200%, which is how letters grow there.
ENLARGED = (NARROW, ViewportSize(width=640, height=450))
# Streamlit asks for these below the page's path before it finds them at the root.
HARMLESS = ("/_stcore/health", "/_stcore/host-config")


@dataclass(frozen=True, slots=True)
class View:
    """A page, with what stands on it when it is complete; ``opens``: whose dialog is shown.

    ``speaks``: the language it is always in; None for that of the viewer.
    """

    address: str
    landmark: str
    charts: int = 0
    opens: str = ""
    is_empty: bool = False
    speaks: Language | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was noticed on one page, at both sizes and in both colour schemes, one of each."""

    violations: Sequence[str]
    overflow: int
    is_language_right: bool
    other_hosts: set[str]
    complaints: Sequence[str]


VIEWS = {
    "overview": View("/", ".pm-cards"),
    "overview without partnerships": View("/", ".pm-notice", is_empty=True),
    "overview without matches": View("/?q=nobody", ".pm-empty"),
    "partnership": View("/partnership?id={measured}", ".pm-headline", charts=3),
    "partnership without rounds": View("/partnership?id={newcomer}", ".pm-notice"),
    "unknown partnership": View("/partnership?id=999", "h1"),
    "choice of a partnership": View("/partnership", ".st-key-picker"),
    "check-ins": View("/checkins?id={running}", ".pm-timeline"),
    "plan": View("/checkins?id={running}&part=plan", ".st-key-plan-rhythm"),
    "extra check-in": View(
        "/checkins?id={running}&part=plan", ".st-key-plan-extra", opens="plan-extra"
    ),
    "person": View("/checkins?id={running}&part=people", ".pm-person", opens="people-change-"),
    "agreement": View("/checkins?id={running}&part=privacy", ".pm-points"),
    "on paper": View("/checkins?id={running}&part=paper", ".st-key-paper-make"),
    "forms from paper": View("/paper?id={running}", "[data-testid=stTextInput]"),
    "check-ins without an open one": View("/checkins?id={measured}", "form, [data-testid=stForm]"),
    "check-ins without any": View("/checkins?id={newcomer}", "[data-testid=stForm]"),
    "how we know": View("/how-we-know?id={measured}", ".pm-grounds", charts=3),
    "mail texts": View("/mail-texts?id={running}", "[data-testid=stIFrame]"),
    "choice of check-ins": View("/checkins", ".st-key-picker"),
    "people from a file": View("/checkins?id={running}&part=people&import=1", "h1"),
    "agreements": View("/agreements?id={measured}", "h1"),
    "new agreement": View("/agreements?id={measured}&new=1", ".st-key-agreements-new"),
    "collaboration": View("/agreements?id={measured}&part=collaboration", "h1"),
    "versions": View("/agreements?id={measured}&part=versions", "h1"),
    "meeting to be prepared": View("/meeting?id={running}", ".st-key-meeting-plan, h1"),
    "meetings": View("/meeting?id={measured}&part=meetings", "h1"),
    "files of a meeting": View("/meeting?id={measured}&part=files", "h1"),
    "presenter": View("/presenter?meeting={meeting}", ".st-key-presenter-steps"),
    "shared screen": View("/screen?meeting={meeting}", "h1", speaks=Language.DUTCH),
    "unknown meeting": View("/screen?meeting=999", "h1"),
    "ending": View("/ending?id={measured}", "h1"),
    "what to take along": View("/ending?id={measured}&part=take", "h1"),
    "time line": View("/log?id={measured}", "h1"),
    "growth path": View("/log?id={measured}&part=growth", "h1"),
    "contact": View("/log?id={measured}&part=contact", "h1"),
    "lessons": View("/log?id={measured}&part=learnt", "h1"),
    "words": View("/log?id={measured}&part=glossary", "h1"),
    "handover": View("/log?id={measured}&part=handover", "h1"),
    "cards": View("/cards?id={measured}", "h1"),
    "one card": View("/cards?id={measured}&card=V1", "h1"),
    "own card": View("/cards?id={measured}&edit=new", "h1"),
    "programme": View("/programme", "h1"),
    "register": View("/register", "h1"),
    "register of a partnership": View("/register?id={measured}", "h1"),
    "organisations": View("/register?part=organisations", "h1"),
    "managers": View("/register?part=managers", "h1"),
    "people and access": View("/accounts", ".st-key-accounts-list"),
    "invitation": View("/accounts", ".st-key-accounts-list", opens="accounts-invite"),
    "one account": View("/accounts?id=1", ".st-key-accounts-change"),
    "who did what": View("/trail", "h1"),
    "who did what in a partnership": View("/trail?id={measured}", "h1"),
    "questionnaires": View("/questionnaires", "h1"),
    "versions of the questionnaire": View("/questionnaires?part=compare", "h1"),
    "questionnaire in the making": View("/questionnaires?part=edit", "h1"),
}
VISITS = [(name, language) for language in Language for name in VIEWS]


@pytest.fixture(scope="module")
def windows(
    browser: Browser, monitor: Monitor, empty_monitor: Monitor
) -> Iterator[Mapping[tuple[str, Language], BrowserContext]]:
    """Give each installation one window a language, so that scripts are fetched once.

    Not one for both installations: cookies make no difference between their ports.
    """
    with ExitStack() as stack:
        yield {
            (url, language): stack.enter_context(open_window(browser, url, language=language))
            for url in (monitor.url, empty_monitor.url)
            for language in Language
        }


@pytest.fixture(scope="module", params=VISITS, ids=lambda each: f"{each[0]} {each[1].value}")
def seen(
    request: pytest.FixtureRequest,
    windows: Mapping[tuple[str, Language], BrowserContext],
    monitor: Monitor,
    empty_monitor: Monitor,
    town: Town,
) -> Iterator[Seen]:
    name, language = request.param
    view = VIEWS[name]
    url = (empty_monitor if view.is_empty else monitor).url
    with open_tab(windows[url, language]) as visitor:
        page, violations, overflow = visitor.page, list[str](), 0
        # Streamlit misses a change of the colour scheme while it is still fetching its theme.
        page.emulate_media(color_scheme=LOOKS[language][0][1])
        page.goto(url + address_of(view, town))
        for viewport, scheme in LOOKS[language]:
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)
            wait_until_complete(page, view, scheme)
            place = f"{scheme} {viewport['width']}"
            violations += [f"{place}: {each}" for each in find_violations(page)]
            overflow = max(overflow, visitor.overflow())
        for viewport in ENLARGED:
            page.set_viewport_size(viewport)
            expect(page.get_by_test_id("stApp")).to_have_css("width", f"{viewport['width']}px")
            overflow = max(overflow, visitor.overflow())
        complaints = [each for each in visitor.complaints if not is_harmless(each)]
        is_right = visitor.language() == (view.speaks or language).value
        others = visitor.hosts() - {urlsplit(url).netloc}
        yield Seen(violations, overflow, is_right, others, complaints)


def address_of(view: View, town: Town) -> str:
    return view.address.format(
        measured=town.measured.id,
        newcomer=town.newcomer.id,
        running=town.running.id,
        meeting=town.meeting.id,
    )


def wait_until_complete(page: Page, view: View, scheme: Scheme) -> None:
    """Wait until the page shows everything, in the colours of the scheme."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_css("background-color", BACKGROUNDS[scheme])
    page.locator(view.landmark).first.wait_for()
    if view.opens:
        open_dialog(page, view.opens)
    expect(page.locator(".js-plotly-plot .main-svg").first if view.charts else app).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(view.charts)
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def open_dialog(page: Page, key: str) -> None:
    """Open a dialog, or leave it open."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    dialog = page.get_by_role("dialog")
    if not dialog.is_visible():
        page.locator(f"[class*='st-key-{key}'] button:visible").first.click()
    dialog.wait_for()


def is_harmless(complaint: str) -> bool:
    return "404" in complaint and any(path in complaint for path in HARMLESS)


# H40.
def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.violations == []


# H40.
def test_nobody_need_scroll_sideways_on_a_phone_or_with_letters_twice_or_four_times_as_large(
    seen: Seen,
) -> None:
    assert seen.overflow <= 0


# H32.
def test_no_other_host_is_asked_for_anything(seen: Seen) -> None:
    assert seen.other_hosts == set()


# H31.
def test_the_browser_has_nothing_to_complain_about(seen: Seen) -> None:
    assert seen.complaints == []


# H40.
def test_the_page_says_its_language(seen: Seen) -> None:
    assert seen.is_language_right
