"""One transaction on the database."""

import time
from collections.abc import Collection
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.errors import StorageBusyError, StorageUnavailableError
from monitor.domain.partnership import PartnershipId
from monitor.services.access_ports import (
    Accounts,
    Detours,
    FailureCounts,
    OneTimeLinks,
    SignIns,
    Workspaces,
)
from monitor.services.directory_ports import Directory
from monitor.services.keeping_ports import Heartbeats, LinkingSecrets, Misses
from monitor.services.mail_ports import MailTexts, Outbox
from monitor.services.meeting_ports import LiveQuestions, MeetingEntries, Meetings
from monitor.services.planning_ports import Consents, Plans
from monitor.services.ports import (
    Partnerships,
    Rounds,
)
from monitor.services.privacy_ports import Persons, Retention
from monitor.services.register_ports import (
    AskedAgreements,
    Digests,
    Managers,
    OwnCards,
    OwnQuestionnaires,
    Records,
    SavedViews,
    Summaries,
    Worries,
)
from monitor.services.response_ports import Responses
from monitor.services.result_ports import Releases, VarianceSets
from monitor.services.trail_ports import Trail
from monitor.services.whereabouts_ports import Whereabouts
from monitor.storage.accounts import SqlAccounts, SqlWorkspaces
from monitor.storage.asked_agreements import SqlAskedAgreements
from monitor.storage.consents import SqlConsents
from monitor.storage.digests import SqlDigests
from monitor.storage.directory import SqlDirectory
from monitor.storage.engine import (
    BUSY_TIMEOUT_SECONDS,
    empty_log,
    for_reading,
    is_locked,
    patience,
    turn_of,
)
from monitor.storage.heartbeats import SqlHeartbeats
from monitor.storage.keying import work_in
from monitor.storage.linking_secrets import SqlLinkingSecrets
from monitor.storage.live_questions import SqlLiveQuestions
from monitor.storage.mail_texts import SqlMailTexts
from monitor.storage.managers import SqlManagers
from monitor.storage.meetings import SqlMeetingEntries, SqlMeetings
from monitor.storage.misses import SqlMisses
from monitor.storage.outbox import SqlOutbox
from monitor.storage.own_content import SqlOwnCards, SqlOwnQuestionnaires, SqlSavedViews
from monitor.storage.partnerships import SqlPartnerships
from monitor.storage.persons import SqlPersons
from monitor.storage.plans import SqlPlans
from monitor.storage.records import SqlRecords
from monitor.storage.releases import SqlReleases
from monitor.storage.responses import SqlResponses
from monitor.storage.retention import SqlRetention
from monitor.storage.rounds import SqlRounds
from monitor.storage.sign_ins import (
    SqlDetours,
    SqlFailureCounts,
    SqlOneTimeLinks,
    SqlSignIns,
)
from monitor.storage.summaries import SqlSummaries
from monitor.storage.trail import SqlTrail
from monitor.storage.variance_sets import SqlVarianceSets
from monitor.storage.whereabouts import KnownLinks, SqlWhereabouts
from monitor.storage.worries import SqlWorries

# The database cannot be reached, or its disk is full.
_UNAVAILABLE = (OperationalError, InterfaceError)


class SqlUnitOfWork:
    """One transaction. Leaving without :meth:`commit` undoes everything.

    ``patience_seconds``: how long it waits while others write; None for one that only reads.
    ``known_links``: of :class:`SqlWhereabouts`.
    """

    partnerships: Partnerships
    directory: Directory
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
    managers: Managers
    records: Records
    worries: Worries
    summaries: Summaries
    asked_agreements: AskedAgreements
    own_cards: OwnCards
    own_questionnaires: OwnQuestionnaires
    saved_views: SavedViews
    digests: Digests
    meetings: Meetings
    meeting_entries: MeetingEntries
    live_questions: LiveQuestions
    trail: Trail
    whereabouts: Whereabouts
    retention: Retention
    persons: Persons
    workspaces: Workspaces
    accounts: Accounts
    sign_ins: SignIns
    one_time_links: OneTimeLinks
    failures: FailureCounts
    detours: Detours

    def __init__(
        self,
        engine: Engine,
        patience_seconds: float | None = None,
        known_links: KnownLinks | None = None,
    ) -> None:
        self._patience_seconds = patience_seconds
        self._turn = None if patience_seconds is None else turn_of(engine)
        self._session = _make_session(engine)
        self.partnerships = SqlPartnerships(self._session)
        self.directory = SqlDirectory(self._session)
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
        self.managers = SqlManagers(self._session)
        self.records = SqlRecords(self._session)
        self.worries = SqlWorries(self._session)
        self.summaries = SqlSummaries(self._session)
        self.asked_agreements = SqlAskedAgreements(self._session)
        self.own_cards = SqlOwnCards(self._session)
        self.own_questionnaires = SqlOwnQuestionnaires(self._session)
        self.saved_views = SqlSavedViews(self._session)
        self.digests = SqlDigests(self._session)
        self.meetings = SqlMeetings(self._session)
        self.meeting_entries = SqlMeetingEntries(self._session)
        self.live_questions = SqlLiveQuestions(self._session)
        self.trail = SqlTrail(self._session)
        self.whereabouts = SqlWhereabouts(self._session, known_links)
        self.retention = SqlRetention(self._session)
        self.persons = SqlPersons(self._session)
        self._add_access()

    def _add_access(self) -> None:
        self.workspaces = SqlWorkspaces(self._session)
        self.accounts = SqlAccounts(self._session)
        self.sign_ins = SqlSignIns(self._session)
        self.one_time_links = SqlOneTimeLinks(self._session)
        self.failures = SqlFailureCounts(self._session)
        self.detours = SqlDetours(self._session)

    def __enter__(self) -> Self:
        """Begin.

        Raises:
            StorageBusyError: others kept the database to themselves for too long.
            StorageUnavailableError: the database cannot be reached.
        """
        if self._patience_seconds is None:
            return self
        # One wait in two places: what the turn has taken of it, the lock has not any more.
        give_up_at = time.monotonic() + self._patience_seconds
        if self._turn and not self._turn.acquire(timeout=self._patience_seconds):
            raise StorageBusyError
        try:
            left = max(0.0, give_up_at - time.monotonic())
            self._session.connection(execution_options=patience(left))
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; roll back unless committed.

        Raises:
            StorageBusyError: in place of what the database said when others kept it locked.
            StorageUnavailableError: the same when it was unavailable.
        """
        try:
            self._session.close()
        finally:
            if self._turn:
                self._turn.release()
        if isinstance(error, PoolTimeoutError) or (
            isinstance(error, DBAPIError) and is_locked(error)
        ):
            raise StorageBusyError from error
        if isinstance(error, _UNAVAILABLE):
            raise StorageUnavailableError from error

    def commit(self) -> None:
        """Make everything durable."""
        self._session.commit()


def _make_session(engine: Engine) -> Session:
    # What is read is always what the database says, not what was read before.
    options = {"populate_existing": True}
    return Session(engine, expire_on_commit=False, execution_options=options)


class SqlUnitOfWorkFactory:
    """Makes units of work on one database, in one workspace or for some partnerships of it.

    ``workspace_id``: None to look through all of them, and store in none.
    ``patience_seconds``: how long one that may write waits while others do.
    ``known_links``: of :class:`SqlWhereabouts`; all that come of one factory share theirs.
    """

    def __init__(
        self,
        engine: Engine,
        workspace_id: WorkspaceId | None = FIRST_WORKSPACE,
        partnerships: Collection[PartnershipId] | None = None,
        *,
        patience_seconds: float = BUSY_TIMEOUT_SECONDS,
        known_links: KnownLinks | None = None,
    ) -> None:
        self._whole = engine
        self._engine = (
            engine if workspace_id is None else work_in(engine, workspace_id, partnerships)
        )
        self._reading_engine = for_reading(self._engine)
        self._patience_seconds = patience_seconds
        self.known_links: KnownLinks = {} if known_links is None else known_links
        # Within a workspace there is nothing to find out.
        self._shared_links = self.known_links if workspace_id is None else None

    def within(
        self,
        workspace_id: WorkspaceId | None,
        partnerships: Collection[PartnershipId] | None = None,
    ) -> "SqlUnitOfWorkFactory":
        """Return a factory on the same database for another workspace, or for less of it."""
        return SqlUnitOfWorkFactory(
            self._whole,
            workspace_id,
            partnerships,
            patience_seconds=self._patience_seconds,
            known_links=self.known_links,
        )

    def __call__(self, *, reads_only: bool = False) -> SqlUnitOfWork:
        """Return a new unit of work; ``reads_only`` never waits for a writer."""
        if reads_only:
            return SqlUnitOfWork(self._reading_engine, known_links=self._shared_links)
        return SqlUnitOfWork(self._engine, self._patience_seconds, self._shared_links)

    def forget_writes(self) -> None:
        """Let nothing beside the database tell in which order it was written (ADR 0014)."""
        empty_log(self._engine)
