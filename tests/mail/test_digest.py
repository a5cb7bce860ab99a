"""The digest as a manager gets it, through a real mail server; and who may read along."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.flags.digest import DigestWriting, News, NewsKind, PartnershipNews
from monitor.domain.flags.matching import FLAG_KINDS
from monitor.domain.flags.view import view_worry
from monitor.domain.flags.worry import Step, StepKind, Worry, WorryId, WorryKind, WorryState
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, ManagerId, PartnershipId
from monitor.domain.results import Severity
from monitor.i18n.catalogue import translator
from monitor.mail.digest import DigestComposer, word_digest
from monitor.mail.smtp import SmtpMailer
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import Delivered
from monitor.services.mail.digests import deliver_digests, queue_digests
from tests.factories import NOW, FakeClock, make_partnership
from tests.mail.server import MailServer
from tests.seeding import add_closed_round
from tests.seeding import make_partnership as make_seeded
from tests.services.digesting import MONDAY, add_managed, add_manager, add_worry

ZONE = ZoneInfo("Europe/Amsterdam")
WORKERS = 4
BASE, STOP = "https://monitor.example.nl", "https://monitor.example.nl/s/digest/1/token"
t = translator(Language.ENGLISH)


def make_writing(
    *news: PartnershipNews, language: Language = Language.ENGLISH, name: str = "Noor Visser"
) -> DigestWriting:
    return DigestWriting(
        manager=Manager(ManagerId(1), name, language, "noor@gemeente.example"),
        message_id="<abc@monitor.example.nl>",
        since=datetime(2026, 11, 16, 7, tzinfo=UTC),
        news=news,
        dashboard_url=BASE,
        stop_url=STOP,
    )


def make_news(
    name: str = "Oosterdal",
    kind: NewsKind = NewsKind.FOUND,
    worry_kind: WorryKind = WorryKind.NO_FRAMES,
    number: int = 7,
) -> PartnershipNews:
    partnership = replace(make_partnership(name=name), id=PartnershipId(number))
    state = WorryState.CLOSED if kind is NewsKind.GOOD else WorryState.NEW
    worry = Worry(
        id=WorryId(1),
        partnership_id=partnership.id,
        kind=worry_kind,
        severity=Severity.WATCH,
        state=state,
        opened_on=date(2026, 11, 17),
        changed_at=NOW,
        with_good_news=kind is NewsKind.GOOD,
        steps=(Step(StepKind.FOUND, NOW, state=state),),
    )
    return PartnershipNews(
        partnership, [News(kind, view_worry(worry, partnership, [], date(2026, 11, 23)))]
    )


def deliver(context: Context, server: MailServer) -> Delivered:
    composer = DigestComposer("Monitor <monitor@example.nl>", context.time_zone)
    return deliver_digests(context, SmtpMailer(server.address), composer)


class KeptMail:
    """Stands in for a mail server that accepts everything."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.kept.append(message)

    def close(self) -> None:
        """Nothing is held open."""


def text_of(message: EmailMessage) -> str:
    found = message.get_body(("plain",))
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def test_it_says_per_partnership_what_is_new_and_why_with_a_link() -> None:
    worded = word_digest(make_writing(make_news()), ZONE)

    assert worded.subject == "One partnership asks for attention"
    assert "Dear Noor Visser," in worded.text
    assert "This is new in your partnerships since 16 November 2026." in worded.text
    _, _, told = worded.text.partition("\nOosterdal\n")
    line, why, url, *_ = told.splitlines()
    assert line.startswith("* New: ")
    assert len(why.strip()) > 20
    assert url == f"{BASE}/partnership?id=7"


@pytest.mark.parametrize("kind", [each for each in WorryKind if each not in FLAG_KINDS])
def test_every_rule_has_a_title_and_a_reason(kind: WorryKind) -> None:
    worded = word_digest(make_writing(make_news(worry_kind=kind)), ZONE)

    _, _, told = worded.text.partition("\nOosterdal\n")
    line, why, *_ = told.splitlines()
    assert len(line) > len("* New: ")
    assert why.strip()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_flag_is_told_with_the_first_sentence_of_its_ground(
    context: Context, clock: FakeClock
) -> None:
    manager = add_manager(context)
    clock.set(MONDAY - timedelta(days=17))
    partnership = make_seeded(context, "Oosterdal", people=6)
    with context.unit_of_work() as uow:
        uow.directory.set_manager([partnership.id], manager.id)
        uow.commit()
    add_closed_round(context, clock, partnership, {"": 4}, {"TRU": 1})
    clock.set(MONDAY)
    queue_digests(context)
    mailer = KeptMail()

    deliver_digests(context, mailer, DigestComposer("monitor@example.nl", ZONE, clock))

    (message,) = mailer.kept
    told = text_of(message)
    assert "Low score at the initiative" in told
    # Six people are too few to say on what (R6).
    assert "Trust" not in told
    assert "Initiatief 1" not in told


def test_good_news_comes_last_under_a_heading_of_its_own() -> None:
    worded = word_digest(
        make_writing(make_news("Oosterdal"), make_news("Westerdal", NewsKind.GOOD)), ZONE
    )

    order = [worded.text.index(each) for each in ("Oosterdal", t("digest.good"), "Westerdal")]
    assert order == sorted(order)
    assert "* Over: " in worded.text


def test_good_news_alone_has_a_subject_of_its_own() -> None:
    worded = word_digest(make_writing(make_news(kind=NewsKind.GOOD)), ZONE)

    assert worded.subject == t("digest.subject.good")


def test_it_is_written_in_the_language_of_its_manager() -> None:
    worded = word_digest(make_writing(make_news(), language=Language.DUTCH), ZONE)

    assert worded.subject == "Eén samenwerking vraagt aandacht"
    assert "Beste Noor Visser," in worded.text
    assert '<html lang="nl">' in worded.html


def test_it_says_how_to_stop_it() -> None:
    worded = word_digest(make_writing(make_news()), ZONE)
    message = DigestComposer("monitor@example.nl", ZONE, FakeClock())(make_writing(make_news()))

    assert f"{t('digest.stop')}: {STOP}" in worded.text
    assert f'href="{STOP}"' in worded.html
    assert message["List-Unsubscribe"] == f"<{STOP}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_long_list_is_cut_and_says_how_many_more() -> None:
    many = [make_news(f"Dal {number:02}", number=number) for number in range(1, 24)]

    worded = word_digest(make_writing(*many), ZONE)

    assert worded.subject == "23 partnerships ask for attention"
    assert "Dal 20" in worded.text
    assert "Dal 21" not in worded.text
    assert t("digest.more", n=3) in worded.text


def test_names_cannot_break_out_of_their_place() -> None:
    worded = word_digest(
        make_writing(make_news("<b>Dal</b>\nhttps://evil.example"), name="<i>Noor"), ZONE
    )

    assert "<b>" not in worded.html
    assert "<i>" not in worded.html
    assert "\nhttps://evil" not in worded.text


def test_on_monday_one_mail_arrives(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    manager = add_manager(context, language=Language.DUTCH)
    add_worry(context, add_managed(context, manager), NOW)
    clock.set(MONDAY)
    queue_digests(context)

    assert deliver(context, mail_server) == Delivered(sent=1)
    assert deliver(context, mail_server) == Delivered()

    (message,) = mail_server.accepted
    assert mail_server.recipients == [manager.email]
    assert message["Subject"] == "Eén samenwerking vraagt aandacht"
    assert "Oosterdal" in text_of(message)


def test_nothing_new_sends_nothing(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    add_managed(context, add_manager(context))
    clock.set(MONDAY)
    queue_digests(context)

    assert deliver(context, mail_server) == Delivered()
    assert mail_server.connections == 0


def test_two_workers_make_and_send_one(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    for number in range(6):
        manager = add_manager(context, f"Noor {number}", email=f"noor{number}@example.org")
        add_worry(context, add_managed(context, manager, f"Dal {number}"), NOW)
    clock.set(MONDAY)
    start = Barrier(WORKERS)

    def work(_: int) -> tuple[int, Delivered]:
        start.wait()
        return queue_digests(context), deliver(context, mail_server)

    with ThreadPoolExecutor(WORKERS) as pool:
        done: Sequence[tuple[int, Delivered]] = list(pool.map(work, range(WORKERS)))

    assert sum(queued for queued, _ in done) == 6
    assert sum(each.sent for _, each in done) + deliver(context, mail_server).sent == 6
    assert set(mail_server.message_ids.values()) == {1}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_failing_server_gets_it_later(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    add_worry(context, add_managed(context, add_manager(context)), NOW)
    clock.set(MONDAY)
    queue_digests(context)
    mail_server.answer("451 4.3.0 Try again later")

    assert deliver(context, mail_server) == Delivered(delayed=1)
    clock.advance(timedelta(minutes=1))
    assert deliver(context, mail_server) == Delivered(sent=1)

    assert len(mail_server.accepted) == 1
