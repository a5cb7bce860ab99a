"""Where the parties stand now, per dimension, with the previous round and the margins."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from monitor.charts.layout import Part, base_axis, base_layout, bold, line_shape, note, tinted
from monitor.charts.style import SMALL_TEXT_SIZE, Look, PartyMark, choose_marks
from monitor.charts.table import Table
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty, PublishedRound
from monitor.i18n.reader import (
    COARSE_STEP,
    Reader,
    capitalise,
    hidden_parties,
    is_fine,
    is_fine_score,
    largest_gap,
    plot_text,
)

ROWS: Sequence[Dimension] = tuple(Dimension)
PAIR = 2
LANE, WIDE_LANE = 0.2, 0.3
# A smaller move is not worth a second mark; a smaller change of the difference is not worth a word.
MOVED = 0.12
CHANGED = 0.15
LARGE_DIFFERENCE = 1.0


@dataclass(frozen=True, slots=True)
class _Side:
    """One party in the figure: its results, its mark and the place of its margin in a row."""

    party_id: PartyId
    name: str
    mark: PartyMark
    colour: str
    lane: float
    is_alone_in_lane: bool
    now: PublishedParty
    before: PublishedParty | None

    @property
    def centre(self) -> float:
        """Where the marks of this party lie in a row; more than two parties need their own lane."""
        return self.lane if self.is_alone_in_lane else 0.0

    def mean(self, dimension: Dimension) -> float | None:
        """Return the present mean."""
        return _mean(self.now, dimension)

    def previous(self, dimension: Dimension) -> float | None:
        """Return the previous mean."""
        return _mean(self.before, dimension) if self.before else None


def draw_dumbbell(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader, look: Look
) -> go.Figure:
    """Draw the latest of the rounds (oldest first), one row per dimension."""
    sides = _sides(partnership, rounds, reader, look)
    row_height = (100 if look.is_narrow else 76) if len(sides) <= PAIR else 40 + 24 * len(sides)
    layout = base_layout(reader, look.palette, height=90 + row_height * len(ROWS))
    layout |= {
        "margin": _margin(look),
        "xaxis": base_axis(look.palette, range=[0.9, 5.1], tickvals=[1, 2, 3, 4, 5], showgrid=True),
        "yaxis": _row_axis(reader, look),
        "shapes": [shape for side in sides for shape in _margin_bars(side)]
        + _gap_bars(sides, look),
        "annotations": [
            *[label for side in sides for label in _value_labels(side, reader)],
            *_difference_column(partnership, rounds, reader, look),
            *_worded_ends(reader, look),
            *(_row_heads(reader) if look.is_narrow else []),
        ],
    }
    traces = [_previous_trace(side, look) for side in sides if side.before]
    traces += [_now_trace(side, reader, look) for side in sides]
    return go.Figure(data=traces, layout=layout)


def describe_dumbbell(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> str:
    """Say in one sentence where the parties differ most, or whose numbers are missing."""
    latest = rounds[-1]
    gap = largest_gap(latest)
    if gap is None:
        hidden = hidden_parties(latest)
        names = ", ".join(reader.party(partnership, party_id) for party_id in hidden)
        return reader.t("charts.dumbbell.alt_hidden", parties=names)
    scores = ", ".join(
        f"{reader.party(partnership, party.party_id)} {reader.party_score(party, gap.dimension)}"
        for party in latest.parties
    )
    return reader.t(
        "charts.dumbbell.alt", dimension=reader.dimension(gap.dimension).lower(), scores=scores
    )


def table_of_dumbbell(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> Table:
    """Return the numbers of the figure: per dimension every party now and before, and the gap."""
    latest, previous = rounds[-1], _previous(rounds)
    headers = [reader.t("charts.dimension")]
    for party in latest.parties:
        name = capitalise(reader.party(partnership, party.party_id))
        headers += [name, reader.t("charts.table.before", party=name)]
    headers.append(reader.t("charts.difference"))
    rows = []
    for dimension in ROWS:
        row = [reader.dimension(dimension)]
        for party in latest.parties:
            before = _find(previous, party.party_id)
            row.append(_with_margin(party, dimension, reader))
            row.append(reader.party_score(before, dimension) if before else "–")
        row.append(_difference(latest, dimension, reader))
        rows.append(row)
    return Table(headers, rows)


def _with_margin(party: PublishedParty, dimension: Dimension, reader: Reader) -> str:
    text = reader.party_score(party, dimension)
    score = party.scores.get(dimension)
    if score is None or score.low is None or score.high is None:
        return text
    low, high = reader.formatter.points(score.low), reader.formatter.points(score.high)
    return f"{text} ({reader.t('charts.margin', low=low, high=high)})"


def _difference(published: PublishedRound, dimension: Dimension, reader: Reader) -> str:
    gap = published.gaps.get(dimension)
    if gap is None or gap.difference is None:
        return reader.t("charts.no_number")
    return reader.spoken_difference(gap.difference, fine=is_fine(published, dimension))


def _mean(party: PublishedParty, dimension: Dimension) -> float | None:
    score = party.scores.get(dimension)
    return score.mean if score else None


def _previous(rounds: Sequence[PublishedRound]) -> PublishedRound | None:
    return rounds[-2] if len(rounds) > 1 else None


def _find(published: PublishedRound | None, party_id: PartyId) -> PublishedParty | None:
    parties = published.parties if published else ()
    return next((party for party in parties if party.party_id == party_id), None)


def _sides(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader, look: Look
) -> Sequence[_Side]:
    marks, parties = choose_marks(partnership), rounds[-1].parties
    edge = LANE if len(parties) <= PAIR else WIDE_LANE
    step = 2 * edge / max(1, len(parties) - 1)
    lanes = [-edge + step * place for place in range(len(parties))]
    return [
        _Side(
            party.party_id,
            capitalise(reader.party(partnership, party.party_id)),
            marks[party.party_id],
            look.palette.of(marks[party.party_id].kind).mark,
            lane,
            len(parties) > PAIR,
            party,
            _find(_previous(rounds), party.party_id),
        )
        for party, lane in zip(parties, lanes, strict=True)
    ]


def _margin(look: Look) -> Part:
    if look.is_narrow:
        return {"l": 14, "r": 14, "t": 8, "b": 56}
    return {"l": 170, "r": 190, "t": 28, "b": 56}


def _row_axis(reader: Reader, look: Look) -> Part:
    axis = base_axis(
        look.palette,
        range=[len(ROWS) - 0.45, -0.6],
        tickvals=list(range(len(ROWS))),
        ticktext=[reader.dimension(dimension) for dimension in ROWS],
        tickfont={"size": 15, "color": look.palette.ink},
        ticklabelstandoff=14,
    )
    return axis | {"showticklabels": not look.is_narrow}


def _row_heads(reader: Reader) -> Sequence[Part]:
    return [
        note(
            bold(reader.dimension(dimension)),
            0,
            row - 0.5,
            xref="paper",
            xanchor="left",
            yanchor="middle",
            xshift=-10,
        )
        for row, dimension in enumerate(ROWS)
    ]


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


def _gap_bars(sides: Sequence[_Side], look: Look) -> list[Part]:
    bars = []
    for row, dimension in enumerate(ROWS):
        means = [side.mean(dimension) for side in sides]
        known = [mean for mean in means if mean is not None]
        if len(known) == len(sides) and len(known) > 1:
            line = {"width": 9, "color": look.palette.gap}
            bars.append(line_shape((min(known), row), (max(known), row), line=line))
    return bars


def _margin_bars(side: _Side) -> Sequence[Part]:
    bars = []
    for row, dimension in enumerate(ROWS):
        score = side.now.scores.get(dimension)
        if score and score.low is not None and score.high is not None:
            line = {"width": 4.5, "color": side.colour}
            y = row + side.lane
            bars.append(line_shape((score.low, y), (score.high, y), line=line, opacity=0.38))
    return bars


def _value_labels(side: _Side, reader: Reader) -> Sequence[Part]:
    """Write the means in the side's colour: above or below its margin, or at its end in a lane."""
    if side.is_alone_in_lane:
        place: Part = {"xanchor": "left", "xshift": 12, "yanchor": "middle"}
    elif side.lane < 0:
        place = {"yanchor": "bottom", "yshift": 2}
    else:
        place = {"yanchor": "top", "yshift": -2}
    labels = []
    for row, dimension in enumerate(ROWS):
        score = side.now.scores.get(dimension)
        if score is None or score.mean is None:
            continue
        x = (score.high or score.mean) if side.is_alone_in_lane else score.mean
        text = bold(reader.score(score.mean, fine=is_fine_score(side.now, dimension)), side.colour)
        labels.append(note(text, x, row + side.lane, **place))
    return labels


def _difference_column(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader, look: Look
) -> Sequence[Part]:
    place: Part = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 22, "align": "left"}
    if look.is_narrow:
        place = {"xref": "paper", "x": 1, "xanchor": "right", "xshift": 10, "align": "right"}
    column = [
        note(_difference_text(partnership, rounds, dimension, (reader, look)), 1, row)
        | place
        | ({"y": row - 0.5} if look.is_narrow else {})
        for row, dimension in enumerate(ROWS)
    ]
    if look.is_narrow:
        return column
    head = tinted(reader.t("charts.difference"), look.palette.muted)
    size = {"size": SMALL_TEXT_SIZE}
    return [note(head, 1, 1, yref="paper", yanchor="bottom", yshift=4, font=size) | place, *column]


def _difference_text(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    dimension: Dimension,
    view: tuple[Reader, Look],
) -> str:
    reader, look = view
    latest, t, palette = rounds[-1], reader.t, look.palette
    gap = latest.gaps.get(dimension)
    if gap is None or gap.difference is None:
        missing = [
            plot_text(reader.party(partnership, party.party_id))
            for party in latest.parties
            if _mean(party, dimension) is None
        ]
        words = [tinted(t("charts.party_no_number", party=name), palette.muted) for name in missing]
        return "<br>".join(words)
    is_large = gap.difference >= LARGE_DIFFERENCE
    number = reader.difference(gap.difference, fine=is_fine(latest, dimension))
    text = bold(number, palette.signal) if is_large else number
    if look.is_narrow:
        text = f"{tinted(t('charts.difference').lower(), palette.muted)} {text}"
    change = _change_words(rounds, dimension, reader)
    return f"{text} {tinted(change, palette.signal if is_large else palette.muted)}"


def _change_words(rounds: Sequence[PublishedRound], dimension: Dimension, reader: Reader) -> str:
    latest, previous = rounds[-1], _previous(rounds)
    old = previous.gaps.get(dimension) if previous else None
    now = latest.gaps[dimension].difference
    if previous is None or old is None or old.difference is None or now is None:
        return ""
    fine = is_fine(latest, dimension) and is_fine(previous, dimension)
    change = round(now - old.difference, 6)
    direction = "same"
    if abs(change) > (CHANGED if fine else COARSE_STEP):
        direction = "larger" if change > 0 else "smaller"
    before = reader.difference(old.difference, fine=is_fine(previous, dimension))
    return reader.t(f"charts.difference.{direction}", before=before)


def _previous_trace(side: _Side, look: Look) -> go.Scatter:
    points = [
        (previous, row + side.centre)
        for row, dimension in enumerate(ROWS)
        if _has_moved(mean := side.mean(dimension), previous := side.previous(dimension))
        and mean is not None
        and previous is not None
    ]
    return go.Scatter(
        name=f"{side.name}, previous",
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": side.mark.shape.value,
            "size": 11,
            "opacity": 1,
            "color": look.palette.page,
            "line": {"width": 2, "color": side.colour},
        },
    )


def _has_moved(now: float | None, before: float | None) -> bool:
    return now is not None and before is not None and abs(now - before) > MOVED


def _now_trace(side: _Side, reader: Reader, look: Look) -> go.Scatter:
    shown = [
        (row, dimension, mean)
        for row, dimension in enumerate(ROWS)
        if (mean := side.mean(dimension)) is not None
    ]
    return go.Scatter(
        name=side.name,
        x=[mean for _, _, mean in shown],
        y=[row + side.centre for row, _, _ in shown],
        mode="markers",
        text=[_hover_text(side, dimension, reader) for _, dimension, _ in shown],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": side.mark.shape.value,
            "size": 14 if side.is_alone_in_lane else 17,
            "opacity": 1,
            "color": side.colour,
            "line": {"width": 2, "color": look.palette.page},
        },
    )


def _hover_text(side: _Side, dimension: Dimension, reader: Reader) -> str:
    t = reader.t
    lines = [bold(plot_text(side.name)), reader.dimension(dimension)]
    lines.append(_with_margin(side.now, dimension, reader))
    if side.before and (previous := side.previous(dimension)) is not None:
        number = reader.spoken_score(previous, fine=is_fine_score(side.before, dimension))
        lines.append(t("charts.was", before=number))
    if side.now.respondents is not None:
        lines.append(t("charts.answers", n=side.now.respondents))
    return "<br>".join(lines)
