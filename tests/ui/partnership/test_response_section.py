"""Who answered, how often they did not know, and the mark, called as the page calls it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from markupsafe import Markup

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import html
from monitor.ui.partnership.response_section import (
    show_mark,
    show_response,
    table_of_dont_know,
)
from tests.charts.scenes import make_reader
from tests.factories import make_partnership, make_published_party, make_release

ENGLISH = make_reader(Language.ENGLISH)
HIDDEN_NOTICE = "Of a side with few answers we do not show"
HIDDEN = make_published_party(
    party_id=2, has_enough=False, respondents=None, invited=None, mark=None, dont_know_share=None
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Markup]:
    """What is shown, piece by piece."""
    pieces: list[Markup] = []
    monkeypatch.setattr(html, "show_html", lambda *given: pieces.extend(given))
    return pieces


def view_of(parties: Sequence[PublishedParty]) -> PartnershipView:
    return PartnershipView(make_partnership(), [make_release(parties=parties)], None)


def test_the_mark_stands_beside_the_published_yardstick_with_its_source(
    shown: list[Markup],
) -> None:
    show_mark(view_of([make_published_party(mark=7.1), HIDDEN]), ENGLISH)

    text = "".join(shown)
    assert "municipality 7.1" in text
    assert "residents gave a 6.4 (175 people) and municipalities a 6.7 (70 people)" in text
    assert "Nationale Buurkracht Monitor 2023" in text
    assert "Not a norm" in text


def test_without_a_mark_there_is_no_yardstick(shown: list[Markup]) -> None:
    show_mark(view_of([HIDDEN]), ENGLISH)

    assert shown == []


def test_how_often_people_did_not_know_is_told_of_each_party(shown: list[Markup]) -> None:
    parties = [
        make_published_party(dont_know_share=0.08),
        make_published_party(party_id=2, dont_know_share=0.25),
    ]

    show_response(view_of(parties), ENGLISH)

    text = "".join(shown)
    assert "municipality 8%" in text
    assert "initiative 25%" in text
    assert HIDDEN_NOTICE not in text


def test_of_a_hidden_party_it_says_why_it_does_not_tell(shown: list[Markup]) -> None:
    show_response(view_of([make_published_party(), HIDDEN]), ENGLISH)

    assert HIDDEN_NOTICE in "".join(shown)


def test_the_table_has_a_share_for_each_dimension_and_a_dash_where_it_is_not_shown() -> None:
    known = make_published_party()
    trust = replace(known.scores[Dimension.TRUST], dont_know_share=0.2)
    scores = {**known.scores, Dimension.TRUST: trust}
    scores[Dimension.EQUALITY] = replace(known.scores[Dimension.EQUALITY], dont_know_share=None)

    table = table_of_dont_know(view_of([replace(known, scores=scores)]), ENGLISH)

    assert table.headers == ["Subject", "Municipality"]
    assert table.rows[0] == ["Trust", "20%"]
    assert table.rows[-1] == ["Equality", "–"]
