"""Reads the files of an analysis: fast, and with care where something turns out to be wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.questionnaire import Questionnaire
from monitor.services.analyse.checking import Expected, read_with_care
from monitor.services.analyse.faults import BadRowsError, Faults
from monitor.services.analyse.grouping import Grouped, group_answers
from monitor.services.analyse.invitations import read_invitations
from monitor.services.analyse.light_rounds import leave_out_light
from monitor.services.analyse.privacy import Privacy
from monitor.services.analyse.reading import DoubtfulFileError, read_fast
from monitor.services.analyse.rows import AnswerRows, OnBytes, Source, askable_questions


class Stage(StrEnum):
    """What an analysis is doing."""

    READING = "reading"  # In bytes.
    CHECKING = "checking"  # The same, with care.
    ANALYSING = "analysing"  # In partnerships.


OnProgress = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to analyse, and how."""

    answers: Source
    invited: Source | None = None
    privacy: Privacy = Privacy.CONFIDENTIAL
    is_linked: bool = True
    skips_bad_rows: bool = False
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and what was wrong with the rows that were left out."""

    request: Request
    grouped: Grouped
    answer_faults: Faults
    invited_faults: Faults


def load(request: Request, questionnaire: Questionnaire, on_progress: OnProgress) -> Loaded:
    """Read and group answers.

    Raises:
        BadRowsError: rows cannot be used, and they may not be skipped or nothing is left.
        OSError: a file cannot be read.
    """
    invitations, faults = read_invitations(request.invited) if request.invited else ({}, Faults(""))
    _check(faults, request)
    expected = Expected(askable_questions(questionnaire), request.is_linked, invitations)
    size = request.answers.size
    try:
        grouped = _load_fast(
            request.answers, expected, lambda done: on_progress(Stage.READING, done, size)
        )
        kept = leave_out_light(grouped, questionnaire)
        return Loaded(request, kept, Faults(request.answers.name), faults)
    except DoubtfulFileError:
        pass
    rows, more = read_with_care(
        request.answers, expected, lambda done: on_progress(Stage.CHECKING, done, size)
    )
    _check(more, request)
    if not len(rows):
        raise BadRowsError(more)
    grouped = leave_out_light(_group(rows, expected), questionnaire)
    return Loaded(request, grouped, more, faults)


def _load_fast(source: Source, expected: Expected, on_bytes: OnBytes) -> Grouped:
    rows = read_fast(source, expected.questions, on_bytes)
    if expected.is_linked and rows.respondent.has_empty:
        raise DoubtfulFileError
    grouped = _group(rows, expected)
    if not grouped.is_sound:
        raise DoubtfulFileError
    return grouped


def _group(rows: AnswerRows, expected: Expected) -> Grouped:
    return group_answers(
        rows, expected.invitations, len(expected.questions), is_linked=expected.is_linked
    )


def _check(faults: Faults, request: Request) -> None:
    if faults.is_fatal or (faults.total and not request.skips_bad_rows):
        raise BadRowsError(faults)
