"""A word as the glossary shows it."""

from datetime import date

from monitor.domain.glossary import ShippedTerm, make_glossary
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.register.log import Term
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.ui.log.glossary_section import render_word
from tests.charts.scenes import make_reader
from tests.factories import NOW
from tests.pages.conftest import plain

FRAMES = ShippedTerm(
    {Language.DUTCH: "kaders", Language.ENGLISH: "frames"},
    {Language.DUTCH: "Wat vast staat.", Language.ENGLISH: "What is fixed."},
    date(2025, 7, 31),
)
OWN = Record(
    RecordId(1), PartnershipId(1), Term("kaders", "Wat <b>wij</b> zeggen."), Authorship("Ada", NOW)
)


def test_a_word_of_the_product_says_how_old_its_facts_are() -> None:
    (line,) = make_glossary([FRAMES], [], Language.DUTCH)

    assert plain(render_word(line, make_reader())) == (
        "kaders Wat vast staat. Feiten nagekeken op 31 juli 2025"
    )


def test_a_word_of_the_parties_says_who_wrote_it_and_what_the_product_says() -> None:
    (line,) = make_glossary([FRAMES], [OWN], Language.DUTCH)

    html = render_word(line, make_reader())

    assert "&lt;b&gt;wij&lt;/b&gt;" in html
    assert "Uw eigen uitleg. Ada," in plain(html)
    assert "De gewone uitleg is: Wat vast staat." in plain(html)
