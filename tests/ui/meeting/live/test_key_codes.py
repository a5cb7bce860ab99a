"""The codes with which each party agrees on its own device."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from monitor import bootstrap
from monitor.domain.access.account import Role
from monitor.domain.partnership import PartyId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.hold import HeldMeeting, read_meeting, turn_key_by_link
from monitor.ui.meeting.live.square_code import render_code
from tests.charts.scenes import make_reader
from tests.factories import NOW
from tests.live import Talk, begin_talk
from tests.pages.conftest import Screen
from tests.services.access.scenes import person


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def talk(context: Context, own_process: None, monkeypatch: pytest.MonkeyPatch) -> Talk:
    assert own_process is None
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    return begin_talk(context)


def look(talk: Talk) -> Screen:
    def draw(held: "HeldMeeting", reader: "Reader") -> None:
        from monitor.ui.meeting.live.key_codes import show_key_codes  # noqa: PLC0415 - runs as a script.

        show_key_codes(held, reader)

    held = read_meeting(talk.context, talk.meeting.id)
    app = AppTest.from_function(draw, args=(held, make_reader()), default_timeout=60).run()
    assert not app.exception
    return Screen(app)


def _address(talk: Talk, party_id: PartyId) -> str:
    token = talk.key_token(party_id)
    return f"http://localhost:8501/s/key/{talk.meeting.id}/{party_id}/{token}"


def _words(talk: Talk, party_id: PartyId) -> str:
    name = next(each.name for each in talk.partnership.parties if each.id == party_id)
    return f"QR-code voor {name} om akkoord te geven"


def test_each_party_has_a_code_of_its_own(talk: Talk) -> None:
    drawn = " ".join(each.value for each in look(talk).app.html)

    for party in talk.partnership.parties:
        assert render_code(_address(talk, party.id), _words(talk, party.id)) in drawn


def test_a_representative_who_looks_on_sees_the_code_of_their_own_party_only(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = talk.parties[:2]
    somebody = person(Role.REPRESENTATIVE, talk.partnership.id, parties=[own])
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: somebody)

    screen = look(talk)

    drawn = " ".join(each.value for each in screen.app.html)
    shown = [render_code(_address(talk, party), _words(talk, party)) for party in (own, other)]
    assert [code in drawn for code in shown] == [True, False]
    assert "op het scherm van wie het gesprek leidt" in screen.text


def test_a_party_that_agreed_has_no_code_any_more(talk: Talk) -> None:
    party = talk.parties[0]
    turn_key_by_link(talk.context, talk.meeting.id, party, talk.key_token(party), "")

    screen = look(talk)

    drawn = " ".join(each.value for each in screen.app.html)
    assert f"{talk.partnership.parties[0].name} akkoord" in screen.text
    assert drawn.count("<img") == 1


def test_a_meeting_that_is_over_shows_no_codes(talk: Talk) -> None:
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(replace(talk.meeting, ended_at=NOW))
        uow.commit()

    assert look(talk).text == ""
