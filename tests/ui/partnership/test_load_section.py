"""The load on the page of a partnership: its weight, and less work offered where it is heavy."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import streamlit as st
from markupsafe import Markup

from monitor.domain.load import HoursBand, LoadWeight
from monitor.domain.partnership import Language
from monitor.domain.results import (
    HiddenReason,
    PublishedHours,
    PublishedLoad,
    PublishedParty,
    PublishedQuestion,
)
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import html
from monitor.ui.partnership.load_section import show_load
from tests.charts.scenes import make_reader
from tests.factories import make_partnership, make_published_party, make_release

ENGLISH = make_reader(Language.ENGLISH)
LIGHT, HEAVY = PublishedHours(LoadWeight.LIGHT), PublishedHours(LoadWeight.HEAVY)
HIDDEN = PublishedHours(hidden_because=HiddenReason.TOO_FEW_ANSWERS)


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The labels of the links to other pages."""
    labels: list[str] = []
    monkeypatch.setattr(st, "page_link", lambda _page, *, label, **_: labels.append(label))
    return labels


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Markup]:
    """What is shown, piece by piece."""
    pieces: list[Markup] = []
    monkeypatch.setattr(html, "show_html", lambda *given: pieces.extend(given))
    return pieces


def view_of(*parties: PublishedParty) -> PartnershipView:
    return PartnershipView(make_partnership(), [make_release(parties=parties)], None)


def loaded(party_id: int, unpaid: PublishedHours, paid: PublishedHours = LIGHT) -> PublishedParty:
    return replace(make_published_party(party_id=party_id), load=PublishedLoad(unpaid, paid))


def test_where_it_was_not_asked_nothing_is_shown(
    shown: Sequence[Markup], links: Sequence[str]
) -> None:
    show_load(view_of(make_published_party()), ENGLISH)

    assert (shown, links) == ([], [])


def test_each_party_has_its_weights_or_the_reason_why_not(
    shown: Sequence[Markup], links: Sequence[str]
) -> None:
    show_load(view_of(loaded(1, LIGHT), loaded(2, HIDDEN, HIDDEN)), ENGLISH)

    text = "".join(shown)
    assert "Gemeente Veldzicht: unpaid light (up to 10 hours); paid light" in text
    assert f"Zonnewijk: unpaid {ENGLISH.t('charts.hidden.too_few_answers')}" in text
    assert links == []


def test_where_everything_is_shown_so_are_the_hours(
    shown: Sequence[Markup], links: Sequence[str]
) -> None:
    hours = PublishedHours(LoadWeight.MEDIUM, HoursBand.SOME)

    show_load(view_of(loaded(1, hours)), ENGLISH)

    assert "unpaid 11–40 hours" in "".join(shown)
    assert links == []


def test_a_heavy_load_comes_with_an_offer_and_a_link_to_the_planning(
    shown: Sequence[Markup], links: Sequence[str]
) -> None:
    show_load(view_of(loaded(1, LIGHT), loaded(2, HEAVY)), ENGLISH)

    assert "The work asks a lot of Zonnewijk" in "".join(shown)
    assert "A short check-in takes a minute" in "".join(shown)
    assert links == ["Plan check-ins"]


def test_work_that_people_cannot_keep_up_is_reason_enough(
    shown: Sequence[Markup], links: Sequence[str]
) -> None:
    tired = make_published_party(party_id=2, questions=[PublishedQuestion("X9", 2.4)])

    show_load(view_of(make_published_party(), tired), ENGLISH)

    assert "The work asks a lot of Zonnewijk" in "".join(shown)
    assert links == ["Plan check-ins"]
