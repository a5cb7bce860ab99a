"""From a flag to a card, an agreement, "did you notice?", and a worry that is over."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from monitor.bootstrap import build_context
from monitor.domain.partnership import Language, Partnership
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.catalogue import translator
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context, SystemClock
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY, FakeClock
from tests.journeys.browsing import PHONE, visit
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import A_QUARTER, add_closed_round, answer_all, make_partnership, open_checkin

AGREED = "De gemeente stuurt stukken een week van tevoren."
nl = translator(Language.DUTCH)


@dataclass(frozen=True, slots=True)
class Scene:
    """A partnership of which the initiative lost its trust, and the product that shows it."""

    context: Context
    partnership: Partnership
    monitor: Monitor

    def address(self, page: str) -> str:
        """Return where a page of the partnership is."""
        return f"/{page}?id={self.partnership.id}"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Scene]:
    path = tmp_path_factory.mktemp("scene") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    engine = make_engine(url)
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    clock = FakeClock(datetime.now(UTC) - 2 * A_QUARTER)
    past = replace(build_context(settings, engine), clock=clock)
    partnership = make_partnership(past, "Oosterdal", people=8)
    add_closed_round(past, clock, partnership, {}, {})
    add_closed_round(past, clock, partnership, {}, {"TRA": 1})
    with run_monitor(url) as monitor:
        yield Scene(replace(past, clock=SystemClock()), partnership, monitor)
    engine.dispose()


def test_a_worry_becomes_an_agreement_that_the_other_party_notices(
    browser: Browser, scene: Scene
) -> None:
    with visit(browser, scene.monitor.url, language=Language.DUTCH) as manager:
        page = manager.page
        page.goto(scene.address("partnership"))
        worry = page.locator("[class*='st-key-worry-']").filter(has_text="Transparantie").first
        see(page, worry)
        expect(worry.get_by_text(nl("worry.state.seen"), exact=True)).to_be_visible()
        choose_a_card(page, worry)
        agree(page)
        page.goto(scene.address("partnership"))
        expect(page.get_by_text(nl("worry.state.agreed"), exact=True).first).to_be_visible()

    answer_the_next_round(browser, scene)

    with visit(browser, scene.monitor.url, language=Language.DUTCH) as manager:
        page = manager.page
        page.goto(scene.address("partnership"))
        expect(page.get_by_role("heading", name=nl("worry.good.title"))).to_be_visible()
        noticed = page.get_by_role("heading", name=nl("noticed.title"))
        expect(noticed).to_be_visible()
        page.goto(scene.address("agreements"))
        expect(page.get_by_text(AGREED).first).to_be_visible()
        expect(page.get_by_text(nl("survey.noticed.yes")).first).to_be_visible()


def see(page: Page, worry: Locator) -> None:
    """Say that a worry was seen, by whoever is signed in: nothing else is asked."""
    worry.get_by_role("button", name=nl("worry.do.see")).click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def choose_a_card(page: Page, worry: Locator) -> None:
    """Follow a card of the worry, and choose it for the next meeting."""
    worry.locator("a[href*='card=']").first.click()
    expect(page.get_by_role("link", name=nl("cards.agree"))).to_be_visible()
    page.get_by_role("button", name=nl("cards.choose")).first.click()
    expect(page.get_by_role("button", name=nl("cards.drop")).first).to_be_visible()


def agree(page: Page) -> None:
    """Make an agreement from the card and the worry that led to it."""
    page.get_by_role("link", name=nl("cards.agree")).click()
    page.get_by_role("textbox", name=nl("agreements.field.text")).fill(AGREED)
    page.get_by_role("radiogroup").get_by_text("Gemeente Oosterdal").click()
    page.get_by_role("button", name=nl("agreements.save")).click()
    expect(page.get_by_text(nl("agreements.made"))).to_be_visible()


def answer_the_next_round(browser: Browser, scene: Scene) -> None:
    """Let all answer, one of them on a phone, and close the round."""
    opened = open_checkin(scene.context, scene.partnership)
    answer_all(scene.context, opened.municipality, {"TRA": 5})
    answer_all(scene.context, opened.initiative[1:], {"TRA": 5})
    link = f"/s/{opened.initiative[0]}"
    parts = read_checkin(scene.context, opened.initiative[0]).parts
    (number,) = [
        place
        for place, part in enumerate(parts, start=1)
        if any(each.answer_type is AnswerType.NOTICED for each in part.questions)
    ]
    with visit(browser, scene.monitor.url, viewport=PHONE, scripts=False) as person:
        page = person.page
        page.goto(f"{link}/{number}")
        expect(page.get_by_text(AGREED)).to_be_visible()
        page.get_by_text(nl("survey.noticed.yes"), exact=True).click()
        page.get_by_role("button", name=nl("survey.part.save"), exact=True).click()
        page.goto(f"{link}/check")
        page.get_by_role("button", name=nl("survey.check.send")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(nl("survey.thanks.title"))
    close_round(scene.context, opened.id)
