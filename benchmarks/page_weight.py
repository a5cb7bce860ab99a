"""What a phone has to fetch: bytes and requests of every page of the survey."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from benchmarks.browsing import Participant
from benchmarks.installation import Installation
from tests.browser import find_chromium


@dataclass(frozen=True, slots=True)
class Weight:
    """One page: the size of its answer, and how often a browser asked for anything."""

    name: str
    size: int
    requests: int


def weigh_pages(installation: Installation) -> Sequence[Weight]:
    """Answer one check-in, then open each of its pages in a real browser without JavaScript."""
    link = installation.links[0]
    own_path = urlsplit(link).path
    visited = [each.path for each in Participant(link).walk() if not each.is_post]
    names = [path.removeprefix(own_path) for path in [*visited, f"{own_path}/privacy"]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), chromium_sandbox=False
        )
        return [_weigh(browser, link, name) for name in names]


def _weigh(browser: Browser, link: str, name: str) -> Weight:
    asked = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = browser.new_context(java_script_enabled=False).new_page()
    page.on("request", note)
    answer = page.goto(link + name, wait_until="networkidle")
    size = len(answer.body()) if answer else 0
    # The empty icon is written in the page itself: nothing is fetched for it.
    return Weight(
        name.partition("?")[0] or "/", size, sum(not url.startswith("data:") for url in asked)
    )
