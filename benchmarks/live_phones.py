"""How long a hundred phones wait that open a question of a meeting and answer it at once."""

import http.client
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from benchmarks.browsing import TIMEOUT_SECONDS, Exchange
from benchmarks.durable_answers import commit_bare, percentile
from benchmarks.installation import prepare, serve
from monitor.services.meeting.ask_live import LiveView, read_live
from tests.live import Talk, begin_talk

PHONES = 100
_GOOD = {200, 303}
_DEVICE = re.compile(rb'name="device" value="([0-9a-f]{32})"')


@dataclass(frozen=True, slots=True)
class Crowd:
    """What happened while all phones answered; ``kept``: the answers that are in the database."""

    bare_per_second: float
    seconds: float
    exchanges: Sequence[Exchange]
    kept: int

    @property
    def lost(self) -> int:
        """Count the answers that were not kept, and the requests that failed."""
        failed = sum(each.status not in _GOOD for each in self.exchanges)
        return PHONES - self.kept + failed


def measure_phones(bare_url: str, survey_url: str) -> Crowd:
    """Let all phones open the question and answer it at the same moment."""
    bare = commit_bare(bare_url)
    with (
        prepare(survey_url, partnerships=0) as prepared,
        serve(prepared.settings, "survey") as address,
    ):
        talk = begin_talk(prepared.context)
        talk.ask()
        path = urlsplit(_read(talk).address).path
        began, exchanges = _answer_all(f"{address}{path}", talk)
        return Crowd(bare, time.perf_counter() - began, exchanges, _read(talk).votes)


def print_phones(crowds: Mapping[str, Crowd]) -> None:
    """Print what was measured, by database."""
    tables = [_rows(crowd) for crowd in crowds.values()]
    print(f"\n{f'{PHONES} phones in a meeting, all at once':<38}" + "".join(map(_cell, crowds)))
    for label in tables[0]:
        print(f"{label:<38}" + "".join(_cell(table[label]) for table in tables))


def _read(talk: Talk) -> LiveView:
    return read_live(talk.context, talk.meeting.id)


def _answer_all(link: str, talk: Talk) -> tuple[float, Sequence[Exchange]]:
    """Return when the phones began, and everything that they asked."""
    start = Barrier(PHONES + 1)
    with ThreadPoolExecutor(PHONES) as pool:
        walks = [pool.submit(_answer, link, talk, start, number) for number in range(PHONES)]
        start.wait()
        began = time.perf_counter()
        exchanges = [exchange for walk in walks for exchange in walk.result()]
    return began, exchanges


def _answer(link: str, talk: Talk, start: Barrier, number: int) -> Sequence[Exchange]:
    parts = urlsplit(link)
    phone = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    start.wait()
    opened, page = _request(phone, parts.path)
    device = _DEVICE.search(page)
    party = talk.parties[number % len(talk.parties)]
    form = {"party": party, "said": "4", "heard": "4", "helped": "4"}
    form |= {"device": device.group(1).decode()} if device else {}
    sent, _ = _request(phone, parts.path, urlencode(form))
    phone.close()
    return opened, sent


def _request(
    phone: http.client.HTTPConnection, path: str, body: str | None = None
) -> tuple[Exchange, bytes]:
    began = time.perf_counter()
    headers = {"content-type": "application/x-www-form-urlencoded"} if body else {}
    phone.request("POST" if body else "GET", path, body, headers)
    answer = phone.getresponse()
    page = answer.read()
    seconds = time.perf_counter() - began
    return Exchange(path, body is not None, answer.status, len(page), seconds), page


def _rows(crowd: Crowd) -> Mapping[str, str]:
    stored = crowd.kept / crowd.seconds
    reads = [each for each in crowd.exchanges if not each.is_post]
    posts = [each for each in crowd.exchanges if each.is_post]
    return {
        "until the last had answered (s)": f"{crowd.seconds:.1f}",
        "answers stored a second (GET + POST)": f"{stored:.0f}",
        "bare commits a second (the ceiling)": f"{crowd.bare_per_second:.0f}",
        "stored / bare": f"{stored / crowd.bare_per_second:.2f}",
        "GET, median and 95% (ms)": _times(reads),
        "POST, median and 95% (ms)": _times(posts),
        "answers lost": str(crowd.lost),
    }


def _times(exchanges: Sequence[Exchange]) -> str:
    return f"{percentile(exchanges, 50):.0f} / {percentile(exchanges, 95):.0f}"


def _cell(text: str) -> str:
    return f"{text:>16}"
