"""Whatever somebody writes comes back as it was: from the page, the database and the export."""

import csv
import html
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from httpx2 import Response as Answer
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from monitor.domain.response import MAXIMUM_COMMENT_LENGTH
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from monitor.services.results.export_answers import ExportRequest, export_answers
from monitor.services.results.export_files import COMMENTS, defuse
from tests.factories import StoredPartnership, add_partnership
from tests.web.visitor import FORM, Visitor, visible_text

PAGE, QUESTION = "6", "O1"
# All that is dropped: control characters but tab and the ends of lines.
DROPPED = {chr(code) for code in range(0x20)} - {"\t", "\n", "\r"}
# What no bytes of UTF-8 stand for: each of its three bytes is shown as a character of its own.
SURROGATES = re.compile("[\ud800-\udfff]")
ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(
        st.sampled_from("a \t\r\n\x00\x0b\x1b\x7f\x85\u2028\u200f\u202eאب\ufeff\ufffe🌞👩\u200d"),
        max_size=30,
    ),
    st.text(st.sampled_from("=+-@'\"<&;,\t\r\n]"), max_size=8),
)
STRANGE = [
    "=HYPERLINK(\"http://example.org\")",
    "\r\n\r\n een regel later \r\n",
    "שלום \u202eعكس\u202c, 👩‍👩‍👧 ﷽ Z͑͊̍a̴l̸g̶o",
    "a\x00b\x0bc\x1bd\x7fe\x85f\u2028g\ufeffh\U0010ffff",
    "een \ud83d halve",
    "</textarea><script>alert(1)</script>&amp;&#0;&#x0D;",
    "%00 %ED%A0%80 + \\u0000 {partner}",
]  # fmt: skip


# H21.
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=6))
@example(texts=STRANGE[:6])
@example(texts=STRANGE[6:])
def test_any_text_is_the_same_in_the_database_on_the_page_and_in_the_export(
    client: TestClient, context: Context, tmp_path: Path, texts: Sequence[str]
) -> None:
    stored = add_partnership(context.unit_of_work)
    kept = [what_is_kept(text) for text in texts]

    for token, text, expected in zip(stored.tokens, texts, kept, strict=False):
        visitor = Visitor(client, token)
        assert write(visitor, text).status_code == 303
        assert in_database(context, token) == expected
        assert on_page(visitor.open(PAGE).text) == expected
        # So that the form can be sent, and is in the export, also without a comment.
        visitor.post("1", {"TRU1": "3"})
        assert visitor.post("check", {"go": "send"}).status_code == 303

    assert sorted(in_export(context, stored, tmp_path)) == sorted(
        str(defuse(text)) for text in kept if text
    )


# H21.
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    character=st.characters(exclude_categories=["Cs", "Cc"]).filter(str.strip),
    more=st.integers(1, 400),
)
def test_text_that_is_too_long_is_refused_and_shown_again_whole(
    visitor: Visitor, context: Context, character: str, more: int
) -> None:
    text = character * (MAXIMUM_COMMENT_LENGTH + more)

    answer = write(visitor, text)

    assert answer.status_code == 422
    assert "Uw tekst is te lang" in visible_text(answer.text)
    assert on_page(answer.text) == text
    assert in_database(context, visitor.token) == ""


# H21.
@pytest.mark.parametrize("character", ["é", "🌞", "﷽", "\U0010ffff", "<", "\n"])
def test_two_thousand_of_any_character_are_kept(
    visitor: Visitor, context: Context, character: str
) -> None:
    text = "x" + character * (MAXIMUM_COMMENT_LENGTH - 2) + "x"

    assert write(visitor, text).status_code == 303

    assert in_database(context, visitor.token) == text
    assert on_page(visitor.open(PAGE).text) == text


def what_is_kept(text: str) -> str:
    """Return what is made of a text, in words: ends of lines alike, nothing that is no text.

    Only white space is no answer.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = SURROGATES.sub("\ufffd" * 3, lines)
    kept = "".join(character for character in shown if character not in DROPPED)
    return kept if kept.strip() else ""


def write(visitor: Visitor, text: str) -> Answer:
    """Send a text as bytes, also where it is none."""
    value = quote_plus(text, errors="surrogatepass")
    body = f"{QUESTION}={value}&{QUESTION}.audience=shared_screen"
    return visitor.client.post(visitor.address(PAGE), content=body, headers=FORM)


def in_database(context: Context, token: str) -> str:
    comments = read_checkin(context, token).response.comments
    return comments[QUESTION].text if QUESTION in comments else ""


def on_page(page: str) -> str:
    """Return what a browser shows in the field: it leaves out one line end at the beginning."""
    found = re.search(rf'<textarea id="{QUESTION}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1]).removeprefix("\n")


def in_export(context: Context, stored: StoredPartnership, folder: Path) -> list[str]:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()
    request = ExportRequest(folder, stored.partnership.id)
    export_answers(context, request, lambda _done, _total: None)
    with (folder / COMMENTS).open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]
