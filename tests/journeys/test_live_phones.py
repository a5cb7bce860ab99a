"""A hundred phones answer at the same moment, against the real process on both databases."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx2
import pytest

from monitor.bootstrap import build_context
from monitor.domain.meeting.live import LiveQuestion
from monitor.domain.tiers import COARSE_MINIMUM
from monitor.services.context import Context
from monitor.services.meeting.ask_live import read_live, show_results
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.server import Monitor, run_monitor
from tests.live import Talk, begin_talk, token_of
from tests.postgresql import PostgresqlServer

PHONES = 100


@dataclass(frozen=True, slots=True)
class Room:
    """A running product, and a meeting with a question on the screen."""

    monitor: Monitor
    talk: Talk
    question: LiveQuestion

    @property
    def context(self) -> Context:
        return self.talk.context

    @property
    def address(self) -> str:
        return f"{self.monitor.url}/s/live/{self.question.id}/{token_of(self.question)}"

    def filled(self, number: int) -> dict[str, str]:
        """Return what the phone with this number answers: half of them for each party."""
        party = self.talk.parties[number % 2]
        return {"party": str(party), "said": "4", "heard": "3", "helped": "dk"}


@pytest.fixture(scope="module")
def sqlite_address(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    path = tmp_path_factory.mktemp("phones") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def postgresql_address(postgresql_server: PostgresqlServer) -> Iterator[str]:
    with postgresql_server.fresh_database() as url:
        yield url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(request: pytest.FixtureRequest) -> Iterator[tuple[Monitor, Context]]:
    database_url: str = request.getfixturevalue(f"{request.param}_address")
    engine = make_engine(database_url)
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY.decode())
    with run_monitor(database_url) as monitor:
        yield monitor, build_context(settings, engine)
    engine.dispose()


@pytest.fixture
def room(running: tuple[Monitor, Context]) -> Room:
    monitor, context = running
    talk = begin_talk(context, is_open=True)
    return Room(monitor, talk, talk.ask())


def test_a_hundred_phones_answer_at_the_same_moment_and_none_is_lost(room: Room) -> None:
    start = Barrier(PHONES)

    def answer(number: int) -> list[int]:
        with httpx2.Client(timeout=120) as phone:
            start.wait()
            page = phone.get(room.address)
            form = room.filled(number) | {"device": device_in(page.text)}
            sent = phone.post(room.address, data=form)
            thanks = phone.get(room.monitor.url + sent.headers["location"])
            return [page.status_code, sent.status_code, thanks.status_code]

    with ThreadPoolExecutor(PHONES) as pool:
        statuses = list(pool.map(answer, range(PHONES)))

    assert statuses == [[200, 303, 200]] * PHONES
    assert read_live(room.context, room.talk.meeting.id).votes == PHONES
    result = show_results(room.context, room.question.id).result
    assert result is not None
    assert {(each.party_id, each.code): each.mean for each in result.scores} == {
        (party, code): mean
        for party in room.talk.parties
        for code, mean in (("said", 4.0), ("heard", 3.0))
    } | {(None, "helped"): None}
    assert not [line for line in room.monitor.log if "Traceback" in line]


def test_what_comes_while_the_result_is_shown_is_counted_or_refused_and_never_left(
    room: Room,
) -> None:
    start = Barrier(PHONES + 1)

    def answer(number: int) -> int:
        with httpx2.Client(timeout=120) as phone:
            start.wait()
            return phone.post(room.address, data=room.filled(number)).status_code

    with ThreadPoolExecutor(PHONES) as pool:
        sent = [pool.submit(answer, number) for number in range(PHONES)]
        start.wait()
        result = show_results(room.context, room.question.id).result
        statuses = [each.result() for each in sent]

    assert set(statuses) <= {303, 409}
    assert result is not None
    assert result.has_enough == (statuses.count(303) >= COARSE_MINIMUM)
    with room.context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.count_votes(room.question.id) == 0


def device_in(page: str) -> str:
    (device,) = re.findall(r'name="device" value="([0-9a-f]{32})"', page)
    return str(device)
