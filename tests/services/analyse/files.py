"""Small files of answers, written out for tests."""

from collections.abc import Iterable, Sequence

from monitor.services.analyse.grouping import Grouped, group_answers
from monitor.services.analyse.invitations import Invitations
from monitor.services.analyse.loading import Request
from monitor.services.analyse.privacy import Privacy
from monitor.services.analyse.reading import read_fast
from monitor.services.analyse.rows import COLUMNS, Source, askable_questions
from tests.builders import current_questionnaire

HEADER = ",".join(COLUMNS)
INVITED_HEADER = "partnership,party,round,invited"
QUESTIONS = askable_questions(current_questionnaire())
CORE = QUESTIONS[:12]
SPRING, SUMMER = "2026-03-31", "2026-06-30"


def form(
    who: str, values: Sequence[int | None] | int, *, questions: Sequence[str] = CORE
) -> list[str]:
    """Write one form; ``who`` is "partnership,party,round,respondent"."""
    given = [values] * len(questions) if isinstance(values, int) else values
    return [
        f"{who},{question},{'' if value is None else value}"
        for question, value in zip(questions, given, strict=True)
    ]


def team(partnership: str, party: str, day: str, values: Sequence[int]) -> list[str]:
    """Write the forms of a party's people, each with one value everywhere."""
    return [
        row
        for number, value in enumerate(values)
        for row in form(f"{partnership},{party},{day},{party}-{number}", value)
    ]


def small_file() -> list[str]:
    """Two partnerships of two parties, one of them with two rounds."""
    return [
        *team("Elm", "initiative", SPRING, [4, 4, 4, 5, 3]),
        *team("Elm", "municipality", SPRING, [4, 4, 3, 4, 4]),
        *team("Elm", "initiative", SUMMER, [2, 2, 1, 2, 2]),
        *team("Elm", "municipality", SUMMER, [4, 4, 3, 4, 4]),
        *team("Ash", "initiative", SPRING, [3, 3]),
        *team("Ash", "municipality", SPRING, [5, 4, 5]),
    ]


def write(rows: Iterable[str], *, header: str = HEADER, end: str = "\n") -> bytes:
    """Write a file."""
    return end.join([header, *rows, ""]).encode()


def source_of(content: bytes | Iterable[str], name: str = "answers.csv") -> Source:
    """Make a source of a file's content, or of its rows."""
    return Source.of_bytes(name, content if isinstance(content, bytes) else write(content))


def invited_source(rows: Iterable[str]) -> Source:
    """Make a source of a file of invitations."""
    return source_of(write(rows, header=INVITED_HEADER), "invited.csv")


def request_of(rows: Iterable[str], **how: object) -> Request:
    """Ask for an analysis in which nothing is hidden."""
    fields: dict[str, object] = {"privacy": Privacy.NONE, **how}
    return Request(source_of(rows), **fields)  # type: ignore[arg-type]


def group(
    rows: Iterable[str], invitations: Invitations | None = None, *, is_linked: bool = True
) -> Grouped:
    """Read and group rows in which nothing is wrong."""
    read = read_fast(source_of(rows), QUESTIONS, lambda _: None)
    return group_answers(read, invitations or {}, len(QUESTIONS), is_linked=is_linked)
