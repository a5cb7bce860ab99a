"""Passwords are hashed, and hashed again for nobody."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from monitor.services.sign_in import hashing


def test_a_password_is_known_again_and_no_other() -> None:
    stored = hashing.hash_password("paard kip lamp")

    assert hashing.is_password(stored, "paard kip lamp")
    assert not hashing.is_password(stored, "paard kip lamp ")


def test_the_same_password_is_stored_differently_each_time() -> None:
    assert hashing.hash_password("paard kip lamp") != hashing.hash_password("paard kip lamp")


def test_who_has_no_password_has_none_that_is_right() -> None:
    assert not hashing.is_password(None, "of nobody")


def test_what_is_no_hash_is_nobodys_password() -> None:
    assert not hashing.is_password("nonsense", "nonsense")


def test_a_hash_of_other_parameters_is_outdated() -> None:
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash("paard kip lamp")

    assert hashing.is_outdated(old)
    assert not hashing.is_outdated(hashing.hash_password("paard kip lamp"))


def test_in_earnest_it_takes_64_mebibytes_and_three_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()

    parameters = extract_parameters(hashing.hash_password("paard kip lamp"))

    assert (parameters.memory_cost, parameters.time_cost) == (64 * 1024, 3)
    assert parameters == RFC_9106_LOW_MEMORY
