"""The words of what is asked on phones in a meeting, and of what came of it."""

from collections.abc import Mapping

from monitor.domain.meeting.live import LiveKind, LiveScore
from monitor.domain.questionnaire import Question
from monitor.i18n.catalogue import Translator
from monitor.i18n.question_texts import write_question
from monitor.i18n.reader import Reader, capitalise


def write_live_title(kind: LiveKind, t: Translator) -> str:
    """Write what is asked, as the title of a page or a screen."""
    return t(f"live.{kind.value}.title")


def write_statement(code: str, questions: Mapping[str, Question], t: Translator) -> str:
    """Write a statement: one of the questionnaire, or one of ours about the talk."""
    if code in questions:
        return capitalise(write_question(questions[code], t("charts.the_other"), t))
    return t(f"live.talk.{code}")


def write_live_score(score: LiveScore, reader: Reader) -> str:
    """Write what may be shown of a statement: a mean, an end of the scale, or that it is hidden."""
    if score.mean is None:
        return reader.t("live.score.none")
    if score.bound is not None:
        number = reader.formatter.score(score.mean)
        return reader.t(f"live.score.{score.bound.value}", value=number)
    return reader.score(score.mean, fine=score.is_fine)


def say_live_score(score: LiveScore, reader: Reader) -> str:
    """Say the same in words, as in a sentence or to somebody who listens."""
    if score.mean is None:
        return reader.t("live.score.none")
    if score.bound is not None:
        number = reader.formatter.score(score.mean)
        return reader.t(f"live.spoken.{score.bound.value}", value=number)
    return reader.spoken_score(score.mean, fine=score.is_fine)
