"""Sixty people save at the same time, and a process is lost meanwhile: no answer is."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from threading import Barrier

import pytest

from monitor.domain.links import Token
from monitor.domain.questionnaire import AnswerType, Part, Question
from monitor.domain.response import Response
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.journeys.people import GONE, Browser, invite, path_of, use_cases
from tests.journeys.survey_server import SurveyServer, run_survey, wait_until
from tests.seeding import OpenRound

PEOPLE, SAVES = 60, 20


@dataclass(frozen=True, slots=True)
class Save:
    """A page as somebody sends it: with one answer more than the last time."""

    page: str
    fields: Mapping[str, str]


@dataclass(slots=True)
class Crowd:
    """People of one round who each save one answer after the other, all at the same time."""

    context: Context
    opened: OpenRound
    parts: Sequence[Part]
    statuses: list[int] = field(default_factory=list)

    def save_all(self, addresses: Sequence[tuple[str, int]]) -> None:
        """Let everyone save everything; who finds one process gone goes on with the next."""
        barrier = Barrier(PEOPLE)

        def save(number: int) -> None:
            browsers = [Browser(address) for address in addresses]
            barrier.wait()
            for each in self.saves_of(number):
                self._save(browsers, number, each)
            for browser in browsers:
                browser.close()

        with ThreadPoolExecutor(PEOPLE) as pool:
            list(pool.map(save, range(PEOPLE)))

    def _save(self, browsers: Sequence[Browser], number: int, save: Save) -> None:
        for place in range(len(browsers)):
            browser = browsers[(number + place) % len(browsers)]
            try:
                reply = browser.post(path_of(self.opened.tokens[number], save.page), save.fields)
            except GONE:
                continue
            self.statuses.append(reply.status)
            return

    def saves_of(self, number: int) -> Sequence[Save]:
        """Return how a person answers one question after the other, and saves each time."""
        saves: list[Save] = []
        for page, part in enumerate(self.parts, start=1):
            fields: dict[str, str] = {}
            for question in part.questions:
                fields[question.code] = value_of(question, number + len(saves))
                saves.append(Save(str(page), dict(fields)))
        return saves[:SAVES]

    def expected(self) -> Mapping[Token, Mapping[str, str]]:
        """Return what has to be stored: the last of every answer."""
        return {
            token: dict(chain(*(save.fields.items() for save in self.saves_of(number))))
            for number, token in enumerate(self.opened.tokens)
        }

    def stored(self) -> Mapping[Token, Mapping[str, str]]:
        """Return what is stored."""
        return {
            token: answers_in(read_checkin(self.context, token).response)
            for token in self.opened.tokens
        }

    def count_forms(self) -> int:
        """Count the forms that are stored."""
        with self.context.unit_of_work(reads_only=True) as unit:
            return unit.responses.count(self.opened.id)


@pytest.fixture
def crowd(database_url: str) -> Iterator[Crowd]:
    with use_cases(database_url) as context:
        (opened,) = invite(context, people=PEOPLE)
        yield Crowd(context, opened, read_checkin(context, opened.tokens[0]).parts)


@pytest.fixture
def two_processes(postgresql_url: str) -> Iterator[Sequence[SurveyServer]]:
    with ExitStack() as stack:
        yield [stack.enter_context(run_survey(postgresql_url)) for _ in range(2)]


# H1.
# H2.
def test_twelve_hundred_answers_at_once_are_all_stored(crowd: Crowd, database_url: str) -> None:
    with run_survey(database_url) as survey:
        crowd.save_all([survey.address])

    assert crowd.statuses == [303] * (PEOPLE * SAVES)
    assert crowd.stored() == crowd.expected()
    assert sum(len(answers) for answers in crowd.stored().values()) == PEOPLE * SAVES
    assert crowd.count_forms() == PEOPLE


# H2.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_of_twelve_hundred_answers_none_is_lost_or_doubled_when_one_of_two_processes_is_killed(
    crowd: Crowd, two_processes: Sequence[SurveyServer]
) -> None:
    killed, _other = two_processes

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(crowd.save_all, [each.address for each in two_processes])
        wait_until(lambda: len(crowd.statuses) >= PEOPLE * SAVES // 2)
        killed.process.kill()
        saving.result()

    assert crowd.statuses == [303] * (PEOPLE * SAVES)
    assert crowd.stored() == crowd.expected()
    assert crowd.count_forms() == PEOPLE


def value_of(question: Question, number: int) -> str:
    """Return an answer to a question."""
    if question.answer_type is AnswerType.OPEN:
        return f"Antwoord {number}"
    return str(number % 5 + 1)


def answers_in(response: Response) -> Mapping[str, str]:
    """Return all answers of a form as they were sent."""
    scale = ((code, str(value)) for code, value in response.answers.items())
    comments = ((code, comment.text) for code, comment in response.comments.items())
    return dict(chain(scale, comments))
