"""The survey in processes of its own: each answers, one may die, and all stop in good order."""

import shutil
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest

from monitor.bootstrap import build_context
from monitor.domain.links import Token
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.survey_server import (
    SurveyServer,
    is_free,
    run_survey,
    send_signal,
    wait_until,
)
from tests.seeding import make_partnership, open_checkin

WORKERS = 2
ANSWER = urlencode({"TRU1": "2", "TRU2": "4", "go": "next"}).encode()


@dataclass(frozen=True, slots=True)
class Invited:
    """People who may answer, and where their answers go."""

    context: Context
    tokens: list[Token]

    def answers_of(self, number: int) -> dict[str, int | None]:
        checkin = read_checkin(self.context, self.tokens[number])
        return dict(checkin.response.answers)


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    path = tmp_path_factory.mktemp("workers") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def invited(database_url: str) -> Iterator[Invited]:
    engine = make_engine(database_url)
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY.decode())
    context = build_context(settings, engine)
    opened = open_checkin(context, make_partnership(context, "Bosrand", people=3))
    yield Invited(context, list(opened.tokens))
    engine.dispose()


@pytest.fixture(scope="module")
def survey(database_url: str, invited: Invited) -> Iterator[SurveyServer]:
    assert invited.tokens
    with run_survey(database_url, workers=WORKERS) as running:
        yield running


def test_every_worker_answers_when_it_is_the_only_one(
    survey: SurveyServer, invited: Invited
) -> None:
    workers = survey.workers()

    statuses = []
    for one in workers:
        for other in workers - {one}:
            send_signal(other, signal.SIGSTOP)
        statuses.append(ask(survey, f"/s/{invited.tokens[0]}"))
        for other in workers - {one}:
            send_signal(other, signal.SIGCONT)

    assert len(workers) == WORKERS
    assert statuses == [200] * WORKERS


def test_when_a_worker_is_killed_requests_go_on_and_it_is_replaced(
    survey: SurveyServer, invited: Invited
) -> None:
    before = survey.workers()
    killed = min(before)

    send_signal(killed, signal.SIGKILL)

    assert {ask(survey, f"/s/{token}") for token in invited.tokens * 5} == {200}
    wait_until(lambda: len(survey.workers() - {killed}) == WORKERS)
    assert len(survey.workers() & before) == WORKERS - 1


def test_no_process_writes_a_token_into_a_log(survey: SurveyServer, invited: Invited) -> None:
    unknown = "x" * len(invited.tokens[0])
    for token in (*invited.tokens, unknown):
        for path in (f"/s/{token}", f"/s/{token}/1", f"/s/{token}/thanks?lang=en"):
            ask(survey, path)
        httpx2.post(f"{survey.url}/s/{token}/1", content=ANSWER, timeout=60)
    send_raw(survey, f"GET /s/{unknown} HTTP/1.1\r\nbroken\r\n\r\n".encode())

    log = survey.log()

    assert not [token for token in (*invited.tokens, unknown) if token in log]
    assert "Traceback" not in log


def test_who_is_told_to_stop_first_answers_what_it_has_begun(
    survey: SurveyServer, invited: Invited
) -> None:
    with socket.create_connection(survey.address, timeout=60) as connection:
        head, body = post_of(survey, invited.tokens[0])
        connection.sendall(head + body[:5])
        # What came later was answered, so this has reached a process as well.
        assert {ask(survey, "/health") for _ in range(20)} == {200}
        survey.process.send_signal(signal.SIGTERM)
        wait_until(lambda: len(survey.workers()) < WORKERS)
        connection.sendall(body[5:])
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 303")
    assert invited.answers_of(0) == {"TRU1": 2, "TRU2": 4}
    assert survey.process.wait(60) == 0


def test_workers_whose_parent_was_killed_stop_too_and_leave_the_port(
    database_url: str, invited: Invited
) -> None:
    assert invited.tokens
    with run_survey(database_url, workers=WORKERS) as survey:
        survey.process.kill()
        survey.process.wait()

        wait_until(lambda: is_free(survey.address))


def ask(survey: SurveyServer, path: str) -> int:
    """Return the status of a request over a connection of its own."""
    return httpx2.get(survey.url + path, timeout=60).status_code


def post_of(survey: SurveyServer, token: Token) -> tuple[bytes, bytes]:
    """Return the head and the body of a form that is sent."""
    host, port = survey.address
    head = (
        f"POST /s/{token}/1 HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(ANSWER)}\r\n\r\n"
    )
    return head.encode(), ANSWER


def send_raw(survey: SurveyServer, request: bytes) -> None:
    """Send bytes that need not be a request, and read what comes back."""
    with socket.create_connection(survey.address, timeout=60) as connection:
        connection.sendall(request)
        connection.recv(65536)
