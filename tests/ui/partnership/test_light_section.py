"""The section about a light round, called as a page calls it."""

from collections.abc import Sequence

import pytest
from markupsafe import Markup

from monitor.domain.results import PublishedRound
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import html
from monitor.ui.partnership.light_section import show_light
from tests.charts.scenes import make_reader
from tests.factories import make_partnership, make_release

LIGHT = make_release(sequence=2, is_light=True)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Markup]:
    """What is shown, piece by piece."""
    pieces: list[Markup] = []
    monkeypatch.setattr(html, "show_html", lambda *given: pieces.extend(given))
    return pieces


def view_of(releases: Sequence[PublishedRound], light: PublishedRound | None) -> PartnershipView:
    return PartnershipView(make_partnership(), releases, None, newest_light=light)


def test_without_a_newer_light_round_nothing_is_said(shown: list[Markup]) -> None:
    show_light(view_of([make_release()], None), make_reader())

    assert shown == []


def test_a_newer_light_round_is_told_with_its_warning(shown: list[Markup]) -> None:
    show_light(view_of([make_release()], LIGHT), make_reader())

    text = "".join(shown)
    assert "Korte check-in in het 4e kwartaal 2026" in text
    assert "Vergelijk deze cijfers niet" in text
    assert text.count("<li>") == 2


def test_before_the_first_full_round_it_says_what_follows(shown: list[Markup]) -> None:
    show_light(view_of([], LIGHT), make_reader())

    assert "na de eerste gewone check-in" in "".join(shown)
