import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Attention,
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.ui.overview.attention_list import AttentionRow, render_attention_list
from tests.charts.scenes import make_course, make_reader, make_scene, make_side, make_three_parties
from tests.factories import make_partnership, make_published_party, make_release

HOSTILE = '"><img src=x onerror=alert(1)>'
COURSE = make_course(((3.9,) * 4, (3.5,) * 4), ((3.9,) * 4, (2.4,) * 4))


def make_row(
    *,
    partnership: Partnership | None = None,
    history: Sequence[PublishedRound] = COURSE,
    attention: Attention = Attention.TALK_NOW,
    reasons: Sequence[str] = (),
    open_until: datetime | None = None,
) -> AttentionRow:
    return AttentionRow(
        partnership or make_partnership(),
        history[-1] if history else None,
        history,
        attention,
        reasons,
        open_until,
    )


def test_the_name_is_a_link_to_the_partnership() -> None:
    html = render_attention_list([make_row()], make_reader())

    assert '<a href="/partnership?id=1" data-id="1">Zonnewijk en Veldzicht</a>' in html


def test_rows_are_grouped_by_attention_in_its_order() -> None:
    rows = [make_row(attention=Attention.NO_SIGNALS), make_row(attention=Attention.TALK_NOW)]

    html = render_attention_list(rows, make_reader())

    assert html.count("<tbody>") == 2
    assert html.index("Nu bespreken") < html.index("Geen signalen")


def test_headers_have_their_scope() -> None:
    html = render_attention_list([make_row()], make_reader())

    assert html.count('scope="col"') == 9
    assert html.count('scope="row"') == 1
    assert html.count('scope="rowgroup"') == 1


def test_every_dimension_has_a_pair_of_cells_with_words() -> None:
    html = render_attention_list([make_row()], make_reader())

    assert "Vertrouwen: gemeente 3,9, initiatief 2,4 (laag), verschil 1,5" in html
    assert len(re.findall(r'class="pm-pair"', html)) == 4


def test_flags_to_act_on_come_first_and_reasons_last() -> None:
    flags = [
        Flag(FlagKind.SILENCE, Severity.WATCH, PartyId(2)),
        Flag(FlagKind.LOW, Severity.ACT, PartyId(2), Dimension.GROWTH, 0.9),
    ]
    history = [make_release(flags=flags)]
    row = make_row(history=history, reasons=["Eerste ronde"])

    html = render_attention_list([row], make_reader())

    assert html.index("Lage score") < html.index("Weinig antwoorden") < html.index("Eerste ronde")


@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_of_flag_has_a_line_with_an_icon(kind: FlagKind) -> None:
    flag = Flag(kind, Severity.WATCH, PartyId(2), Dimension.GROWTH, 0.8)

    html = render_attention_list([make_row(history=[make_release(flags=[flag])])], make_reader())

    is_about_answering = kind in {FlagKind.SILENCE, FlagKind.DONT_KNOW}
    assert ('<li class="pm-ink">' in html) is is_about_answering
    assert ('<li class="pm-signal pm-strong">' in html) is not is_about_answering


def test_good_news_has_one_line_and_none_beside_many_signals() -> None:
    news = [
        GoodNews(GoodNewsKind.RISE, PartyId(2), Dimension.TRUST, 0.5),
        GoodNews(GoodNewsKind.HIGH, None, Dimension.GROWTH, 0.9),
    ]
    flags = [Flag(FlagKind.LOW, Severity.ACT, PartyId(2), each, 0.9) for each in Dimension]

    calm = render_attention_list([make_row(history=[make_release(good_news=news)])], make_reader())
    full = render_attention_list(
        [make_row(history=[make_release(flags=flags, good_news=news)])], make_reader()
    )

    assert calm.count('<li class="pm-good">') == 1
    assert "Stijging: vertrouwen" in calm
    assert '<li class="pm-good">' not in full


def test_more_than_two_parties_show_the_two_that_differ_most() -> None:
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, (2.0,) * 4)]
    row = make_row(partnership=make_three_parties(), history=[make_scene(*sides)])

    html = render_attention_list([row], make_reader())

    assert "3 partijen; de twee die het meest verschillen: Zonnewijk, Dorpsraad" in html
    assert "Vertrouwen: Zonnewijk 4,0, Dorpsraad 2,0" in html


def test_parties_that_cannot_be_compared_show_the_first_two() -> None:
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, None)]
    row = make_row(partnership=make_three_parties(), history=[make_scene(*sides)])

    assert "Vertrouwen: gemeente 3,5, Zonnewijk 4,0" in render_attention_list([row], make_reader())


def test_a_newcomer_says_that_there_is_nothing_yet() -> None:
    html = render_attention_list([make_row(history=[])], make_reader())

    assert "nog geen uitkomsten" in html
    assert "nog geen verloop" in html
    assert "nog geen check-in" in html


def test_an_open_check_in_tells_until_when() -> None:
    row = make_row(open_until=datetime(2026, 11, 28, 16, tzinfo=UTC))

    assert "check-in open tot za 28 nov" in render_attention_list([row], make_reader())
    assert "check-in open until" in render_attention_list([row], make_reader(Language.ENGLISH))


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (make_side(1, None), "te weinig"),
        (make_published_party(respondents=None, invited=None), "genoeg"),
        (make_published_party(respondents=5, invited=6), "5 van 6"),
    ],
)
def test_answers_are_counts_only_where_they_may_be(party: object, words: str) -> None:
    release = make_release(parties=[party, make_side(2, (3.4,) * 4)])  # type: ignore[list-item]

    html = render_attention_list([make_row(history=[release])], make_reader())

    assert f"gemeente: </span>{words}" in html.replace('<strong class="pm-signal">', "")


def test_the_legend_explains_only_what_the_list_holds() -> None:
    coarse = [make_side(1, (3.5,) * 4, tier=Tier.COARSE), make_side(2, None)]

    plain = render_attention_list([make_row()], make_reader())
    full = render_attention_list([make_row(history=[make_scene(*coarse)])], make_reader())

    assert "≈" not in plain
    assert "niet getoond" not in plain
    assert "afgerond op een half" in full
    assert "niet getoond, om mensen te beschermen" in full


def test_a_hostile_name_is_plain_text_everywhere() -> None:
    parties = make_three_parties(third=HOSTILE).parties
    partnership = make_partnership(name=HOSTILE, parties=parties)
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, (2.0,) * 4)]
    row = make_row(partnership=partnership, history=[make_scene(*sides)], reasons=[HOSTILE])

    assert "<img" not in render_attention_list([row], make_reader())


def test_an_empty_list_says_what_to_do() -> None:
    html = render_attention_list([], make_reader())

    assert "Geen samenwerkingen met deze filters." in html
    assert "Haal een filter weg" in html


def test_the_list_is_one_component_and_nothing_is_opened_without_a_click() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - The script runs on its own.

        from monitor.ui.overview.attention_list import show_attention_list  # noqa: PLC0415
        from tests.charts.scenes import make_reader  # noqa: PLC0415
        from tests.ui.overview.test_attention_list import make_row  # noqa: PLC0415

        opened = show_attention_list([make_row()], make_reader(), key="list")
        st.write(f"opened: {opened}")

    app = AppTest.from_function(script, default_timeout=20).run()

    assert not app.exception
    assert len(app.get("bidi_component")) == 1
    assert app.markdown[0].value == "opened: None"


def test_more_than_three_signals_are_counted() -> None:
    flags = [
        Flag(FlagKind.LOW, Severity.ACT, PartyId(2), dimension, 0.9) for dimension in Dimension
    ]

    html = render_attention_list([make_row(history=[make_release(flags=flags)])], make_reader())

    assert html.count("Lage score") == 3
    assert "en nog 1 signaal" in html


def test_at_most_three_signals_are_listed_and_the_same_one_once() -> None:
    low = [
        Flag(FlagKind.LOW, Severity.ACT, PartyId(party), dimension, 0.9)
        for dimension in Dimension
        for party in (1, 2)
    ]
    latest = make_release(flags=low)
    row = AttentionRow(make_partnership(), latest, [latest], Attention.TALK_NOW)

    html = render_attention_list([row], make_reader())

    assert html.count("Lage score: ") == 3
    assert "en nog 1 signaal" in html


def test_who_is_silent_in_a_light_round_is_told_beside_the_other_signals() -> None:
    low = Flag(FlagKind.LOW, Severity.ACT, PartyId(2), Dimension.TRUST, 0.9)
    silence = Flag(FlagKind.SILENCE, Severity.WATCH, PartyId(1))
    light = make_release(sequence=3, flags=[silence], is_light=True)
    row = replace(make_row(history=[make_release(flags=[low])]), light=light)

    html = render_attention_list([row], make_reader())

    assert html.count("Weinig antwoorden") == 1
    assert "Lage score" in html


def test_a_light_round_before_any_full_one_has_signals_and_no_scores() -> None:
    silence = Flag(FlagKind.SILENCE, Severity.WATCH, PartyId(1))
    light = make_release(flags=[silence], is_light=True)

    html = render_attention_list([replace(make_row(history=[]), light=light)], make_reader())

    assert "Weinig antwoorden" in html
    assert "nog geen uitkomsten" in html
    assert "nog geen check-in" not in html
