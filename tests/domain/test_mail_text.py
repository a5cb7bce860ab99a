"""The words of letters: what a text may hold, and that nothing filled in is ever read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.mail import MailKind
from monitor.domain.mail_text import (
    MAXIMUM_BODY_LENGTH,
    MAXIMUM_SUBJECT_LENGTH,
    Place,
    fill_in,
    find_text_faults,
    find_unknown_places,
    needs_link,
    places_of,
    tidy_line,
    tidy_text,
)

SUBJECT, BODY = "Hello {name}", "Dear {name},\n\n{link}\n\nUntil {closes}."
WITH_LINK = [kind for kind in MailKind if kind is not MailKind.RESULTS]


@pytest.mark.parametrize("kind", WITH_LINK)
def test_a_text_with_known_places_and_the_link_on_its_own_line_has_no_faults(
    kind: MailKind,
) -> None:
    assert find_text_faults(kind, SUBJECT, BODY) == []


@pytest.mark.parametrize(
    ("subject", "body", "fault"),
    [
        ("", BODY, "subject_empty"),
        (" \t", BODY, "subject_empty"),
        ("\x00", BODY, "subject_empty"),
        ("x" * (MAXIMUM_SUBJECT_LENGTH + 1), BODY, "subject_too_long"),
        ("One\nTwo", BODY, "subject_lines"),
        ("One\r\nBcc: all@example.org", BODY, "subject_lines"),
        ("One\u2028Two", BODY, "subject_lines"),
        ("See {link}", BODY, "link_in_subject"),
        ("Hello {naam}", BODY, "unknown_place"),
        (SUBJECT, f"{BODY}{{Name}}", "unknown_place"),
        (SUBJECT, f"{BODY}{{name.__class__}}", "unknown_place"),
        (SUBJECT, f"{BODY}{{}}", "unknown_place"),
        (SUBJECT, f"{BODY} a }} b", "unknown_place"),
        (SUBJECT, f"{BODY} a {{ b", "unknown_place"),
        (SUBJECT, f"{BODY}{{{{name}}}}", "unknown_place"),
        (SUBJECT, "{link}\n" + "x" * MAXIMUM_BODY_LENGTH, "body_too_long"),
        (SUBJECT, "Hello", "link_missing"),
        (SUBJECT, "Here: {link}", "link_not_alone"),
        (SUBJECT, "{link}\n\n{link}", "link_not_alone"),
        (SUBJECT, "{link}\nor {link}", "link_not_alone"),
    ],
)
def test_each_fault_of_an_invitation_is_named(subject: str, body: str, fault: str) -> None:
    assert find_text_faults(MailKind.INVITATION, subject, body) == [fault]


def test_an_empty_text_lacks_everything() -> None:
    assert find_text_faults(MailKind.INVITATION, "", " \n\n") == [
        "subject_empty",
        "body_empty",
        "link_missing",
    ]


def test_a_text_as_long_as_the_limits_is_taken() -> None:
    subject, body = "x" * MAXIMUM_SUBJECT_LENGTH, "{link}\n".ljust(MAXIMUM_BODY_LENGTH, "x")

    assert find_text_faults(MailKind.INVITATION, f" {subject} ", f"{body}\n") == []


def test_thanks_may_do_without_the_link_but_not_have_it_inside_a_sentence() -> None:
    assert find_text_faults(MailKind.THANKS, "Thanks", "Thanks!") == []
    assert find_text_faults(MailKind.THANKS, "Thanks", "See {link}") == ["link_not_alone"]


def test_results_never_hold_the_link() -> None:
    assert find_text_faults(MailKind.RESULTS, "Results", BODY) == ["link_not_allowed"]
    assert find_text_faults(MailKind.RESULTS, "Results", "For {partnership}") == []
    assert Place.LINK not in places_of(MailKind.RESULTS)


@pytest.mark.parametrize("kind", WITH_LINK)
def test_all_other_letters_may_hold_every_place(kind: MailKind) -> None:
    assert set(places_of(kind)) == set(Place)


def test_only_invitations_and_reminders_are_of_no_use_without_the_link() -> None:
    assert {kind for kind in MailKind if needs_link(kind)} == {
        MailKind.INVITATION,
        MailKind.HALFWAY,
        MailKind.LAST_DAYS,
    }


def test_unknown_places_are_listed_once_each() -> None:
    found = find_unknown_places("{naam} {name}", "{naam} } {x y}")

    assert found == ["{naam}", "}", "{x y}"]


def test_values_stand_where_their_places_were() -> None:
    text = fill_in("{name} of {party}, {name}", {Place.NAME: "Anna", Place.PARTY: "Zon"})

    assert text == "Anna of Zon, Anna"


def test_a_place_without_a_value_and_braces_of_no_place_stay() -> None:
    assert fill_in("{name} {naam} { }", {}) == "{name} {naam} { }"


@given(st.text())
def test_a_value_is_never_read_as_a_place(value: str) -> None:
    sly = f"{value}{{party}}\\1{{link}}%s"

    filled = fill_in("<{name}|{party}>", {Place.NAME: sly, Place.PARTY: "Zon"})

    assert filled == f"<{sly}|Zon>"


@given(st.text())
def test_a_tidy_line_is_one_line_that_every_database_can_store(text: str) -> None:
    line = tidy_line(text)

    assert "  " not in line
    assert len(line.splitlines()) <= 1
    assert "\x00" not in line
    assert line.encode().decode() == line
    assert tidy_line(line) == line


@given(st.text(alphabet=st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Lu", "Zs"])))
def test_a_tidy_text_has_ordinary_line_ends_only(text: str) -> None:
    tidied = tidy_text(text)

    assert len(tidied.splitlines()) == (tidied.count("\n") + 1 if tidied else 0)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in tidied)
    assert tidied.encode().decode() == tidied
    assert tidy_text(tidied) == tidied


def test_a_tidy_text_keeps_its_paragraphs_and_signs() -> None:
    assert tidy_text("\r\n Één –  “zon”\t🌞 \r\n\r\n\r\ntwee\n") == "Één –  “zon” 🌞\n\n\ntwee"


def test_signs_that_turn_the_reading_direction_fall_away() -> None:
    assert tidy_line("Anna\u202egpj.exe\u2066!") == "Annagpj.exe!"
