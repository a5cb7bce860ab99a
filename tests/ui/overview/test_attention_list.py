import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.flags.worry import Snooze, Worry, WorryId, WorryKind, WorryState
from monitor.domain.partnership import (
    Language,
    Partnership,
    PartnershipId,
    PartyId,
    Profile,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Attention,
    GoodNews,
    GoodNewsKind,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.services.register_ports import Summary
from monitor.ui.overview.attention_list import render_attention_list
from monitor.ui.overview.attention_row import AttentionRow
from tests.charts.scenes import make_course, make_reader, make_scene, make_side, make_three_parties
from tests.factories import NOW, make_partnership, make_published_party, make_release

TODAY = NOW.date()
HOSTILE = '"><img src=x onerror=alert(1)>'
COURSE = make_course(((3.9,) * 4, (3.5,) * 4), ((3.9,) * 4, (2.4,) * 4))


def make_row(
    *,
    partnership: Partnership | None = None,
    history: Sequence[PublishedRound] = COURSE,
    attention: Attention = Attention.TALK_NOW,
    worries: Sequence[Worry] = (),
    opens_until: datetime | None = None,
    light: PublishedRound | None = None,
    manager: str | None = None,
) -> AttentionRow:
    summary = Summary(
        partnership or make_partnership(),
        attention,
        opens_until=opens_until,
        history=history,
        light=light,
        worries=worries,
    )
    return AttentionRow(summary, NOW, TODAY, manager)


def make_worry(
    kind: WorryKind = WorryKind.LOW,
    *,
    severity: Severity = Severity.WATCH,
    party: int | None = 2,
    dimension: Dimension | None = None,
    snooze: Snooze | None = None,
) -> Worry:
    return Worry(
        id=WorryId(1),
        partnership_id=PartnershipId(1),
        kind=kind,
        severity=severity,
        state=WorryState.NEW,
        opened_on=TODAY,
        changed_at=NOW,
        party=None if party is None else PartyId(party),
        dimension=dimension,
        snooze=snooze,
    )


def test_the_name_is_a_link_to_the_partnership() -> None:
    html = render_attention_list([make_row()], {}, make_reader())

    assert '<a href="/partnership?id=1" data-id="1">Zonnewijk en Veldzicht</a>' in html


def test_rows_are_grouped_by_attention_in_its_order() -> None:
    rows = [make_row(attention=Attention.NO_SIGNALS), make_row(attention=Attention.TALK_NOW)]

    html = render_attention_list(rows, {}, make_reader())

    assert html.count("<tbody>") == 2
    assert html.index("Nu bespreken") < html.index("Geen signalen")


def test_a_group_counts_those_on_other_pages_too() -> None:
    html = render_attention_list([make_row()], {Attention.TALK_NOW: 1234}, make_reader())

    assert "<strong>1.234</strong>" in html


def test_headers_have_their_scope() -> None:
    html = render_attention_list([make_row()], {}, make_reader())

    assert html.count('scope="col"') == 9
    assert html.count('scope="row"') == 1
    assert html.count('scope="rowgroup"') == 1


def test_every_dimension_has_a_pair_of_cells_with_words() -> None:
    html = render_attention_list([make_row()], {}, make_reader())

    assert "Vertrouwen: gemeente 3,9, initiatief 2,4 (laag), verschil 1,5" in html
    assert len(re.findall(r'class="pm-pair"', html)) == 4


def test_worries_to_act_on_come_first_and_circumstances_last() -> None:
    worries = [
        make_worry(WorryKind.SILENCE),
        make_worry(WorryKind.LOW, severity=Severity.ACT, dimension=Dimension.GROWTH),
    ]
    row = make_row(history=[make_release(sequence=1)], worries=worries)

    html = render_attention_list([row], {}, make_reader())

    assert html.index("Lage score") < html.index("Weinig antwoorden") < html.index("Eerste ronde")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", WorryKind)
def test_every_kind_of_worry_has_a_line_with_an_icon(kind: WorryKind, language: Language) -> None:
    row = make_row(worries=[make_worry(kind, dimension=Dimension.GROWTH)])

    html = render_attention_list([row], {}, make_reader(language))

    is_of_the_relation = kind in {
        *(WorryKind.DECLINE, WorryKind.LOW, WorryKind.GAP, WorryKind.SPLIT),
    }
    assert ('<li class="pm-signal pm-strong">' in html) is is_of_the_relation
    assert ('<li class="pm-ink">' in html) is not is_of_the_relation


def test_a_worry_that_rests_is_left_out_until_its_day() -> None:
    tomorrow = Snooze(TODAY + timedelta(days=1), "vakantie", "Els")
    today = Snooze(TODAY, "vakantie", "Els")
    worries = [
        make_worry(WorryKind.LOW, snooze=tomorrow),
        make_worry(WorryKind.SILENCE, snooze=today),
    ]

    html = render_attention_list([make_row(worries=worries)], {}, make_reader())

    assert "Lage score" not in html
    assert "Weinig antwoorden" in html


def test_good_news_has_one_line_and_none_beside_many_signals() -> None:
    news = [
        GoodNews(GoodNewsKind.RISE, PartyId(2), Dimension.TRUST, 0.5),
        GoodNews(GoodNewsKind.HIGH, None, Dimension.GROWTH, 0.9),
    ]
    worries = [make_worry(dimension=each) for each in Dimension]

    calm = render_attention_list(
        [make_row(history=[make_release(good_news=news)])], {}, make_reader()
    )
    full = render_attention_list(
        [make_row(history=[make_release(good_news=news)], worries=worries)], {}, make_reader()
    )

    assert calm.count('<li class="pm-good">') == 1
    assert "Stijging: vertrouwen" in calm
    assert '<li class="pm-good">' not in full


def test_more_than_two_parties_show_the_two_that_differ_most() -> None:
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, (2.0,) * 4)]
    row = make_row(partnership=make_three_parties(), history=[make_scene(*sides)])

    html = render_attention_list([row], {}, make_reader())

    assert "3 partijen; de twee die het meest verschillen: Zonnewijk, Dorpsraad" in html
    assert "Vertrouwen: Zonnewijk 4,0, Dorpsraad 2,0" in html


def test_parties_that_cannot_be_compared_show_the_first_two() -> None:
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, None)]
    row = make_row(partnership=make_three_parties(), history=[make_scene(*sides)])

    assert "Vertrouwen: gemeente 3,5, Zonnewijk 4,0" in render_attention_list(
        [row], {}, make_reader()
    )


def test_a_newcomer_says_that_there_is_nothing_yet() -> None:
    html = render_attention_list([make_row(history=[])], {}, make_reader())

    assert "nog geen uitkomsten" in html
    assert "nog geen verloop" in html
    assert "nog geen check-in" in html


def test_an_open_check_in_tells_until_when() -> None:
    row = make_row(opens_until=datetime(2026, 11, 28, 16, tzinfo=UTC))

    assert "check-in open tot za 28 nov" in render_attention_list([row], {}, make_reader())
    assert "check-in open until" in render_attention_list([row], {}, make_reader(Language.ENGLISH))


def test_a_check_in_past_its_deadline_is_not_open() -> None:
    html = render_attention_list([make_row(opens_until=NOW)], {}, make_reader())

    assert "check-in open tot" not in html


def test_the_next_meeting_is_told_until_its_day_is_over() -> None:
    def html(meeting_on: date) -> str:
        partnership = replace(make_partnership(), profile=Profile(next_meeting_on=meeting_on))
        return render_attention_list([make_row(partnership=partnership)], {}, make_reader())

    assert "gesprek di 17 nov" in html(TODAY)
    assert "gesprek ma" not in html(TODAY - timedelta(days=1))


def test_where_a_talk_is_asked_for_and_none_is_planned_the_list_leads_to_it() -> None:
    def html(attention: Attention, meeting_on: date | None = None) -> str:
        partnership = replace(make_partnership(), profile=Profile(next_meeting_on=meeting_on))
        row = make_row(partnership=partnership, attention=attention)
        return render_attention_list([row], {}, make_reader())

    link = '<a href="/meeting?id=1" data-id="1" class="pm-plan">gesprek plannen</a>'
    assert link in html(Attention.TALK_NOW)
    assert link in html(Attention.PLAN_TALK)
    assert link not in html(Attention.NO_SIGNALS)
    assert link not in html(Attention.TALK_NOW, TODAY)


def test_the_contact_person_and_who_looks_after_it_are_named() -> None:
    partnership = replace(make_partnership(), contact="Noor Visser")

    html = render_attention_list(
        [make_row(partnership=partnership, manager="Els Bos")], {}, make_reader()
    )

    assert "contact: Noor Visser · relatiebeheerder: Els Bos" in html


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

    html = render_attention_list([make_row(history=[release])], {}, make_reader())

    assert f"gemeente: </span>{words}" in html.replace('<strong class="pm-signal">', "")


def test_the_legend_explains_only_what_the_list_holds() -> None:
    coarse = [make_side(1, (3.5,) * 4, tier=Tier.COARSE), make_side(2, None)]

    plain = render_attention_list([make_row()], {}, make_reader())
    full = render_attention_list([make_row(history=[make_scene(*coarse)])], {}, make_reader())

    assert "≈" not in plain
    assert "niet getoond" not in plain
    assert "afgerond op een half" in full
    assert "niet getoond, om mensen te beschermen" in full


def test_a_hostile_name_is_plain_text_everywhere() -> None:
    parties = make_three_parties(third=HOSTILE).parties
    partnership = make_partnership(name=HOSTILE, parties=parties)
    sides = [make_side(1, (3.5,) * 4), make_side(2, (4.0,) * 4), make_side(3, (2.0,) * 4)]
    row = make_row(partnership=partnership, history=[make_scene(*sides)], manager=HOSTILE)

    assert "<img" not in render_attention_list([row], {}, make_reader())


def test_an_empty_list_says_what_to_do() -> None:
    html = render_attention_list([], {}, make_reader())

    assert "Geen samenwerkingen met deze filters." in html
    assert "Haal een filter weg" in html


def test_the_list_is_one_component_and_nothing_is_opened_without_a_click() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - The script runs on its own.

        from monitor.ui.overview.attention_list import show_attention_list  # noqa: PLC0415
        from tests.charts.scenes import make_reader  # noqa: PLC0415
        from tests.ui.overview.test_attention_list import make_row  # noqa: PLC0415

        opened = show_attention_list([make_row()], {}, make_reader(), key="list")
        st.write(f"opened: {opened}")

    app = AppTest.from_function(script, default_timeout=20).run()

    assert not app.exception
    assert len(app.get("bidi_component")) == 1
    assert app.markdown[0].value == "opened: None"


def test_more_than_three_signals_are_counted() -> None:
    worries = [make_worry(dimension=dimension) for dimension in Dimension]

    html = render_attention_list([make_row(worries=worries)], {}, make_reader())

    assert html.count("Lage score") == 3
    assert "en nog 1 signaal" in html


def test_at_most_three_signals_are_listed_and_the_same_one_once() -> None:
    worries = [
        make_worry(dimension=dimension, party=party) for dimension in Dimension for party in (1, 2)
    ]

    html = render_attention_list([make_row(worries=worries)], {}, make_reader())

    assert html.count("Lage score: ") == 3
    assert "en nog 1 signaal" in html


def test_a_light_round_after_the_results_is_told() -> None:
    light = make_release(sequence=3, is_light=True)

    html = render_attention_list([make_row(light=light)], {}, make_reader())

    assert "korte check-in: 4e kwartaal 2026" in html


def test_a_light_round_before_any_full_one_has_signals_and_no_scores() -> None:
    light = make_release(is_light=True)
    row = make_row(history=[], light=light, worries=[make_worry(WorryKind.SILENCE)])

    html = render_attention_list([row], {}, make_reader())

    assert "Weinig antwoorden" in html
    assert "nog geen uitkomsten" in html
    assert "nog geen check-in" not in html


@pytest.mark.parametrize(
    ("days", "stand"), [(0, "Gestopt op 17 november 2026"), (1, "Samenwerking loopt")]
)
def test_a_cooperation_that_ended_says_so_in_place_of_its_phase(days: int, stand: str) -> None:
    ended_on = TODAY + timedelta(days=days)
    partnership = make_partnership()
    ended = replace(partnership, profile=replace(partnership.profile, ended_on=ended_on))

    html = render_attention_list([make_row(partnership=ended)], {}, make_reader())

    assert stand in html
