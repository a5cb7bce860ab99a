"""One transaction on the database."""

from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from monitor.domain.errors import StorageUnavailableError
from monitor.services.mail_ports import MailTexts, Outbox
from monitor.services.planning_ports import Consents, Plans
from monitor.services.ports import (
    Heartbeats,
    LinkingSecrets,
    Misses,
    Partnerships,
    Releases,
    Responses,
    Rounds,
    VarianceSets,
)
from monitor.storage.consents import SqlConsents
from monitor.storage.engine import BUSY_TIMEOUT_SECONDS, empty_log, for_reading
from monitor.storage.heartbeats import SqlHeartbeats
from monitor.storage.linking_secrets import SqlLinkingSecrets
from monitor.storage.mail_texts import SqlMailTexts
from monitor.storage.misses import SqlMisses
from monitor.storage.outbox import SqlOutbox
from monitor.storage.partnerships import SqlPartnerships
from monitor.storage.plans import SqlPlans
from monitor.storage.releases import SqlReleases
from monitor.storage.responses import SqlResponses
from monitor.storage.rounds import SqlRounds
from monitor.storage.variance_sets import SqlVarianceSets

# The database cannot be reached, stays locked, or its disk is full.
_UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeoutError)


class SqlUnitOfWork:
    """One transaction. Leaving without :meth:`commit` undoes everything.

    Those that share a ``turn`` run one after the other.
    """

    partnerships: Partnerships
    rounds: Rounds
    responses: Responses
    releases: Releases
    variance_sets: VarianceSets
    linking_secrets: LinkingSecrets
    consents: Consents
    plans: Plans
    outbox: Outbox
    mail_texts: MailTexts
    misses: Misses
    heartbeats: Heartbeats

    def __init__(self, engine: Engine, turn: "Lock | None" = None) -> None:
        self._turn = turn
        # What is read is always what the database says, not what was read before.
        self._session = Session(
            engine, expire_on_commit=False, execution_options={"populate_existing": True}
        )
        self.partnerships = SqlPartnerships(self._session)
        self.rounds = SqlRounds(self._session)
        self.responses = SqlResponses(self._session)
        self.releases = SqlReleases(self._session)
        self.variance_sets = SqlVarianceSets(self._session)
        self.linking_secrets = SqlLinkingSecrets(self._session)
        self.consents = SqlConsents(self._session)
        self.plans = SqlPlans(self._session)
        self.outbox = SqlOutbox(self._session)
        self.mail_texts = SqlMailTexts(self._session)
        self.misses = SqlMisses(self._session)
        self.heartbeats = SqlHeartbeats(self._session)

    def __enter__(self) -> Self:
        """Begin; the database does so at the first statement.

        Raises:
            StorageUnavailableError: others kept the turn for too long.
        """
        if self._turn and not self._turn.acquire(timeout=BUSY_TIMEOUT_SECONDS):
            raise StorageUnavailableError
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; roll back unless committed.

        Raises:
            StorageUnavailableError: in place of what the database said when it was unavailable.
        """
        try:
            self._session.close()
        finally:
            if self._turn:
                self._turn.release()
        if isinstance(error, _UNAVAILABLE):
            raise StorageUnavailableError from error

    def commit(self) -> None:
        """Make everything durable."""
        self._session.commit()


class SqlUnitOfWorkFactory:
    """Makes units of work on one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading_engine = for_reading(engine)
        # SQLite lets one write at a time, and those who wait ask again at intervals: under load
        # some never get their turn. Within this process they queue instead.
        self._turn = Lock() if engine.dialect.name == "sqlite" else None

    def __call__(self, *, reads_only: bool = False) -> SqlUnitOfWork:
        """Return a new unit of work; ``reads_only`` never waits for a writer."""
        if reads_only:
            return SqlUnitOfWork(self._reading_engine)
        return SqlUnitOfWork(self._engine, self._turn)

    def forget_writes(self) -> None:
        """Let nothing beside the database tell in which order it was written (ADR 0014)."""
        empty_log(self._engine)
