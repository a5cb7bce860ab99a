"""The form and the list reach the browser with all that it needs to lose nothing."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor import bootstrap
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.hold import HeldMeeting, read_meeting
from monitor.services.meeting.write_down import Note, read_entries, write_note
from tests.charts.scenes import make_reader
from tests.factories import make_agreement
from tests.live import Talk, begin_talk

KEY = "a" * 32


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def talk(context: Context, own_process: None, monkeypatch: pytest.MonkeyPatch) -> Talk:
    assert own_process is None
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    return begin_talk(context)


def show(talk: Talk) -> dict[str, Any]:
    """Run a page with the form; return what the browser gets."""

    def draw(held: "HeldMeeting", entries: "Sequence[MeetingEntry]", reader: "Reader") -> None:
        from monitor.ui.meeting.writing.writing_section import show_writing  # noqa: PLC0415 - a page.

        show_writing(held, entries, reader)

    held = read_meeting(talk.context, talk.meeting.id)
    args = (held, read_entries(talk.context, talk.meeting.id), make_reader(Language.DUTCH))
    app = AppTest.from_function(draw, args=args, default_timeout=60).run()
    assert not app.exception
    (component,) = app.get("bidi_component")
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def test_the_browser_gets_the_form_and_an_empty_list(talk: Talk) -> None:
    data = show(talk)

    assert data["isOpen"] is True
    assert data["name"] == f"monitor.writing.{talk.meeting.id}"
    assert 'class="pm-note"' in data["form"]
    assert (data["known"], data["notes"], data["answers"]) == ([], {}, {})
    assert set(data["texts"]) == {"saving", "saved", "lost", "again", "drop", "aside"}


def test_the_browser_hears_which_notes_are_stored_and_how_to_correct_them(talk: Talk) -> None:
    agreement = make_agreement(text="We bellen.", owner=talk.parties[0])
    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), talk.meeting.prepared)

    data = show(talk)

    assert data["known"] == [KEY]
    assert data["notes"][KEY]["text"] == "We bellen."
    assert "We bellen." in data["list"]
