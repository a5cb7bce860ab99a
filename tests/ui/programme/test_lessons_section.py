"""Lessons of cooperations that ended stand on the page of the programme."""

import pytest

from monitor.domain.register.log import Lesson
from monitor.ui.programme.lessons_section import show_lessons
from tests.charts.scenes import make_reader
from tests.factories import TODAY


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the section shows, piece by piece put together."""
    pages: list[str] = []
    monkeypatch.setattr("streamlit.html", pages.append)
    return pages


def test_a_lesson_tells_its_month_and_what_it_came_of(shown: list[str]) -> None:
    show_lessons([Lesson(TODAY, "Eerst bellen", from_mistake=True)], make_reader())

    (page,) = shown
    assert "Les van iets dat misging" in page
    assert "november 2026" in page
    assert "Eerst bellen" in page


def test_without_lessons_there_is_no_section(shown: list[str]) -> None:
    show_lessons([], make_reader())

    assert shown == []
