"""Survey and dashboard are processes of their own: when one is killed, the other goes on."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from monitor.domain.links import Token
from monitor.domain.partnership import Partnership
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.journeys.browsing import visit
from tests.journeys.people import Browser, Reply, path_of, use_cases
from tests.journeys.survey_server import SurveyServer, run_dashboard, run_survey
from tests.seeding import make_partnership, open_checkin


@dataclass(frozen=True, slots=True)
class Village:
    """A partnership with an open round, and somebody who answers in it."""

    database_url: str
    context: Context
    partnership: Partnership
    token: Token


@pytest.fixture
def village(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Village]:
    path = tmp_path / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    with use_cases(url) as context:
        partnership = make_partnership(context, "Zonnewijk", people=3)
        opened = open_checkin(context, partnership)
        yield Village(url, context, partnership, opened.tokens[0])


def kill(part: SurveyServer) -> None:
    part.process.kill()
    part.process.wait()


# H19.
def test_when_the_dashboard_is_killed_people_go_on_answering(village: Village) -> None:
    with (
        run_survey(village.database_url) as survey,
        run_dashboard(village.database_url) as dashboard,
        closing(Browser(survey.address)) as browser,
    ):
        before = browser.post(path_of(village.token, "1"), {"TRU1": "4", "go": "next"})

        kill(dashboard)

        after = answer_and_send(browser, village.token)

    assert before.status == 303
    assert [each.status for each in after] == [303, 303, 200]
    response = read_checkin(village.context, village.token).response
    assert (response.is_sent, response.answers) == (True, {"TRU1": 4, "TRA1": 2})


# H19.
def test_when_the_survey_is_killed_the_dashboard_shows_what_there_is(
    village: Village, browser: Chromium
) -> None:
    page_of = f"/partnership?id={village.partnership.id}"
    with (
        run_survey(village.database_url) as survey,
        run_dashboard(village.database_url) as dashboard,
        visit(browser, dashboard.url) as visitor,
    ):
        visitor.page.goto("/")
        expect(visitor.page.get_by_text(village.partnership.name).first).to_be_visible()

        kill(survey)

        visitor.page.goto(page_of)
        expect(visitor.page.locator("h1")).to_have_text(village.partnership.name)


def answer_and_send(browser: Browser, token: Token) -> list[Reply]:
    """Answer a question, send the form and look at the page of thanks."""
    answered = browser.post(path_of(token, "2"), {"TRA1": "2", "go": "next"})
    sent = browser.post(path_of(token, "check"), {"go": "send"})
    return [answered, sent, browser.get(sent.location)]
