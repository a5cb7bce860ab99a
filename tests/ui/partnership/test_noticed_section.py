"""What was noticed on the page of a partnership: the agreement, and the verdict or why none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import streamlit as st
from markupsafe import Markup, escape

from monitor.domain.noticing import AskedAgreement, Noticed
from monitor.domain.partnership import Language, PartyId, RecordId
from monitor.domain.results import HiddenReason, PublishedNotice
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import html, session
from monitor.ui.partnership import noticed_section
from monitor.ui.partnership.noticed_section import show_noticed, write_notice
from tests.charts.scenes import make_reader
from tests.factories import make_partnership, make_release

ENGLISH = make_reader(Language.ENGLISH)
FIRST, SECOND = RecordId(4), RecordId(9)
ASKED = {
    FIRST: AskedAgreement(FIRST, PartyId(1), "We call <every> month."),
    SECOND: AskedAgreement(SECOND, PartyId(2), "We share the plan."),
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Markup]:
    """What is shown, piece by piece, the labels of links included."""
    pieces: list[Markup] = []
    monkeypatch.setattr(html, "show_html", lambda *given: pieces.extend(given))
    monkeypatch.setattr(st, "page_link", lambda _page, *, label, **_: pieces.append(escape(label)))
    monkeypatch.setattr(noticed_section, "read_asked", lambda _context, _round: ASKED)
    monkeypatch.setattr(session, "context", lambda: None)
    return pieces


def view_of(*notices: PublishedNotice) -> PartnershipView:
    release = replace(make_release(), noticed=notices)
    return PartnershipView(make_partnership(), [release], None)


def test_a_round_that_asked_about_nothing_shows_nothing(shown: Sequence[Markup]) -> None:
    show_noticed(view_of(), ENGLISH)

    assert shown == []


def test_each_agreement_stands_with_what_the_others_noticed(shown: Sequence[Markup]) -> None:
    verdict = PublishedNotice(FIRST, PartyId(2), Noticed.A_BIT)
    hidden = PublishedNotice(SECOND, PartyId(1), hidden_because=HiddenReason.NEARLY_THE_SAME)

    show_noticed(view_of(verdict, hidden), ENGLISH)

    text = "".join(shown)
    assert "Agreement of Gemeente Veldzicht:" in text
    assert "We call &lt;every&gt; month." in text
    assert "Zonnewijk: a bit" in text
    assert "Gemeente Veldzicht: not shown: nearly the same people answered before" in text
    assert text.endswith("To all agreements")


def test_counts_are_said_where_there_are_any() -> None:
    counted = PublishedNotice(FIRST, PartyId(2), Noticed.YES, counts=(0, 1, 3))

    assert write_notice(counted, ENGLISH) == "yes (yes 3, a bit 1, no 0)"
    assert write_notice(PublishedNotice(FIRST, PartyId(2)), ENGLISH) == "no number"
