"""The mirror on the page of a partnership: what each party expected, or why that is not shown."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from markupsafe import Markup, escape

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedParty, PublishedScore, Tier
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import html, session
from monitor.ui.partnership import mirror_section
from monitor.ui.partnership.mirror_section import show_mirror
from tests.charts.scenes import LOOK, make_reader
from tests.factories import make_partnership, make_published_party, make_release

ENGLISH = make_reader(Language.ENGLISH)
EXPECTED = {each: PublishedScore(each, 2.4, tier=Tier.DETAIL) for each in Dimension}
HIDDEN = {
    each: PublishedScore(each, hidden_because=HiddenReason.TOO_FEW_ANSWERS) for each in Dimension
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Markup]:
    """What is shown, piece by piece, and the sentence of each chart."""
    pieces: list[Markup] = []
    monkeypatch.setattr(html, "show_html", lambda *given: pieces.extend(given))
    monkeypatch.setattr(
        mirror_section, "show_chart", lambda _figure, *, alt, **_: pieces.append(escape(alt))
    )
    monkeypatch.setattr(session, "look", lambda: LOOK)
    return pieces


def view_of(*parties: PublishedParty) -> PartnershipView:
    return PartnershipView(make_partnership(), [make_release(parties=parties)], None)


def expecting(party_id: int, scores: dict[Dimension, PublishedScore]) -> PublishedParty:
    return replace(make_published_party(party_id=party_id), expected=scores)


def test_where_nobody_was_asked_nothing_is_shown(shown: Sequence[Markup]) -> None:
    show_mirror(view_of(make_published_party(), make_published_party(party_id=2)), ENGLISH)

    assert shown == []


def test_each_party_has_its_chart_with_its_sentence_and_marks(shown: Sequence[Markup]) -> None:
    show_mirror(view_of(expecting(1, EXPECTED), expecting(2, EXPECTED)), ENGLISH)

    text = "".join(shown)
    assert "Gemeente Veldzicht thought that Zonnewijk would come out lower" in text
    assert "Zonnewijk thought that Gemeente Veldzicht would come out lower" in text
    assert "Zonnewijk, as Gemeente Veldzicht expected" in text
    assert "What surprised you?" in text


def test_what_is_hidden_says_why(shown: Sequence[Markup]) -> None:
    show_mirror(view_of(expecting(1, EXPECTED), expecting(2, HIDDEN)), ENGLISH)

    text = "".join(shown)
    assert "What Zonnewijk expected is not shown." in text
    assert ENGLISH.t("charts.hidden.too_few_answers") in text
