"""Where a person's name and address are found, and what stands there afterwards."""

import pytest

from monitor.domain.partnership import ParticipantId
from monitor.domain.privacy.pseudonym import Renaming, is_nameless, pseudonym_of
from tests.factories import make_participant

ANNA = Renaming("P-7", "Anna de Wit", "anna@example.org")
JAN = Renaming("P-8", "Jan")


def test_a_pseudonym_holds_the_number_and_no_word() -> None:
    assert pseudonym_of(ParticipantId(7)) == "P-7"


def test_who_has_a_pseudonym_for_a_name_is_nameless() -> None:
    assert is_nameless(make_participant(id=7, name="P-7"))
    assert not is_nameless(make_participant(id=7, name="P-8"))


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("Anna de Wit belt.", "P-7 belt."),
        ("met anna  de\nwit, maandag", "met P-7, maandag"),
        ("mail naar ANNA@example.org!", "mail naar P-7!"),
        ("Joanna de Wit belt.", "Joanna de Wit belt."),
        ("Anna de Witte belt.", "Anna de Witte belt."),
        ("joanna@example.org", "joanna@example.org"),
        ("Anna belt.", "Anna belt."),
    ],
)
def test_a_whole_name_or_address_is_replaced_in_running_text(text: str, renamed: str) -> None:
    assert ANNA.in_text(text) == renamed


def test_a_name_of_one_word_is_replaced_only_where_it_says_who_did_something() -> None:
    content = {"text": "Jan belt Jan.", "steps": [{"by": "jan", "note": "Jan"}], "n": 1, "on": None}

    assert JAN.in_content(content) == {
        "text": "Jan belt Jan.",
        "steps": [{"by": "P-8", "note": "Jan"}],
        "n": 1,
        "on": None,
    }


def test_content_is_searched_to_its_last_text() -> None:
    content = {"lines": [["a", "Anna de Wit"]], "by": "Anna de Wit", "other": {"email": "x"}}

    assert ANNA.find(content) == ["Anna de Wit", "Anna de Wit"]
    assert ANNA.find(ANNA.in_content(content)) == []


def test_a_name_that_somebody_else_has_too_stays() -> None:
    shared = Renaming("P-7", None, "anna@example.org")

    assert shared.in_name("Anna de Wit") == "Anna de Wit"
    assert shared.in_text("Anna de Wit, anna@example.org") == "Anna de Wit, P-7"
    assert Renaming("P-7").in_content(["Anna de Wit"]) == ["Anna de Wit"]
