"""Any text that people or machines send is stored or refused, by both kinds of database."""

import string
from datetime import timedelta
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.response import MAXIMUM_COMMENT_LENGTH
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.factories import FakeClock
from tests.web.visitor import FORM, Visitor

FIELD_NAMES = st.one_of(
    st.sampled_from(["TRU1", "X4", "T5.choice", "O1", "O1.audience"]),
    st.sampled_from(["go", "language", "shown_in", "version"]),
    st.text(max_size=12),
)
FIELD_VALUES = st.one_of(
    st.sampled_from(["4", "dk", "next", "save", "en", "shared_screen", "time"]),
    st.text(max_size=80),
)
BODIES = st.one_of(
    st.lists(st.tuples(FIELD_NAMES, FIELD_VALUES), max_size=30).map(
        lambda pairs: "&".join(
            f"{quote_plus(name, errors='replace')}={quote_plus(value, errors='replace')}"
            for name, value in pairs
        ).encode()
    ),
    st.binary(max_size=300),
)


def test_the_longest_comment_is_saved(visitor: Visitor, context: Context) -> None:
    # A line end counts once, though a browser sends it as two characters.
    text = "é" * (MAXIMUM_COMMENT_LENGTH - 1) + "\r\n"

    assert visitor.post("6", {"O1": text}).status_code == 303

    saved = read_checkin(context, visitor.token).response.comments["O1"].text
    assert len(saved) == MAXIMUM_COMMENT_LENGTH


@pytest.mark.parametrize("raw", ["a%00b", "a%01b", "a%1Fb", "a%0Bb", "a%7F%00b"])
def test_control_characters_are_dropped(visitor: Visitor, context: Context, raw: str) -> None:
    answer = visitor.client.post(visitor.address("6"), content=f"O1={raw}", headers=FORM)

    assert answer.status_code == 303
    saved = read_checkin(context, visitor.token).response.comments["O1"].text
    assert saved.replace("\x7f", "") == "ab"


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%C0%AF", "%", "%zz"])
def test_bytes_that_are_no_text_do_no_harm(visitor: Visitor, raw: str) -> None:
    answer = visitor.client.post(visitor.address("6"), content=f"O1=a{raw}", headers=FORM)

    assert answer.status_code == 303
    assert visitor.open("6").status_code == 200


def test_newlines_and_tabs_are_kept(visitor: Visitor, context: Context) -> None:
    visitor.post("6", {"O1": "een\r\n\ttwee\rdrie"})

    assert read_checkin(context, visitor.token).response.comments["O1"].text == "een\n\ttwee\ndrie"


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    page=st.sampled_from(
        [
            "",
            "1",
            "5",
            "6",
            "check",
            "thanks",
            "privacy",
            "withdraw",
            "copy",
            "closing.ics",
            "0",
            "x",
        ]
    ),
    query=st.text(alphabet=string.printable, max_size=20),
    body=BODIES,
)
def test_nothing_that_is_posted_makes_the_survey_fail(
    visitor: Visitor, clock: FakeClock, page: str, query: str, body: bytes
) -> None:
    clock.advance(timedelta(minutes=1))  # Else the pages that do not exist soon count as guesses.
    typed = quote_plus(query)
    address = f"{visitor.address(page)}?lang={typed}&saved={typed}&elsewhere={typed}"

    answer = visitor.client.post(address, content=body, headers=FORM)

    assert answer.status_code < 500
    assert visitor.open("check").status_code == 200
    assert visitor.open("6").status_code == 200
