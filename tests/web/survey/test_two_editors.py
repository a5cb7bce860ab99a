"""Two people, or two devices, edit one form: the last save wins as a whole, with a warning."""

import re

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import PrivacyMode
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.factories import StoredPartnership, add_partnership
from tests.web.visitor import Visitor, visible_text

WARNING = "Er is intussen ook ergens anders iets bewaard"


def version_of(page: str) -> str:
    found = re.findall(r'name="version" value="(\d+)" autocomplete="off"', page)
    assert len(found) == 1
    return str(found[0])


def answers_of(context: Context, visitor: Visitor) -> dict[str, int | None]:
    return dict(read_checkin(context, visitor.token).response.answers)


def follow(visitor: Visitor, location: str) -> str:
    return visible_text(visitor.client.get(location).text)


@pytest.fixture
def seen(visitor: Visitor) -> str:
    """The version on the page that both have open."""
    return version_of(visitor.open("1").text)


# H7.
def test_the_last_save_replaces_the_whole_page_and_says_so(
    visitor: Visitor, context: Context, seen: str
) -> None:
    first = visitor.post("1", {"TRU1": "4", "TRU2": "2", "version": seen, "go": "next"})
    second = visitor.post("1", {"TRU1": "1", "version": seen, "go": "next"})

    assert answers_of(context, visitor) == {"TRU1": 1}
    assert WARNING not in follow(visitor, first.headers["location"])
    warned = follow(visitor, second.headers["location"])
    assert WARNING in warned
    assert "Naar het overzicht" in warned


# H7.
def test_pages_of_two_editors_do_not_mix_within_a_page(
    visitor: Visitor, context: Context, seen: str
) -> None:
    visitor.post("1", {"TRU1": "5", "TRU2": "5", "TRU3": "5", "version": seen})
    visitor.post("2", {"TRA1": "2", "TRA2": "2", "version": seen})
    visitor.post("1", {"TRU1": "1", "TRU3": "1", "version": seen})

    assert answers_of(context, visitor) == {"TRU1": 1, "TRU3": 1, "TRA1": 2, "TRA2": 2}


def test_the_same_form_sent_twice_is_no_conflict(visitor: Visitor, seen: str) -> None:
    form = {"TRU1": "4", "version": seen, "go": "next"}
    visitor.post("1", form)

    again = visitor.post("1", form)

    assert WARNING not in follow(visitor, again.headers["location"])


def test_who_goes_on_from_page_to_page_is_never_warned(visitor: Visitor) -> None:
    for page in ("1", "2", "1", "3"):
        version = version_of(visitor.open(page).text)
        answer = visitor.post(page, {"go": "next", "version": version})
        assert "elsewhere" not in answer.headers["location"]


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000, "1.5"])
def test_a_form_without_a_version_counts_as_made_from_the_present_one(
    visitor: Visitor, version: str
) -> None:
    visitor.post("1", {"TRU1": "4"})

    answer = visitor.post("1", {"TRU1": "1", "version": version})

    assert "elsewhere" not in answer.headers["location"]


@pytest.mark.parametrize(("go", "page"), [("next", "2"), ("check", "check"), ("previous", "")])
def test_the_warning_stands_wherever_the_button_leads(
    visitor: Visitor, seen: str, go: str, page: str
) -> None:
    visitor.post("1", {"TRU1": "4"})

    answer = visitor.post("1", {"TRU1": "1", "version": seen, "go": go})

    location = answer.headers["location"]
    assert location.split("?")[0] == visitor.address(page)
    assert WARNING in follow(visitor, location)


def test_the_warning_is_over_after_the_next_save(visitor: Visitor, seen: str) -> None:
    visitor.post("1", {"TRU1": "4"})
    location = visitor.post("1", {"TRU1": "1", "version": seen}).headers["location"]

    visitor.post("1", {"TRU1": "2"})

    assert WARNING not in follow(visitor, location)


def test_a_page_with_an_error_warns_too(visitor: Visitor, seen: str) -> None:
    visitor.post("1", {"TRU1": "4"})

    answer = visitor.post("1", {"TRU1": "9", "TRU2": "2", "version": seen})

    assert answer.status_code == 422
    assert WARNING in visible_text(answer.text)
    assert version_of(answer.text) == "2"


def test_who_sends_what_was_changed_meanwhile_is_warned_and_it_counts(
    visitor: Visitor, context: Context
) -> None:
    visitor.post("1", {"TRU1": "4"})
    seen = version_of(visitor.open("check").text)
    visitor.post("1", {"TRU1": "1"})

    answer = visitor.post("check", {"go": "send", "version": seen})

    assert read_checkin(context, visitor.token).response.is_sent
    assert answer.headers["location"].startswith(visitor.address("thanks"))
    assert WARNING in follow(visitor, answer.headers["location"])


def test_two_people_of_a_party_fill_in_their_joint_form_together(
    client: TestClient, context: Context
) -> None:
    stored: StoredPartnership = add_partnership(
        context.unit_of_work, name="Samen", privacy_mode=PrivacyMode.JOINT
    )
    mayor, clerk = (Visitor(client, token) for token in stored.tokens[:2])
    seen = version_of(mayor.open("1").text)
    mayor.post("1", {"TRU1": "4", "version": seen})

    answer = clerk.post("1", {"TRU1": "2", "TRU2": "2", "version": seen})

    assert answers_of(context, mayor) == {"TRU1": 2, "TRU2": 2}
    assert WARNING in follow(clerk, answer.headers["location"])
