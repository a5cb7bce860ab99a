"""A new version of the questionnaire while somebody works on it, and what it becomes.

Whoever edits names no codes: a question whose words change gets a new one, and a question that
goes back to earlier words gets back the code it had with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.domain.mail_text import tidy_line
from monitor.domain.questionnaire import (
    AnswerType,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)
from monitor.domain.questionnaire_rules import OWN_PREFIX, is_fixed, reads_alike, seems_reversed

_SEPARATOR = "_"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A question of a draft; ``question``: as it was typed, under the code it had.

    ``key`` names the row for as long as the draft lives. ``before``: how the question read in a
    version before; None if it is new. ``is_on``: whether the new version asks it.
    """

    key: str
    part: str
    question: Question
    before: Question | None = None
    is_on: bool = True

    @property
    def is_fixed(self) -> bool:
        """Tell whether nobody may change it."""
        return self.before is not None and is_fixed(self.before)

    @property
    def is_reworded(self) -> bool:
        """Tell whether it reads otherwise than before."""
        return self.before is not None and not reads_alike(_tidy(self.question), self.before)

    @property
    def seems_reversed(self) -> bool:
        """Tell whether agreeing with it might be bad news, as far as its words show."""
        return seems_reversed(self.question)


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that is being made from another; ``rows`` in the order of the new version."""

    base: Questionnaire
    rows: Sequence[DraftRow]

    def rows_of(self, part: str) -> Sequence[DraftRow]:
        """Return the questions of one part."""
        return [row for row in self.rows if row.part == part]

    def row(self, key: str) -> DraftRow:
        """Return one row; KeyError if there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


def start_draft(base: Questionnaire, known: Sequence[Questionnaire]) -> Draft:
    """Begin with a version as it is, and with what other versions ask beside it, switched off."""
    rows: list[DraftRow] = []
    for part in base.parts:
        rows += [DraftRow(each.code, part.code, each, each) for each in part.questions]
        rows += [
            DraftRow(each.code, part.code, each, each, is_on=False)
            for each in _asked_elsewhere(base, part.code, known)
        ]
    return Draft(base, rows)


def _asked_elsewhere(
    base: Questionnaire, part_code: str, known: Sequence[Questionnaire]
) -> Sequence[Question]:
    """Return the questions of a part that only other versions ask, each in its newest words."""
    here = {stem_of(question.code) for question in base.questions()}
    newest: dict[str, Question] = {}
    for questionnaire in known:
        for part in questionnaire.parts:
            newest |= {stem_of(q.code): q for q in part.questions if part.code == part_code}
    return [question for stem, question in newest.items() if stem not in here]


def reword(draft: Draft, key: str, text: Text) -> Draft:
    """Return the draft with other words in one question."""
    row = draft.row(key)
    return _put(draft, replace(row, question=replace(row.question, text=text)))


def switch(draft: Draft, key: str, *, is_on: bool) -> Draft:
    """Return the draft that asks a question, or does not."""
    return _put(draft, replace(draft.row(key), is_on=is_on))


def make_own(kind: QuestionKind, text: Text, *, is_open: bool, rotates: bool) -> Question:
    """Make a question of one's own: a statement or an open question, which counts in no score."""
    answer_type = AnswerType.OPEN if is_open else AnswerType.AGREEMENT
    # Open questions take no turns: each round asks them all.
    return Question("", kind, answer_type, text, rotates=rotates and not is_open)


def add_own(draft: Draft, part: str, question: Question) -> Draft:
    """Return the draft with a question of its own, last in a part; its code is given later."""
    number = sum(row.before is None for row in draft.rows) + 1
    while any(row.key == f"new{number}" for row in draft.rows):
        number += 1
    return replace(draft, rows=[*draft.rows, DraftRow(f"new{number}", part, question)])


def remove(draft: Draft, key: str) -> Draft:
    """Return the draft without a question that was added to it."""
    return replace(draft, rows=[row for row in draft.rows if row.key != key])


def move(draft: Draft, key: str, steps: int) -> Draft:
    """Return the draft with a question so many places later in its part; negative: earlier."""
    part = list(draft.rows_of(draft.row(key).part))
    place = next(place for place, row in enumerate(part) if row.key == key)
    row = part.pop(place)
    part.insert(max(0, place + steps), row)
    others = [each for each in draft.rows if each.part != row.part]
    return replace(draft, rows=[*others, *part])


def build(draft: Draft, known: Sequence[Questionnaire], version: str) -> Questionnaire:
    """Make the version that a draft describes; ``known``: all versions there are, oldest first."""
    codes = name_questions(draft, known)
    parts = [
        replace(
            part,
            questions=[
                replace(_tidy(row.question), code=codes[row.key])
                for row in draft.rows_of(part.code)
                if row.is_on
            ],
        )
        for part in draft.base.parts
    ]
    return replace(draft.base, version=version, parts=parts)


def name_questions(draft: Draft, known: Sequence[Questionnaire]) -> Mapping[str, str]:
    """Return under which code each row of a draft is asked, by its key."""
    asked = {question.code: question for each in known for question in each.questions()}
    codes: dict[str, str] = {}
    for row in draft.rows:
        codes[row.key] = _name(row, asked)
        asked[codes[row.key]] = _tidy(row.question)
    return codes


def _name(row: DraftRow, asked: Mapping[str, Question]) -> str:
    if row.before is None:
        taken = {stem_of(code) for code in asked}
        return next(each for each in _count(OWN_PREFIX, 1) if each not in taken)
    if not row.is_reworded:
        return row.before.code
    stem = stem_of(row.before.code)
    for code, question in asked.items():
        if stem_of(code) == stem and reads_alike(question, _tidy(row.question)):
            return code
    return next(each for each in _count(stem + _SEPARATOR, 2) if each not in asked)


def stem_of(code: str) -> str:
    """Return the code that a question had with its first words."""
    return code.partition(_SEPARATOR)[0]


def _count(prefix: str, number: int) -> Iterator[str]:
    while True:
        yield f"{prefix}{number}"
        number += 1


def _put(draft: Draft, changed: DraftRow) -> Draft:
    rows = [changed if row.key == changed.key else row for row in draft.rows]
    return replace(draft, rows=rows)


def _tidy(question: Question) -> Question:
    text = {language: tidy_line(words) for language, words in question.text.items()}
    return replace(question, text=text)
