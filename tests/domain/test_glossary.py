"""The glossary: what came with the product, and what the parties made of it."""

from datetime import date

from monitor.domain.glossary import ShippedTerm, make_glossary, search_glossary
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.register.log import Term
from monitor.domain.register.record import Authorship, Record, RecordId
from tests.factories import NOW

FRAMES = ShippedTerm(
    {Language.DUTCH: "kaders", Language.ENGLISH: "frames"},
    {Language.DUTCH: "Wat vast staat.", Language.ENGLISH: "What is fixed."},
    date(2025, 7, 31),
)


def make_term(word: str, meaning: str, number: int = 1) -> Record[Term]:
    return Record(RecordId(number), PartnershipId(1), Term(word, meaning), Authorship("Ada", NOW))


def test_words_stand_in_the_language_of_the_reader() -> None:
    (line,) = make_glossary([FRAMES], [], Language.ENGLISH)

    assert (line.word, line.meaning, line.own) == ("frames", "What is fixed.", None)


def test_the_parties_explain_a_word_their_own_way() -> None:
    own = make_term("Kaders", "Wat de raad besloot.")

    (line,) = make_glossary([FRAMES], [own], Language.ENGLISH)

    assert (line.word, line.meaning) == ("frames", "Wat de raad besloot.")
    assert line.own == own
    assert line.shipped == FRAMES


def test_a_word_explained_in_both_languages_keeps_both_explanations() -> None:
    own = [make_term("kaders", "Een", 1), make_term("frames", "One", 2)]

    lines = make_glossary([FRAMES], own, Language.DUTCH)

    assert sorted(line.meaning for line in lines) == ["Een", "One"]


def test_all_words_are_in_alphabetical_order() -> None:
    own = [make_term("Zon", "Licht", 1), make_term("bron", "Warmte", 2)]

    lines = make_glossary([FRAMES], own, Language.DUTCH)

    assert [line.word for line in lines] == ["bron", "kaders", "Zon"]


def test_words_are_found_before_explanations() -> None:
    lines = make_glossary([FRAMES], [make_term("aanbod", "Past in de KADERS", 1)], Language.DUTCH)

    assert [line.word for line in search_glossary(lines, " kader ")] == ["kaders", "aanbod"]
    assert search_glossary(lines, "") == lines
    assert search_glossary(lines, "nergens") == []
