"""What a provider tells of itself: kept for an hour, and never followed blindly."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.domain.errors import SignInElsewhereError
from monitor.identity.provider import OidcProvider, Registration
from tests.factories import FakeClock
from tests.identity.loose_provider import (
    LooseProvider,
)
from tests.identity.visits import DEPARTURE, sign_in

DISCOVERY, KEYS = "/.well-known/openid-configuration", "/keys"


def test_what_a_provider_tells_of_itself_is_asked_once_an_hour(
    provider: OidcProvider, elsewhere: LooseProvider, clock: FakeClock
) -> None:
    sign_in(provider, elsewhere)
    sign_in(provider, elsewhere)
    asked = [each for each in elsewhere.asked if each in {DISCOVERY, KEYS}]
    clock.advance(timedelta(hours=1))
    provider.address_of(DEPARTURE)

    assert asked == [DISCOVERY, KEYS]
    assert elsewhere.asked[-2:] == [DISCOVERY, KEYS]


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": 7},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
    ],
    ids=str,
)
def test_a_provider_that_tells_nonsense_of_itself_is_not_believed(
    provider: OidcProvider, elsewhere: LooseProvider, told: dict[str, Any]
) -> None:
    elsewhere.manners.told = told

    with pytest.raises(SignInElsewhereError, match="untrusted"):
        provider.address_of(DEPARTURE)


@pytest.mark.parametrize(
    "answer", [b"[]", b"nothing", b" " * 2_000_000], ids=["list", "text", "endless"]
)
def test_an_answer_that_is_no_answer_is_not_believed(
    provider: OidcProvider, elsewhere: LooseProvider, answer: bytes
) -> None:
    elsewhere.manners.answer = answer

    with pytest.raises(SignInElsewhereError, match="untrusted"):
        provider.address_of(DEPARTURE)


def test_nobody_listens_where_the_provider_should_be(
    registration: Registration, clock: FakeClock
) -> None:
    absent = replace(registration, issuer="http://127.0.0.1:9")

    with pytest.raises(SignInElsewhereError, match="unavailable"):
        OidcProvider(absent, clock).address_of(DEPARTURE)
