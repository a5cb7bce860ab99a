"""Lets tests in where somebody has to be signed in: an account, a sign-in, and its cookie."""

from collections.abc import Mapping
from datetime import UTC, datetime

from monitor.bootstrap import build_context
from monitor.domain.access.account import EVERYTHING, Account, Role, Scope
from monitor.domain.partnership import Language
from monitor.services.access_ports import NewAccount
from monitor.services.context import Context
from monitor.services.sign_in.sessions import How, begin_full
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY

EMAIL = "beheer@gemeente.example"


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
