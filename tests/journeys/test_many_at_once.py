"""Many people, or one impatient person, against the real process on both databases."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx2
import pytest

from benchmarks.browsing import Exchange, Participant
from monitor.bootstrap import build_context
from monitor.domain.links import Token
from monitor.domain.response import Response
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.server import Monitor, run_monitor
from tests.postgresql import PostgresqlServer
from tests.seeding import OpenRound, make_partnership, open_checkin

CLIENTS = 20
INVITED = 200


@dataclass(frozen=True, slots=True)
class Installation:
    """A running product with an open round for a crowd, and one for somebody impatient."""

    monitor: Monitor
    context: Context
    crowd: OpenRound
    impatient: OpenRound

    def link(self, token: Token) -> str:
        return f"{self.monitor.url}/s/{token}"

    def sent(self, opened: OpenRound) -> list[Response]:
        with self.context.unit_of_work(reads_only=True) as unit:
            return list(unit.responses.sent_of(opened.id))


@pytest.fixture(scope="module")
def sqlite_address(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    path = tmp_path_factory.mktemp("crowd") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def postgresql_address(postgresql_server: PostgresqlServer) -> Iterator[str]:
    with postgresql_server.fresh_database() as url:
        yield url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest) -> Iterator[Installation]:
    database_url: str = request.getfixturevalue(f"{request.param}_address")
    engine = make_engine(database_url)
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY.decode())
    context = build_context(settings, engine)
    crowd = open_checkin(context, make_partnership(context, "Veldzicht", people=INVITED // 2))
    impatient = open_checkin(context, make_partnership(context, "Haast", people=1))
    with run_monitor(database_url) as monitor:
        yield Installation(monitor, context, crowd, impatient)
    engine.dispose()


def test_two_hundred_people_answer_with_twenty_clients_and_nothing_is_lost(
    installation: Installation,
) -> None:
    links = [installation.link(token) for token in installation.crowd.tokens]

    with ThreadPoolExecutor(CLIENTS) as pool:
        walks = list(pool.map(walk, links))

    assert {exchange.status for each in walks for exchange in each} == {200, 303}
    assert {each[-1].path.rpartition("/")[2] for each in walks} == {"thanks"}
    sent = installation.sent(installation.crowd)
    assert len(sent) == INVITED
    assert {len(response.answers) for response in sent} == {len(sent[0].answers)}
    assert not [line for line in installation.monitor.log if "Traceback" in line]


# H4.
def test_the_same_form_sent_twenty_times_at_once_is_one_response(
    installation: Installation,
) -> None:
    start = Barrier(CLIENTS)
    link = installation.link(installation.impatient.initiative[0])

    def save_and_send(_number: int) -> list[int]:
        with httpx2.Client(timeout=60) as client:
            start.wait()
            forms = {"1": {"TRU1": "2", "TRU2": "dk", "go": "next"}, "check": {"go": "send"}}
            return [
                client.post(f"{link}/{page}", data=form).status_code for page, form in forms.items()
            ]

    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = list(pool.map(save_and_send, range(CLIENTS)))

    assert statuses == [[303, 303]] * CLIENTS
    (response,) = installation.sent(installation.impatient)
    assert response.answers == {"TRU1": 2, "TRU2": None}


def walk(link: str) -> list[Exchange]:
    return list(Participant(link).walk())
