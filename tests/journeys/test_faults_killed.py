"""The survey is killed at any moment: what somebody was thanked for is there, and all of it."""

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from time import perf_counter

import pytest

from monitor.domain.links import Token, derive_response_key
from tests.factories import SECRET_KEY
from tests.journeys.people import GONE, Browser, invite, path_of, use_cases
from tests.journeys.server import free_port
from tests.journeys.survey_server import SurveyServer, run_survey, wait_until
from tests.web.visitor import checked_values

# As many installations as a small machine has processors, killed at the same time.
INSTALLATIONS, KILLS = 2, 15
CLIENTS = 4
FEWEST_REQUESTS, MOST_REQUESTS = 1, 60
PAUSE_SECONDS = 0.2
Answers = Mapping[str, str]


@dataclass(slots=True)
class Load:
    """What clients sent, and what they were thanked for."""

    address: tuple[str, int]
    waiting: SimpleQueue[Token]
    seed: int
    sent: dict[Token, Answers] = field(default_factory=dict)
    thanked: dict[Token, Answers] = field(default_factory=dict)
    replies: int = 0
    failures: list[int] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def go_on(self, number: int) -> None:
        """Answer one form after the other, each until it was thanked for, until told to stop."""
        browser = Browser(self.address)
        chance = random.Random(f"{self.seed}-{number}")  # noqa: S311 - Not for secrets.
        while not self.stop.is_set():
            token = self.waiting.get_nowait()
            self.sent[token] = {
                **{code: str(chance.randint(1, 5)) for code in ("TRU1", "TRU2", "TRU3")},
                "O1": f"Antwoord {chance.random()} – {'é' * chance.randint(0, 1900)}",
            }
            while token not in self.thanked and not self.stop.is_set():
                try:
                    self._answer(browser, token)
                except GONE:
                    self.stop.wait(PAUSE_SECONDS)
        browser.close()

    def _answer(self, browser: Browser, token: Token) -> None:
        answers = dict(self.sent[token])
        comment = {"O1": answers.pop("O1")}
        for page, fields in {"1": answers, "6": comment, "check": {"go": "send"}}.items():
            reply = browser.post(path_of(token, page), fields)
            self._count(reply.status, 303)
        thanks = browser.get(reply.location)
        self._count(thanks.status, 200)
        assert "/thanks" in reply.location
        self.thanked[token] = self.sent[token]

    def _count(self, status: int, expected: int) -> None:
        self.replies += 1
        if status != expected:
            self.failures.append(status)


# H3.
@pytest.mark.timeout(900)
def test_all_that_somebody_was_thanked_for_survives_thirty_kills(
    tmp_path: Path, migrated_sqlite: Path
) -> None:
    folders = [tmp_path / str(number) for number in range(INSTALLATIONS)]
    for folder in folders:
        folder.mkdir()
        shutil.copyfile(migrated_sqlite, folder / "monitor.db")

    with ThreadPoolExecutor(INSTALLATIONS) as pool:
        loads = list(pool.map(kill_again_and_again, folders, range(INSTALLATIONS)))

    for folder, load in zip(folders, loads, strict=True):
        assert load.failures == []
        assert load.thanked
        assert lost(folder / "monitor.db", load) == {}


def kill_again_and_again(folder: Path, seed: int) -> Load:
    """Run an installation under load and kill it; look at what is on the disk each time."""
    database_url = f"sqlite:///{folder / 'monitor.db'}"
    waiting: SimpleQueue[Token] = SimpleQueue()
    with use_cases(database_url) as context:
        for opened in invite(context, rounds=20, people=40):
            for token in opened.tokens:
                waiting.put(token)
    port = free_port()
    load = Load(("127.0.0.1", port), waiting, seed)
    chance = random.Random(seed)  # noqa: S311 - Not for secrets.
    with clients(load):
        for number in range(1, KILLS + 1):
            began = perf_counter()
            with run_survey(database_url, port=port) as survey:
                print(f"Start {number} under load: {perf_counter() - began:.1f} s")  # noqa: T201 - For who reads along.
                enough = load.replies + chance.randint(FEWEST_REQUESTS, MOST_REQUESTS)
                wait_until(lambda enough=enough: load.replies >= enough)  # type: ignore[misc]
                survey.process.kill()
                survey.process.wait()
            check_copy(folder, load)
    return load


@contextmanager
def clients(load: Load) -> Iterator[None]:
    """Let several clients answer at the same time until the block ends."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(load.go_on, number) for number in range(CLIENTS)]
        try:
            yield
        finally:
            load.stop.set()
        for each in running:
            each.result()


def check_copy(folder: Path, load: Load) -> None:
    """Judge a copy of what the killed process left, so that the next one repairs it itself."""
    thanked = dict(load.thanked)
    copy = folder / "copy.db"
    for ending in ("", "-wal"):
        shutil.copyfile(folder / f"monitor.db{ending}", f"{copy}{ending}")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not {token for token in lost(copy, load) if token in thanked}


def lost(path: Path, load: Load) -> dict[Token, object]:
    """Return what is stored of answers that are not as they were thanked for.

    Of a form that nobody was thanked for, a whole page may be there, or none, never a part.
    """
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT key, content, is_sent FROM response").fetchall()
    stored = {key: (read(content), bool(is_sent)) for key, content, is_sent in rows}
    wrong: dict[Token, object] = {}
    for token, answers in dict(load.sent).items():
        found = stored.get(derive_response_key(SECRET_KEY, token))
        scale = {code: value for code, value in answers.items() if code != "O1"}
        possible = [None, ({}, False), (scale, False), (answers, False), (answers, True)]
        if found not in (possible[-1:] if token in load.thanked else possible):
            wrong[token] = found
    return wrong


def read(content: str) -> dict[str, str]:
    """Return what a stored response holds, as it was sent."""
    form = json.loads(content)
    answers = {code: str(value) for code, value in form["answers"].items()}
    return answers | {code: comment["text"] for code, comment in form["comments"].items()}


# H8.
def test_a_half_filled_form_goes_on_with_another_browser_after_the_process_was_killed(
    sqlite_url: str,
) -> None:
    with use_cases(sqlite_url) as context:
        (opened,) = invite(context, people=2)
    token = opened.tokens[0]
    with run_survey(sqlite_url) as survey:
        fill_in_half(survey, token)
        survey.process.kill()

    with run_survey(sqlite_url) as survey:
        browser = Browser(survey.address)
        pages = [browser.get(path_of(token, page)).text for page in ("1", "2", "6")]
        sent = browser.post(path_of(token, "check"), {"go": "send"})
        thanks = browser.get(sent.location)
        browser.close()

    assert [checked_values(pages[0], code) for code in ("TRU1", "TRU2")] == [["2"], ["dk"]]
    assert checked_values(pages[1], "TRA3") == ["5"]
    assert "Halverwege &amp; verder" in pages[2]
    assert thanks.status == 200
    with use_cases(sqlite_url) as context, context.unit_of_work(reads_only=True) as unit:
        (response,) = unit.responses.sent_of(opened.id)
    assert response.answers == {"TRU1": 2, "TRU2": None, "TRA3": 5}
    assert response.comments["O1"].text == "Halverwege & verder"


def fill_in_half(survey: SurveyServer, token: Token) -> None:
    forms = {
        "1": {"TRU1": "2", "TRU2": "dk", "go": "next"},
        "2": {"TRA3": "5", "go": "save"},
        "6": {"O1": "Halverwege & verder", "go": "save"},
    }
    browser = Browser(survey.address)
    assert [browser.post(path_of(token, page), form).status for page, form in forms.items()] == [
        303,
        303,
        303,
    ]
    browser.close()
