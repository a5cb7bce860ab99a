"""A whole evaluation meeting: the shared screen, the presenter's window, and phones in the room."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pypdf
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from monitor.bootstrap import build_context
from monitor.domain.meeting.live import LiveQuestion
from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.catalogue import translator
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context, SystemClock
from monitor.services.meeting.ask_live import read_live
from monitor.services.meeting.hold import key_token, read_meeting
from monitor.services.meeting.prepare import read_meetings
from monitor.settings import ROOT, Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY, FakeClock
from tests.journeys.browsing import PHONE, find_violations, open_tab, open_window
from tests.journeys.server import Monitor, free_port, process_environment, run_monitor
from tests.live import token_of
from tests.meetings import Town, make_town
from tests.seeding import A_QUARTER, open_checkin

AGREED = "De gemeente belt elke eerste maandag van de maand."
BEAMER = ViewportSize(width=1280, height=720)
PEOPLE = 6
nl = translator(Language.DUTCH)
en = translator(Language.ENGLISH)


@dataclass(slots=True)
class Room:
    """A partnership that is to talk, and the product, which can be away for a while."""

    town: Town
    database_url: str
    port: int
    running: list[AbstractContextManager[Monitor]] = field(default_factory=list)

    @property
    def context(self) -> Context:
        return replace(self.town.context, clock=SystemClock())

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is stored now."""
        newest = read_meetings(self.context, self.town.partnership.id).meetings[0]
        return read_meeting(self.context, newest.id).meeting

    def start(self) -> None:
        self.running.append(run_monitor(self.database_url, port=self.port))
        self.running[-1].__enter__()

    def stop(self) -> None:
        self.running.pop().__exit__(None, None, None)


@pytest.fixture
def room(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Room]:
    path = tmp_path / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    engine = make_engine(url)
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    clock = FakeClock(datetime.now(UTC) - 2 * A_QUARTER)
    town = make_town(replace(build_context(settings, engine), clock=clock), clock, people=PEOPLE)
    town.answer_round({}, {"TRA": 2})
    room = Room(town, url, free_port())
    room.start()
    yield room
    while room.running:
        room.stop()
    engine.dispose()


def test_a_meeting_from_its_plan_to_the_next_check_in(
    browser: Browser, room: Room, tmp_path: Path
) -> None:
    with (
        open_window(browser, room.url, language=Language.DUTCH) as laptop,
        open_window(browser, room.url, viewport=BEAMER, language=Language.DUTCH) as beamer,
        open_tab(laptop) as presenting,
        open_tab(beamer) as shown,
    ):
        presenter, screen = presenting.page, shown.page
        prepare(presenter, room)
        presenter.goto(f"/presenter?meeting={room.meeting.id}")
        screen.goto(f"/screen?meeting={room.meeting.id}")
        expect(screen.get_by_role("navigation", name="App pages")).to_have_count(0)
        begin(presenter, screen)
        go_to(presenter, "parties")
        open_the_picture(browser, presenter, screen, room)
        speak_english_for_a_moment(screen)
        ask_the_phones(browser, presenter, screen, room)

        go_to(presenter, "writing")
        write_while_the_product_is_away(screen, room)
        expect(presenter.get_by_text(AGREED).first).to_be_visible()
        screen.reload()
        expect(screen.get_by_text(AGREED).first).to_be_visible()
        name = nl("writing.do.confirm", who=nl("writing.both"))
        screen.get_by_role("button", name=name).first.click()
        expect(screen.get_by_text(nl("writing.state.confirmed")).first).to_be_visible()
        end(presenter, screen, room)
        presenter.goto(f"/agreements?id={room.town.partnership.id}")
        expect(presenter.get_by_text(AGREED).first).to_be_visible()

    assert AGREED in take_the_minutes(room, tmp_path)
    assert AGREED in next_questions(room)


def prepare(page: Page, room: Room) -> None:
    """Take the plan that is suggested; it bears the name of whoever is signed in."""
    page.goto(f"/meeting?id={room.town.partnership.id}")
    page.get_by_role("button", name=nl("meeting.save.new")).click()
    expect(page.get_by_role("link", name=nl("meeting.open_screen")).first).to_be_visible()


def begin(presenter: Page, screen: Page) -> None:
    presenter.get_by_role("button", name=nl("presenter.begin")).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(nl("screen.title.last_time.none"))
    # The bar hears the keys as soon as it shows its button.
    expect(screen.get_by_role("button", name=nl("screen.bar.next"))).to_be_visible()
    screen.keyboard.press("ArrowRight")
    expect(presenter.get_by_text(nl("presenter.place", number=2, of=8))).to_be_visible()


def go_to(presenter: Page, step: str) -> None:
    """Go to a step by its name in the presenter's list."""
    steps = presenter.locator(".st-key-presenter-steps")
    steps.get_by_role("button", name=nl(f"screen.step.{step}")).click()
    on = nl("presenter.step.on", step="").strip(" ,")
    expect(steps.get_by_role("button", name=on)).to_contain_text(nl(f"screen.step.{step}"))


def open_the_picture(browser: Browser, presenter: Page, screen: Page, room: Room) -> None:
    """Let one party agree on its phone and the other aloud; nothing opens before both did."""
    municipality, initiative = room.town.partnership.parties
    expect(screen.get_by_role("heading", level=1)).to_have_text(nl("screen.title.closed"))
    agree_on_a_phone(browser, room, initiative.id)
    expect(
        presenter.get_by_text(nl("presenter.keys.waits", parties=municipality.name))
    ).to_be_visible()
    expect(screen.locator(".js-plotly-plot")).to_have_count(0)
    aloud = nl("presenter.keys.turn", party=municipality.name)
    presenter.get_by_role("button", name=aloud).click()
    expect(screen.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert find_violations(screen) == []


def agree_on_a_phone(browser: Browser, room: Room, party: PartyId) -> None:
    meeting = room.meeting
    token = key_token(room.context, meeting, party)
    with (
        open_window(browser, room.url, viewport=PHONE, scripts=False) as window,
        open_tab(window) as phone,
    ):
        phone.page.goto(f"/s/key/{meeting.id}/{party}/{token}")
        phone.page.get_by_role("button", name=nl("live.key.agree")).click()
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(nl("live.key.agreed"))


def speak_english_for_a_moment(screen: Page) -> None:
    screen.keyboard.press("t")
    expect(screen.get_by_text(en("screen.bar.promise"))).to_be_visible()
    screen.keyboard.press("t")
    expect(screen.get_by_text(nl("screen.bar.promise"))).to_be_visible()


def ask_the_phones(browser: Browser, presenter: Page, screen: Page, room: Room) -> None:
    """Ask how the talk was; the result appears for all at once, and no earlier."""
    presenter.get_by_role("button", name=nl("live.talk.title")).click()
    expect(screen.get_by_role("img", name=nl("live.screen.code"))).to_be_visible()
    question = read_live(room.context, room.meeting.id).question
    assert question is not None
    answer_on_a_phone(browser, room, question)
    for party in room.town.partnership.parties:
        for _ in range(3):
            answer_from_anywhere(room, question, party.id)
    together = screen.get_by_text(nl("live.screen.together"))
    expect(together).to_have_count(0)
    presenter.get_by_role("button", name=nl("live.show")).click()
    expect(screen.get_by_role("img", name=nl("live.screen.code"))).to_have_count(0)
    expect(screen.get_by_text(nl("live.talk.heard")).first).to_be_visible()
    presenter.get_by_role("button", name=nl("live.put_away")).click()


def answer_on_a_phone(browser: Browser, room: Room, question: LiveQuestion) -> None:
    with (
        open_window(browser, room.url, viewport=PHONE, scripts=False) as window,
        open_tab(window) as phone,
    ):
        page = phone.page
        page.goto(f"/s/live/{question.id}/{token_of(question)}")
        page.get_by_text(nl("live.no_party"), exact=True).click()
        for code in question.codes:
            page.locator(f"input[name='{code}'][value='4']").check()
        page.get_by_role("button", name=nl("live.send")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(nl("live.thanks.title"))


def answer_from_anywhere(room: Room, question: LiveQuestion, party: PartyId) -> None:
    answers = {"party": str(party)} | dict.fromkeys(question.codes, "4")
    address = f"{room.url}/s/live/{question.id}/{token_of(question)}"
    assert httpx2.post(address, data=answers).status_code == 303


def write_while_the_product_is_away(screen: Page, room: Room) -> None:
    """Write an agreement down while nothing answers; it is stored once when all is back."""
    text = screen.get_by_label(nl("writing.text.agreement"))
    expect(text).to_be_visible()
    room.stop()
    text.fill(AGREED)
    screen.get_by_role("radio", name=room.town.partnership.parties[0].name).check()
    text.press("Control+Enter")
    expect(screen.locator(".pm-notes-waiting")).to_contain_text(nl("writing.lost"))
    room.start()
    expect(screen.locator(".pm-notes")).to_contain_text(AGREED)
    expect(screen.locator(".pm-notes-waiting li")).to_have_count(0)


def end(presenter: Page, screen: Page, room: Room) -> None:
    presenter.get_by_role("button", name=nl("presenter.end")).click()
    presenter.get_by_role("button", name=nl("presenter.end.do")).click()
    expect(presenter.get_by_text(nl("presenter.after_end"))).to_be_visible()
    expect(screen.get_by_role("heading", level=1)).to_have_text(nl("screen.closing.title"))
    expect(screen.get_by_role("listitem").filter(has_text=AGREED)).to_be_visible()
    assert room.meeting.state is MeetingState.ENDED


def take_the_minutes(room: Room, folder: Path) -> str:
    """Return the text of the evaluation as the command line makes it."""
    out, partnership = folder / "pack", str(room.town.partnership.id)
    command = [sys.executable, "-m", "monitor", "pack", "--partnership", partnership]
    made = subprocess.run(  # noqa: S603 - fixed.
        [*command, "--format", "pdf", "--out", str(out)],
        cwd=ROOT,
        env=process_environment(room.database_url, room.port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (file,) = out.glob("*.pdf")
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(file).pages)


def next_questions(room: Room) -> list[str]:
    """Return what the next check-in asks the initiative about agreements."""
    opened = open_checkin(room.context, room.town.partnership)
    parts = read_checkin(room.context, opened.initiative[0]).parts
    asked = [each for part in parts for each in part.questions]
    noticed = [each for each in asked if each.answer_type is AnswerType.NOTICED]
    return [each.quote.text for each in noticed if each.quote]
