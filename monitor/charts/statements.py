"""The rows of the question chart: which statements are shown, in which order and place."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from monitor.charts.layout import Part, bold, note
from monitor.charts.style import Look, PartyMark, choose_marks
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import AnswerType, Question, Questionnaire
from monitor.domain.results import PublishedQuestion, PublishedRound
from monitor.i18n.reader import Reader, capitalise, plot_text

LARGE_DIFFERENCE = 1.0
STANDOUTS = 3
STATEMENT_WIDTH = 404
WIDE_LINE, NARROW_LINE = 62, 44
NARROW_TITLE_DISTANCE = 52


@dataclass(frozen=True, slots=True)
class Statement:
    """One row: a question with what each party answered (None: this party was not asked)."""

    question: Question
    text: str
    answers: Sequence[PublishedQuestion | None]

    @property
    def means(self) -> Sequence[float | None]:
        """The mean of every party, in the order of the round."""
        return [answer.mean if answer else None for answer in self.answers]

    @property
    def difference(self) -> float | None:
        """Largest difference between the parties' means, where all are shown."""
        known = [mean for mean in self.means if mean is not None]
        if len(known) < 2 or len(known) < len(self.answers):  # noqa: PLR2004 - it takes two.
            return None
        return round(max(known) - min(known), 6)


@dataclass(frozen=True, slots=True)
class Section:
    """The statements of one part of the check-in under its title."""

    title: str
    statements: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Column:
    """A party in the figure."""

    name: str
    mark: PartyMark
    colour: str
    respondents: int | None


def collect_sections(
    published: PublishedRound, questionnaire: Questionnaire, reader: Reader
) -> Sequence[Section]:
    """Return the statements of which at least one party's answers are shown, by part."""
    by_party = [{shown.code: shown for shown in party.questions} for party in published.parties]
    sections = []
    for part in questionnaire.parts:
        rows = [
            Statement(
                question,
                reader.statement(question),
                [questions.get(question.code) for questions in by_party],
            )
            for question in part.questions
            if question.answer_type is AnswerType.AGREEMENT
        ]
        shown = [row for row in rows if any(mean is not None for mean in row.means)]
        if shown:
            sections.append(Section(part.title[reader.t.language], shown))
    return sections


def list_columns(
    partnership: Partnership, published: PublishedRound, reader: Reader, look: Look
) -> Sequence[Column]:
    """Return the parties of the figure, in the order of the round."""
    marks = choose_marks(partnership)
    return [
        Column(
            capitalise(reader.party(partnership, party.party_id)),
            marks[party.party_id],
            look.palette.of(marks[party.party_id].kind).mark,
            party.respondents,
        )
        for party in published.parties
    ]


def standouts(sections: Sequence[Section]) -> Sequence[Statement]:
    """Return the statements on which the parties differ most, largest difference first."""
    known = [row for section in sections for row in section.statements if row.difference]
    return sorted(known, key=lambda row: -(row.difference or 0.0))[:STANDOUTS]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the titles of the sections and the statements lie, and where the figure ends."""

    titles: Sequence[tuple[float, Section]]
    rows: Sequence[tuple[float, Statement]]
    end: float


def place_rows(sections: Sequence[Section], row_height: int, look: Look) -> Places:
    """Give every title and statement its height in the figure, in rows from the top."""
    after_title, after_section = 1.0, 1.5
    if look.is_narrow:
        # A statement of two lines stands on its row, under the title.
        after_title, after_section = NARROW_TITLE_DISTANCE / row_height, 1.1
    titles, rows, y = [], [], 0.0
    for section in sections:
        titles.append((y, section))
        y += after_title
        rows += [(y + place, row) for place, row in enumerate(section.statements)]
        y += len(section.statements) - 1 + after_section
    return Places(titles, rows, y - after_section + 1)


def row_texts(places: Places, look: Look) -> Sequence[Part]:
    """Write the titles of the sections and the statements, the largest differences in bold."""
    bold_codes = {row.question.code for row in standouts([s for _, s in places.titles])}
    texts = [_left(bold(plot_text(section.title)), y, look) for y, section in places.titles]
    for y, row in places.rows:
        lines = wrap(row.text, NARROW_LINE if look.is_narrow else WIDE_LINE)
        text = "<br>".join(plot_text(line) for line in lines)
        texts.append(_left(bold(text) if row.question.code in bold_codes else text, y, look))
    return texts


def _left(text: str, y: float, look: Look) -> Part:
    """Put a text beside its marks, or above them on a phone."""
    place: Part = {"xref": "paper", "xanchor": "left", "align": "left"}
    if look.is_narrow:
        return note(text, 0, y, yanchor="bottom", yshift=-6, **place)
    return note(text, 0, y, yanchor="middle", xshift=-STATEMENT_WIDTH, **place)
