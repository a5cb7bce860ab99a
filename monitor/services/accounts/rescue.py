"""Use case of who runs the installation: somebody who is locked out gets in again."""

from monitor.domain.access.account import AccountId
from monitor.domain.access.actor import the_product
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import InvalidAccountError, NotFoundError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.accounts.draft import AccountFault
from monitor.services.accounts.manage_accounts import forget_second_factor
from monitor.services.context import Context
from monitor.services.sign_in.attempts import forget_failures
from monitor.services.sign_in.enter import tidy_email
from monitor.services.sign_in.one_time import AccessLetter, make_letter
from monitor.services.trail.note import note


def rescue(context: Context, email: str, *, forgets_second_factor: bool) -> AccessLetter:
    """Make a link for a new password, and lift what locked somebody out.

    Raises:
        NotFoundError: nobody has this address.
        InvalidAccountError: the account is disabled, which only an administrator changes.
    """
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        account = uow.accounts.find_by_email(tidy_email(email))
    if account is None:
        raise NotFoundError("account")
    if account.is_disabled:
        raise InvalidAccountError(AccountFault.DISABLED)
    forget_failures(context, account.email)
    product = context.acting_as(the_product(account.workspace_id))
    with product.unit_of_work() as uow:
        if forgets_second_factor:
            forget_second_factor(uow, account.id)
        letter = make_letter(product, uow, account, LinkPurpose.NEW_PASSWORD)
        note(product, uow, _deed(account.id, forgets_second_factor=forgets_second_factor))
        uow.commit()
    return letter


def _deed(account_id: AccountId, *, forgets_second_factor: bool) -> Deed:
    change = "second_factor_reset" if forgets_second_factor else "rescued"
    return Deed(Act.ACCOUNT_CHANGED, facts={"account": account_id, "change": change})
