"""Reads answers fast: many threads, small numbers at once, and no row on its own.

It only notices that something is wrong; :mod:`monitor.services.analyse.checking` then finds out
what and where.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.csv

from monitor.services.analyse.rows import (
    COLUMNS,
    NAMES,
    VALUES,
    AnswerRows,
    Codes,
    NameColumn,
    OnBytes,
    Small,
    Source,
    join_names,
    parse_day,
    read_texts,
)

_BLOCK_BYTES = 8 * 2**20


class DoubtfulFileError(Exception):
    """Something in the file is wrong; it must be read with more care."""


def read_fast(source: Source, questions: Sequence[str], on_bytes: OnBytes) -> AnswerRows:
    """Read a file of answers.

    Raises:
        DoubtfulFileError: a row cannot be used.
        OSError: the file cannot be read.
    """
    columns = _Columns(questions)
    try:
        for batch in _batches(source, on_bytes):
            columns.add(batch)
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise DoubtfulFileError from error
    return columns.join()


def _batches(source: Source, on_bytes: OnBytes) -> Iterator[pa.RecordBatch]:
    with source.open() as file:
        reader = pyarrow.csv.open_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK_BYTES),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=list(COLUMNS), column_types=dict.fromkeys(COLUMNS, NAMES)
            ),
        )
        for batch in reader:
            yield batch
            on_bytes(file.tell())


class _Columns:
    """The columns as far as they were read."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._names: dict[str, list[NameColumn]] = {
            name: [] for name in ("partnership", "party", "respondent")
        }
        self._days: list[Codes] = []
        self._questions: list[Small] = []
        self._values: list[Small] = []
        self._known_questions = {code: place for place, code in enumerate(questions)}

    def add(self, batch: pa.RecordBatch) -> None:
        """Add rows; of a text that only stands for a number, the number is kept."""
        columns = {name: cast("NameColumn", batch.column(name)) for name in COLUMNS}
        for name, parts in self._names.items():
            parts.append(columns[name])
        self._days.append(_translate(columns["round"], parse_day).astype(np.int32))
        self._questions.append(
            _translate(columns["question"], self._known_questions.get).astype(np.int8)
        )
        self._values.append(_translate(columns["value"], VALUES.get).astype(np.int8))

    def join(self) -> AnswerRows:
        """Return all rows; DoubtfulFileError if there are none, or some lack a name."""
        if not self._values:
            raise DoubtfulFileError
        rows = AnswerRows(
            partnership=join_names(self._names.pop("partnership")),
            party=join_names(self._names.pop("party")),
            respondent=join_names(self._names.pop("respondent")),
            day=np.concatenate(self._days),
            question=np.concatenate(self._questions),
            value=np.concatenate(self._values),
        )
        if not len(rows) or rows.partnership.has_empty or rows.party.has_empty:
            raise DoubtfulFileError
        return rows


def _translate(column: NameColumn, find: Callable[[str], int | None]) -> Codes:
    """Replace texts by what they mean; DoubtfulFileError if one means nothing."""
    meanings = [find(text) for text in read_texts(column.dictionary)]
    if None in meanings:
        raise DoubtfulFileError
    places: Codes = column.indices.to_numpy()
    return np.array(meanings, np.int32)[places]
