"""One running product with partnerships in every state, and one browser, for all journeys."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from monitor.bootstrap import build_context
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.meeting.hold import begin_meeting
from monitor.services.meeting.prepare import prepare_meeting, read_meetings
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.browser import find_chromium
from tests.factories import SECRET_KEY, FakeClock
from tests.journeys.browsing import FLAGS, PATIENCE_MILLISECONDS
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import (
    A_QUARTER,
    OpenRound,
    add_closed_round,
    answer_all,
    make_partnership,
    open_checkin,
)

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all journeys: they need a browser, or a process of the product as if it had one."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True, slots=True)
class Town:
    """What is in the database of the running product.

    ``running`` has an open round after a closed one, with an answered and an untouched form;
    ``changing`` the same for the journey that closes its round; ``measured`` closed rounds only,
    and a ``meeting`` that has begun; ``newcomer`` no round at all.
    """

    running: Partnership
    changing: Partnership
    measured: Partnership
    newcomer: Partnership
    running_round: OpenRound
    changing_round: OpenRound
    meeting: Meeting


# Package scope, not session: Playwright keeps an event loop running in this thread meanwhile,
# which tests of other packages must not find.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MILLISECONDS)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def town_url(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    """Address of the database that ``town`` is in."""
    path = tmp_path_factory.mktemp("town") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="package")
def town(town_url: str) -> Town:
    engine = make_engine(town_url)
    settings = Settings(database_url=town_url, secret_key=SECRET_KEY.decode())
    clock = FakeClock(datetime.now(UTC) - 3 * A_QUARTER)
    context = replace(build_context(settings, engine), clock=clock)
    town = build_town(context, clock)
    engine.dispose()
    return town


def build_town(context: Context, clock: FakeClock) -> Town:
    running = make_partnership(context, "Zonnewijk", people=6)
    changing = make_partnership(context, "Waterrijk", people=6)
    measured = make_partnership(context, "Oosterdal", people=9)
    newcomer = make_partnership(context, "Nieuwland", people=3)
    add_closed_round(context, clock, measured, {}, {})
    add_closed_round(context, clock, measured, {"TRU1": 5}, {"TRU": 3})
    clock.set(datetime.now(UTC) - A_QUARTER)
    add_closed_round(context, clock, measured, {"TRU1": 5}, {"TRU": 1, "EQU": 2})
    for each in (running, changing):
        clock.set(datetime.now(UTC) - A_QUARTER)
        add_closed_round(context, clock, each, {}, {})
    running_round = open_checkin(context, running)
    answer_all(context, running_round.municipality, {})
    answer_all(context, running_round.initiative[1:2], {})
    changing_round = open_checkin(context, changing)
    answer_all(context, changing_round.municipality, {})
    answer_all(context, changing_round.initiative[1:], {"TRU": 1})
    meeting = begin_a_meeting(context, measured)
    return Town(running, changing, measured, newcomer, running_round, changing_round, meeting)


def begin_a_meeting(context: Context, partnership: Partnership) -> Meeting:
    plan = read_meetings(context, partnership.id).suggested
    assert plan is not None
    written = Authorship("Noor Visser", context.clock.now())
    meeting = prepare_meeting(context, partnership.id, plan, Language.DUTCH, written)
    return begin_meeting(context, meeting.id)


@pytest.fixture(scope="package")
def monitor(town_url: str, town: Town) -> Iterator[Monitor]:
    """Run the product with the town in it."""
    assert town.running_round.tokens
    with run_monitor(town_url) as running:
        yield running


@pytest.fixture(scope="package")
def empty_monitor(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[Monitor]:
    """Run the product as on its first day without sample data."""
    path = tmp_path_factory.mktemp("empty") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    with run_monitor(f"sqlite:///{path}") as running:
        yield running
