"""What the documents for privacy law say is what the program does."""

import re

import pytest

from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import DEFAULT_TERMS, Kept
from monitor.i18n.catalogue import translator
from monitor.i18n.retention_sentences import describe_term
from monitor.services.meeting.forget_votes import LONGEST_OPEN
from monitor.settings import ROOT

DOCS = ROOT / "docs"
DUTCH, ENGLISH = translator(Language.DUTCH), translator(Language.ENGLISH)


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_register_holds_exactly_the_terms_of_the_program() -> None:
    row = re.compile(r"^\| `(\w+)` \| (.+?) \|[^|]*\|$", re.MULTILINE)
    rows = dict(row.findall(read("verwerkingsregister.md")))

    assert rows == {
        kind.value: f"{DUTCH(f'retention.kind.{kind.value}')} | "
        f"{describe_term(term, DUTCH)} {DUTCH(f'retention.since.{kind.value}')}"
        for kind, term in DEFAULT_TERMS.items()
    }


def test_the_assessment_holds_exactly_the_terms_of_the_program() -> None:
    terms = dict(re.findall(r"^- `(\w+)`: (.+)$", read("dpia.md"), re.M))

    assert terms == {kind.value: describe_term(term, DUTCH) for kind, term in DEFAULT_TERMS.items()}


@pytest.mark.parametrize("kind", [*Kept])
def test_the_page_for_administrators_holds_every_term(kind: Kept) -> None:
    term = describe_term(DEFAULT_TERMS[kind], ENGLISH)

    assert f"{term} {ENGLISH(f'retention.since.{kind.value}')} (`{kind.value}`)" in read(
        "privacy.md"
    )


def test_answers_on_phones_go_after_the_day_that_the_register_names() -> None:
    assert LONGEST_OPEN.days == 1
    assert "en anders na een\ndag" in read("verwerkingsregister.md")


@pytest.mark.parametrize("name", ["verwerkingsregister.md", "dpia.md"])
def test_each_document_says_in_english_what_it_is_and_what_is_to_fill_in(name: str) -> None:
    text = read(name)

    assert text.startswith("*This is the ")
    assert text.count("**in te vullen") > 5
