"""Writes the raw answers of closed rounds to a folder, for whoever runs the machine.

Nothing in it leads to a person: a form has a code that is drawn anew for every round, and rows
come in random order. Comments appear as far as their writers allowed.
"""

import logging
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from secrets import token_hex
from typing import TypeVar

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.partnership import Language, Partnership, PartnershipId, Party
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Question, Questionnaire
from monitor.domain.response import Audience, Response
from monitor.domain.round import Round
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.additions import read_additions
from monitor.services.checkin.rounds import count_invited
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.questionnaires.versions import list_questionnaires
from monitor.services.results.export_files import (
    ADDITIONS,
    ANSWERS,
    ASKED,
    CHOICES,
    CODEBOOK,
    COMMENTS,
    FORMS,
    INVITED,
    MARKS,
    PARTIES,
    QUESTIONS,
    ROUNDS,
    Cell,
    ExportFiles,
)
from monitor.services.trail.note import note

CODEBOOK_FILE = Path(__file__).parents[3] / "data" / "export" / CODEBOOK
_CODE_BYTES = 6
# In place of a version, for questions that belong to no questionnaire.
_ADDITIONS = "additions"

_NO_SCALE = (None,) * 5
_RANDOM = SystemRandom()

logger = logging.getLogger(__name__)

Row = tuple[Cell, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Where to write, and of which partnership (None: of all)."""

    folder: Path
    partnership_id: PartnershipId | None = None


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """How much was written."""

    partnerships: int
    rounds: int
    forms: int


def export_answers(
    context: Context, request: ExportRequest, on_progress: Callable[[int, int], None]
) -> ExportCounts:
    """Write all files; ``on_progress`` hears how many partnerships of how many are done.

    Raises:
        NotFoundError: there is no such partnership.
        OSError: the folder cannot be written.
    """
    check_can_manage_all(context.actor)
    partnerships = _find_partnerships(context, request.partnership_id)
    counts = Counter[str]()
    with ExportFiles(request.folder) as files:
        additions = Questionnaire(_ADDITIONS, read_additions().parts)
        questionnaires = [*_find_questionnaires(context), additions]
        files.write(QUESTIONS, _question_rows(questionnaires))
        for done, partnership in enumerate(partnerships, start=1):
            _note(context, partnership.id)
            with context.unit_of_work(reads_only=True) as uow:
                _Exporter(context, uow, files, counts).export(partnership)
            on_progress(done, len(partnerships))
    text = CODEBOOK_FILE.read_text(encoding="utf-8")
    (request.folder / CODEBOOK).write_text(text, encoding="utf-8")
    written = ExportCounts(len(partnerships), counts["rounds"], counts["forms"])
    logger.info(
        "Exported raw answers: %d partnerships, %d closed rounds, %d forms, to %s",
        written.partnerships,
        written.rounds,
        written.forms,
        request.folder.resolve(),
    )
    return written


def _note(context: Context, partnership_id: PartnershipId) -> None:
    """Note it before the answers leave: an export that is broken off has taken some already."""
    with context.unit_of_work() as uow:
        note(context, uow, Deed(Act.ANSWERS_EXPORTED, partnership_id))
        uow.commit()


def _find_questionnaires(context: Context) -> Sequence[Questionnaire]:
    with context.unit_of_work(reads_only=True) as uow:
        return list_questionnaires(uow)


def _find_partnerships(
    context: Context, partnership_id: PartnershipId | None
) -> Sequence[Partnership]:
    with context.unit_of_work(reads_only=True) as uow:
        if partnership_id is not None:
            return [uow.partnerships.get(partnership_id)]
        return uow.partnerships.list_all()


@dataclass(frozen=True, slots=True)
class _Form:
    """A response with the code that stands for its writer in this round."""

    response: Response
    cells: Row


class _Exporter:
    """Writes one partnership at a time, so that memory does not grow with the database."""

    def __init__(
        self, context: Context, uow: UnitOfWork, files: ExportFiles, counts: Counter[str]
    ) -> None:
        self._context = context
        self._uow = uow
        self._files = files
        self._counts = counts

    def export(self, partnership: Partnership) -> None:
        """Write everything of a partnership."""
        self._files.write(PARTIES, _party_rows(partnership))
        for round_ in self._uow.rounds.list_of(partnership.id):
            if round_.closed_at is not None:
                self._export_round(partnership, round_, round_.closed_at.date().isoformat())

    def _export_round(self, partnership: Partnership, round_: Round, day: str) -> None:
        names = {party.id: _name_party(party) for party in partnership.parties}
        responses = _shuffle(self._uow.responses.sent_of(round_.id))
        forms = [
            _Form(each, (partnership.id, names[each.party_id], day, token_hex(_CODE_BYTES)))
            for each in responses
        ]
        questionnaire = self._context.questionnaires[round_.questionnaire_version]
        for name, answer_type in ((ANSWERS, AnswerType.AGREEMENT), (MARKS, AnswerType.MARK)):
            codes = _codes_of(questionnaire, answer_type)
            self._files.write(name, _shuffle(_answer_rows(forms, codes)))
        asked = self._uow.asked_agreements.list_of(round_.id)
        codes = _added_codes() | {each.code for each in asked}
        self._files.write(ADDITIONS, _shuffle(_answer_rows(forms, codes)))
        self._files.write(
            ASKED,
            ((partnership.id, names[each.owner], day, each.code, each.text) for each in asked),
        )
        self._files.write(CHOICES, _shuffle(_choice_rows(forms)))
        self._files.write(FORMS, ((*each.cells, int(each.response.is_paper)) for each in forms))
        self._files.write(ROUNDS, [_round_row(round_, day)])
        comments = _shuffle(_comment_rows(responses))
        self._files.write(COMMENTS, ((partnership.id, day, *row) for row in comments))
        invited = count_invited(self._uow, partnership, round_)
        self._files.write(
            INVITED,
            ((partnership.id, names[party], day, count) for party, count in invited.items()),
        )
        self._counts.update(rounds=1, forms=len(forms))


def _shuffle(items: Iterable[T]) -> list[T]:
    shuffled = list(items)
    _RANDOM.shuffle(shuffled)
    return shuffled


def _codes_of(questionnaire: Questionnaire, answer_type: AnswerType) -> frozenset[str]:
    return frozenset(
        question.code
        for question in questionnaire.questions()
        if question.answer_type is answer_type
    )


def _added_codes() -> frozenset[str]:
    """Return the codes of what a round may ask besides its questionnaire."""
    additions = read_additions()
    questions = (*additions.mirror.questions, *additions.load.questions)
    return frozenset(question.code for question in questions)


def _answer_rows(forms: Sequence[_Form], codes: Container[str]) -> Iterator[Row]:
    for form in forms:
        for code, value in form.response.answers.items():
            if code in codes:
                yield (*form.cells, code, value)


def _choice_rows(forms: Sequence[_Form]) -> Iterator[Row]:
    for form in forms:
        for code, options in form.response.choices.items():
            yield from ((*form.cells, code, option) for option in options)


def _comment_rows(responses: Sequence[Response]) -> Iterator[Row]:
    """Yield question, audience, count and text; without a text where nobody may read the words."""
    counted = Counter[str]()
    for response in responses:
        for code, comment in response.comments.items():
            if comment.audience is Audience.NOT_VERBATIM:
                counted[code] += 1
            else:
                yield code, comment.audience.value, 1, comment.text
    for code, count in counted.items():
        yield code, Audience.NOT_VERBATIM.value, count, None


def _round_row(round_: Round, day: str) -> Row:
    asked = round_.questionnaire_version, round_.privacy_mode.value, int(round_.is_light)
    return (round_.partnership_id, day, str(round_.quarter), *asked)


def _party_rows(partnership: Partnership) -> Iterator[Row]:
    for party in partnership.parties:
        name = _name_party(party)
        yield partnership.id, partnership.name, name, party.name, party.kind.value


def _name_party(party: Party) -> str:
    return f"{party.kind.value}-{party.id}"


def _question_rows(questionnaires: Iterable[Questionnaire]) -> Iterator[Row]:
    for questionnaire in questionnaires:
        for question in questionnaire.questions():
            texts = question.text[Language.DUTCH], question.text[Language.ENGLISH]
            yield (questionnaire.version, question.code, None, *_describe(question), *texts)
            for option in question.options:
                texts = option.text[Language.DUTCH], option.text[Language.ENGLISH]
                yield (questionnaire.version, question.code, option.code, *_NO_SCALE, *texts)


def _describe(question: Question) -> Row:
    scale = SCALE_VALUES[question.answer_type]
    ends = (scale[0], scale[-1]) if scale else (None, None)
    return (question.dimension, question.kind.value, question.answer_type.value, *ends)
