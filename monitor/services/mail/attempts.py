"""What becomes of a mail by trying to hand it over: a letter or a digest, by the same rules."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Generic, TypeVar

from monitor.domain.errors import MailDelayedError, MailRefusedError
from monitor.domain.flags.digest import Digest
from monitor.domain.mail import MAXIMUM_ATTEMPTS, Letter, LetterState, pause_after
from monitor.services.mail_ports import Mailer
from monitor.services.one_by_one import describe_failure

# Rounds must open and close on time too, however slow the mail server is.
LONGEST_RUN = timedelta(minutes=5)
# Longer than a run with its last mail may take: nobody else then takes what is being sent.
LEASE = timedelta(minutes=15)
BATCH = 20
# Whoever cannot store that a mail was accepted would send it twice.
STORING_TRIES = 3

logger = logging.getLogger(__name__)

Mail = TypeVar("Mail", Letter, Digest)


@dataclass(frozen=True, slots=True)
class Attempt(Generic[Mail]):
    """A mail as it is after a try; ``is_refused``: its address will never accept it."""

    mail: Mail
    is_refused: bool = False


def hand_over(
    mailer: Mailer, make: Callable[[], EmailMessage], mail: Mail, now: datetime
) -> Attempt[Mail]:
    """Try to hand over a mail, and tell what became of it."""
    try:
        mailer.send(make())
    except MailRefusedError as error:
        return Attempt(settle(mail, LetterState.REFUSED, str(error)), is_refused=True)
    except MailDelayedError as error:
        return Attempt(_delay(mail, now, str(error)))
    except Exception as error:  # One mail that cannot be written may not stop the others.
        kind = type(mail).__name__
        logger.error("%s %s: %s", kind, mail.id, describe_failure(error))  # noqa: TRY400 - See there.
        return Attempt(_delay(mail, now, type(error).__name__))
    return Attempt(settle(mail, LetterState.SENT))


def settle(mail: Mail, state: LetterState, failure: str | None = None) -> Mail:
    """Return a mail that is not tried any more."""
    return replace(mail, state=state, attempts=mail.attempts + 1, due_at=None, failure=failure)


def _delay(mail: Mail, now: datetime, failure: str) -> Mail:
    attempts = mail.attempts + 1
    if attempts >= MAXIMUM_ATTEMPTS:
        return settle(mail, LetterState.REFUSED, failure)
    return replace(mail, attempts=attempts, due_at=now + pause_after(attempts), failure=failure)
