"""A million guesses at the links that an installation gave out."""

import secrets

import pytest
from sqlalchemy import Engine, text

from monitor.domain.links import Token, derive_token, hash_token, make_nonce
from monitor.services.context import Context
from tests.factories import SECRET_KEY, add_partnership

GUESSES = 1_000_000
PEOPLE_PER_PARTY = 100


# H23.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_of_a_million_guesses_none_is_a_link_that_was_given_out(
    context: Context, engine: Engine
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=PEOPLE_PER_PARTY)
    with engine.connect() as connection:
        known = set(connection.execute(text("SELECT token_hash FROM invitation")).scalars())

    hits = sum(hash_token(Token(secrets.token_urlsafe(24))) in known for _ in range(GUESSES))

    assert len(known) == len(stored.tokens) == 2 * PEOPLE_PER_PARTY
    assert {hash_token(token) for token in stored.tokens} == known
    assert hits == 0


# H23.
def test_a_token_is_as_long_as_a_guess_and_no_two_are_alike() -> None:
    tokens = {derive_token(SECRET_KEY, make_nonce()) for _ in range(10_000)}

    assert len(tokens) == 10_000
    assert {len(token) for token in tokens} == {len(secrets.token_urlsafe(24))}
    # Every sign stands at every place: no part of a token is fixed.
    assert {len({token[place] for token in tokens}) for place in range(32)} == {64}
