"""Lets tests in where somebody has to be signed in: an account, a sign-in, and its cookie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
import pytest
from argon2 import PasswordHasher

from monitor.bootstrap import build_context
from monitor.domain.access.account import EVERYTHING, Account, Role, Scope
from monitor.domain.access.second_factor import (
    draw_recovery_codes,
    draw_totp_secret,
    hash_code,
)
from monitor.domain.partnership import Language
from monitor.services.access_ports import NewAccount
from monitor.services.context import Context
from monitor.services.sign_in import hashing
from monitor.services.sign_in.enter import TOTP
from monitor.services.sign_in.sealing import seal
from monitor.services.sign_in.sessions import How, begin_full
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY

EMAIL = "beheer@gemeente.example"
PASSWORD = "paard kip lamp stoel"


def add_account(
    context: Context,
    *,
    email: str = EMAIL,
    name: str = "Noor Visser",
    role: Role = Role.ADMINISTRATOR,
    scope: Scope = EVERYTHING,
) -> Account:
    """Store somebody who can sign in; they have no password yet."""
    new = NewAccount(email, name, Language.DUTCH, role, datetime.now(UTC), scope)
    with context.unit_of_work() as uow:
        account = uow.accounts.add(new)
        uow.commit()
    return account


def ensure_account(context: Context) -> Account:
    """Return the administrator of a database, who is stored at the first call."""
    with context.unit_of_work(reads_only=True) as uow:
        found = uow.accounts.find_by_email(EMAIL)
    return found or add_account(context)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, with what they know and have."""

    account: Account
    secret: str
    recovery_codes: Sequence[str]

    def code(self, at: datetime) -> str:
        """Return what their app shows at a moment."""
        return pyotp.TOTP(self.secret).at(at)


def make_person(context: Context, *, email: str = EMAIL, role: Role = Role.ADMINISTRATOR) -> Person:
    """Store somebody with a password, an app and recovery codes."""
    account = add_account(context, email=email, role=role)
    secret, codes = draw_totp_secret(), draw_recovery_codes()
    with context.unit_of_work() as uow:
        uow.accounts.set_password(account.id, hashing.hash_password(PASSWORD))
        uow.accounts.set_second_factor(account.id, seal(context.secret_key, TOTP, secret), 1)
        uow.accounts.set_recovery_codes(account.id, [hash_code(each) for each in codes])
        uow.commit()
    return Person(account, secret, codes)


def hash_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords without the effort: what is tested is when that is done."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(hashing, "_HASHER", quick)
    monkeypatch.setattr(hashing, "_of_nobody", lambda: quick.hash("of nobody"))


def cookies_for(database_url: str, public_url: str = "http://localhost") -> Mapping[str, str]:
    """Sign an administrator in to a database, and return the cookie of a browser of theirs."""
    settings = Settings(
        database_url=database_url, secret_key=SECRET_KEY.decode(), base_url=public_url
    )
    engine = make_engine(database_url)
    try:
        context = build_context(settings, engine)
        token = begin_full(context, ensure_account(context), How.PASSWORD)
    finally:
        engine.dispose()
    return {settings.sign_in_cookie: token}
