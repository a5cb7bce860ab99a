"""How long sixty people wait who each save twenty answers within the same ten seconds."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from benchmarks.browsing import TIMEOUT_SECONDS
from benchmarks.installation import Installation, run_survey
from monitor.domain.links import Token
from monitor.services.checkin.answer_checkin import read_checkin

PEOPLE, SAVES, SECONDS = 60, 20, 10
PROMISED_MILLISECONDS = 250
_PARTNERSHIPS = 8  # Of eight people each.
_SAVED = 303
_CODE = "TRU1"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Crowd:
    """How long each save took from the moment it was due; ``lost``: people whose last is not there.

    ``failures``: saves that were not acknowledged.
    """

    milliseconds: Sequence[float]
    failures: int
    lost: int

    @property
    def slowest(self) -> float:
        """Milliseconds within which 95% were acknowledged."""
        return quantiles(self.milliseconds, n=20)[-1]


# H1.
# H2.
def measure_crowd(database_url: str) -> Crowd:
    """Let everyone save at their own pace, all in the same ten seconds."""
    with run_survey(database_url, partnerships=_PARTNERSHIPS) as installation:
        links = installation.links[:PEOPLE]
        begins_at = time.perf_counter() + 1
        with ThreadPoolExecutor(PEOPLE) as pool:
            people = [
                pool.submit(_save_all, link, number, begins_at) for number, link in enumerate(links)
            ]
            saved = [each for person in people for each in person.result()]
        lost = sum(
            _stored(installation, link) != _answer(number, SAVES - 1)
            for number, link in enumerate(links)
        )
    failures = sum(status != _SAVED for _, status in saved)
    return Crowd([1000 * seconds for seconds, _ in saved], failures, lost)


def print_crowds(measured: Mapping[str, Crowd]) -> None:
    """Print what was measured, by database."""
    title = f"{PEOPLE} people save {SAVES} answers in {SECONDS} s"
    print(f"\n{title:<38}" + "".join(f"{name:>16}" for name in measured))
    rows = {
        f"95% within (ms; at most {PROMISED_MILLISECONDS})": [
            f"{each.slowest:.0f}" for each in measured.values()
        ],
        "saves that failed": [str(each.failures) for each in measured.values()],
        "people whose last answer is lost": [str(each.lost) for each in measured.values()],
    }
    for label, cells in rows.items():
        print(f"{label:<38}" + "".join(f"{cell:>16}" for cell in cells))


def _save_all(link: str, number: int, begins_at: float) -> Sequence[tuple[float, int]]:
    """Save one answer after the other; return how long each took and its status."""
    parts = urlsplit(link)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    saved = []
    for turn in range(SAVES):
        due_at = begins_at + SECONDS * (turn + number / PEOPLE) / SAVES
        time.sleep(max(0.0, due_at - time.perf_counter()))
        body = urlencode({_CODE: _answer(number, turn), "go": "save"})
        try:
            connection.request("POST", f"{parts.path}/1", body, _FORM)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, HTTPException):
            connection.close()
            status = 0
        saved.append((time.perf_counter() - due_at, status))
    connection.close()
    return saved


def _answer(number: int, turn: int) -> int:
    """Return another answer every turn, so that every save writes."""
    return (number + turn) % 5 + 1


def _stored(installation: Installation, link: str) -> int | None:
    token = Token(link.rpartition("/")[2])
    return read_checkin(installation.context, token).response.answers.get(_CODE)
