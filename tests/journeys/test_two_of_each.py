"""Two surveys and two dashboards on one PostgreSQL, as the units start them; one is killed."""

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from threading import Event

import httpx2
import pytest

from benchmarks.viewer import look
from monitor.domain.links import Token
from monitor.domain.partnership import Partnership
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from monitor.services.sign_in.sessions import sign_out
from tests.journeys.people import GONE, Browser, path_of, use_cases
from tests.journeys.survey_server import FOR_ALL_UNITS, SurveyServer, run_unit, wait_until
from tests.postgresql import PostgresqlServer
from tests.seeding import make_partnership, open_checkin
from tests.signing_in import cookies_for
from tests.units import FOLDER

PEOPLE = 8
SURVEY = FOLDER / "monitor-survey@.service"
DASHBOARD = FOLDER / "monitor-dashboard@.service"


@dataclass(frozen=True, slots=True)
class Site:
    """What is in the database, and what serves it."""

    database_url: str
    context: Context
    partnership: Partnership
    tokens: Sequence[Token]
    surveys: Sequence[SurveyServer]
    dashboards: Sequence[SurveyServer]


@dataclass(slots=True)
class Writer:
    """Somebody who saves one answer after the other, wherever a process takes it."""

    token: Token
    addresses: Sequence[tuple[str, int]]
    acknowledged: int = 0
    tried: int = 0
    unexpected: list[int] = field(default_factory=list)

    def save_until(self, stop: Event) -> None:
        """Go from process to process as a proxy does, and pass over one that is gone."""
        turn = 0
        while not stop.is_set():
            self.tried = turn % 5 + 1
            with closing(Browser(self.addresses[turn % len(self.addresses)])) as browser:
                try:
                    reply = browser.post(path_of(self.token, "1"), {"TRU1": str(self.tried)})
                except GONE:
                    reply = None
            if reply is not None:
                self._note(reply.status)
            turn += 1

    def _note(self, status: int) -> None:
        if status == 303:
            self.acknowledged = self.tried
        else:
            self.unexpected.append(status)


@pytest.fixture(scope="module")
def site(postgresql_server: PostgresqlServer) -> Iterator[Site]:
    with ExitStack() as stack:
        url = stack.enter_context(postgresql_server.fresh_database())
        context = stack.enter_context(use_cases(url))
        partnership = make_partnership(context, "Bosrand", people=PEOPLE)
        opened = open_checkin(context, partnership)
        surveys = [stack.enter_context(run_unit(SURVEY, url)) for _ in range(2)]
        dashboards = [stack.enter_context(run_unit(DASHBOARD, url)) for _ in range(2)]
        yield Site(url, context, partnership, opened.tokens, surveys, dashboards)


def test_the_units_are_started_as_behind_a_proxy_and_without_a_worker() -> None:
    assert FOR_ALL_UNITS["MONITOR_BEHIND_PROXY"] == "1"
    assert FOR_ALL_UNITS["MONITOR_WORKER"] == FOR_ALL_UNITS["MONITOR_SAMPLE"] == "0"


def test_the_database_is_not_used_as_its_superuser(
    site: Site, postgresql_server: PostgresqlServer
) -> None:
    database = site.database_url.rpartition("/")[2].partition("?")[0]

    at_work = postgresql_server.ask(
        "SELECT DISTINCT datname, usesuper FROM pg_stat_activity JOIN pg_user USING (usename)"
    )

    assert [is_superuser for name, is_superuser in at_work if name == database] == [False]


def test_a_person_answers_half_in_one_process_and_half_in_the_other(site: Site) -> None:
    token = site.tokens[-1]
    first, second = (Browser(each.address) for each in site.surveys)

    with closing(first), closing(second):
        begun = first.post(path_of(token, "1"), {"TRU1": "4", "go": "next"})
        seen = second.get(path_of(token, "1"))
        gone_on = second.post(path_of(token, "2"), {"TRA1": "2", "go": "next"})
        sent = first.post(path_of(token, "check"), {"go": "send"})
        thanked = second.get(sent.location)

    response = read_checkin(site.context, token).response
    assert [begun.status, seen.status, gone_on.status, sent.status] == [303, 200, 303, 303]
    assert thanked.status == 200
    assert (response.is_sent, response.answers) == (True, {"TRU1": 4, "TRA1": 2})


def test_who_is_signed_in_at_one_dashboard_is_at_both_and_out_at_both(site: Site) -> None:
    cookies = cookies_for(site.database_url)

    before = [status_of(each, cookies) for each in site.dashboards]
    sign_out(site.context, *cookies.values())

    assert before == [200, 200]
    for each in site.dashboards:
        wait_until(lambda each=each: status_of(each, cookies) == 401)  # type: ignore[misc]


def test_what_is_acknowledged_is_kept_when_a_survey_is_killed(site: Site) -> None:
    addresses = [each.address for each in site.surveys]
    writers = [Writer(token, addresses) for token in site.tokens[:PEOPLE]]
    killed, stop = site.surveys[0].process, Event()

    with ThreadPoolExecutor(PEOPLE) as pool:
        running = [pool.submit(each.save_until, stop) for each in writers]
        try:
            wait_until(lambda: all(each.acknowledged for each in writers))
            killed.kill()
            killed.wait()
            already = {each.token: each.acknowledged for each in writers}
            wait_until(lambda: all(each.acknowledged != already[each.token] for each in writers))
        finally:
            stop.set()
        for each in running:
            each.result()

    assert [each.unexpected for each in writers] == [[]] * PEOPLE
    assert [stored(site, each) in {each.acknowledged, each.tried} for each in writers] == (
        [True] * PEOPLE
    )


def test_who_looks_at_one_dashboard_sees_nothing_of_the_end_of_the_other(site: Site) -> None:
    cookies = cookies_for(site.database_url)
    ended, stays = site.dashboards

    async def watch() -> tuple[int, int, int]:
        query = f"id={site.partnership.id}"
        async with look(stays.url, cookies) as visitor:
            before = await visitor.open("partnership", query)
            async with look(ended.url, cookies) as other:
                await other.open("partnership", query)
                ended.process.kill()
                ended.process.wait()
            after = await visitor.open("partnership", query)
        # Who was at the other one comes here, with the cookie that they had.
        async with look(stays.url, cookies) as other:
            moved = await other.open("partnership", query)
        return before.elements, after.elements, moved.elements

    before, after, moved = run(watch())

    assert before > 5
    assert after == moved == before


def status_of(dashboard: SurveyServer, cookies: Mapping[str, str]) -> int:
    """Return what a dashboard answers to somebody with these cookies."""
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    url = f"{dashboard.url}/_stcore/host-config"
    return httpx2.get(url, headers=header, timeout=60).status_code


def stored(site: Site, writer: Writer) -> int | None:
    """Return the answer of somebody that is in the database."""
    return read_checkin(site.context, writer.token).response.answers["TRU1"]


def run(watching: Coroutine[object, object, tuple[int, int, int]]) -> tuple[int, int, int]:
    """Wait for something that takes its time, beside whatever loop this thread may have."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, watching).result()
