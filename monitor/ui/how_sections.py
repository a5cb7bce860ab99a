"""The sections of the page that explains signals: pictures first, then figures, then limits."""

import streamlit as st
from markupsafe import Markup

from monitor.charts.explanation import (
    describe_repeats,
    draw_course,
    draw_repeats,
    table_of_course,
    table_of_repeats,
)
from monitor.charts.table import Table
from monitor.domain.examples import (
    ExampleCourse,
    follow_dip,
    follow_fall,
    measure_steady_party,
)
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Partnership
from monitor.domain.results import FlagKind
from monitor.i18n.reader import Reader
from monitor.services.results.benchmark_figures import (
    ROUNDS,
    BenchmarkFigures,
    Happening,
    RuleFigures,
)
from monitor.ui import addresses, cards, html, session
from monitor.ui.chart import show_chart
from monitor.ui.icons import render_icon
from monitor.ui.overview.worry_words import icon_of

LIMITS = ("simulated", "size", "wobble", "start", "split", "silence", "choices", "why")
_HUNDRED = 100


def show_head(partnership: Partnership | None, reader: Reader) -> None:
    """Show what the page is for, and the way back to where the reader came from."""
    t = reader.t
    if partnership:
        st.page_link(
            addresses.PARTNERSHIP,
            label=t("how.back", name=partnership.name),
            icon=":material/arrow_back:",
            query_params={"id": str(partnership.id)},
        )
    html.show_html(html.render_page_head(t("pages.how_we_know.title"), t("how.lead")))


def show_noise(people: int, reader: Reader) -> None:
    """Show what measuring the same party again and again gives."""
    t, party = reader.t, measure_steady_party(people)
    alt = describe_repeats(party, reader)
    legend = html.render_legend_line([html.legend_noise(t)])
    html.show_html(html.render_section(t("how.noise.title"), alt, legend))
    show_chart(
        draw_repeats(party, reader, session.look()),
        alt=alt,
        table=table_of_repeats(party, reader),
        key="how.noise",
        t=t,
    )


def show_evidence(reader: Reader) -> None:
    """Show why one low round is no signal, and what makes one."""
    t = reader.t
    html.show_html(html.render_section(t("how.build.title"), t("how.build.lead")))
    dip, fall = st.columns(2, gap="large")
    with dip:
        _show_course(follow_dip(), "dip", reader)
    with fall:
        _show_course(follow_fall(), "fall", reader)


def _show_course(course: ExampleCourse, name: str, reader: Reader) -> None:
    text = reader.t(f"how.build.{name}")
    html.show_html(Markup("<p>{}</p>").format(text))
    show_chart(
        draw_course(course, reader, session.look()),
        alt=text,
        table=table_of_course(course, reader),
        key=f"how.{name}",
        t=reader.t,
    )


def show_figures(benchmark: BenchmarkFigures, people: int, reader: Reader) -> None:
    """Show how often signals are wrong and right in groups of this size."""
    t, size = reader.t, benchmark.nearest(people)
    figures = benchmark.sizes[size]
    html.show_html(html.render_section(t("how.figures.title"), t("how.figures.lead", people=size)))
    ours, rule = st.columns(2, gap="large")
    with ours:
        _show_hundred("ours", figures.unlinked_amber.false_alarms_per_quiet_round, reader)
    with rule:
        _show_hundred("rule", figures.drop_half_a_point.false_alarms_per_quiet_round, reader)
    html.show_html(html.render_section(t("how.seen.title"), t("how.seen.lead")))
    table = table_of_detection(figures.unlinked_amber, reader)
    st.table(
        {head: [row[place] for row in table.rows] for place, head in enumerate(table.headers)},
        border="horizontal",
        hide_index=True,
        alt=t("how.seen.title"),
    )


def _show_hundred(name: str, share: float, reader: Reader) -> None:
    count = round(_HUNDRED * share)
    text = reader.t(f"how.figures.{name}", n=count)
    html.show_html(Markup("<p>{}</p>").format(text), render_hundred(count))


def render_hundred(count: int) -> Markup:
    """Return a hundred squares of which so many stand out; the sentence beside it says the same."""
    squares = Markup("").join(
        Markup('<span class="pm-out"></span>') if place < count else Markup("<span></span>")
        for place in range(_HUNDRED)
    )
    return Markup('<div class="pm-hundred" aria-hidden="true">{}</div>').format(squares)


def table_of_detection(figures: RuleFigures, reader: Reader) -> Table:
    """Return how many of a hundred changes are seen within one, two and four rounds."""
    t = reader.t
    headers = [t("how.seen.what"), *(t("how.seen.within", n=rounds) for rounds in ROUNDS)]
    rows = [
        [
            t(f"how.seen.{happening}"),
            *(
                reader.formatter.number(
                    round(_HUNDRED * figures.seen_by_round[happening][str(rounds)])
                )
                for rounds in ROUNDS
            ),
        ]
        for happening in (*Happening, "nothing")
    ]
    return Table(headers, rows)


def show_grounds(reader: Reader) -> None:
    """Show in a sentence per kind what a signal rests on."""
    t = reader.t
    lines = [
        Markup("<li>{}<span><strong>{}</strong> {}</span></li>").format(
            render_icon(icon_of(WorryKind(kind.value))),
            t(f"flag.{kind.value}"),
            t(f"how.ground.{kind.value}"),
        )
        for kind in FlagKind
    ]
    html.show_html(
        html.render_section(t("how.grounds.title"), t("how.grounds.lead")),
        Markup('<ul class="pm-grounds">{}</ul>').format(Markup("").join(lines)),
    )


def show_limits(reader: Reader) -> None:
    """Show in plain words what signals cannot do."""
    t = reader.t
    html.show_html(
        html.render_section(t("how.limits.title")),
        cards.render_points([t(f"how.limit.{name}") for name in LIMITS]),
    )
