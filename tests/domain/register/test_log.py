"""What the log is made of: its order and its words are relied on elsewhere."""

from monitor.domain.partnership import Language
from monitor.domain.register.entry import DATED
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import ChosenCards, EventKind, GrowthStage, SupportKind, Term
from monitor.domain.register.record import RecordKind, kind_of
from monitor.i18n.catalogue import translator


def test_the_stages_of_growth_are_in_the_order_of_the_path() -> None:
    assert [stage.value for stage in GrowthStage] == [
        "exploring",
        "organised",
        "legal_entity",
        "delivering",
    ]


def test_every_kind_of_entry_has_its_kind_of_record() -> None:
    kinds = {kind_of(content) for content in (*DATED, Term, ChosenCards, Farewell)}

    assert kinds == set(RecordKind) - {RecordKind.AGREEMENT, RecordKind.COLLABORATION}


def test_support_is_the_pick_list_of_the_check_in() -> None:
    assert [kind.value for kind in SupportKind] == [
        "time",
        "money",
        "knowledge",
        "people",
        "mandate",
    ]


def test_every_kind_of_event_has_a_word_in_both_languages() -> None:
    for language in Language:
        assert all(translator(language)(f"event.{kind.value}") for kind in EventKind)


def test_no_cards_are_chosen_at_first() -> None:
    assert ChosenCards().codes == ()
