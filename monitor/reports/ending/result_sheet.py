"""The published results of all check-ins as one table: what the screens show, and nothing else.

Open answers stay out: they are for the talk, and leave the product in no file.
"""

from collections.abc import Iterator, Mapping, Sequence

from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.results import (
    HiddenReason,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
)
from monitor.i18n.reader import Reader, is_fine, is_fine_score
from monitor.reports.spreadsheets import Cell, Number, Sheet
from monitor.services.ending.read_ending import Keepsake

_COLUMNS = ("checkin", "form", "party", "topic", "score", "low", "high", "remark")
_Row = Sequence[Cell]


def make_result_sheet(
    keepsake: Keepsake, questionnaires: Mapping[str, Questionnaire], reader: Reader
) -> Sheet:
    """Return a row for each number that was published, and for each that was not, with why."""
    head = [reader.t(f"ending.column.{each}") for each in _COLUMNS]
    rows = [
        [*_name(release, reader), *row]
        for release in keepsake.releases
        for row in _tell(
            release, keepsake.partnership, questionnaires[release.questionnaire_version], reader
        )
    ]
    return Sheet(reader.t("ending.sheet.results"), [head, *rows])


def _name(release: PublishedRound, reader: Reader) -> _Row:
    quarter = reader.formatter.quarter(release.quarter)
    form = "light" if release.is_light else "full"
    return [quarter, reader.t(f"ending.form.{form}")]


def _tell(
    release: PublishedRound, partnership: Partnership, asked: Questionnaire, reader: Reader
) -> Iterator[_Row]:
    together = reader.t("ending.together")
    for dimension in Dimension:
        numbers = _tell_number(release.joint[dimension], reader, fine=is_fine(release, dimension))
        yield [together, reader.dimension(dimension), *numbers]
    for party in release.parties:
        names = {each.id: each.name for each in partnership.parties}
        for row in _tell_party(party, asked, reader):
            yield [names.get(party.party_id, ""), *row]


def _tell_party(party: PublishedParty, asked: Questionnaire, reader: Reader) -> Iterator[_Row]:
    t = reader.t
    for dimension, score in party.scores.items():
        yield [reader.dimension(dimension), *_tell_score(party, score, reader)]
    fine = party.tier.is_fine
    if party.mark is not None:
        mark = Number(party.mark, reader.formatter.points(party.mark))
        yield [t("ending.mark"), mark, "", "", "" if fine else t("ending.rounded")]
    if party.respondents is not None and party.invited is not None:
        counts = t("ending.responded", respondents=party.respondents, invited=party.invited)
        yield [t("ending.response"), "", "", "", counts]
    yield from _tell_questions(party.questions, asked, reader)


def _tell_score(party: PublishedParty, score: PublishedScore, reader: Reader) -> _Row:
    if score.hidden_because is not None:
        return ["", "", "", _why(score.hidden_because, reader)]
    rounded = "" if is_fine_score(party, score.dimension) else reader.t("ending.rounded")
    return [*(_number(each, reader) for each in (score.mean, score.low, score.high)), rounded]


def _tell_questions(
    questions: Sequence[PublishedQuestion], asked: Questionnaire, reader: Reader
) -> Iterator[_Row]:
    """Yield the questions that are shown, and in one row for each reason that others are not."""
    for question in questions:
        if question.mean is not None:
            text = reader.statement(asked.question(question.code))
            yield [text, _number(question.mean, reader), "", "", ""]
    for reason in dict.fromkeys(each.hidden_because for each in questions):
        if reason is not None:
            yield [reader.t("ending.questions"), "", "", "", _why(reason, reader)]


def _tell_number(value: float | None, reader: Reader, *, fine: bool) -> _Row:
    is_rounded = value is not None and not fine
    return [_number(value, reader), "", "", reader.t("ending.rounded") if is_rounded else ""]


def _number(value: float | None, reader: Reader) -> Cell:
    return "" if value is None else Number(value, reader.formatter.score(value))


def _why(reason: HiddenReason, reader: Reader) -> str:
    return reader.t(f"charts.hidden.{reason.value}")
