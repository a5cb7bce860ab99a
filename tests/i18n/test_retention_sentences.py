"""How long each kind of data is kept, in words."""

import pytest

from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import DEFAULT_TERMS, Kept, Term, Unit
from monitor.i18n.catalogue import translator
from monitor.i18n.retention_sentences import describe_term, describe_terms

DUTCH = translator(Language.DUTCH)


@pytest.mark.parametrize("language", [*Language])
def test_every_kind_is_described_in_every_language(language: Language) -> None:
    t = translator(language)

    described = describe_terms(DEFAULT_TERMS, t)

    assert len(described) == len(Kept)
    for kind in Kept:
        assert any(each.startswith(t(f"retention.kind.{kind.value}")) for each in described)


def test_what_goes_first_is_named_first() -> None:
    described = describe_terms(
        {Kept.NOTES: Term(2, Unit.YEAR), Kept.PEOPLE: Term(1, Unit.DAY)}, DUTCH
    )

    assert described[0] == (
        "Naam en mailadres van deelnemers: 1 dag nadat iemand of de hele samenwerking stopt. "
        "Zo lang kunt u nog vragen hebben over een uitslag. Daarna staat er een nummer."
    )


def test_a_term_is_written_in_words() -> None:
    terms = [Term(7, Unit.DAY), Term(1, Unit.MONTH), Term(3, Unit.MONTH), Term(2, Unit.YEAR)]

    assert [describe_term(each, DUTCH) for each in terms] == [
        "7 dagen",
        "1 maand",
        "3 maanden",
        "2 jaar",
    ]
