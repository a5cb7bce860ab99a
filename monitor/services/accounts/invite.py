"""Use cases of letting somebody in: an account, and a link to it that works once."""

from dataclasses import dataclass

from monitor.domain.access.account import Account, AccountId
from monitor.domain.access.rules import check_can_invite
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import DuplicateAccountError, InvalidAccountError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.access_ports import NewAccount
from monitor.services.accounts.draft import AccountDraft, AccountFault, check_draft, grants_of
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.sign_in.one_time import AccessLetter, make_letter
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was invited, and the letter with their link: it is told this once only."""

    account: Account
    letter: AccessLetter


def invite(context: Context, draft: AccountDraft) -> Invited:
    """Make an account for somebody, who accepts it by a link within a week.

    Raises:
        NotAllowedError: not for this role, or not so far.
        InvalidAccountError: it cannot be; see :func:`monitor.services.accounts.draft.faults_of`.
        NotFoundError: it names a partnership that is not here.
    """
    tidy = draft.tidy()
    check_can_invite(context.actor, tidy.role, tidy.scope)
    new = NewAccount(
        tidy.email, tidy.name, tidy.language, tidy.role, context.clock.now(), tidy.scope
    )
    with whole_workspace(context) as uow:
        check_draft(context, uow, tidy)
        try:
            account = uow.accounts.add(new)
        except DuplicateAccountError:
            raise InvalidAccountError(AccountFault.EMAIL_TAKEN) from None
        letter = make_letter(context, uow, account, LinkPurpose.INVITATION)
        _note_invitation(context, uow, account)
        uow.commit()
    return Invited(account, letter)


def invite_again(context: Context, account_id: AccountId) -> Invited:
    """Make another link for somebody who has not come in yet; the earlier one works no more.

    Raises:
        NotFoundError: there is no such account.
        NotAllowedError: not for this role, or not so far.
        InvalidAccountError: they have come in already, or may not any more.
    """
    with whole_workspace(context) as uow:
        account = uow.accounts.get(account_id)
        check_can_invite(context.actor, account.role, account.scope)
        has_password = uow.accounts.credentials(account_id).password_hash is not None
        if has_password or uow.accounts.is_of_elsewhere(account_id) or account.is_disabled:
            raise InvalidAccountError(AccountFault.HAS_ENTERED)
        letter = make_letter(context, uow, account, LinkPurpose.INVITATION)
        _note_invitation(context, uow, account)
        uow.commit()
    return Invited(account, letter)


def whole_workspace(context: Context, *, reads_only: bool = False) -> UnitOfWork:
    """Begin a transaction that sees all that an account reaches.

    Also where whoever asks sees less: else an account would look smaller than it is.
    """
    return context.unit_of_work.within(context.actor.workspace_id)(reads_only=reads_only)


def _note_invitation(context: Context, uow: UnitOfWork, account: Account) -> None:
    facts = {"account": account.id, "role": account.role.value}
    for partnership_id in grants_of(account):
        note(context, uow, Deed(Act.ACCOUNT_INVITED, partnership_id, facts=facts))
