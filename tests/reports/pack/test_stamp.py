"""Every page says of which round it is, without filters, and when it was made."""

from monitor.domain.partnership import Language
from monitor.reports.pack.stamp import name_round, write_stamp
from tests.charts.scenes import make_reader
from tests.reports.pack.packs import make_pack

DECK = make_pack().deck


def test_the_round_is_named_as_on_an_axis() -> None:
    assert name_round(DECK, make_reader()) == "K4 2026"
    assert name_round(DECK, make_reader(Language.ENGLISH)) == "Q4 2026"


def test_the_stamp_names_round_filters_and_the_moments() -> None:
    assert write_stamp(DECK, make_reader()) == [
        "Alle antwoorden van ronde K4 2026, geen filters. De ronde sloot op 10 november 2026.",
        "Gemaakt op 17 november 2026 om 10:30.",
    ]
