"""The files of a meeting: choose them, have them made, and download them."""

from concurrent.futures import wait

import pytest

from monitor.domain.errors import InvalidSlideTemplateError
from monitor.domain.partnership import Language
from monitor.reports.pack import formats
from monitor.services.context import Context
from monitor.ui import session
from tests.copies import Copies
from tests.factories import FakeClock
from tests.meetings import Town, copy_town, make_town
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

PATIENCE_SECONDS = 60


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def open_files(
    open_page: OpenPage, town: Town, language: Language = Language.ENGLISH, **query: str
) -> Screen:
    return open_page("meeting", language, id=str(town.partnership.id), part="files", **query)


def make(screen: Screen, *formats_: str) -> None:
    """Choose some of the files, have them made, and wait for them."""
    for box in screen.app.checkbox:
        if str(box.key).startswith("take_home.format."):
            box.set_value(str(box.key).rpartition(".")[2] in formats_)
    screen.press("take_home.make")
    order = screen.app.session_state["take_home.order"]
    assert isinstance(order, session.PackOrder)
    wait(order.job.pieces.values(), timeout=PATIENCE_SECONDS)
    screen.app.run()
    assert not screen.app.exception


def downloads(screen: Screen) -> list[str]:
    return [each.proto.label for each in screen.app.get("download_button")]


def test_without_results_there_is_nothing_to_take_home(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3)

    screen = open_page("meeting", id=str(partnership.id), part="files")

    assert "There are no files yet." in screen.text
    assert not [each for each in screen.app.button if each.key == "take_home.make"]


def test_a_round_without_a_meeting_has_closed_files(open_page: OpenPage, town: Town) -> None:
    screen = open_files(open_page, town)

    assert screen.app.selectbox(key="take_home.choice").options == [
        "Round Q4 2026, without a meeting"
    ]
    assert "It is not in here." in screen.text


def test_a_meeting_says_who_opened_the_picture(open_page: OpenPage, town: Town) -> None:
    town.agree(town.begin())

    screen = open_files(open_page, town)

    (choice,) = screen.app.selectbox(key="take_home.choice").options
    assert choice.startswith("Meeting of ")
    assert choice.endswith(", about Q4 2026")
    assert "It is in here." in screen.text


def test_the_meeting_that_the_address_names_is_chosen(open_page: OpenPage, town: Town) -> None:
    older, newer = town.begin(), town.begin()

    of_older = open_files(open_page, town, meeting=str(older.id))
    of_none = open_files(open_page, town, meeting="99")

    chosen = [screen.app.selectbox(key="take_home.choice").value for screen in (of_older, of_none)]
    assert [each and each.meeting_id for each in chosen] == [older.id, newer.id]


def test_what_was_chosen_is_made_and_can_be_downloaded(open_page: OpenPage, town: Town) -> None:
    screen = open_files(open_page, town, Language.DUTCH)

    make(screen, "csv", "ics")

    assert "Het pakket is klaar" in screen.text
    assert downloads(screen) == ["Alles in één zip", "Tabellen (CSV)", "Agenda (ICS)"]


def test_one_file_needs_no_bundle(open_page: OpenPage, town: Town) -> None:
    screen = open_files(open_page, town)

    make(screen, "ics")

    assert downloads(screen) == ["Calendar (ICS)"]


def test_nothing_chosen_makes_nothing(open_page: OpenPage, town: Town) -> None:
    screen = open_files(open_page, town)
    for box in screen.app.checkbox:
        box.set_value(False)
    screen.app.run()

    assert screen.app.button(key="take_home.make").disabled


def test_a_file_that_fails_says_what_to_do_and_leaves_the_others(
    open_page: OpenPage, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(formats, "make_calendar", fail)
    screen = open_files(open_page, town)

    make(screen, "csv", "ics")

    assert screen.errors.startswith("Calendar (ICS) was not made. Make the pack again.")
    assert "secret" not in screen.errors
    assert downloads(screen) == ["Tables (CSV)"]


def test_a_template_that_cannot_be_used_is_named(
    open_page: OpenPage, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise InvalidSlideTemplateError("huis.pptx")

    monkeypatch.setattr(formats, "make_slide_show", fail)
    screen = open_files(open_page, town)

    make(screen, "pptx")

    assert "This template cannot be used" in screen.errors


def test_the_files_of_one_partnership_are_not_offered_with_another(
    open_page: OpenPage, context: Context, clock: FakeClock, town: Town
) -> None:
    other = make_town(context, clock)
    screen = open_files(open_page, town)
    make(screen, "ics")

    screen.go("meeting", id=str(other.partnership.id), part="files")

    assert downloads(screen) == []
