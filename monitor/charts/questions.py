"""What the parties answered per question: means as dots, or counted bars in open mode."""

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import Part, base_axis, base_layout, bold, line_shape, note, tinted
from monitor.charts.question_bars import draw_counts
from monitor.charts.statements import (
    LARGE_DIFFERENCE,
    STATEMENT_WIDTH,
    Column,
    Section,
    Statement,
    collect_sections,
    list_columns,
    place_rows,
    row_texts,
    standouts,
)
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.charts.table import Table
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.results import HiddenReason, PublishedParty, PublishedQuestion, PublishedRound
from monitor.i18n.reader import Reader, capitalise, join_words, plot_text, shorten

ROW_HEIGHT, NARROW_ROW_HEIGHT = 32, 70
# Room for one number right of the dots.
COLUMN_WIDTH = 80
LONGEST_HEAD = 12


def draw_questions(
    partnership: Partnership,
    published: PublishedRound,
    questionnaire: Questionnaire,
    reader: Reader,
    look: Look,
) -> go.Figure:
    """Draw every shown question: counted bars where counts are shown, else dots for the means."""
    sections = collect_sections(published, questionnaire, reader)
    columns = list_columns(partnership, published, reader, look)
    if has_counts(published):
        return draw_counts(sections, columns, reader, look)
    return _draw_means(sections, columns, reader, look)


def has_questions(published: PublishedRound) -> bool:
    """Tell whether any question may be shown; without one there is nothing to draw."""
    return any(
        question.mean is not None for party in published.parties for question in party.questions
    )


def has_counts(published: PublishedRound) -> bool:
    """Tell whether answers are shown as counts, which only open mode does."""
    return any(
        question.counts is not None for party in published.parties for question in party.questions
    )


def describe_questions(
    partnership: Partnership,
    published: PublishedRound,
    questionnaire: Questionnaire,
    reader: Reader,
) -> str:
    """Say in one sentence on which questions the parties differ most."""
    sections = collect_sections(published, questionnaire, reader)
    names = [reader.party(partnership, party.party_id) for party in published.parties]
    parties = join_words(names, reader.t)
    largest = [f"“{row.text.rstrip('.')}”" for row in standouts(sections)]
    if not largest:
        return reader.t("charts.questions.alt_plain", parties=parties)
    return reader.t(
        "charts.questions.alt", parties=parties, statements=join_words(largest, reader.t)
    )


def table_of_questions(
    partnership: Partnership,
    published: PublishedRound,
    questionnaire: Questionnaire,
    reader: Reader,
) -> Table:
    """Return the numbers of the figure: a row per question, a column per party."""
    sections = collect_sections(published, questionnaire, reader)
    headers = [reader.t("charts.question")]
    headers += [
        capitalise(reader.party(partnership, party.party_id)) for party in published.parties
    ]
    headers.append(reader.t("charts.difference"))
    rows = [
        [
            row.text,
            *(_answer_text(answer, reader) for answer in row.answers),
            "–" if row.difference is None else reader.formatter.points(row.difference),
        ]
        for section in sections
        for row in section.statements
    ]
    return Table(headers, rows)


def describe_hidden_questions(
    partnership: Partnership, published: PublishedRound, reader: Reader
) -> Sequence[str]:
    """Say per party without shown questions why that is; empty when every party has some."""
    return [
        reader.t(
            f"charts.questions.{_why_hidden(party).value}",
            party=capitalise(reader.party(partnership, party.party_id)),
        )
        for party in published.parties
        if not any(question.mean is not None for question in party.questions)
    ]


def _why_hidden(party: PublishedParty) -> HiddenReason:
    reasons = [question.hidden_because for question in party.questions if question.hidden_because]
    if reasons:
        return max(HiddenReason, key=reasons.count)
    return HiddenReason.TOO_FEW_FOR_QUESTIONS if party.has_enough else HiddenReason.TOO_FEW_ANSWERS


def _answer_text(answer: PublishedQuestion | None, reader: Reader) -> str:
    if answer is None or answer.mean is None:
        return reader.t("charts.no_number")
    number = reader.formatter.score(answer.mean)
    if answer.counts is None:
        return number
    counts = " · ".join(reader.formatter.number(count) for count in answer.counts)
    return f"{number} ({counts})"


def _draw_means(
    sections: Sequence[Section], columns: Sequence[Column], reader: Reader, look: Look
) -> go.Figure:
    row_height = NARROW_ROW_HEIGHT if look.is_narrow else ROW_HEIGHT
    places = place_rows(sections, row_height, look)
    rows = places.rows
    side = 20 if look.is_narrow else 28 + COLUMN_WIDTH * (len(columns) + 1)
    layout = base_layout(reader, look.palette, height=int(120 + row_height * (places.end + 0.5)))
    layout |= {
        "margin": {
            "l": 14 if look.is_narrow else STATEMENT_WIDTH + 12,
            "r": side,
            "t": 40,
            "b": 70,
        },
        "xaxis": base_axis(look.palette, range=[0.9, 5.1], tickvals=[1, 2, 3, 4, 5], showgrid=True),
        "yaxis": base_axis(look.palette, range=[places.end, -0.6], showticklabels=False),
        "shapes": [_gap_bar(y + _drop(look), row, look) for y, row in rows if row.difference],
        "annotations": [
            *row_texts(places, look),
            *_worded_ends(reader, look),
            *([] if look.is_narrow else _number_columns(rows, columns, reader, look)),
        ],
    }
    traces = [_dots(place, column, rows, (reader, look)) for place, column in enumerate(columns)]
    return go.Figure(data=traces, layout=layout)


def _drop(look: Look) -> float:
    """Return how far the dots lie below their row: under the statement on a phone."""
    return 0.3 if look.is_narrow else 0.0


def _gap_bar(y: float, row: Statement, look: Look) -> Part:
    known = [mean for mean in row.means if mean is not None]
    line = {"width": 7, "color": look.palette.gap}
    return line_shape((min(known), y), (max(known), y), line=line)


def _worded_ends(reader: Reader, look: Look) -> Sequence[Part]:
    anchors = ("left", "right") if look.is_narrow else ("center", "center")
    return [
        note(
            tinted(reader.t(f"charts.scale.{end}"), look.palette.muted),
            end,
            0,
            yref="paper",
            yshift=-26,
            yanchor="top",
            xanchor=anchor,
            font={"size": SMALL_TEXT_SIZE},
        )
        for end, anchor in zip((1, 5), anchors, strict=True)
    ]


def _number_columns(
    rows: Sequence[tuple[float, Statement]], columns: Sequence[Column], reader: Reader, look: Look
) -> Sequence[Part]:
    texts = []
    heads = [tinted(plot_text(shorten(c.name, LONGEST_HEAD)), c.colour) for c in columns]
    heads.append(tinted(reader.t("charts.difference"), look.palette.muted))
    for place, head in enumerate(heads):
        size = {"size": SMALL_TEXT_SIZE}
        texts.append(_in_column(head, 1, place) | {"yref": "paper", "yshift": 12, "font": size})
    for y, row in rows:
        for place, (column, mean) in enumerate(zip(columns, row.means, strict=True)):
            number = "–" if mean is None else reader.formatter.score(mean)
            texts.append(_in_column(tinted(number, column.colour), y, place))
        texts.append(_in_column(_difference_text(row, reader, look), y, len(columns)))
    return texts


def _difference_text(row: Statement, reader: Reader, look: Look) -> str:
    if row.difference is None:
        return "–"
    number = reader.formatter.points(row.difference)
    if row.difference >= LARGE_DIFFERENCE:
        return bold(number, look.palette.signal)
    return tinted(number, look.palette.muted)


def _in_column(text: str, y: float, place: int) -> Part:
    shift = 20 + COLUMN_WIDTH * place + COLUMN_WIDTH // 2
    return note(text, 1, y, xref="paper", xanchor="center", yanchor="middle", xshift=shift)


def _dots(
    place: int,
    column: Column,
    rows: Sequence[tuple[float, Statement]],
    view: tuple[Reader, Look],
) -> go.Scatter:
    reader, look = view
    shown = [(y, row, mean) for y, row in rows if (mean := row.means[place]) is not None]
    return go.Scatter(
        name=column.name,
        x=[mean for _, _, mean in shown],
        y=[y + _drop(look) for y, _, _ in shown],
        mode="markers",
        text=[
            f"{bold(plot_text(column.name))}<br>{plot_text(row.text)}"
            f"<br>{reader.formatter.score(mean)}"
            for _, row, mean in shown
        ],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": column.mark.shape.value,
            "size": 14,
            "opacity": 1,
            "color": column.colour,
            "line": {"width": 2, "color": look.palette.page},
        },
    )
