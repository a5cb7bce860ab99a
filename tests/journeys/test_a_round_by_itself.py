"""A quarter's check-in that nobody watches, from the plan to "results are ready".

Everything is real but the clock: the mail server, the links in its letters, the pages behind them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import Partnership, PartyKind, Phase, PrivacyMode
from monitor.mail.compose import Composer
from monitor.mail.smtp import SmtpMailer
from monitor.services.checkin.plan_rounds import RhythmDraft, set_rhythm
from monitor.services.checkin.run_checkins import run_checkins
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import deliver
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
)
from monitor.services.results.partnership_view import read_checkins
from monitor.settings import Settings
from monitor.web.health import Health
from monitor.web.site import make_survey_app
from tests.factories import FakeClock
from tests.mail.server import MailServer, run_mail_server
from tests.web.conftest import do_not_wait
from tests.web.visitor import Visitor, visible_text

PEOPLE = {
    PartyKind.MUNICIPALITY: ["Anna", "Bram", "Carla"],
    PartyKind.INITIATIVE: ["Dirk", "Els", "Fatma", "Gerda"],
}
EVERYBODY = {name for names in PEOPLE.values() for name in names}
LINK = re.compile(r"http://localhost:8501/s/([A-Za-z0-9_-]{32})")
# A Monday, and the working days on which the rhythm makes something happen.
FIRST = date(2026, 11, 30)
OPENS = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
HALFWAY = datetime(2026, 12, 9, 8, 0, tzinfo=UTC)
LAST_DAYS = datetime(2026, 12, 16, 8, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 18, 22, 59, tzinfo=UTC)
IS_FINAL = datetime(2026, 12, 18, 23, 15, tzinfo=UTC)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with run_mail_server() as server:
        yield server


@pytest.fixture
def partnership(context: Context) -> Partnership:
    parties = [
        PartyDraft(kind.value, kind, [f"{name} <{name.lower()}@example.org>" for name in names])
        for kind, names in PEOPLE.items()
    ]
    draft = PartnershipDraft("Warm Dorp", Phase.DURING, PrivacyMode.CONFIDENTIAL, parties)
    return add_partnership(context, draft)


@pytest.fixture
def client(context: Context) -> TestClient:
    healthy = Health(is_database_ok=True, schema_version="0004", is_schema_current=True)
    app = make_survey_app(context, Settings(_env_file=None), lambda: healthy, do_not_wait)
    return TestClient(app, follow_redirects=False)


def test_a_round_runs_by_itself(
    context: Context,
    clock: FakeClock,
    partnership: Partnership,
    client: TestClient,
    mail_server: MailServer,
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    assert tick(context, clock, mail_server, OPENS.replace(hour=7, minute=59)) == []

    invitations = tick(context, clock, mail_server, OPENS)
    assert who(invitations) == EVERYBODY
    links = {recipient(each): link_in(each) for each in invitations}
    answer(client, links["Anna"])

    thanks = tick(context, clock, mail_server, OPENS.replace(hour=10))
    assert who(thanks) == {"Anna"}

    reminders = tick(context, clock, mail_server, HALFWAY)
    assert who(reminders) == EVERYBODY - {"Anna"}
    assert {recipient(each): link_in(each) for each in reminders} == {
        name: link for name, link in links.items() if name != "Anna"
    }
    for name in EVERYBODY - {"Anna", "Fatma"}:
        answer(client, links[name])

    assert who(tick(context, clock, mail_server, HALFWAY.replace(hour=9))) == EVERYBODY - {
        "Anna",
        "Fatma",
    }
    assert who(tick(context, clock, mail_server, LAST_DAYS)) == {"Fatma"}
    assert tick(context, clock, mail_server, LAST_DAYS.replace(hour=12)) == []
    assert tick(context, clock, mail_server, CLOSES) == []

    results = tick(context, clock, mail_server, IS_FINAL)
    assert who(results) == EVERYBODY
    assert [link for each in results for link in LINK.findall(text_of(each))] == []
    assert client.get(f"/s/{links['Fatma']}").status_code == 404

    view = read_checkins(context, partnership.id)
    assert (view.current, len(view.rounds)) == (None, 1)
    assert [each.period.opens_at.date() for each in view.planned] == [date(2027, 3, 1)]
    with context.unit_of_work(reads_only=True) as work:
        (release,) = work.releases.list_of(partnership.id)
    assert all(party.has_enough for party in release.parties)
    assert set(mail_server.message_ids.values()) == {1}


def tick(
    context: Context, clock: FakeClock, server: MailServer, moment: datetime
) -> Sequence[EmailMessage]:
    """Let the worker run twice at a moment; return the letters that arrived."""
    clock.set(moment)
    before = len(server.accepted)
    for _ in range(2):
        run_checkins(context)
        composer = Composer("checkin@example.org", context.time_zone)
        deliver(context, SmtpMailer(server.address), composer)
    return server.accepted[before:]


def answer(client: TestClient, token: str) -> None:
    """Fill in everything as a person with this link does, and send it."""
    visitor = Visitor(client, token)
    start = visible_text(visitor.open().text)
    assert "Warm Dorp" in start
    parts = 1
    while visitor.open(str(parts + 1)).status_code == 200:
        parts += 1
    visitor.answer_everything(parts)
    sent = visitor.post("check", {"go": "send"})
    assert sent.status_code == 303
    assert "Dank u wel" in visible_text(visitor.open("thanks").text)


def who(letters: Sequence[EmailMessage]) -> set[str]:
    """Return to whom letters went."""
    assert len({recipient(each) for each in letters}) == len(letters)
    return {recipient(each) for each in letters}


def recipient(letter: EmailMessage) -> str:
    """Return the name before the address."""
    return str(letter["To"]).partition(" <")[0]


def link_in(letter: EmailMessage) -> str:
    """Return the token of the one personal link in a letter."""
    (token,) = set(LINK.findall(text_of(letter)))
    return str(token)


def text_of(letter: EmailMessage) -> str:
    """Return the words of a letter, without what is at its foot about stopping mail."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
