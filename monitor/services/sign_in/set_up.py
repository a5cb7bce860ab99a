"""Use cases of the first account: a code on the screen of the server, and who has it."""

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.access.actor import Actor
from monitor.domain.access.passwords import PasswordFault, find_fault
from monitor.domain.access.second_factor import draw_code, hash_code
from monitor.domain.access.sign_in import LINK_LASTS, LinkPurpose, OneTimeLink
from monitor.domain.errors import InvalidAccountError, SignInRefusedError
from monitor.domain.partnership import Language
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.access_ports import NewAccount
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register.manage_participants import is_email
from monitor.services.sign_in import hashing
from monitor.services.sign_in.attempts import Whence, begin_attempt, take_back
from monitor.services.sign_in.enter import Entered, enter, tidy_email
from monitor.services.trail.note import note

_LONGEST = 255


class SetUpFault(StrEnum):
    """What is wrong with what was typed; the text is ``sign_in.fault.<value>``."""

    ORGANISATION_MISSING = "organisation_missing"
    NAME_MISSING = "name_missing"
    EMAIL_WRONG = "email_wrong"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Beginning:
    """Whose installation it is, and who administers it."""

    organisation: str
    name: str
    email: str
    password: str = field(repr=False)
    language: Language


def needs_set_up(context: Context) -> bool:
    """Tell whether nobody could let anybody in."""
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        return not uow.accounts.has_administrator()


def draw_set_up_code(context: Context) -> str | None:
    """Draw a code to set up the installation with; None when it is set up already."""
    if not needs_set_up(context):
        return None
    code = draw_code()
    expires_at = context.clock.now() + LINK_LASTS[LinkPurpose.SET_UP]
    with context.unit_of_work() as uow:
        uow.one_time_links.delete_expired(context.clock.now())
        uow.one_time_links.add(OneTimeLink(hash_code(code), LinkPurpose.SET_UP, None, expires_at))
        uow.commit()
    return code


def find_set_up_fault(beginning: Beginning) -> SetUpFault | PasswordFault | None:
    """Return what is wrong with what was typed, or None."""
    texts = (beginning.organisation, beginning.name, beginning.email)
    if any(len(text) > _LONGEST for text in texts):
        return SetUpFault.TOO_LONG
    if not beginning.organisation.strip():
        return SetUpFault.ORGANISATION_MISSING
    if not beginning.name.strip():
        return SetUpFault.NAME_MISSING
    if not is_email(beginning.email.strip()):
        return SetUpFault.EMAIL_WRONG
    return find_fault(beginning.password, tidy_email(beginning.email))


def set_up(context: Context, code: str, beginning: Beginning, address: str) -> Entered:
    """Make the first administrator, and let them in as far as the second factor.

    Raises:
        SignInRefusedError: the code is wrong, too old or used, or it is set up already.
        InvalidAccountError: something typed is wrong (see :func:`find_set_up_fault`).
    """
    if fault := find_set_up_fault(beginning):
        raise InvalidAccountError(fault.value)
    # There is no account yet: what counts is from where it is tried.
    whence = Whence(address, address)
    if not begin_attempt(context, whence):
        raise SignInRefusedError(was_counted=False)
    hashed = hashing.hash_password(beginning.password)
    with context.unit_of_work() as uow:
        if not _take(context, uow, code) or uow.accounts.has_administrator():
            raise SignInRefusedError
        account = uow.accounts.add(
            NewAccount(
                email=tidy_email(beginning.email),
                name=beginning.name.strip(),
                language=beginning.language,
                role=Role.ADMINISTRATOR,
                made_at=context.clock.now(),
            )
        )
        uow.accounts.set_password(account.id, hashed)
        uow.one_time_links.delete_of(None, LinkPurpose.SET_UP)
        uow.workspaces.rename(FIRST_WORKSPACE, beginning.organisation.strip())
        note(context.acting_as(Actor.of(account)), uow, Deed(Act.SET_UP))
        uow.commit()
    take_back(context, whence)
    return enter(context, account, of_everybody=True)


def _take(context: Context, uow: UnitOfWork, code: str) -> bool:
    """Tell whether a code opens the set-up; it does so once."""
    link = uow.one_time_links.find(hash_code(code))
    if link is None or link.purpose is not LinkPurpose.SET_UP:
        return False
    is_in_time = context.clock.now() < link.expires_at
    return uow.one_time_links.take(link.token_hash) and is_in_time
