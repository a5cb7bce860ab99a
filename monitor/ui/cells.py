"""Small pictures of results: score cells, sparklines and response bars, as escaped HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.charts.style import PartyMark
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedParty
from monitor.i18n.reader import Reader, capitalise, is_fine_score
from monitor.ui.icons import Icon, render_icon
from monitor.ui.shapes import render_shape, svg_shape

LOW, MODERATE = 2.75, 3.15
# A smaller difference than this is not written under a pair of cells.
WORTH_WRITING = 0.95
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 108, 42, 8
SPARK_LOW, SPARK_HIGH, SPARK_MIDDLE = 2.2, 4.2, 3.0
LONGEST = 8


@dataclass(frozen=True, slots=True)
class SideResult:
    """One party with its mark, the word for it, and its results."""

    name: str
    mark: PartyMark
    party: PublishedParty


@dataclass(frozen=True, slots=True)
class SparkLine:
    """The overall means of one party, oldest first; None where a round is not shown."""

    name: str
    mark: PartyMark
    means: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class ResponseBar:
    """How many of a party answered; both counts are None where they would point at a person."""

    name: str
    mark: PartyMark
    has_enough: bool
    is_protected: bool = False  # Enough answered, and still hidden.
    answered: int | None = None
    invited: int | None = None


def render_score_pair(
    sides: Sequence[SideResult], dimension: Dimension, difference: float | None, reader: Reader
) -> Markup:
    """Return the scores of the parties on a dimension side by side, a large difference under it."""
    cells = Markup("").join(_score_cell(side, dimension, reader) for side in sides)
    fine = all(is_fine_score(side.party, dimension) for side in sides)
    under = _difference(difference, reader, fine=fine)
    label = f"{reader.dimension(dimension)}: " + ", ".join(
        f"{side.name} {_spoken(side, dimension, reader)}" for side in sides
    )
    return Markup(
        '<span class="pm-pair" role="img" aria-label="{}"><span class="pm-cells">{}</span>{}</span>'
    ).format(label + _spoken_difference(difference, reader, fine=fine), cells, under)


def _score_cell(side: SideResult, dimension: Dimension, reader: Reader) -> Markup:
    score = side.party.scores.get(dimension)
    mean = score.mean if score else None
    kind = side.mark.kind.value
    if score and score.hidden_because is HiddenReason.NOT_ANSWERED:
        return Markup('<span class="pm-cell pm-cap-{} pm-plain">–</span>').format(kind)
    if mean is None:
        return Markup('<span class="pm-cell pm-cap-{} pm-locked">{}</span>').format(
            kind, render_icon(Icon.LOCK)
        )
    level = "low" if mean < LOW else "moderate" if mean < MODERATE else "plain"
    number = reader.score(mean, fine=is_fine_score(side.party, dimension)).replace(" ", "")
    return Markup('<span class="pm-cell pm-cap-{} pm-{}">{}</span>').format(kind, level, number)


def _spoken(side: SideResult, dimension: Dimension, reader: Reader) -> str:
    score = side.party.scores.get(dimension)
    if score and score.hidden_because is HiddenReason.NOT_ANSWERED:
        return reader.t("ui.not_answered")
    if score is None or score.mean is None:
        return reader.t("ui.hidden")
    number = reader.spoken_score(score.mean, fine=is_fine_score(side.party, dimension))
    return f"{number} ({reader.t('ui.low')})" if score.mean < LOW else number


def _difference(difference: float | None, reader: Reader, *, fine: bool) -> Markup:
    if difference is None or difference < WORTH_WRITING:
        return Markup("")
    number = reader.difference(difference, fine=fine).replace(" ", "")
    return Markup('<span class="pm-gap">{}{}</span>').format(render_icon(Icon.GAP), number)


def _spoken_difference(difference: float | None, reader: Reader, *, fine: bool) -> str:
    if difference is None or difference < WORTH_WRITING:
        return ""
    number = reader.spoken_difference(difference, fine=fine)
    return f", {reader.t('ui.list.gap', value=number)}"


def render_sparkline(lines: Sequence[SparkLine], reader: Reader) -> Markup:
    """Return the course of the parties' means on one fixed scale, ending in their shapes."""
    if not any(mean is not None for line in lines for mean in line.means):
        return Markup('<span class="pm-muted">{}</span>').format(reader.t("ui.list.no_trend"))
    length = max(len(line.means) for line in lines)
    drawn = Markup("").join(_spark(line, length) for line in lines)
    ends = Markup("").join(_spark_end(line, length) for line in lines)
    label = reader.t(
        "ui.list.trend_label",
        scores=", ".join(f"{line.name} {_last_words(line, reader)}" for line in lines),
    )
    middle = _height(SPARK_MIDDLE)
    return Markup(
        '<svg class="pm-spark" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" '
        'height="{}"><line class="pm-spark-middle" x1="0" x2="{}" y1="{}" y2="{}"/>{}{}</svg>'
    ).format(
        label,
        SPARK_WIDTH,
        SPARK_HEIGHT,
        SPARK_WIDTH,
        SPARK_HEIGHT,
        SPARK_WIDTH,
        f"{middle:.1f}",
        f"{middle:.1f}",
        drawn,
        ends,
    )


def _last_words(line: SparkLine, reader: Reader) -> str:
    last = line.means[-1]
    return reader.t("ui.hidden") if last is None else reader.formatter.score(last)


def _height(mean: float) -> float:
    share = (min(max(mean, SPARK_LOW), SPARK_HIGH) - SPARK_LOW) / (SPARK_HIGH - SPARK_LOW)
    return SPARK_HEIGHT - 5 - share * (SPARK_HEIGHT - 10)


def _points(line: SparkLine, length: int) -> Sequence[tuple[float, float] | None]:
    step = (SPARK_WIDTH - SPARK_EDGE) / (LONGEST - 1)
    start = LONGEST - length
    return [
        None if mean is None else ((start + place) * step, _height(mean))
        for place, mean in enumerate(line.means)
    ]


def _spark(line: SparkLine, length: int) -> Markup:
    path, is_pen_up = [], True
    for point in _points(line, length):
        if point is None:
            is_pen_up = True
            continue
        path.append(f"{'M' if is_pen_up else 'L'}{point[0]:.1f} {point[1]:.1f}")
        is_pen_up = False
    return Markup('<path class="pm-spark-line pm-ink-{}" d="{}"/>').format(
        line.mark.kind.value, " ".join(path)
    )


def _spark_end(line: SparkLine, length: int) -> Markup:
    """Draw the last shown point; hollow when the last round itself is not shown."""
    shown = [point for point in _points(line, length) if point]
    if not shown:
        return Markup("")
    return svg_shape(line.mark, shown[-1], 7, hollow=line.means[-1] is None)


def render_response_bars(bars: Sequence[ResponseBar], minimum: int, reader: Reader) -> Markup:
    """Return a bar per party with a tick at the minimum; words alone where counts are hidden."""
    inner = Markup("").join(_response_bar(bar, minimum, reader) for bar in bars)
    note = Markup("")
    if any(bar.answered is not None for bar in bars):
        count = reader.formatter.number(minimum)
        text = reader.t("ui.response.minimum", count=count)
        note = Markup('<p class="pm-muted pm-small">{}</p>').format(text)
    return Markup('<div class="pm-response">{}{}</div>').format(inner, note)


def _response_bar(bar: ResponseBar, minimum: int, reader: Reader) -> Markup:
    word = "ui.response.enough" if bar.has_enough else "ui.response.not_enough"
    icon = Icon.CHECK if bar.has_enough else Icon.CLOCK
    if bar.is_protected:
        word, icon = "ui.response.protected", Icon.LOCK
    count, track = Markup(""), Markup("")
    if bar.answered is not None and bar.invited:
        text = reader.t(
            "ui.response.of",
            answered=reader.formatter.number(bar.answered),
            invited=reader.formatter.number(bar.invited),
        )
        count = Markup('<span class="pm-count">{}</span>').format(text)
        track = Markup(
            '<span class="pm-response-bar" aria-hidden="true"><span class="pm-fill pm-fill-{}" '
            'style="width:{:.1f}%"></span><span class="pm-tick" style="left:{:.1f}%"></span></span>'
        ).format(
            bar.mark.kind.value,
            min(100.0, 100 * bar.answered / bar.invited),
            min(100.0, 100 * minimum / bar.invited),
        )
    return Markup(
        '<div class="pm-response-row"><p><span class="pm-party pm-strong">{}{}</span>{}</p>{}'
        '<p class="pm-word{}">{}{}</p></div>'
    ).format(
        render_shape(bar.mark),
        capitalise(bar.name),
        count,
        track,
        " pm-good" if bar.has_enough else "",
        render_icon(icon),
        reader.t(word),
    )
