"""The composition root: builds the engine and the context of this process, once."""

import functools
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import Actor, the_product
from monitor.domain.errors import (
    MailDelayedError,
    MailRefusedError,
    SchemaError,
    StorageUnavailableError,
)
from monitor.mail.access import AccessComposer
from monitor.mail.mailer import make_mailer
from monitor.metrics import figures
from monitor.oidc_settings import read_client_secret
from monitor.services import prove_writing
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context, SystemClock
from monitor.services.provider_ports import RETURN_PATH, Provider
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.services.sign_in import find_actor as sessions
from monitor.services.sign_in.one_time import AccessLetter
from monitor.settings import Settings, is_loopback, read_secret_key, read_settings
from monitor.storage.engine import make_engine, watch_errors
from monitor.storage.schema import check_schema as check_schema_of
from monitor.storage.schema import read_schema_version
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory

# Who asks how the process is does not wait as long as somebody who has filled in a form.
_PATIENCE_OF_HEALTH_SECONDS = 1

logger = logging.getLogger(__name__)


@functools.cache
def engine() -> Engine:
    """Return the database engine of this process."""
    made = make_engine(read_settings().database_url)
    watch_errors(made, lambda kind: figures.database_errors.labels(kind).inc())
    return made


def build_context(settings: Settings, database: Engine) -> Context:
    """Put together what every use case needs, for the product itself in the first workspace."""
    unit_of_work = SqlUnitOfWorkFactory(database)
    return Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=SystemClock(),
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=read_secret_key(settings),
        public_url=settings.public_url,
        time_zone=settings.zone,
    )


@functools.cache
def context() -> Context:
    """Return the context of this process in the first workspace, from the settings."""
    return build_context(read_settings(), engine())


def context_in(workspace_id: WorkspaceId) -> Context:
    """Return the context of this process in a workspace."""
    return context().acting_as(the_product(workspace_id))


def contexts() -> Sequence[Context]:
    """Return the context of this process in each workspace, the first one first."""
    with context().unit_of_work(reads_only=True) as uow:
        return [context_in(each.id) for each in uow.workspaces.list_all()]


@functools.lru_cache(maxsize=1)
def provider(settings: Settings) -> Provider | None:
    """Return where people of an organisation sign in already; None where nobody does."""
    if not settings.has_oidc:
        return None
    # Only now: it takes half a second, and most installations never need it.
    from monitor.identity.provider import OidcProvider, Registration  # noqa: PLC0415 - See above.

    registration = Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=read_client_secret(settings),
        return_address=f"{settings.public_url}{RETURN_PATH}",
        role_claim=settings.oidc_role_claim,
    )
    return OidcProvider(registration, SystemClock())


def find_actor(token: str, *, is_use: bool = True) -> Actor | None:
    """Return who is signed in with the token of a cookie; None when nobody is.

    Whoever only tries the product, on the machine itself and with sample data, needs no account.
    ``is_use``: somebody does something, which keeps the sign-in alive.
    """
    found = sessions.find_actor(context(), token, is_use=is_use)
    if found is None and is_for_trying(read_settings()):
        return sessions.find_somebody_trying(context())
    return found


def is_for_trying(settings: Settings) -> bool:
    """Tell whether an installation may be looked at without an account, as far as it is set up."""
    return settings.sample and is_loopback(settings.host) and not settings.behind_proxy


def send_access_letter(letter: AccessLetter) -> None:
    """Hand over a mail with a link that works once; what goes wrong stands in the log.

    At once, and never from a queue: nothing that opens an account is stored readably.
    """
    settings = read_settings()
    compose = AccessComposer(settings.mail_from, settings.zone, settings.public_url)
    mailer = make_mailer(settings)
    try:
        mailer.send(compose(letter))
    except (MailRefusedError, MailDelayedError) as error:
        logger.error("A mail with a link to sign in was not sent: %s", type(error).__name__)  # noqa: TRY400 - What it says may hold an address.
    finally:
        mailer.close()


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The schema version of the database, and whether this code can work with it."""

    version: str | None
    is_current: bool


def read_schema_state() -> SchemaState:
    """Ask the database for its schema; StorageUnavailableError when it does not answer."""
    try:
        version = read_schema_version(engine())
        check_schema_of(engine())
    except DatabaseError as error:
        raise StorageUnavailableError("The database does not answer.") from error
    except SchemaError:
        return SchemaState(version, is_current=False)
    return SchemaState(version, is_current=True)


def check_schema() -> None:
    """Pass if the database fits this code; SchemaError says what to do if not."""
    check_schema_of(engine())


def can_write() -> bool:
    """Write to the database for proof; StorageUnavailableError when that does not work."""
    hurried = SqlUnitOfWorkFactory(engine(), patience_seconds=_PATIENCE_OF_HEALTH_SECONDS)
    name = read_settings().only or "monitor"
    try:
        return prove_writing.can_write(replace(context(), unit_of_work=hurried), name)
    except DatabaseError as error:
        raise StorageUnavailableError("The database cannot be written to.") from error
