"""What a page offers is what the rules say of whoever is looking."""

import pytest
import streamlit as st

from monitor.domain.access.account import Role
from monitor.domain.partnership import Language, PartnershipId, PartyId
from monitor.ui import permits, session
from tests.charts.scenes import make_reader
from tests.services.access.scenes import person

OURS, THEIRS, OUR_PARTY = PartnershipId(1), PartnershipId(2), PartyId(11)


def look_as(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "actor", lambda: person(role, OURS, parties=[OUR_PARTY]))


def test_a_representative_writes_in_their_own_partnership_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_as(Role.REPRESENTATIVE, monkeypatch)

    assert permits.may_see_any()
    assert permits.may_write(OURS)
    assert permits.may_take_away(OURS)
    assert permits.may_manage_people(OURS, OUR_PARTY)
    assert permits.may_speak_for(OURS, OUR_PARTY)
    assert not permits.may_speak_for(OURS, PartyId(12))
    assert not permits.may_hold_meetings(OURS)
    assert not permits.may_write(THEIRS)
    assert not permits.may_manage(OURS)


def test_a_manager_of_one_partnership_manages_that_and_not_what_all_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_as(Role.MANAGER, monkeypatch)

    assert permits.may_manage(OURS)
    assert not permits.may_manage_all()


@pytest.mark.parametrize("language", Language)
def test_in_place_of_a_button_stands_who_does_it(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "caption", said.append)
    reader = make_reader(language)

    permits.show_manager_does(reader)
    permits.show_read_only(reader)
    permits.show_not_taken_away(reader)
    permits.show_own_people(reader)

    keys = ("manager", "read_only", "not_taken_away", "own_people")
    assert [line.partition(": ")[2] for line in said] == [
        reader.t(f"permits.{key}") for key in keys
    ]
