"""What is typed in a meeting survives a reload, a lost connection and a server that is away."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from monitor.bootstrap import build_context
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import StepKind
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.services.context import Context, SystemClock
from monitor.services.meeting.hold import move
from monitor.services.meeting.write_down import Note, read_entries, write_note
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY, FakeClock, make_agreement
from tests.journeys.browsing import find_violations, visit
from tests.journeys.server import free_port, run_monitor
from tests.meetings import make_town
from tests.seeding import A_QUARTER

AGREED = "De gemeente stuurt de stukken een week van tevoren."
nl = translator(Language.DUTCH)


@dataclass(frozen=True, slots=True)
class Scene:
    """A meeting at the step of writing, and where the product that shows it answers."""

    context: Context
    meeting: Meeting
    database_url: str
    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def screen(self) -> str:
        return f"/screen?meeting={self.meeting.id}"

    def owner(self) -> str:
        """Return the name of the party that will do it."""
        with self.context.unit_of_work(reads_only=True) as uow:
            return uow.partnerships.get(self.meeting.partnership_id).parties[0].name

    def agreed(self) -> list[str]:
        """Return what stands in the register."""
        view = read_agreements(self.context, self.meeting.partnership_id)
        return [entry.record.content.text for entry in view.open]


@pytest.fixture
def scene(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Scene]:
    path = tmp_path / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    engine = make_engine(url)
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    clock = FakeClock(datetime.now(UTC) - A_QUARTER)
    context = replace(build_context(settings, engine), clock=clock)
    town = make_town(context, clock)
    meeting = town.begin()
    writing = [step.kind for step in meeting.plan.steps].index(StepKind.WRITING)
    meeting = move(context, meeting.id, meeting.position, writing)
    yield Scene(replace(context, clock=SystemClock()), meeting, url, free_port())
    engine.dispose()


def text_of(page: Page) -> Locator:
    return page.get_by_label(nl("writing.text.agreement"))


def write(page: Page, scene: Scene, text: str) -> None:
    """Type an agreement and send it with the keyboard."""
    text_of(page).fill(text)
    page.get_by_role("radio", name=scene.owner()).check()
    text_of(page).press("Control+Enter")


def list_of(page: Page) -> Locator:
    """Return what was written down, as far as the server knows."""
    return page.locator(".pm-notes")


def test_typed_text_stays_through_another_window_and_a_reload(
    browser: Browser, scene: Scene
) -> None:
    with (
        run_monitor(scene.database_url, port=scene.port),
        visit(browser, scene.url, language=Language.DUTCH) as visitor,
    ):
        page = visitor.page
        page.goto(scene.screen)
        # Letters that are keys of the page too.
        text_of(page).press_sequentially("t, f, c en r")
        other = make_agreement(text="Van een ander venster.", owner=1)
        write_note(scene.context, scene.meeting.id, Note("a" * 32, other), scene.meeting.prepared)
        expect(list_of(page)).to_contain_text("Van een ander venster.")
        expect(text_of(page)).to_be_focused()
        page.keyboard.type(" blijven staan")
        expect(text_of(page)).to_have_value("t, f, c en r blijven staan")
        assert find_violations(page) == []

        page.reload()

        expect(text_of(page)).to_have_value("t, f, c en r blijven staan")


def test_what_is_sent_while_the_server_is_away_is_stored_once_when_it_is_back(
    browser: Browser, scene: Scene
) -> None:
    server = ExitStack()
    server.enter_context(run_monitor(scene.database_url, port=scene.port))
    with server, visit(browser, scene.url, language=Language.DUTCH) as visitor:
        page = visitor.page
        page.goto(scene.screen)
        expect(text_of(page)).to_be_visible()

        server.close()
        write(page, scene, AGREED)
        expect(page.locator(".pm-notes-waiting")).to_contain_text(nl("writing.lost"))
        text_of(page).fill("Dit typ ik intussen.")

        with run_monitor(scene.database_url, port=scene.port):
            expect(list_of(page)).to_contain_text(AGREED)
            expect(page.locator(".pm-notes-waiting li")).to_have_count(0)
            expect(text_of(page)).to_have_value("Dit typ ik intussen.")
            page.reload()
            expect(list_of(page)).to_contain_text(AGREED)
            expect(text_of(page)).to_have_value("Dit typ ik intussen.")

    assert scene.agreed() == [AGREED]


def test_an_agreement_is_read_back_corrected_and_undone_on_the_screen(
    browser: Browser, scene: Scene
) -> None:
    with (
        run_monitor(scene.database_url, port=scene.port),
        visit(browser, scene.url, language=Language.DUTCH) as visitor,
    ):
        page = visitor.page
        page.goto(scene.screen)
        text_of(page).press("Control+Enter")
        expect(page.get_by_text(nl("writing.fault.text_missing"))).to_be_visible()
        expect(page.get_by_text(nl("writing.fault.owner_unknown"))).to_be_visible()
        write(page, scene, AGREED)
        expect(page.get_by_role("status").get_by_text(nl("writing.saved"))).to_be_visible()
        press(page, nl("writing.do.confirm", who=nl("writing.both")))
        expect(list_of(page)).to_contain_text(nl("writing.state.confirmed"))

        press(page, nl("writing.do.correct"))
        expect(text_of(page)).to_have_value(AGREED)
        write(page, scene, "Twee weken van tevoren.")
        expect(list_of(page)).to_contain_text("Twee weken van tevoren.")
        assert scene.agreed() == ["Twee weken van tevoren."]

        press(page, nl("writing.do.undo"))
        expect(list_of(page).locator(".pm-note-large")).to_have_count(0)
        assert scene.agreed() == []

    undone = [entry.is_undone for entry in read_entries(scene.context, scene.meeting.id)]
    assert undone == [True, True]


def press(page: Page, name: str) -> None:
    """Press the first button of the list with a name."""
    list_of(page).get_by_role("button", name=name).first.click()
