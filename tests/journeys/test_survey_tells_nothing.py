"""No log, no title and no other address learns a secret of the survey."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from tests.journeys.browsing import visit
from tests.journeys.survey_paths import FAILURES, PAGES
from tests.journeys.village import run_village

AN_ANSWER = "aaaaaaaaaa"


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def test_a_walk_through_every_page_leaves_no_secret_anywhere(
    browser: Browser, tmp_path: Path, migrated_sqlite: Path, language: str
) -> None:
    referrers: list[str] = []
    titles: list[str] = []

    def note(request: Request) -> None:
        referrers.append(request.headers.get("referer", ""))

    with run_village(tmp_path, migrated_sqlite) as (village, server):
        with visit(browser, server.url) as visitor:
            visitor.page.on("request", note)
            for reach in {**PAGES, **FAILURES}.values():
                reach(visitor.page, village, f"?lang={language}")
                titles.append(visitor.page.title())
            # A link that is followed from a personal page tells the next one nothing.
            visitor.page.goto(f"/s/{village.sent}")
            visitor.page.locator("footer a").first.click()
            titles.append(visitor.page.title())
        log = server.log()
        server.stop()

    secrets = village.secrets
    assert len(set(titles)) > len(PAGES) // 2
    assert referrers
    assert set(referrers) == {""}
    for text in (log, *titles):
        assert not [each for each in secrets if each in text]
        assert AN_ANSWER not in text
