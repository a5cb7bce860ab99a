"""The database is locked by others or its disk is full, under the real process."""

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer

import pytest

from monitor.domain.links import Token
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.journeys.people import Browser, Reply, invite, path_of, use_cases
from tests.journeys.survey_server import SurveyServer, run_survey

COMMENT = "Regel <één> & twee 🌞"
SHOWN = "Regel &lt;één&gt; &amp; twee 🌞"
FORM = {"X1": "4", "O1": COMMENT, "go": "next"}


@dataclass(frozen=True, slots=True)
class Installation:
    """The survey in a process of its own, its database, and people who have not answered yet."""

    survey: SurveyServer
    context: Context
    path: Path
    people: Iterator[Token]

    def save(self, token: Token) -> Reply:
        """Send somebody's form."""
        with closing(Browser(self.survey.address)) as browser:
            return browser.post(path_of(token, "6"), FORM)

    def health(self) -> int:
        """Return the status of the page for load balancers."""
        with closing(Browser(self.survey.address)) as browser:
            return browser.get("/health").status

    def stored(self, token: Token) -> str | None:
        """Return the comment that is stored of somebody."""
        comments = read_checkin(self.context, token).response.comments
        return comments["O1"].text if comments else None

    def integrity(self) -> str:
        """Return what SQLite says about its file."""
        with closing(sqlite3.connect(self.path)) as connection:
            answer: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
            return answer

    @contextmanager
    def locked(self) -> Iterator[Event]:
        """Write as another program would, until the event is set or the block ends."""
        enough, is_locked = Event(), Event()
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(self._lock, is_locked, enough)
            is_locked.wait()
            try:
                yield enough
            finally:
                enough.set()
            writing.result()

    def _lock(self, is_locked: Event, enough: Event) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            is_locked.set()
            enough.wait()

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Let the process write nothing to any file."""
        pid, nothing, everything = self.survey.process.pid, 0, resource.RLIM_INFINITY
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (nothing, everything))
        try:
            yield
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (everything, everything))


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[Installation]:
    path = tmp_path_factory.mktemp("faults") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    database_url = f"sqlite:///{path}"
    with use_cases(database_url) as context:
        (opened,) = invite(context, people=6)
        with run_survey(database_url) as survey:
            yield Installation(survey, context, path, iter(opened.tokens))


@pytest.fixture
def token(installation: Installation) -> Token:
    return next(installation.people)


# H9.
def test_who_saves_while_another_program_writes_for_three_seconds_waits_and_succeeds(
    installation: Installation, token: Token
) -> None:
    with installation.locked() as enough:
        Timer(3, enough.set).start()
        reply = installation.save(token)

    assert reply.status == 303
    assert installation.stored(token) == COMMENT


# H9.
def test_a_lock_that_lasts_gives_the_answers_back_and_they_can_be_sent_again(
    installation: Installation, token: Token
) -> None:
    assert installation.health() == 200

    with installation.locked(), ThreadPoolExecutor(1) as pool:
        saving = pool.submit(installation.save, token)
        health = installation.health()
        refused = saving.result()

    assert refused.status == 503
    assert int(refused.retry_after) > 0
    assert SHOWN in refused.text
    assert installation.stored(token) is None
    # It could be written to a moment ago: a load balancer need not take the process away.
    assert health == 200
    assert installation.save(token).status == 303
    assert installation.stored(token) == COMMENT


# H10.
def test_a_full_disk_gives_the_answers_back_turns_health_red_and_damages_nothing(
    installation: Installation, token: Token
) -> None:
    with installation.full_disk():
        refused, red = installation.save(token), installation.health()
        kept = installation.integrity(), installation.stored(token)

    assert refused.status == 503
    assert int(refused.retry_after) > 0
    assert SHOWN in refused.text
    assert red == 503
    assert kept == ("ok", None)
    assert installation.health() == 200
    assert installation.save(token).status == 303
    assert installation.stored(token) == COMMENT
    assert installation.integrity() == "ok"
