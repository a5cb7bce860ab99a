"""The worker as the programs start it: with the settings of the installation."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import bootstrap, worker
from monitor.domain.errors import StorageUnavailableError
from monitor.domain.partnership import Language, Partnership
from monitor.domain.planning import Period
from monitor.services.checkin.rounds import close_round
from monitor.services.checkin.run_checkins import CheckinRun
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import Delivered
from monitor.services.planning_ports import NewPlannedRound
from monitor.services.register.manage_managers import assign_manager
from monitor.services.register.manage_participants import PersonDraft, add_person
from monitor.services.results.partnership_view import read_partnership
from monitor.settings import ROOT
from monitor.storage.turns import take_turn
from tests.conftest import forget_process
from tests.factories import FakeClock, add_partnership
from tests.seeding import add_closed_round, make_partnership
from tests.services.checkin.test_rounds import run_at_once
from tests.services.digesting import MONDAY, add_manager

pytestmark = pytest.mark.usefixtures("own_process", "outbox")
ADDRESSES = ["anna@voorbeeld.nl", "bo@voorbeeld.nl"]


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which letters end up."""
    folder = tmp_path / "outbox"
    monkeypatch.setenv("MONITOR_OUTBOX_FOLDER", str(folder))
    return folder


def plan_a_due_round(context: Context) -> Partnership:
    """Store a partnership of which a round should have opened a minute ago."""
    now = context.clock.now()
    stored = add_partnership(context.unit_of_work, people_per_party=0, opens_at=now)
    close_round(context, stored.round.id)
    for party, address in zip(stored.partnership.parties, ADDRESSES, strict=True):
        add_person(context, party.id, PersonDraft("Persoon", address, Language.DUTCH))
    period = Period(now - timedelta(minutes=1), now + timedelta(days=14))
    with context.unit_of_work() as uow:
        uow.plans.add(NewPlannedRound(stored.partnership.id, period))
        uow.commit()
    return stored.partnership


def test_once_a_day_it_lets_go_of_what_is_older_than_its_term(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_RETENTION", "comments=1m")
    clock, context = FakeClock(), bootstrap.context()
    object.__setattr__(context, "clock", clock)
    partnership = make_partnership(context, "Oosterdal", people=5)
    add_closed_round(context, clock, partnership, {}, {})

    worker.tick_checkins()

    (release,) = read_partnership(context, partnership.id).releases
    assert release.comments == ()


def count_rounds(context: Context, partnership: Partnership) -> int:
    with context.unit_of_work(reads_only=True) as uow:
        return len(uow.rounds.list_of(partnership.id))


def letters_in(folder: Path) -> Sequence[Path]:
    return list(folder.glob("*.eml"))


def test_a_turn_opens_what_is_due_and_sends_the_invitations(outbox: Path) -> None:
    context = bootstrap.context()
    partnership = plan_a_due_round(context)

    ticked = worker.tick()

    assert ticked == worker.Ticked(CheckinRun(opened=1), Delivered(sent=2))
    assert count_rounds(context, partnership) == 2
    assert len(letters_in(outbox)) == 2
    assert worker.tick() == worker.Ticked(CheckinRun(), Delivered())


def test_check_ins_come_first_whatever_becomes_of_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    context = bootstrap.context()
    partnership = plan_a_due_round(context)

    def fail(*_: object) -> Delivered:
        raise StorageUnavailableError

    monkeypatch.setattr(worker, "deliver", fail)

    with pytest.raises(StorageUnavailableError):
        worker.tick()

    assert count_rounds(context, partnership) == 2


def test_mail_that_must_stop_leaves_its_letters_for_the_next_turn(outbox: Path) -> None:
    plan_a_due_round(bootstrap.context())
    worker.tick_checkins()

    assert worker.tick_mail(lambda: True) == Delivered()
    assert letters_in(outbox) == []

    assert worker.tick_mail() == Delivered(sent=2)


def test_letters_come_from_the_address_of_the_installation(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_MAIL_FROM", "Monitor <monitor@gemeente.example>")
    plan_a_due_round(bootstrap.context())

    worker.tick()

    assert all("<monitor@gemeente.example>" in path.read_text() for path in letters_in(outbox))


def test_two_turns_at_once_do_everything_once(
    context: Context, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    here = replace(context, clock=FakeClock(now))
    monkeypatch.setattr(bootstrap, "context", lambda: here)
    partnerships = [plan_a_due_round(here) for _ in range(3)]

    turns = run_at_once(2, worker.tick)

    done = [turn for turn in turns if isinstance(turn, worker.Ticked)]
    assert len(done) == 2
    assert sum(turn.checkins.opened for turn in done if turn.checkins) == 3
    assert [count_rounds(here, each) for each in partnerships] == [2, 2, 2]
    worker.tick()
    assert len(letters_in(outbox)) == 6


# H13.
def test_two_processes_at_once_do_everything_once(outbox: Path) -> None:
    context = bootstrap.context()
    partnerships = [plan_a_due_round(context) for _ in range(3)]
    command = [sys.executable, "-m", "monitor", "tick"]

    processes = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - Fixed.
        for _ in range(2)
    ]
    outputs = [process.communicate() for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    assert all(b"@" not in text for output in outputs for text in output)
    assert [count_rounds(context, each) for each in partnerships] == [2, 2, 2]
    assert worker.tick().checkins == CheckinRun()
    assert len(letters_in(outbox)) == 6


# Of several workers on PostgreSQL one goes through the check-ins; each sends mail.
def test_two_workers_on_postgresql_take_turns(
    postgresql_url: str, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", postgresql_url)
    forget_process()
    partnership = plan_a_due_round(bootstrap.context())

    with take_turn(bootstrap.engine(), worker.CHECKINS):
        left = tick_elsewhere()
        rounds_meanwhile = count_rounds(bootstrap.context(), partnership)
    done = tick_elsewhere()

    assert left.startswith("Een andere verwerker is al bezig met de check-ins.")
    assert rounds_meanwhile == 1
    assert done.startswith("Check-ins: 0 gesloten, 1 geopend")
    assert len(letters_in(outbox)) == 2


def test_a_worker_that_leaves_the_check_ins_to_another_still_sends_mail(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_a_due_round(bootstrap.context())
    worker.tick_checkins()
    monkeypatch.setattr(worker, "take_turn", lambda *_: nullcontext(enter_result=False))

    ticked = worker.tick()

    assert ticked == worker.Ticked(None, Delivered(sent=2))
    assert len(letters_in(outbox)) == 2


def tick_elsewhere() -> str:
    """Do what is due in another process, and return what it said."""
    command = [sys.executable, "-m", "monitor", "tick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - Fixed.
    return done.stdout


def test_a_turn_on_monday_sends_managers_their_news(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    context = replace(bootstrap.context(), clock=clock)
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    # Nobody is named whom its initiative can turn to: that is found when a round closes.
    stored = add_partnership(context.unit_of_work)
    assign_manager(context, add_manager(context).id, [stored.partnership.id])
    close_round(context, stored.round.id)
    clock.set(MONDAY)

    ticked = worker.tick()

    assert ticked == worker.Ticked(CheckinRun(digests=1), Delivered(sent=1))
    (letter,) = letters_in(outbox)
    assert b"noor@gemeente.example" in letter.read_bytes()
    assert worker.tick().mail == Delivered()


def test_a_turn_makes_the_backup_of_the_day_also_when_mail_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "backups"))

    def fail(*_: object) -> Delivered:
        raise StorageUnavailableError

    monkeypatch.setattr(worker, "deliver", fail)

    with pytest.raises(StorageUnavailableError):
        worker.tick()

    assert len(list((tmp_path / "backups").glob("*.zip"))) == 1


def test_a_backup_that_must_stop_is_made_in_a_later_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "backups"))
    add_partnership(bootstrap.context().unit_of_work)

    worker.tick_backup(lambda: True)
    made_when_told = list((tmp_path / "backups").glob("*.zip"))
    worker.tick_backup()

    assert made_when_told == []
    assert len(list((tmp_path / "backups").glob("*.zip"))) == 1
