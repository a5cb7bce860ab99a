"""Passwords that are hashed quickly, and somebody who can sign in."""

import pytest

from monitor.services.context import Context
from tests.signing_in import Person, hash_quickly, make_person


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)


@pytest.fixture
def noor(context: Context) -> Person:
    """An administrator with a password and an app."""
    return make_person(context)
