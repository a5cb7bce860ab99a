"""How many pages a second are read, filled in and stored for good, with many people at once."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from sqlalchemy import Engine, text

from benchmarks.browsing import Exchange, Participant
from benchmarks.installation import Installation
from monitor.storage.engine import make_engine

CLIENTS = 20
BARE_COMMITS = 1000
_A_RESPONSE = "x" * 1000


@dataclass(frozen=True, slots=True)
class Load:
    """What happened while everyone answered."""

    seconds: float
    exchanges: Sequence[Exchange]

    @property
    def posts(self) -> Sequence[Exchange]:
        """Requests that saved something."""
        return [each for each in self.exchanges if each.is_post]

    @property
    def failures(self) -> int:
        """Count requests that were not answered as they should be."""
        return sum(each.status not in {200, 303} for each in self.exchanges)

    @property
    def durable_per_second(self) -> float:
        """Pages that were read and stored, each acknowledged after its commit."""
        return sum(each.status == 303 for each in self.posts) / self.seconds  # noqa: PLR2004 - See other.


def answer_all(installation: Installation) -> Load:
    """Let every invited person answer, some of them at the same time."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        walks = list(pool.map(lambda link: list(Participant(link).walk()), installation.links))
    seconds = time.perf_counter() - began
    return Load(seconds, [exchange for walk in walks for exchange in walk])


def commit_bare(database_url: str) -> float:
    """Return how many rows a second the database itself makes durable, one a transaction.

    The same engine, settings and number of clients, without the survey: the ceiling.
    """
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare (id INTEGER PRIMARY KEY, content TEXT)"))
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda number: _commit_one(engine, number), range(BARE_COMMITS)))
    seconds = time.perf_counter() - began
    engine.dispose()
    return BARE_COMMITS / seconds


def _commit_one(engine: Engine, number: int) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO bare (id, content) VALUES (:id, :content)"),
            {"id": number, "content": _A_RESPONSE},
        )


def percentile(exchanges: Sequence[Exchange], percent: int) -> float:
    """Return a percentile of the answering times, in milliseconds."""
    return 1000 * quantiles([each.seconds for each in exchanges], n=100)[percent - 1]
