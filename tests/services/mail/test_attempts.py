"""What becomes of a mail by a try, whichever kind of mail it is."""

from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from monitor.domain.errors import MailDelayedError, MailRefusedError
from monitor.domain.flags.digest import Digest, DigestId
from monitor.domain.mail import MAXIMUM_ATTEMPTS, Letter, LetterId, LetterState, MailKind
from monitor.domain.partnership import ManagerId, ParticipantId
from monitor.domain.round import RoundId
from monitor.services.mail.attempts import Attempt, Mail, hand_over, settle
from tests.factories import NOW
from tests.services.mail.test_deliver_mail import PostBox

LETTER = Letter(LetterId(1), MailKind.INVITATION, RoundId(1), ParticipantId(1), "<a@b>", due_at=NOW)
DIGEST = Digest(DigestId(1), ManagerId(1), date(2026, 11, 23), NOW, "<c@d>", due_at=NOW)


def attempt(mail: Mail, fault: Exception | None = None) -> Attempt[Mail]:
    return hand_over(PostBox(fault), EmailMessage, mail, NOW)


def test_what_is_accepted_is_settled() -> None:
    letter, digest = attempt(LETTER).mail, attempt(DIGEST).mail

    assert (letter.state, letter.attempts, letter.due_at) == (LetterState.SENT, 1, None)
    assert (digest.state, digest.attempts, digest.due_at) == (LetterState.SENT, 1, None)


def test_what_is_refused_is_settled_too_and_its_address_is_to_blame() -> None:
    done = attempt(DIGEST, MailRefusedError("550 no"))

    assert done.is_refused
    assert (done.mail.state, done.mail.failure) == (LetterState.REFUSED, "550 no")


def test_what_cannot_be_handed_over_now_waits(caplog: pytest.LogCaptureFixture) -> None:
    delayed = attempt(DIGEST, MailDelayedError("451 later")).mail
    broken = attempt(LETTER, ValueError("anna@example.org")).mail

    assert delayed.due_at == NOW + timedelta(minutes=1)
    assert (broken.state, broken.failure) == (LetterState.WAITING, "ValueError")
    assert "Letter 1" in caplog.text
    assert "anna@" not in caplog.text


def test_what_failed_for_days_is_given_up_without_blame() -> None:
    tired = settle(DIGEST, LetterState.WAITING)
    for _ in range(MAXIMUM_ATTEMPTS - 1):
        last = attempt(tired, MailDelayedError("451 later"))
        tired = last.mail

    assert tired.state is LetterState.REFUSED
    assert not last.is_refused
