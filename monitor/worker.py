"""The worker: what an installation does by itself, every minute, from wherever it is started."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor import bootstrap
from monitor.mail.compose import Composer
from monitor.mail.digest import DigestComposer
from monitor.mail.mailer import make_mailer
from monitor.services.checkin.run_checkins import CheckinRun, run_checkins
from monitor.services.mail.deliver_mail import Delivered, deliver
from monitor.services.mail.digests import deliver_digests
from monitor.settings import read_settings


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one turn of the worker did."""

    checkins: CheckinRun
    mail: Delivered


def tick() -> Ticked:
    """Do all that is due now: check-ins first, so that slow mail does not keep one waiting."""
    return Ticked(tick_checkins(), tick_mail())


def tick_checkins() -> CheckinRun:
    """Close, open and plan check-ins, and queue their letters and the digests."""
    return run_checkins(bootstrap.context())


def tick_mail(must_stop: Callable[[], bool] = lambda: False) -> Delivered:
    """Send the letters and digests that are due; ``must_stop`` is asked before each."""
    settings, context = read_settings(), bootstrap.context()
    mailer = make_mailer(settings)
    # People who were asked to answer come before those who read about it.
    letters = Composer(settings.mail_from, settings.zone)
    delivered = deliver(context, mailer, letters, must_stop)
    digests = DigestComposer(settings.mail_from, settings.zone)
    return delivered.plus(deliver_digests(context, mailer, digests, must_stop))
