"""A posted form becomes domain values or errors."""

import pytest

from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import Part
from monitor.domain.response import Audience, Comment
from monitor.domain.typed_text import clean_text
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires
from monitor.web.survey.forms import (
    FieldError,
    UnreadableFormError,
    last,
    parse_part,
    read_fields,
)

QUESTIONNAIRE = read_questionnaires()[CURRENT_VERSION]


def part_named(code: str) -> Part:
    parts = QUESTIONNAIRE.parts_for(Phase.SET_UP, 2)
    return next(part for part in parts if part.code == code)


def test_repeated_fields_are_kept_in_order() -> None:
    fields = read_fields(b"a=1&b=&a=2")

    assert fields == {"a": ["1", "2"], "b": [""]}
    assert last(fields, "a") == "2"
    assert last(fields, "c") is None


def test_an_empty_body_is_an_empty_form() -> None:
    assert read_fields(b"") == {}


def test_two_hundred_fields_are_read_and_one_more_is_not() -> None:
    assert len(read_fields(b"&".join(b"a=1" for _ in range(200)))["a"]) == 200
    with pytest.raises(UnreadableFormError):
        read_fields(b"&".join(b"a=1" for _ in range(201)))


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("\x00a\x08\x0b\x0c\x1fb", "ab"),
        ("a\ud800b", "ab"),
        ("é 👩‍👩‍👧 ﷽", "é 👩‍👩‍👧 ﷽"),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_stored(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_valid_answers_are_read() -> None:
    fields = read_fields(b"T1=5&T2=dk&T5=1&T5.choice=money&T5.choice=time&go=next&shown_in=nl")

    parsed = parse_part(part_named("set_up"), fields)

    assert parsed.errors == []
    assert parsed.valid().answers == {"T1": 5, "T2": None, "T5": 1}
    assert parsed.valid().choices == {"T5": ("time", "money")}


def test_comments_are_read_with_their_audience() -> None:
    fields = read_fields(b"O1=Goed&O1.audience=shared_screen&O2=+&O2.audience=coach_only")

    parsed = parse_part(part_named("closing"), fields)

    assert parsed.valid().comments == {"O1": Comment("Goed", Audience.SHARED_SCREEN)}
    assert "O2" in parsed.valid().codes


def test_a_comment_without_a_choice_is_read_by_nobody() -> None:
    parsed = parse_part(part_named("closing"), read_fields(b"O1=Goed"))

    assert parsed.valid().comments == {"O1": Comment("Goed", Audience.NOT_VERBATIM)}


def test_what_is_not_posted_is_not_touched() -> None:
    parsed = parse_part(part_named("closing"), {})

    assert (parsed.answers, parsed.choices, parsed.comments, parsed.errors) == ({}, {}, {}, [])


def test_every_error_names_its_question() -> None:
    fields = read_fields(b"X4=11&X1=3&O1=a&O1.audience=all&T1=4")

    parsed = parse_part(part_named("closing"), fields)

    assert parsed.answers == {"X1": 3}
    assert parsed.errors == [
        FieldError("X4", "survey.error.value"),
        FieldError("O1", "survey.error.audience"),
        FieldError(None, "survey.error.unknown"),
    ]
