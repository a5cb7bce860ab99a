"""The words of what is asked on phones, and of what came of it."""

import pytest

from monitor.domain.meeting.live import Bound, LiveKind, LiveScore
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.live_sentences import (
    say_live_score,
    write_live_score,
    write_live_title,
    write_statement,
)
from monitor.services.meeting.ask_live import TALK_CODES
from tests.builders import current_questionnaire
from tests.charts.scenes import make_reader

DUTCH = translator(Language.DUTCH)


@pytest.mark.parametrize("language", [*Language])
def test_every_kind_and_every_statement_about_the_talk_has_words(language: Language) -> None:
    t = translator(language)

    assert len({write_live_title(kind, t) for kind in LiveKind}) == len(LiveKind)
    assert len({write_statement(code, {}, t) for code in TALK_CODES}) == len(TALK_CODES)


def test_a_statement_of_the_questionnaire_names_the_other_party() -> None:
    questions = {"TRU1": current_questionnaire().question("TRU1")}

    assert write_statement("TRU1", questions, DUTCH) == "De ander doet wat we samen afspreken."


@pytest.mark.parametrize(
    ("score", "written", "said"),
    [
        (LiveScore("said", mean=3.5), "≈ 3,5", "ongeveer 3,5"),
        (LiveScore("said", mean=3.4, is_fine=True), "3,4", "3,4"),
        (LiveScore("said", mean=2.0, bound=Bound.AT_MOST), "≤ 2,0", "2,0 of lager"),
        (LiveScore("said", mean=4.0, bound=Bound.AT_LEAST), "≥ 4,0", "4,0 of hoger"),
        (LiveScore("said"), *["te weinig antwoorden om te tonen"] * 2),
    ],
)
def test_a_score_is_written_for_the_eye_and_said_for_the_ear(
    score: LiveScore, written: str, said: str
) -> None:
    reader = make_reader()

    assert write_live_score(score, reader) == written
    assert say_live_score(score, reader) == said
