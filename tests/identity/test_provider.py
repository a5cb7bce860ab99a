"""A provider that does what it should, and one that does not."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.domain.access.elsewhere import ElsewhereProblem, Vouched
from monitor.domain.errors import SignInElsewhereError
from monitor.domain.partnership import Language
from monitor.identity.provider import OidcProvider, Registration
from tests.factories import FakeClock
from tests.identity.loose_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    RETURN_ADDRESS,
    LooseProvider,
    Manners,
)
from tests.identity.visits import DEPARTURE, problem_of, sign_in


def test_somebody_goes_there_with_a_state_a_nonce_and_a_challenge(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    address = provider.address_of(DEPARTURE)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    challenge = asked.pop("code_challenge")
    assert address.startswith(f"{elsewhere.issuer}/authorize?")
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": RETURN_ADDRESS,
        "scope": "openid profile email",
        "state": DEPARTURE.state,
        "nonce": DEPARTURE.nonce,
        "code_challenge_method": "S256",
    }
    assert DEPARTURE.verifier not in address
    assert len(challenge) == 43


def test_the_provider_vouches_for_who_comes_back(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    elsewhere.manners.claims = {"roles": ["energy", "audit"], "locale": "en-GB"}

    assert sign_in(provider, elsewhere) == Vouched(
        issuer=elsewhere.issuer,
        subject="a-1",
        email="anna@veldzicht.example",
        name="Anna de Wit",
        is_email_verified=True,
        language=Language.ENGLISH,
        groups=frozenset({"energy", "audit"}),
    )
    assert "/userinfo" not in elsewhere.asked


def test_a_code_works_once_and_only_with_what_stayed_here(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    code = elsewhere.agree(provider.address_of(DEPARTURE))
    stolen = elsewhere.agree(provider.address_of(DEPARTURE))

    provider.redeem(code, DEPARTURE)

    for tried, departure in ((code, DEPARTURE), (stolen, replace(DEPARTURE, verifier="w" * 64))):
        with pytest.raises(SignInElsewhereError) as refused:
            provider.redeem(tried, departure)
        assert refused.value.problem == ElsewhereProblem.UNTRUSTED
        # What stands in the log tells what it was, and no code.
        assert str(refused.value) == "untrusted: OAuthError (invalid_grant)"


def test_a_wrong_secret_of_ours_is_told_apart_in_the_log(
    registration: Registration, elsewhere: LooseProvider, clock: FakeClock
) -> None:
    provider = OidcProvider(replace(registration, client_secret="old"), clock)

    with pytest.raises(SignInElsewhereError, match=r"^untrusted: OAuthError \(invalid_client\)$"):
        sign_in(provider, elsewhere)


def test_what_an_id_token_lacks_is_asked_for_apart(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    elsewhere.manners.claims = {"email": None, "email_verified": None, "roles": None}
    more = {"sub": "a-1", "email": "a@x.example", "email_verified": "true", "roles": "energy"}
    elsewhere.manners.userinfo = {**more, "name": "Somebody else"}

    found = sign_in(provider, elsewhere)

    assert (found.email, found.is_email_verified) == ("a@x.example", True)
    assert found.groups == {"energy"}
    # What is signed counts.
    assert found.name == "Anna de Wit"


def test_what_is_told_of_somebody_else_is_not_believed(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    elsewhere.manners.claims = {"email": None}
    elsewhere.manners.userinfo = {"sub": "b-2", "email": "b@x.example", "email_verified": True}

    assert problem_of(provider, elsewhere) == ElsewhereProblem.UNTRUSTED


# H36.
def test_claims_of_many_kilobytes_are_read(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    groups = [f"{number:0>200}" for number in range(200)]
    elsewhere.manners.claims = {"roles": groups}

    assert sign_in(provider, elsewhere).groups == frozenset(groups)


def test_a_new_key_of_the_provider_is_read_at_once(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    sign_in(provider, elsewhere)
    elsewhere.turn_key()

    assert sign_in(provider, elsewhere).subject == "a-1"


def test_a_provider_that_does_not_answer_is_unavailable(
    provider: OidcProvider, elsewhere: LooseProvider, clock: FakeClock
) -> None:
    code = elsewhere.agree(provider.address_of(DEPARTURE))
    elsewhere.manners = Manners(status=503)

    with pytest.raises(SignInElsewhereError, match="unavailable"):
        provider.redeem(code, DEPARTURE)
    clock.advance(timedelta(hours=1))
    with pytest.raises(SignInElsewhereError, match="unavailable"):
        provider.address_of(DEPARTURE)


def test_a_provider_with_a_page_to_sign_out_is_asked_to_send_people_back(
    provider: OidcProvider,
) -> None:
    address = provider.sign_out_address("https://monitor.example.nl/sign-in")

    assert address is not None
    assert parse_qs(urlsplit(address).query) == {
        "tenant": ["1"],
        "client_id": [CLIENT_ID],
        "post_logout_redirect_uri": ["https://monitor.example.nl/sign-in"],
    }


def test_a_provider_without_such_a_page_is_left_alone(
    provider: OidcProvider, elsewhere: LooseProvider
) -> None:
    elsewhere.manners.told = {"end_session_endpoint": None}

    assert provider.sign_out_address("https://monitor.example.nl/sign-in") is None


@pytest.mark.parametrize(
    ("methods", "way"),
    [
        (None, "client_secret_basic"),
        (["client_secret_basic", "client_secret_post"], "client_secret_post"),
    ],
)
def test_our_secret_is_proved_in_a_way_that_the_provider_knows(
    provider: OidcProvider, elsewhere: LooseProvider, methods: list[str] | None, way: str
) -> None:
    elsewhere.manners.told = {"token_endpoint_auth_methods_supported": methods}

    sign_in(provider, elsewhere)

    assert elsewhere.proved_by == way


def test_without_a_secret_the_challenge_alone_proves_us(
    registration: Registration, elsewhere: LooseProvider, clock: FakeClock
) -> None:
    elsewhere.manners.knows_secret = False
    provider = OidcProvider(replace(registration, client_secret=""), clock)

    assert sign_in(provider, elsewhere).subject == "a-1"
    assert elsewhere.proved_by == "none"


def test_no_secret_stands_in_what_is_written_down(registration: Registration) -> None:
    written = repr(registration) + repr(DEPARTURE)

    assert not any(each in written for each in (CLIENT_SECRET, DEPARTURE.nonce, DEPARTURE.verifier))
