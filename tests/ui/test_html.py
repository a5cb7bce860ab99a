import re

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from monitor.charts.style import choose_marks
from monitor.domain.partnership import PartyId
from monitor.ui import html
from monitor.ui.icons import Icon
from tests.charts.scenes import make_reader, make_three_parties
from tests.factories import make_partnership

HOSTILE = '"><script>alert(1)</script>'
T = make_reader().t


@pytest.mark.parametrize(
    "piece",
    [
        html.render_page_head(HOSTILE, HOSTILE, HOSTILE),
        html.render_section(HOSTILE, HOSTILE, HOSTILE),
        html.render_headline(HOSTILE, [HOSTILE], HOSTILE, is_signal=True),
        html.render_key_figures([html.KeyFigure(HOSTILE, HOSTILE, HOSTILE, [HOSTILE])]),
        html.render_party(choose_marks(make_partnership())[PartyId(1)], HOSTILE),
        html.render_legend(make_three_parties(third=HOSTILE), T),
        html.render_legend_line([HOSTILE]),
        html.render_chips([html.Chip(HOSTILE, Icon.GAP, html.Tone.FILLED)]),
        html.render_notice(HOSTILE, HOSTILE),
        html.render_empty(HOSTILE, HOSTILE),
        html.render_timeline([html.Step(HOSTILE, HOSTILE, HOSTILE, is_done=True)], T),
        html.sample_notice(HOSTILE),
    ],
)
def test_no_text_becomes_markup(piece: Markup) -> None:
    assert "<script" not in piece
    assert "&lt;script&gt;" in piece


def test_markup_of_our_own_stays_markup() -> None:
    assert "<b>laag</b>" in html.render_page_head("Titel", Markup("<b>laag</b>"))


def test_only_a_headline_about_a_signal_has_the_signal_line() -> None:
    assert "pm-signal-line" in html.render_headline("Zin", is_signal=True)
    assert "pm-signal-line" not in html.render_headline("Zin", is_signal=False)


def test_a_page_has_one_title_and_a_section_comes_under_it() -> None:
    assert "<h1>Overzicht</h1>" in html.render_page_head("Overzicht")
    assert "<h2>Waar staan we?</h2>" in html.render_section("Waar staan we?")


def test_the_parts_of_a_bar_are_as_wide_as_their_share() -> None:
    card = html.KeyFigure("Gesprek", "3", segments=[html.Segment(0.25, html.Tone.FILLED)])

    assert "width:25.0%" in html.render_key_figures([card])


def test_a_card_without_parts_has_no_bar() -> None:
    assert "pm-bar" not in html.render_key_figures([html.KeyFigure("Gesprek", "3")])


def test_the_legend_names_the_kinds_of_the_parties() -> None:
    legend = html.render_legend(make_partnership(), T, [html.legend_previous(T)])

    assert re.findall(r"</span>([a-z ]+)</span>", legend) == [
        "gemeente",
        "initiatief",
        "vorige ronde",
    ]


def test_the_legend_of_counts_has_a_colour_per_answer() -> None:
    keys = html.legend_likert(T)

    assert len(keys) == 5
    assert "helemaal niet mee eens" in keys[0]


def test_the_margin_and_the_sign_of_rounding_are_explained() -> None:
    assert "marge" in html.legend_margin(T)
    assert "≈" in html.legend_coarse(T)


def test_a_done_step_says_so_in_words() -> None:
    steps = [
        html.Step("Open", "1 nov", "", is_done=True),
        html.Step("Sluit", "2", "", is_done=False),
    ]

    timeline = html.render_timeline(steps, T)

    assert timeline.index("klaar") < timeline.index("Open") < timeline.index("komt nog")


def test_no_text_of_the_stylesheet_is_smaller_than_13_pixels() -> None:
    sizes = [float(size) for size in re.findall(r"font-size:\s*([\d.]+)px", html.styles())]

    assert min(sizes) >= 13


def test_the_stylesheet_asks_no_other_host() -> None:
    assert "http" not in re.sub(r"data:image/[^\"]*", "", html.styles())


def test_pieces_are_shown_together_and_nothing_without_pieces() -> None:
    def script() -> None:
        from monitor.ui.html import render_empty, show_html  # noqa: PLC0415 - runs on its own.

        show_html(render_empty("A", "B"), render_empty("C", "D"))
        show_html()

    app = AppTest.from_function(script, default_timeout=20).run()

    assert not app.exception
    assert len(app.get("html")) == 1


def test_dialogs_follow_the_theme_as_the_page_does() -> None:
    assert '[data-testid="stDialog"]{color-scheme:dark}' in html.stylesheet("dark")
