"""Reads answers with care: what is wrong with which line, and the rows that are left.

Much slower than reading fast, and only needed for a file in which something is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from monitor.services.analyse.faults import Fault, FaultReason, Faults
from monitor.services.analyse.invitations import Invitations
from monitor.services.analyse.lines import Line, read_lines
from monitor.services.analyse.rows import (
    COLUMNS,
    VALUES,
    AnswerRows,
    NameColumn,
    Names,
    OnBytes,
    Source,
    join_names,
    parse_day,
)

_PART_ROWS = 200_000
_ANSWER = ["partnership", "party", "day", "respondent", "question"]
_PARTY = ["partnership", "party"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What rows are checked against."""

    questions: Sequence[str]
    is_linked: bool
    invitations: Invitations


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a sound row, with the line it begins on."""

    line: int
    names: tuple[str, str, str]
    numbers: tuple[int, int, int]


def read_with_care(
    source: Source, expected: Expected, on_bytes: OnBytes
) -> tuple[AnswerRows, Faults]:
    """Read the rows that can be used, and all that is wrong with the others."""
    faults = Faults(source.name)
    lines = read_lines(source, COLUMNS, faults, on_bytes)
    rows, line_numbers = _gather(_sound_cells(lines, expected, faults))
    if not len(rows) and not faults.total:
        faults.add(Fault(1, FaultReason.EMPTY_FILE))
    return _drop_faulty(rows, line_numbers, expected, faults), faults


def _sound_cells(lines: Iterator[Line], expected: Expected, faults: Faults) -> Iterator[_Cells]:
    questions = {code: place for place, code in enumerate(expected.questions)}
    for line, cells in lines:
        partnership, party, round_, respondent, question, value = cells
        day = parse_day(round_)
        if not partnership:
            faults.add(Fault(line, FaultReason.NO_PARTNERSHIP))
        elif not party:
            faults.add(Fault(line, FaultReason.NO_PARTY))
        elif day is None:
            faults.add(Fault(line, FaultReason.ROUND, round_))
        elif not respondent and expected.is_linked:
            faults.add(Fault(line, FaultReason.NO_RESPONDENT))
        elif question not in questions:
            faults.add(Fault(line, FaultReason.QUESTION, question))
        elif value not in VALUES:
            faults.add(Fault(line, FaultReason.VALUE, value))
        else:
            names = partnership, party, respondent
            yield _Cells(line, names, (day, questions[question], VALUES[value]))


def _gather(cells: Iterator[_Cells]) -> tuple[AnswerRows, NDArray[np.int64]]:
    names: list[list[NameColumn]] = [[], [], []]
    numbers = [np.empty((0, 3), np.int32)]
    lines = [np.empty(0, np.int64)]
    while part := list(islice(cells, _PART_ROWS)):
        for place, parts in enumerate(names):
            texts = pa.array([each.names[place] for each in part], pa.string())
            parts.append(texts.dictionary_encode())
        numbers.append(np.array([each.numbers for each in part], np.int32))
        lines.append(np.array([each.line for each in part], np.int64))
    day, question, value = np.concatenate(numbers).T
    partnership, party, respondent = (join_names(parts) for parts in names)
    rows = AnswerRows(
        partnership, party, respondent, day, question.astype(np.int8), value.astype(np.int8)
    )
    return rows, np.concatenate(lines)


def _drop_faulty(
    rows: AnswerRows, lines: NDArray[np.int64], expected: Expected, faults: Faults
) -> AnswerRows:
    """Drop what is wrong between rows: answers given twice, and parties on their own."""
    frame = _frame(rows, lines)
    frame = _drop_repeated(frame, rows, faults)
    frame = _drop_parties(frame, rows, expected, faults)
    kept = frame.index.to_numpy()
    return AnswerRows(
        _pick(rows.partnership, kept),
        _pick(rows.party, kept),
        _pick(rows.respondent, kept),
        day=rows.day[kept],
        question=rows.question[kept],
        value=rows.value[kept],
    )


def _frame(rows: AnswerRows, lines: NDArray[np.int64]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "partnership": rows.partnership.codes,
            "party": rows.party.codes,
            "day": rows.day,
            "respondent": rows.respondent.codes,
            "question": rows.question,
            "value": rows.value,
            "line": lines,
        }
    )


def _drop_repeated(frame: pd.DataFrame, rows: AnswerRows, faults: Faults) -> pd.DataFrame:
    """Keep one of equal answers, and none of those that contradict: whichever came first."""
    is_named = frame["respondent"] > 0 if rows.respondent.has_empty else True
    repeated = frame[frame.duplicated(_ANSWER, keep=False) & is_named]
    if repeated.empty:
        return frame
    groups = repeated.groupby(_ANSWER)
    first = groups["line"].transform("first")
    second = groups["line"].transform(lambda lines: lines.iloc[1])
    is_first = repeated["line"] == first
    is_contradicted = groups["value"].transform("nunique") > 1
    bad = repeated[is_contradicted | ~is_first]
    for place in bad.index:
        reason = FaultReason.CONTRADICTION if is_contradicted[place] else FaultReason.DUPLICATE
        other = second[place] if is_first[place] else first[place]
        faults.add(Fault(int(bad["line"][place]), reason, str(other)))
    return frame.drop(bad.index)


def _drop_parties(
    frame: pd.DataFrame, rows: AnswerRows, expected: Expected, faults: Faults
) -> pd.DataFrame:
    """Drop parties of one row, and then partnerships of one party."""
    invited = _invited_parties(rows, expected.invitations)
    size = frame.groupby(_PARTY)["line"].transform("size")
    keys = pd.MultiIndex.from_frame(frame[_PARTY])
    is_once = (size == 1) & ~keys.isin(invited)
    for _, row in frame[is_once].iterrows():
        names = (
            rows.partnership.different[int(row["partnership"])],
            rows.party.different[int(row["party"])],
        )
        faults.add(Fault(int(row["line"]), FaultReason.PARTY_ONCE, " / ".join(names)))
    frame = frame[~is_once]
    parties = pd.concat(
        [frame[_PARTY], pd.DataFrame(invited, columns=_PARTY)], ignore_index=True
    ).drop_duplicates()
    counts = parties.groupby("partnership").size()
    is_lone = frame["partnership"].map(counts) == 1
    lone = frame[is_lone]
    for code in lone["partnership"].unique():
        group = lone["line"][lone["partnership"] == code]
        name = rows.partnership.different[int(code)]
        faults.add(Fault(int(group.iloc[0]), FaultReason.LONE_PARTY, name, len(group)))
    return frame[~is_lone]


def _invited_parties(rows: AnswerRows, invitations: Invitations) -> Sequence[tuple[int, int]]:
    """Return the parties that were invited, as codes; those that never answered beyond the rest."""
    partnerships = {name: code for code, name in enumerate(rows.partnership.different)}
    parties = {name: code for code, name in enumerate(rows.party.different)}
    pairs = {(partnership, party) for partnership, party, _ in invitations}
    return [
        (partnerships[partnership], parties.setdefault(party, len(parties)))
        for partnership, party in sorted(pairs)
        if partnership in partnerships
    ]


def _pick(names: Names, kept: NDArray[np.int64]) -> Names:
    """Keep the names that are still used."""
    used, codes = np.unique(names.codes[kept], return_inverse=True)
    return Names([names.different[place] for place in used], codes.astype(np.int32))
