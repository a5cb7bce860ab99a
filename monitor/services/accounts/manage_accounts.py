"""Use cases of changing what somebody may, and of keeping them out."""

from collections.abc import Callable
from dataclasses import replace

from monitor.domain.access.account import Account, AccountId, Role
from monitor.domain.access.rules import check_can_administer
from monitor.domain.errors import InvalidAccountError, RecordChangedError
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.accounts.draft import AccountDraft, AccountFault, check_draft
from monitor.services.accounts.invite import whole_workspace
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.sign_in.one_time import withdraw_links
from monitor.services.trail.note import note


def change_account(context: Context, shown: Account, draft: AccountDraft) -> Account:
    """Change who somebody is, what they are here for, or how far they see.

    Raises:
        NotFoundError: there is no such account, or no such partnership here.
        InvalidAccountError: it cannot be; see :func:`monitor.services.accounts.draft.faults_of`.
        RecordChangedError: the account is not as ``shown`` any more.
    """
    tidy = draft.tidy()
    changed = replace(
        shown,
        email=tidy.email,
        name=tidy.name,
        language=tidy.language,
        role=tidy.role,
        scope=tidy.scope,
    )

    def change(uow: UnitOfWork, account: Account) -> None:
        if replace(account, signed_in_at=shown.signed_in_at) != shown:
            raise RecordChangedError(f"account {account.id}")
        check_draft(context, uow, tidy, account.id)
        if tidy.role is not Role.ADMINISTRATOR:
            _check_not_last(uow, account)
        if (tidy.email, tidy.role, tidy.scope) != (account.email, account.role, account.scope):
            # Whoever has the letter, or saw its link, must not come in as more than it was for.
            withdraw_links(uow, account.id)
        uow.accounts.save(changed)
        _note_change(context, uow, account, changed)

    _do(context, shown.id, change)
    return changed


def disable_account(context: Context, account_id: AccountId) -> None:
    """Keep somebody out, wherever they are signed in; nothing of theirs is lost.

    Raises:
        NotFoundError: there is no such account.
        InvalidAccountError: it is whoever asks, or the last administrator.
    """

    def disable(uow: UnitOfWork, account: Account) -> None:
        _check_can_go(context, uow, account)
        uow.accounts.save(replace(account, is_disabled=True))
        uow.sign_ins.delete_of(account.id)
        withdraw_links(uow, account.id)
        note(context, uow, Deed(Act.ACCOUNT_DISABLED, facts={"account": account.id}))

    _do(context, account_id, disable)


def enable_account(context: Context, account_id: AccountId) -> None:
    """Let somebody in again, as they were; NotFoundError if there is no such account."""

    def enable(uow: UnitOfWork, account: Account) -> None:
        uow.accounts.save(replace(account, is_disabled=False))
        note(context, uow, Deed(Act.ACCOUNT_ENABLED, facts={"account": account.id}))

    _do(context, account_id, enable)


def end_sign_ins(context: Context, account_id: AccountId) -> None:
    """Sign somebody out everywhere; NotFoundError if there is no such account."""

    def end(uow: UnitOfWork, account: Account) -> None:
        uow.sign_ins.delete_of(account.id)
        note(context, uow, _change_of(account, "signed_out"))

    _do(context, account_id, end)


def reset_second_factor(context: Context, account_id: AccountId) -> None:
    """Let somebody who lost their phone set up another; they are signed out everywhere.

    Raises:
        NotFoundError: there is no such account.
    """

    def reset(uow: UnitOfWork, account: Account) -> None:
        forget_second_factor(uow, account.id)
        note(context, uow, _change_of(account, "second_factor_reset"))

    _do(context, account_id, reset)


def erase_account(context: Context, account_id: AccountId) -> None:
    """Forget who somebody was: the trail keeps a number that leads to nobody.

    Raises:
        NotFoundError: there is no such account.
        InvalidAccountError: it is whoever asks, or the last administrator.
    """

    def erase(uow: UnitOfWork, account: Account) -> None:
        _check_can_go(context, uow, account)
        uow.accounts.delete(account.id)
        note(context, uow, Deed(Act.ACCOUNT_ERASED, facts={"account": account.id}))

    _do(context, account_id, erase)


def forget_second_factor(uow: UnitOfWork, account_id: AccountId) -> None:
    """Delete what proves a phone, and sign out whoever may hold it."""
    uow.accounts.set_second_factor(account_id, None, None)
    uow.accounts.set_recovery_codes(account_id, ())
    uow.sign_ins.delete_of(account_id)


def _do(context: Context, account_id: AccountId, do: Callable[[UnitOfWork, Account], None]) -> None:
    check_can_administer(context.actor)
    with whole_workspace(context) as uow:
        # Whoever administers waits here for others who do: so the last administrators cannot let
        # go of each other at the same moment. Not by the trail, which others hold after accounts.
        uow.workspaces.hold(context.actor.workspace_id)
        do(uow, uow.accounts.get(account_id))
        uow.commit()


def _check_can_go(context: Context, uow: UnitOfWork, account: Account) -> None:
    if account.id == context.actor.account_id:
        raise InvalidAccountError(AccountFault.ONESELF)
    _check_not_last(uow, account)


def _check_not_last(uow: UnitOfWork, account: Account) -> None:
    """Pass if somebody else can administer; who never came in is nobody to count on."""
    others = (
        each.account
        for each in uow.accounts.list_standings()
        if each.can_enter and each.account.id != account.id
    )
    can_others = any(each.role is Role.ADMINISTRATOR and not each.is_disabled for each in others)
    is_one = account.role is Role.ADMINISTRATOR and not account.is_disabled
    if is_one and not can_others:
        raise InvalidAccountError(AccountFault.LAST_ADMINISTRATOR)


def _note_change(context: Context, uow: UnitOfWork, before: Account, after: Account) -> None:
    """Note what changed, under each partnership that somebody sees now or saw until now."""
    seen = (before.scope.partnerships or frozenset()) | (after.scope.partnerships or frozenset())
    nowhere: list[PartnershipId | None] = [None]
    facts: dict[str, Fact] = {"account": after.id, "role": after.role.value}
    for partnership_id in sorted(seen) or nowhere:
        if partnership_id is not None:
            facts = {**facts, "sees": after.scope.holds(partnership_id)}
        note(context, uow, Deed(Act.ACCOUNT_CHANGED, partnership_id, facts=facts))


def _change_of(account: Account, change: str) -> Deed:
    return Deed(Act.ACCOUNT_CHANGED, facts={"account": account.id, "change": change})
