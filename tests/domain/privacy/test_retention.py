"""Terms: how they are written, which may be chosen, and from which day something is too old."""

from datetime import date

import pytest

from monitor.domain.privacy.retention import (
    ALLOWED,
    DEFAULT_TERMS,
    Kept,
    Term,
    Unit,
    parse_terms,
    write_term,
)


def test_every_kind_has_a_term_within_what_may_be_chosen() -> None:
    assert set(ALLOWED) == set(Kept)
    for allowed in ALLOWED.values():
        assert allowed.shortest.days <= allowed.default.days <= allowed.longest.days


def test_what_is_not_named_has_its_default() -> None:
    terms = parse_terms(" comments = 1y, people=6m ,")

    assert terms[Kept.COMMENTS] == Term(1, Unit.YEAR)
    assert terms[Kept.PEOPLE] == Term(6, Unit.MONTH)
    assert terms[Kept.ANSWERS] == DEFAULT_TERMS[Kept.ANSWERS]
    assert parse_terms("") == DEFAULT_TERMS


@pytest.mark.parametrize(
    "text",
    [
        "comments",
        "comments=",
        "comments=2",
        "comments=0d",
        "comments=2w",
        "comments=-1y",
        "remarks=1y",
        "Comments=1y",
        "comments=1y people=1y",
    ],
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be like"):
        parse_terms(text)


@pytest.mark.parametrize("text", ["comments=3y", "answers=6m", "answers=6y", "partnerships=21y"])
def test_a_term_that_is_too_short_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="between"):
        parse_terms(text)


@pytest.mark.parametrize("text", ["answers=2y", "comments=24m", "partnerships=20y", "people=1d"])
def test_a_term_at_either_end_may_be_chosen(text: str) -> None:
    assert parse_terms(text) != {}


@pytest.mark.parametrize(
    ("term", "today", "first"),
    [
        (Term(7, Unit.DAY), date(2026, 3, 3), date(2026, 2, 24)),
        (Term(3, Unit.MONTH), date(2026, 2, 10), date(2025, 11, 10)),
        (Term(1, Unit.MONTH), date(2026, 3, 31), date(2026, 2, 28)),
        (Term(2, Unit.YEAR), date(2028, 2, 29), date(2026, 2, 28)),
        (Term(12, Unit.MONTH), date(2026, 12, 1), date(2025, 12, 1)),
    ],
)
def test_the_first_day_within_a_term_is_found(term: Term, today: date, first: date) -> None:
    assert term.before(today) == first


def test_a_term_is_written_as_it_is_read() -> None:
    written = ",".join(f"{kind}={write_term(term)}" for kind, term in DEFAULT_TERMS.items())

    assert parse_terms(written) == DEFAULT_TERMS
