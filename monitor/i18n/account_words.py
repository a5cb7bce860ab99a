"""How an account is described: how far somebody sees, and when they signed in last."""

from monitor.domain.access.account import Account
from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.i18n.catalogue import Translator
from monitor.i18n.formats import Formatter


def write_scope(account: Account, t: Translator) -> str:
    """Return how far somebody sees."""
    partnerships = account.scope.partnerships
    if partnerships is None:
        return t("accounts.scope.all")
    if not partnerships:
        return t("accounts.scope.nothing")
    return t("accounts.scope.some", n=len(partnerships))


def write_last(line: AccountLine, t: Translator, formatter: Formatter) -> str:
    """Return when somebody signed in last, or how long their invitation works."""
    if line.account.signed_in_at:
        return t("accounts.last", day=formatter.day(line.account.signed_in_at))
    if line.state is not AccountState.INVITED:
        return t("accounts.never")
    if line.invited_until:
        return t("accounts.link_until", day=formatter.day(line.invited_until))
    return t("accounts.link_old")
