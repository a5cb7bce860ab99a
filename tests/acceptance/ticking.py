"""An installation with letters that wait, and its worker as a process that a timer starts."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.domain.mail import Letter
from monitor.domain.partnership import Partnership
from monitor.services.checkin.run_checkins import run_checkins
from monitor.services.context import Context
from monitor.settings import ROOT
from tests.journeys.people import use_cases
from tests.journeys.server import free_port, process_environment
from tests.mail.server import MailServer
from tests.test_worker import plan_a_due_round

_TICK = (sys.executable, "-m", "monitor", "tick")


@dataclass(frozen=True, slots=True)
class Installation:
    """A database, and the mail server that its worker hands letters to."""

    database_url: str
    mail_server: MailServer

    def tick(self, before: Callable[[], None] | None = None) -> "subprocess.Popen[bytes]":
        """Start the worker; ``before`` is done in its process first."""
        environment = process_environment(self.database_url, free_port())
        mail = {
            "MONITOR_SMTP_URL": self.mail_server.url,
            "MONITOR_MAIL_FROM": "monitor@example.nl",
        }
        return subprocess.Popen(  # noqa: S603 - Fixed.
            _TICK,
            cwd=ROOT,
            env=environment | mail,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=before,  # noqa: PLW1509 - It sets a limit and nothing else.
        )

    def plan(self, rounds: int) -> Sequence[Partnership]:
        """Store partnerships of two people each, of which a round should have opened by now."""
        with use_cases(self.database_url) as context:
            return [plan_a_due_round(context) for _ in range(rounds)]

    def open(self) -> None:
        """Open what is due, so that its invitations wait."""
        with use_cases(self.database_url) as context:
            run_checkins(context)

    def letters(self) -> Sequence[Letter]:
        """Return every letter, of all rounds."""
        with use_cases(self.database_url) as context:
            return letters_in(context)


def letters_in(context: Context) -> Sequence[Letter]:
    """Return every letter in a database."""
    with context.unit_of_work(reads_only=True) as uow:
        rounds = [
            each
            for partnership_id in uow.partnerships.ids()
            for each in uow.rounds.list_of(partnership_id)
        ]
        return [letter for each in rounds for letter in uow.outbox.list_of(each.id)]


def finish(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """Wait until the worker is done; return its exit code and what it wrote."""
    output, _ = process.communicate()
    return process.returncode, output.decode()
