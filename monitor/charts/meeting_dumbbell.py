"""The picture per party on the shared screen of a meeting: large, and without margins or before."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from monitor.charts.layout import Part, base_axis, base_layout, bold, line_shape, note, tinted
from monitor.charts.style import Palette, choose_marks
from monitor.domain.meeting.deck import Deck, PartiesSlide
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.i18n.reader import Reader, is_fine_score, join_words, plot_text

WIDTH, HEIGHT = 1760, 444
TEXT, SMALL = 27, 25
ROWS: Sequence[Dimension] = tuple(Dimension)
LARGE = 1.0
_BESIDE = 26  # Pixels from the centre of a mark to its value.
_PAIR = 2


def draw_meeting_dumbbell(
    slide: PartiesSlide, deck: Deck, reader: Reader, palette: Palette
) -> go.Figure:
    """Draw the parties per dimension, their values outside and the difference in a column."""
    layout = base_layout(reader, palette, height=HEIGHT)
    layout |= {
        "width": WIDTH,
        "font": layout["font"] | {"size": TEXT},
        "margin": {"l": 305, "r": 175, "t": 32, "b": 84},
        "xaxis": base_axis(
            palette,
            range=[0.9, 5.1],
            tickvals=[1, 2, 3, 4, 5],
            showgrid=True,
            tickfont={"size": SMALL, "color": palette.muted},
        ),
        "yaxis": base_axis(
            palette,
            range=[len(ROWS) - 0.5, -0.6],
            tickvals=list(range(len(ROWS))),
            ticktext=[reader.dimension(each) for each in ROWS],
            tickfont={"size": TEXT, "color": palette.ink},
            ticklabelstandoff=40,
        ),
        "shapes": _draw_bars(slide, palette),
        "annotations": [
            *_write_values(slide, deck, reader, palette),
            *_write_differences(slide, deck, reader, palette),
            *_write_ends(reader, palette),
        ],
    }
    return go.Figure(
        data=[_draw_marks(party, deck, palette) for party in slide.parties], layout=layout
    )


def describe_meeting_dumbbell(slide: PartiesSlide, deck: Deck, reader: Reader) -> str:
    """Say of every dimension what each party gave."""
    rows = [
        reader.t(
            "screen.alt.row",
            dimension=reader.dimension(dimension),
            scores=join_words(
                [
                    f"{reader.party(deck.partnership, party.party_id)} "
                    f"{reader.party_score(party, dimension)}"
                    for party in slide.parties
                ],
                reader.t,
            ),
        )
        for dimension in ROWS
    ]
    return reader.t("screen.alt.parties", rows=" ".join(rows))


def _draw_bars(slide: PartiesSlide, palette: Palette) -> list[Part]:
    bars = []
    for row, dimension in enumerate(ROWS):
        means = list(_means(slide.parties, dimension).values())
        if len(means) == len(slide.parties) and len(means) > 1:
            line = {"width": 17, "color": palette.gap}
            bars.append(line_shape((min(means), row), (max(means), row), line=line))
    return bars


def _draw_marks(party: PublishedParty, deck: Deck, palette: Palette) -> go.Scatter:
    mark = choose_marks(deck.partnership)[party.party_id]
    shown = [
        (row, mean)
        for row, dimension in enumerate(ROWS)
        if (mean := party.scores[dimension].mean) is not None
    ]
    return go.Scatter(
        x=[mean for _, mean in shown],
        y=[row for row, _ in shown],
        mode="markers",
        cliponaxis=False,
        hoverinfo="skip",
        marker={
            "symbol": mark.shape.value,
            "size": 34,
            "opacity": 1,
            "color": palette.of(mark.kind).mark,
            "line": {"width": 4, "color": palette.page},
        },
    )


def _write_values(
    slide: PartiesSlide, deck: Deck, reader: Reader, palette: Palette
) -> Sequence[Part]:
    """Write the values of the outermost marks beside these; of those between, above."""
    marks, values = choose_marks(deck.partnership), []
    for row, dimension in enumerate(ROWS):
        means = _means(slide.parties, dimension)
        lowest = min(means, key=means.__getitem__, default=None)
        highest = max(means, key=lambda each: (means[each], each != lowest), default=None)
        for party in slide.parties:
            if party.party_id not in means:
                continue
            mean, colour = means[party.party_id], palette.of(marks[party.party_id].kind).mark
            text = bold(reader.score(mean, fine=is_fine_score(party, dimension)), colour)
            place: Part = {"yshift": 34}
            if party.party_id == highest:
                place = {"xanchor": "left", "xshift": _BESIDE}
            elif party.party_id == lowest:
                place = {"xanchor": "right", "xshift": -_BESIDE}
            values.append(note(text, mean, row, yanchor="middle", **place))
    return values


def _write_differences(
    slide: PartiesSlide, deck: Deck, reader: Reader, palette: Palette
) -> Sequence[Part]:
    place: Part = {"xref": "paper", "xanchor": "left", "xshift": 60, "align": "left"}
    head = tinted(reader.t("charts.difference"), palette.muted)
    column = [
        note(head, 1, 1, yref="paper", yanchor="bottom", yshift=-10, font={"size": SMALL}) | place
    ]
    for row, dimension in enumerate(ROWS):
        gap = (slide.gaps or {}).get(dimension)
        if gap is None or gap.difference is None:
            text = tinted(_write_missing(slide, dimension, deck, reader), palette.muted)
            column.append(note(text, 1, row, font={"size": 20}) | place)
            continue
        fine = all(is_fine_score(party, dimension) for party in slide.parties)
        number = reader.difference(gap.difference, fine=fine)
        column.append(note(bold(number) if gap.difference >= LARGE else number, 1, row) | place)
    return column


def _write_missing(slide: PartiesSlide, dimension: Dimension, deck: Deck, reader: Reader) -> str:
    means = _means(slide.parties, dimension)
    return "<br>".join(
        plot_text(reader.party(deck.partnership, party.party_id))
        + ":<br>"
        + reader.t("charts.no_number")
        for party in slide.parties
        if party.party_id not in means
    )


def _write_ends(reader: Reader, palette: Palette) -> Sequence[Part]:
    return [
        note(
            tinted(reader.t(f"charts.scale.{end}"), palette.muted),
            end,
            0,
            yref="paper",
            yanchor="top",
            yshift=-42,
            font={"size": SMALL},
        )
        for end in (1, 5)
    ]


def _means(parties: Sequence[PublishedParty], dimension: Dimension) -> Mapping[PartyId, float]:
    return {
        party.party_id: mean
        for party in parties
        if (mean := party.scores[dimension].mean) is not None
    }
