"""Do again what a restored backup has undone: who was forgotten or kept out since is back in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from monitor.domain.access.account import AccountId
from monitor.domain.errors import InvalidAccountError, NotFoundError
from monitor.domain.partnership import ParticipantId
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.accounts.manage_accounts import disable_account, erase_account
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.privacy.person_data import erase_person

_OF_ACCOUNTS = {Act.ACCOUNT_DISABLED, Act.ACCOUNT_ENABLED, Act.ACCOUNT_ERASED}
UNDONE_BY_A_RESTORE = frozenset({Act.PERSON_ERASED, *_OF_ACCOUNTS})


@dataclass(frozen=True, slots=True)
class Undone:
    """Participants who had been forgotten, and accounts that had been erased or disabled."""

    people: Sequence[ParticipantId] = ()
    erased: Sequence[AccountId] = ()
    disabled: Sequence[AccountId] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.people or self.erased or self.disabled)


def find_undone(deeds: Iterable[Deed]) -> Undone:
    """Return whom deeds made unknown or kept out; of an account the last one counts."""
    people: dict[ParticipantId, None] = {}
    accounts: dict[AccountId, Act] = {}
    for each in deeds:
        if each.act is Act.PERSON_ERASED:
            people[ParticipantId(int(each.facts["participant"]))] = None
        elif each.act in _OF_ACCOUNTS:
            accounts[AccountId(int(each.facts["account"]))] = each.act
    return Undone(
        people=list(people),
        erased=[each for each, act in accounts.items() if act is Act.ACCOUNT_ERASED],
        disabled=[each for each, act in accounts.items() if act is Act.ACCOUNT_DISABLED],
    )


def keep_who_is_back(context: Context, undone: Undone) -> Undone:
    """Return those of them who are in the database with a name, or can come in."""
    with context.unit_of_work(reads_only=True) as uow:
        accounts = {each.id: each for each in uow.accounts.list_all()}
        return Undone(
            people=[each for each in undone.people if _has_name(uow, each)],
            erased=[each for each in undone.erased if each in accounts],
            disabled=[
                each
                for each in undone.disabled
                if each in accounts and not accounts[each].is_disabled
            ],
        )


def do_again(context: Context, undone: Undone) -> Undone:
    """Forget and keep out again, for good; return those accounts that have to stay as they are.

    An account stays while nobody else could administer.
    """
    for each in undone.people:
        erase_person(context, each)
    return Undone(
        disabled=[each for each in undone.disabled if not _can(disable_account, context, each)],
        erased=[each for each in undone.erased if not _can(erase_account, context, each)],
    )


def _can(do: Callable[[Context, AccountId], None], context: Context, account_id: AccountId) -> bool:
    try:
        do(context, account_id)
    except InvalidAccountError:
        return False
    return True


def _has_name(uow: UnitOfWork, participant_id: ParticipantId) -> bool:
    try:
        return not is_nameless(uow.partnerships.get_participant(participant_id))
    except NotFoundError:
        return False
