"""People who answer with a personal link over a connection that may break under them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from monitor.bootstrap import build_context
from monitor.domain.links import Token
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.seeding import OpenRound, make_partnership, open_checkin

# What a person's browser meets when the process that was to answer is gone.
GONE = (OSError, HTTPException)
PATIENCE_SECONDS = 60
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the survey that was received whole."""

    status: int
    location: str
    retry_after: str
    text: str


class Browser:
    """Asks one process over one connection, which is opened anew when it broke."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._connection = HTTPConnection(*address, timeout=PATIENCE_SECONDS)

    def get(self, path: str) -> Reply:
        """Get a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Reply:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None = None) -> Reply:
        try:
            self._connection.request(method, path, body, _FORM if body else {})
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except GONE:
            self._connection.close()
            raise
        location, retry_after = (answer.getheader(name, "") for name in ("location", "retry-after"))
        return Reply(answer.status, location, retry_after, text)


@contextmanager
def use_cases(database_url: str) -> Iterator[Context]:
    """Give the product on a database, as its processes have it."""
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY.decode())
    engine = make_engine(database_url)
    yield build_context(settings, engine)
    engine.dispose()


def invite(context: Context, *, rounds: int = 1, people: int) -> Sequence[OpenRound]:
    """Open rounds of so many people each, half of either party."""
    return [
        open_checkin(context, make_partnership(context, f"Wijk {number + 1}", people=people // 2))
        for number in range(rounds)
    ]


def path_of(token: Token, page: str = "") -> str:
    """Return the path of a page of a personal link."""
    return f"/s/{token}/{page}" if page else f"/s/{token}"
