"""The mail with a link that works once."""

from datetime import UTC, datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.access.account import EVERYTHING, Account, AccountId, Role, WorkspaceId
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.partnership import Language
from monitor.mail.access import AccessComposer
from monitor.services.sign_in.one_time import AccessLetter
from tests.factories import NOW, FakeClock

URL = "https://monitor.example/sign-in/password/secret"
PURPOSES = [LinkPurpose.NEW_PASSWORD, LinkPurpose.INVITATION]


def write(purpose: LinkPurpose, language: Language = Language.DUTCH) -> EmailMessage:
    account = Account(
        AccountId(1), WorkspaceId(1), "noor@gemeente.nl", "Noor <b>", language, Role.VIEWER,
        EVERYTHING, NOW,
    )  # fmt: skip
    letter = AccessLetter(account, purpose, URL, datetime(2026, 11, 17, 22, 30, tzinfo=UTC))
    zone = ZoneInfo("Europe/Amsterdam")
    compose = AccessComposer(
        "Monitor <monitor@gemeente.nl>", zone, "https://monitor.example", FakeClock()
    )
    return compose(letter)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("language", Language)
def test_the_link_stands_in_both_parts_with_until_when_it_works(
    purpose: LinkPurpose, language: Language
) -> None:
    message = write(purpose, language)

    assert URL in part(message, "plain").splitlines()
    assert f'href="{URL}"' in part(message, "html")
    assert "23:30" in part(message, "plain")


def test_it_goes_to_whose_link_it_is_and_cannot_be_unsubscribed_from() -> None:
    message = write(LinkPurpose.NEW_PASSWORD)

    assert "noor@gemeente.nl" in str(message["To"])
    assert "monitor@gemeente.nl" in str(message["From"])
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] is None


def test_a_name_is_text() -> None:
    assert "Noor &lt;b&gt;" in part(write(LinkPurpose.INVITATION), "html")
