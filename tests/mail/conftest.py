"""A mail server for the tests of mail."""

from collections.abc import Iterator

import pytest

from tests.mail.server import MailServer, run_mail_server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with run_mail_server() as server:
        yield server
