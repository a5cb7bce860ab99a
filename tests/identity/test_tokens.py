"""Id_tokens: those that are for us and now, and all others."""

from typing import Any

import pytest

from monitor.domain.access.elsewhere import ElsewhereProblem
from monitor.identity.provider import OidcProvider
from tests.factories import NOW
from tests.identity.loose_provider import (
    CLIENT_ID,
    MINUTE,
    LooseProvider,
    Manners,
)
from tests.identity.visits import problem_of, sign_in

SECONDS = int(NOW.timestamp())


# H36.
@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT_ID, "another"]},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"exp": SECONDS - MINUTE - 1},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": SECONDS + MINUTE + 1},
        {"iat": None},
        {"nbf": SECONDS + MINUTE + 1},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a" * 256},
        {"at_hash": "another"},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_us_now_is_not_believed(
    provider: OidcProvider, elsewhere: LooseProvider, claims: dict[str, Any]
) -> None:
    elsewhere.manners.claims = claims

    assert problem_of(provider, elsewhere) == ElsewhereProblem.UNTRUSTED


# H36.
@pytest.mark.parametrize(
    "manners",
    [Manners(forges=True), Manners(signing="none"), Manners(signing="HS256")],
    ids=["another key", "no signature", "the public key as a secret"],
)
def test_a_signature_that_anybody_can_make_is_none(
    provider: OidcProvider, elsewhere: LooseProvider, manners: Manners
) -> None:
    elsewhere.manners = manners

    assert problem_of(provider, elsewhere) == ElsewhereProblem.UNTRUSTED


@pytest.mark.parametrize("claims", [{"exp": SECONDS - MINUTE + 2}, {"iat": SECONDS + MINUTE}])
def test_clocks_that_differ_by_a_minute_do_no_harm(
    provider: OidcProvider, elsewhere: LooseProvider, claims: dict[str, Any]
) -> None:
    elsewhere.manners.claims = claims

    assert sign_in(provider, elsewhere).subject == "a-1"
