import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.links import (
    LinkingSecret,
    Token,
    derive_party_pseudonym,
    derive_pseudonym,
    derive_response_key,
    derive_token,
    hash_token,
    make_linking_secret,
    make_nonce,
    parse_token,
)
from monitor.domain.partnership import ParticipantId, PartyId
from tests.factories import SECRET_KEY

KEYS = st.binary(min_size=32, max_size=64)
NONCES = st.binary(min_size=16, max_size=16).map(bytes.hex)
OTHER_KEY = b"another key, also 32 bytes or more"


def test_every_nonce_is_new() -> None:
    nonces = {make_nonce() for _ in range(100)}

    assert len(nonces) == 100
    assert all(re.fullmatch("[0-9a-f]{32}", nonce) for nonce in nonces)


@given(key=KEYS, nonce=NONCES)
def test_a_token_can_be_made_again_and_read_from_an_address(key: bytes, nonce: str) -> None:
    token = derive_token(key, nonce)

    assert derive_token(key, nonce) == token
    assert parse_token(token) == token


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "a" * 31,
        "a" * 33,
        "a" * 31 + "=",
        "a" * 31 + "/",
        "a" * 31 + "é",
        "a" * 32 + "\n",
        " " + "a" * 31,
    ],
)
def test_what_cannot_be_a_token_is_none(text: str) -> None:
    assert parse_token(text) is None


@given(text=st.text(max_size=40))
def test_any_text_is_a_token_as_it_stands_or_none(text: str) -> None:
    assert parse_token(text) in {None, text}


def test_another_key_or_nonce_makes_another_token() -> None:
    token = derive_token(SECRET_KEY, "0" * 32)

    assert derive_token(OTHER_KEY, "0" * 32) != token
    assert derive_token(SECRET_KEY, "1" * 32) != token


def test_the_same_secrets_always_make_the_same_link() -> None:
    # Links already sent must keep working after an upgrade, so these values may not change.
    key = b"0123456789abcdef0123456789abcdef"
    token = derive_token(key, "00112233445566778899aabbccddeeff")

    assert token == "MsLjE0rkJQzzERyVAO1Y_DUL-7pftwB6"
    assert hash_token(token) == "4dc4c7b5b3d2c228d2c8f08a02c4dd94fca483c03594eea9accad1aa86e68387"
    assert derive_response_key(key, token) == "fb0b2dec8c3b70ec52ddb092d61c69c454409be5"


def test_the_key_of_a_response_needs_the_secret_key() -> None:
    token = Token("a" * 32)

    assert derive_response_key(SECRET_KEY, token) != derive_response_key(OTHER_KEY, token)
    assert re.fullmatch("[0-9a-f]{40}", derive_response_key(SECRET_KEY, token))


def test_a_token_and_a_response_key_never_come_from_the_same_digest() -> None:
    text = "a" * 32
    token = derive_token(SECRET_KEY, text)
    response_key = derive_response_key(SECRET_KEY, Token(text))

    assert base64.urlsafe_b64decode(token)[:20].hex() != response_key


def test_every_linking_secret_is_new() -> None:
    secrets = {make_linking_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert all(re.fullmatch("[0-9a-f]{64}", secret) for secret in secrets)


def test_a_person_has_the_same_pseudonym_every_time() -> None:
    secret = make_linking_secret()

    first, again = (derive_pseudonym(SECRET_KEY, secret, ParticipantId(7)) for _ in range(2))

    assert first == again
    assert re.fullmatch("[0-9a-f]{40}", first)


@pytest.mark.parametrize(
    ("key", "secret", "person"),
    [(SECRET_KEY, "a" * 64, 8), (SECRET_KEY, "b" * 64, 7), (OTHER_KEY, "a" * 64, 7)],
)
def test_another_person_or_secret_gives_another_pseudonym(
    key: bytes, secret: str, person: int
) -> None:
    usual = derive_pseudonym(SECRET_KEY, LinkingSecret("a" * 64), ParticipantId(7))

    assert derive_pseudonym(key, LinkingSecret(secret), ParticipantId(person)) != usual


def test_the_pseudonym_of_a_party_is_that_of_no_person() -> None:
    secret = make_linking_secret()

    of_party = derive_party_pseudonym(SECRET_KEY, secret, PartyId(1))

    assert re.fullmatch("[0-9a-f]{40}", of_party)
    assert of_party == derive_party_pseudonym(SECRET_KEY, secret, PartyId(1))
    assert of_party != derive_pseudonym(SECRET_KEY, secret, ParticipantId(1))
    assert of_party != derive_party_pseudonym(OTHER_KEY, secret, PartyId(1))
