"""The worker: what an installation does by itself, every minute, from wherever it is started."""

import logging
from dataclasses import dataclass, replace

from monitor import bootstrap
from monitor.backups import MustStop, back_up_when_due
from monitor.domain.errors import BackupStoppedError
from monitor.mail.compose import Composer
from monitor.mail.digest import DigestComposer
from monitor.mail.mailer import make_mailer
from monitor.services.checkin.run_checkins import CheckinRun, run_checkins
from monitor.services.mail.deliver_mail import Delivered, deliver
from monitor.services.mail.digests import deliver_digests
from monitor.services.privacy.apply_retention import apply_daily
from monitor.settings import read_settings
from monitor.storage.turns import take_turn

# One worker of all that there are does this at a time.
CHECKINS = "check-ins"

logger = logging.getLogger(__name__)


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one turn of the worker did; ``checkins``: None when another worker was at them."""

    checkins: CheckinRun | None
    mail: Delivered


def tick(must_stop: MustStop = _never) -> Ticked:
    """Do all that is due now: check-ins first, so that slow mail does not keep one waiting.

    ``must_stop`` is asked before each letter, and again and again during a backup.
    """
    try:
        return Ticked(tick_checkins(), tick_mail(must_stop))
    finally:
        # Whatever became of the mail.
        tick_backup(must_stop)


def tick_checkins() -> CheckinRun | None:
    """Close, open and plan check-ins and queue their letters; once a day let go of what is old.

    None: another worker is doing so, on this machine or another one.
    """
    with take_turn(bootstrap.engine(), CHECKINS) as has_turn:
        if not has_turn:
            logger.info("Another worker does the check-ins.")
            return None
        return _run_checkins()


def _run_checkins() -> CheckinRun:
    done = CheckinRun()
    for context in bootstrap.contexts():
        run = run_checkins(context)
        applied = apply_daily(context, read_settings().retention_terms)
        done = done.plus(replace(run, failed=run.failed + applied.failed))
    return done


def tick_mail(must_stop: MustStop = _never) -> Delivered:
    """Send the letters and digests that are due; ``must_stop`` is asked before each."""
    settings = read_settings()
    mailer = make_mailer(settings)
    letters = Composer(settings.mail_from, settings.zone)
    digests = DigestComposer(settings.mail_from, settings.zone)
    contexts, delivered = bootstrap.contexts(), Delivered()
    # People who were asked to answer come before those who read about it.
    for context in contexts:
        delivered = delivered.plus(deliver(context, mailer, letters, must_stop))
    for context in contexts:
        delivered = delivered.plus(deliver_digests(context, mailer, digests, must_stop))
    return delivered


def tick_backup(must_stop: MustStop = _never) -> None:
    """Make the backup of this day unless it is there; one that is told to stop is made later."""
    try:
        made = back_up_when_due(must_stop)
    except BackupStoppedError:
        logger.info("The backup was given up, because the process ends; it is made later.")
        return
    if made is not None:
        logger.info("A backup was made: %s", made.name)
