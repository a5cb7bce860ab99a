"""People who answer at a fixed pace over several processes, and what became of every answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode, urlsplit

from benchmarks.browsing import TIMEOUT_SECONDS, read_page
from benchmarks.front import Front, make_request
from benchmarks.open_loop import Paced

_HOST = "localhost"
_READ, _SAVED = 200, 303
_PAGES = range(1, 6)
Form = Mapping[str, str]


@dataclass(slots=True)
class Person:
    """Somebody with a link: each time they save, it is one answer more of a page.

    ``acknowledged``: every answer that the survey said it had stored.
    """

    number: int
    path: str
    answers: list[tuple[int, str]]
    given: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    # Nobody sends a form while an earlier one of theirs is on its way: it could overtake that.
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def next_form(self) -> tuple[int, Form]:
        """Return the number of a page and all that is filled in on it by now."""
        page, _ = self.answers[self.given % len(self.answers)]
        self.given += 1
        filled_in = self.answers[: (self.given - 1) % len(self.answers) + 1]
        return page, {code: self._value(code) for at, code in filled_in if at == page}

    def _value(self, code: str) -> str:
        turn = (self.given - 1) // len(self.answers)
        return str((self.number + sum(code.encode()) + turn) % 5 + 1)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking; ``saves``: how many were acknowledged."""

    paced: Paced
    people: Sequence[Person]
    saves: int


def answer_at_pace(
    addresses: Sequence[tuple[str, int]], paths: Sequence[str], *, per_second: int, seconds: int
) -> Answered:
    """Let people in turn read a page and save an answer, whether or not others are answered."""
    return asyncio.run(_answer_at_pace(addresses, paths, per_second, seconds))


async def _answer_at_pace(
    addresses: Sequence[tuple[str, int]], paths: Sequence[str], per_second: int, seconds: int
) -> Answered:
    front, loop = Front(addresses), asyncio.get_running_loop()
    answers = await _read_questions(front, paths[0])
    people = [Person(number, path, answers) for number, path in enumerate(paths)]
    turns = cycle(people)
    begins_at = loop.time()
    tasks = []
    for number in range(per_second * seconds // 2):
        # Of two requests one reads and one saves.
        asked_at = begins_at + 2 * number / per_second
        await asyncio.sleep(max(0.0, asked_at - loop.time()))
        person = next(turns)
        tasks += [
            asyncio.create_task(_read(front, person, asked_at)),
            asyncio.create_task(_save(front, person, asked_at + 1 / per_second)),
        ]
    measured = await asyncio.gather(*tasks)
    await front.close()
    right = [is_right for _, is_right in measured]
    saves = sum(right[1::2])
    return Answered(Paced([each for each, _ in measured], right.count(False)), people, saves)


async def _read_questions(front: Front, path: str) -> list[tuple[int, str]]:
    """Return the codes of all questions with their page, from the pages themselves."""
    found: list[tuple[int, str]] = []
    for page in _PAGES:
        request = make_request("GET", f"{path}/{page}", _HOST)
        _, content = await front.ask(request, may_repeat=True)
        fields = read_page(content.decode()).fields
        found += [(page, name) for name in fields if name.isupper() or name[-1].isdigit()]
    return found


async def _read(front: Front, person: Person, asked_at: float) -> tuple[float, bool]:
    page = person.answers[person.given % len(person.answers)][0]
    request = make_request("GET", f"{person.path}/{page}", _HOST)
    return await _measure(front, request, asked_at, _READ)


async def _save(front: Front, person: Person, asked_at: float) -> tuple[float, bool]:
    await asyncio.sleep(max(0.0, asked_at - asyncio.get_running_loop().time()))
    async with person.turn:
        page, form = person.next_form()
        body = urlencode({**form, "go": "save"}).encode()
        request = make_request("POST", f"{person.path}/{page}", _HOST, body)
        took, is_right = await _measure(front, request, asked_at, _SAVED)
        if is_right:
            person.acknowledged.update(form)
    return took, is_right


async def _measure(
    front: Front, request: bytes, asked_at: float, expected: int
) -> tuple[float, bool]:
    may_repeat = expected == _READ
    try:
        asking = front.ask(request, may_repeat=may_repeat)
        status, _ = await asyncio.wait_for(asking, TIMEOUT_SECONDS)
    except (OSError, EOFError, TimeoutError):
        status = 0
    return 1000 * (asyncio.get_running_loop().time() - asked_at), status == expected


def address_of(url: str) -> tuple[str, int]:
    """Return where a process listens."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 80
