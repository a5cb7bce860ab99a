"""What a party expects of the others beside what they answered: three marks a line."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from monitor.charts.layout import Part, base_axis, base_layout, bold, line_shape, note, tinted
from monitor.charts.style import SMALL_TEXT_SIZE, Look, Palette, PartyMark, choose_marks
from monitor.charts.table import Table
from monitor.domain.mirror import MirrorRow, compare_mirror
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.results import PublishedRound
from monitor.i18n.reader import Reader, capitalise, join_words, plot_text

ROW_HEIGHT = 84
LANE = 0.14
# Keeps a number clear of the hollow mark around the one that it belongs to.
_GAP = "\u2002"
# A smaller difference is within what an expectation in halves may be off by rounding.
SURPRISE = 0.5


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the three marks of a line: how it looks, and where it lies."""

    key: str
    mark: PartyMark
    is_hollow: bool
    lane: float


def draw_mirror(
    partnership: Partnership,
    published: PublishedRound,
    party_id: PartyId,
    reader: Reader,
    look: Look,
) -> go.Figure:
    """Draw the expectations of one party, one row per dimension or one in all."""
    rows = compare_mirror(published, party_id)
    layout = base_layout(reader, look.palette, height=70 + ROW_HEIGHT * len(rows))
    layout |= {
        "margin": {"l": 14, "r": 14, "t": 8, "b": 48},
        "xaxis": base_axis(look.palette, range=[0.8, 5.2], tickvals=[1, 2, 3, 4, 5], showgrid=True),
        "yaxis": base_axis(look.palette, range=[len(rows) - 0.5, -0.7], showticklabels=False),
        "shapes": [
            line_shape(
                (each.expected, place + LANE),
                (each.real, place + LANE),
                line={"width": 6, "color": look.palette.gap},
            )
            for place, each in enumerate(rows)
            if each.real is not None
        ],
        "annotations": [*_row_heads(rows, reader), *_worded_ends(reader, look.palette)],
    }
    kinds = _kinds(partnership, party_id)
    return go.Figure(
        data=[_trace(each, rows, reader, look.palette) for each in kinds], layout=layout
    )


def describe_mirror(
    partnership: Partnership, published: PublishedRound, party_id: PartyId, reader: Reader
) -> str:
    """Say in one sentence where a party was most mistaken about the others."""
    names = _names(partnership, party_id, reader)
    known = [each for each in compare_mirror(published, party_id) if each.surprise is not None]
    if not known:
        return reader.t("mirror.unknown", **names)
    row = max(known, key=lambda each: abs(each.surprise or 0.0))
    surprise = row.surprise or 0.0
    if abs(surprise) < SURPRISE:
        return reader.t("mirror.close", **names)
    key = "mirror.too_low" if surprise > 0 else "mirror.too_high"
    about = {"subject": reader.dimension(row.dimension).lower()} if row.dimension else {}
    return reader.t(
        key if about else f"{key}.overall",
        **names,
        **about,
        expected=_write(row.expected, reader, fine=row.is_fine),
        real=_write(row.real, reader),
    )


def table_of_mirror(
    partnership: Partnership, published: PublishedRound, party_id: PartyId, reader: Reader
) -> Table:
    """Return the numbers of the figure."""
    names = _names(partnership, party_id, reader)
    headers = [
        reader.t("charts.dimension"),
        *(reader.t(f"mirror.{kind}", **names) for kind in ("own", "expected", "real")),
    ]
    rows = [
        [
            _name_row(each, reader),
            _write(each.own, reader),
            _write(each.expected, reader, fine=each.is_fine),
            _write(each.real, reader),
        ]
        for each in compare_mirror(published, party_id)
    ]
    return Table(headers, rows)


def _names(partnership: Partnership, party_id: PartyId, reader: Reader) -> dict[str, str]:
    others = [each.name for each in partnership.partner_of(party_id)]
    return {"who": partnership.party(party_id).name, "partner": join_words(others, reader.t)}


def _name_row(row: MirrorRow, reader: Reader) -> str:
    return reader.dimension(row.dimension) if row.dimension else reader.t("mirror.overall")


def _write(value: float | None, reader: Reader, *, fine: bool = True) -> str:
    if value is None:
        return reader.t("charts.no_number")
    return reader.spoken_score(value, fine=fine)


def _kinds(partnership: Partnership, party_id: PartyId) -> Sequence[_Kind]:
    marks = choose_marks(partnership)
    other = marks[partnership.partner_of(party_id)[0].id]
    return [
        _Kind("own", marks[party_id], is_hollow=False, lane=-LANE),
        _Kind("expected", other, is_hollow=True, lane=LANE),
        _Kind("real", other, is_hollow=False, lane=LANE),
    ]


def _trace(kind: _Kind, rows: Sequence[MirrorRow], reader: Reader, palette: Palette) -> go.Scatter:
    shown = [(place, each, value) for place, each in enumerate(rows) if (value := _of(each, kind))]
    name = reader.t(f"mirror.legend.{kind.key}")
    colour = palette.of(kind.mark.kind).mark
    return go.Scatter(
        name=name,
        x=[value for _, _, value in shown],
        y=[place + kind.lane for place, _, _ in shown],
        mode="markers+text",
        text=[_label(each, kind, value, reader, colour) for _, each, value in shown],
        textposition=[_side(each, kind) for _, each, _ in shown],
        hovertemplate=f"{plot_text(capitalise(name))}<extra></extra>",
        marker={
            "symbol": kind.mark.shape.value,
            "size": 20 if kind.is_hollow else 14,
            "opacity": 1,
            "color": palette.page if kind.is_hollow else colour,
            "line": {"width": 2.5 if kind.is_hollow else 2, "color": colour},
        },
    )


def _of(row: MirrorRow, kind: _Kind) -> float | None:
    return {"own": row.own, "expected": row.expected, "real": row.real}[kind.key]


def _label(row: MirrorRow, kind: _Kind, value: float, reader: Reader, colour: str) -> str:
    number = reader.score(value, fine=kind.key != "expected" or row.is_fine)
    is_left = _side(row, kind) == "middle left"
    return bold(f"{number}{_GAP}" if is_left else f"{_GAP}{number}", colour)


def _side(row: MirrorRow, kind: _Kind) -> str:
    """Return on which side the number stands: of the two on one line each outward."""
    if kind.key == "own" or row.real is None:
        return "middle right"
    is_expected_lower = row.expected <= row.real
    return "middle left" if (kind.key == "expected") is is_expected_lower else "middle right"


def _row_heads(rows: Sequence[MirrorRow], reader: Reader) -> Sequence[Part]:
    return [
        note(
            bold(_name_row(each, reader)),
            0,
            place - 0.48,
            xref="paper",
            xanchor="left",
            yanchor="middle",
        )
        for place, each in enumerate(rows)
    ]


def _worded_ends(reader: Reader, palette: Palette) -> Sequence[Part]:
    return [
        note(
            tinted(reader.t(f"charts.scale.{end}"), palette.muted),
            end,
            0,
            yref="paper",
            yshift=-24,
            yanchor="top",
            xanchor=anchor,
            font={"size": SMALL_TEXT_SIZE},
        )
        for end, anchor in ((1, "left"), (5, "right"))
    ]
