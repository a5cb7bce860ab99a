"""The rows of a file as columns of small numbers, and what their cells may hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from monitor.domain.analysis.cube import DONT_KNOW
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Questionnaire

COLUMNS = ("partnership", "party", "round", "respondent", "question", "value")

# As numbers are written, and as a table program writes them beside empty cells.
VALUES: Mapping[str, int] = {
    "": DONT_KNOW,
    **{str(value): value for value in SCALE_VALUES[AnswerType.AGREEMENT]},
    **{f"{value}.0": value for value in SCALE_VALUES[AnswerType.AGREEMENT]},
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Small = NDArray[np.int8]
Codes = NDArray[np.int32]
OnBytes = Callable[[int], None]
NameColumn: TypeAlias = "pa.DictionaryArray[Any, Any]"
NAMES = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, as often as needed."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def of_path(cls, path: Path) -> "Source":
        """Read from disk; OSError if it is not there."""
        return cls(path.name, path.stat().st_size, lambda: path.open("rb"))

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "Source":
        """Read from memory."""
        return cls(name, len(content), lambda: BytesIO(content))


@dataclass(frozen=True, slots=True)
class Names:
    """A column of names: the different ones sorted, and of each row the place of its name."""

    different: Sequence[str]
    codes: Codes

    @property
    def has_empty(self) -> bool:
        """Tell whether the first of the different names is empty."""
        return len(self.different) > 0 and not self.different[0]


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """Answers column by column.

    ``day``: a date as an ordinal; ``question``: its place in the questions that may be asked;
    ``value`` as in an answer cube.
    """

    partnership: Names
    party: Names
    respondent: Names
    day: Codes
    question: Small
    value: Small

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.value)


def askable_questions(questionnaire: Questionnaire) -> Sequence[str]:
    """Return the codes of the questions that are answered on the scale 1 to 5."""
    return [
        question.code
        for question in questionnaire.questions()
        if question.answer_type is AnswerType.AGREEMENT
    ]


def parse_day(text: str) -> int | None:
    """Return the ordinal of an ISO date, None if the text is none."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def join_names(parts: Sequence[NameColumn]) -> Names:
    """Join a column that was read in parts, each with names of its own."""
    if not parts:
        return Names([], np.empty(0, np.int32))
    joined = pa.chunked_array(parts).unify_dictionaries()
    columns = cast("Sequence[NameColumn]", joined.chunks)
    different = columns[0].dictionary
    order = pc.sort_indices(different)
    places = np.empty(len(order), np.int32)
    places[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    codes = np.empty(len(joined), np.int32)
    start = 0
    for part in columns:
        np.take(places, part.indices.to_numpy(), out=codes[start : start + len(part)])
        start += len(part)
    return Names(read_texts(different.take(order)), codes)


def read_texts(column: "pa.Array[Any]") -> Sequence[str]:
    """Return the texts of a column that has no empty cells other than empty texts."""
    return cast("Sequence[str]", column.to_pylist())
