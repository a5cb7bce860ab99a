"""A mail server, for what is promised of mail."""

from collections.abc import Iterator

import pytest

from tests.acceptance.ticking import Installation
from tests.mail.server import MailServer, run_mail_server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with run_mail_server() as server:
        yield server


@pytest.fixture
def installation(database_url: str, mail_server: MailServer) -> Installation:
    return Installation(database_url, mail_server)
