"""An account as typed in, and what can be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.access.account import EVERYTHING, Account, AccountId, Role, Scope
from monitor.domain.errors import InvalidAccountError
from monitor.domain.partnership import Language, PartnershipId
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register.manage_participants import PersonDraft, find_person_faults
from monitor.services.sign_in.enter import tidy_email

# More by name than this is another way of saying everything.
MOST_PARTNERSHIPS = 200
# What these are for cannot be done for a part.
ALWAYS_ALL = frozenset({Role.ADMINISTRATOR, Role.RESEARCHER})
_NEVER_ALL = frozenset({Role.REPRESENTATIVE})


class AccountFault(StrEnum):
    """What is wrong with an account; the text is ``accounts.fault.<value>``."""

    NAME_MISSING = "name_missing"
    NAME_WRONG = "name_wrong"
    NAME_TOO_LONG = "name_too_long"
    EMAIL = "email"
    EMAIL_TAKEN = "email_taken"
    NO_PARTNERSHIP = "no_partnership"
    NO_PARTY = "no_party"
    TOO_MANY = "too_many"
    LAST_ADMINISTRATOR = "last_administrator"
    ONESELF = "oneself"
    HAS_ENTERED = "has_entered"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as typed in. ``scope``: with a party in each partnership for a representative."""

    email: str
    name: str
    role: Role
    language: Language
    scope: Scope

    def tidy(self) -> "AccountDraft":
        """Return the same as it is stored."""
        scope = EVERYTHING if self.role in ALWAYS_ALL else self.scope
        if self.role is not Role.REPRESENTATIVE:
            scope = Scope(scope.partnerships)
        return AccountDraft(
            tidy_email(self.email), self.name.strip(), self.role, self.language, scope
        )


def find_account_faults(draft: AccountDraft) -> Sequence[AccountFault]:
    """Return what is wrong with an account, as far as can be told by looking at it."""
    tidy = draft.tidy()
    person = find_person_faults(PersonDraft(tidy.name, tidy.email, tidy.language))
    faults = [AccountFault(each) for each in person]
    partnerships = tidy.scope.partnerships
    if tidy.role in _NEVER_ALL and partnerships is None:
        partnerships = frozenset()
    if partnerships is not None:
        faults += _find_scope_faults(tidy, len(partnerships))
    return faults


def check_draft(
    context: Context, uow: UnitOfWork, draft: AccountDraft, own: AccountId | None = None
) -> None:
    """Pass if an account can be stored so; ``own``: whose it is already.

    Raises:
        InvalidAccountError: it cannot; the message names why (an :class:`AccountFault`).
        NotFoundError: it names a partnership or party that is not in this workspace.
    """
    faults = list(find_account_faults(draft))
    if _is_taken(context, draft.email, own):
        faults.append(AccountFault.EMAIL_TAKEN)
    if not faults and not _is_spoken_for(uow, draft):
        faults.append(AccountFault.NO_PARTY)
    if faults:
        raise InvalidAccountError(",".join(faults))


def faults_of(error: InvalidAccountError) -> Sequence[AccountFault]:
    """Return what an account was refused for."""
    return [AccountFault(each) for each in str(error).split(",")]


def grants_of(account: Account) -> Sequence[PartnershipId | None]:
    """Return the partnerships that the trail tells of an account under; None: all of them."""
    partnerships = account.scope.partnerships
    return [None] if not partnerships else sorted(partnerships)


def _find_scope_faults(draft: AccountDraft, partnerships: int) -> Sequence[AccountFault]:
    if not partnerships:
        return [AccountFault.NO_PARTNERSHIP]
    if partnerships > MOST_PARTNERSHIPS:
        return [AccountFault.TOO_MANY]
    if draft.role is Role.REPRESENTATIVE and len(draft.scope.parties) != partnerships:
        return [AccountFault.NO_PARTY]
    return []


def _is_taken(context: Context, email: str, own: AccountId | None) -> bool:
    """Tell whether an address is of somebody else, in whatever workspace."""
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        found = uow.accounts.find_by_email(email)
    return found is not None and found.id != own


def _is_spoken_for(uow: UnitOfWork, draft: AccountDraft) -> bool:
    """Tell whether a representative has a party in each partnership, and they exist."""
    spoken_for = set()
    for partnership_id in draft.scope.partnerships or ():
        theirs = {party.id for party in uow.partnerships.get(partnership_id).parties}
        spoken_for |= theirs & draft.scope.parties
        if draft.role is Role.REPRESENTATIVE and len(theirs & draft.scope.parties) != 1:
            return False
    return spoken_for == draft.scope.parties
