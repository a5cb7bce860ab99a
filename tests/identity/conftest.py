"""A provider that answers over HTTP, and ours to talk to it."""

from collections.abc import Iterator

import pytest

from monitor.identity.provider import OidcProvider, Registration
from tests.factories import FakeClock
from tests.identity.loose_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    RETURN_ADDRESS,
    LooseProvider,
    run_loose_provider,
)


@pytest.fixture
def elsewhere() -> Iterator[LooseProvider]:
    """The provider as it answers."""
    with run_loose_provider() as provider:
        yield provider


@pytest.fixture
def registration(elsewhere: LooseProvider) -> Registration:
    return Registration(
        elsewhere.issuer, CLIENT_ID, RETURN_ADDRESS, role_claim="roles", client_secret=CLIENT_SECRET
    )


@pytest.fixture
def provider(registration: Registration, clock: FakeClock) -> OidcProvider:
    """What the product knows of it."""
    return OidcProvider(registration, clock)
