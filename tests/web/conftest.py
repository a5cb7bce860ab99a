"""The survey as an application without a server, and a partnership to answer about."""

import pytest
from starlette.testclient import TestClient

from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.health import Health
from monitor.web.site import make_survey_app
from tests.factories import StoredPartnership, add_partnership
from tests.web.visitor import Visitor


async def do_not_wait(_seconds: float) -> None:
    """Sleep no time at all: what waits is tested where it is about waiting."""


@pytest.fixture
def settings() -> Settings:
    # Only the defaults: a developer's own .env must not change what is tested.
    return Settings(_env_file=None)


@pytest.fixture
def client(context: Context, settings: Settings) -> TestClient:
    app = make_survey_app(
        context,
        settings,
        lambda: Health(is_database_ok=True, schema_version="0001", is_schema_current=True),
        do_not_wait,
    )
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def visitor(client: TestClient, stored: StoredPartnership) -> Visitor:
    """The first invited person of the municipality, with a browser."""
    return Visitor(client, stored.tokens[0])
