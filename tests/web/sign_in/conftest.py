"""The pages of signing in without a server, and a browser before them."""

import pytest

from monitor.services.context import Context
from monitor.services.sign_in.one_time import AccessLetter
from monitor.settings import Settings
from tests.signing_in import Person, hash_quickly, make_person
from tests.web.sign_in.guest import Guest, open_guest


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)


@pytest.fixture
def letters() -> list[AccessLetter]:
    """What was sent."""
    return []


@pytest.fixture
def guest(context: Context, settings: Settings, letters: list[AccessLetter]) -> Guest:
    return open_guest(context, settings, letters.append)


@pytest.fixture
def noor(context: Context) -> Person:
    """An administrator with a password and an app."""
    return make_person(context)
