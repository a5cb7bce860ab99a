import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity
from monitor.i18n.analysis_texts import command_translator, write_flag_texts, write_note_texts
from monitor.services.analyse.heading import NoteKind
from tests.factories import make_partnership, make_release


def test_a_flag_says_what_on_what_ground_and_how_sure() -> None:
    flag = Flag(FlagKind.LOW, Severity.WATCH, PartyId(1), Dimension.TRUST, 0.8)

    texts = write_flag_texts(flag, [make_release()], make_partnership())

    assert list(texts) == ["nl", "en"]
    assert texts["nl"].startswith("Vertrouwen: lage score bij")
    assert texts["en"].startswith("Trust: low score at")
    assert "80%" in texts["en"]


@pytest.mark.parametrize("kind", list(NoteKind))
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_note_is_a_sentence_in_every_language(kind: NoteKind, count: int) -> None:
    texts = write_note_texts(kind, count)

    assert list(texts) == [language.value for language in Language]
    assert all(text.endswith(".") for text in texts.values())


def test_the_command_speaks_english() -> None:
    assert command_translator().language is Language.ENGLISH
