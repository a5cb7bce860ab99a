"""Who is signed in, links that work once, and what went wrong on the way in, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from monitor.domain.access.account import AccountId
from monitor.domain.access.locks import Failures
from monitor.domain.access.sign_in import Detour, LinkPurpose, OneTimeLink, Presence, SignIn
from monitor.storage.accounts import read_scopes, to_account
from monitor.storage.tables import AccountRow, DetourRow, FailureRow, OneTimeLinkRow, SignInRow
from monitor.storage.upsert import insert_for


class SqlSignIns:
    """Who is signed in, with which browser."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sign_in: SignIn) -> None:
        """Store one."""
        self._session.add(
            SignInRow(
                token_hash=sign_in.token_hash,
                account_id=sign_in.account_id,
                is_full=sign_in.is_full,
                begun_at=sign_in.begun_at,
                seen_at=sign_in.seen_at,
            )
        )
        self._session.flush()

    def find(self, token_hash: str) -> Presence | None:
        """Return one with whose it is, or None."""
        statement = (
            select(SignInRow, AccountRow)
            .join(AccountRow, AccountRow.id == SignInRow.account_id)
            .where(SignInRow.token_hash == token_hash)
        )
        found = self._session.execute(statement).first()
        if found is None:
            return None
        row, owner = found
        scope = read_scopes(self._session, [owner])[AccountId(owner.id)]
        return Presence(_to_sign_in(row), to_account(owner, scope))

    def list_of(self, account_id: AccountId) -> Sequence[SignIn]:
        """Return all of somebody, the newest first."""
        statement = select(SignInRow).where(SignInRow.account_id == account_id)
        rows = self._session.scalars(statement.order_by(SignInRow.begun_at.desc()))
        return [_to_sign_in(row) for row in rows]

    def touch(self, token_hash: str, at: datetime) -> None:
        """Note that it was used."""
        statement = update(SignInRow).where(SignInRow.token_hash == token_hash)
        self._session.connection().execute(statement.values(seen_at=at))

    def delete(self, token_hash: str) -> None:
        """End one."""
        statement = delete(SignInRow).where(SignInRow.token_hash == token_hash)
        self._session.connection().execute(statement)

    def delete_of(self, account_id: AccountId, but: str = "") -> None:
        """End all of somebody, but for the one with this hash."""
        statement = delete(SignInRow).where(
            SignInRow.account_id == account_id, SignInRow.token_hash != but
        )
        self._session.connection().execute(statement)

    def delete_before(self, begun_at: datetime, seen_at: datetime) -> None:
        """Delete those that began or were used last before a moment."""
        is_old = or_(SignInRow.begun_at < begun_at, SignInRow.seen_at < seen_at)
        _sweep(self._session, SignInRow.token_hash, is_old)


class SqlOneTimeLinks:
    """Links and codes that work once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, link: OneTimeLink) -> None:
        """Store one."""
        self._session.add(
            OneTimeLinkRow(
                token_hash=link.token_hash,
                purpose=link.purpose.value,
                account_id=link.account_id,
                expires_at=link.expires_at,
            )
        )
        self._session.flush()

    def find(self, token_hash: str) -> OneTimeLink | None:
        """Return one, or None."""
        row = self._session.get(OneTimeLinkRow, token_hash)
        return None if row is None else _to_link(row)

    def list_of(self, account_id: AccountId) -> Sequence[OneTimeLink]:
        """Return all of somebody."""
        statement = select(OneTimeLinkRow).where(OneTimeLinkRow.account_id == account_id)
        return [_to_link(row) for row in self._session.scalars(statement)]

    def take(self, token_hash: str) -> bool:
        """Delete one; False if there is none."""
        statement = delete(OneTimeLinkRow).where(OneTimeLinkRow.token_hash == token_hash)
        return self._session.connection().execute(statement).rowcount == 1

    def delete_of(self, account_id: AccountId | None, purpose: LinkPurpose) -> None:
        """Delete all for this purpose of somebody, or those that are nobody's."""
        statement = delete(OneTimeLinkRow).where(
            OneTimeLinkRow.account_id.is_not_distinct_from(account_id),
            OneTimeLinkRow.purpose == purpose.value,
        )
        self._session.connection().execute(statement)

    def delete_expired(self, now: datetime) -> None:
        """Delete those that are too old."""
        _sweep(self._session, OneTimeLinkRow.token_hash, OneTimeLinkRow.expires_at <= now)


class SqlFailureCounts:
    """How often signing in went wrong, under names that give nobody away."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def hold(self, key: str, now: datetime) -> Failures:
        """Return what went wrong; nobody else changes it until the transaction ends."""
        # In one statement: between two of them somebody could forget the row.
        statement = insert_for(self._session, FailureRow).values(key=key, count=0, since=now)
        held = statement.on_conflict_do_update(
            index_elements=["key"], set_={"key": statement.excluded.key}
        )
        row = self._session.scalars(held.returning(FailureRow)).one()
        return Failures(row.count, row.since, row.locked_until)

    def save(self, key: str, failures: Failures) -> None:
        """Store what was held."""
        statement = update(FailureRow).where(FailureRow.key == key)
        values = statement.values(
            count=failures.count, since=failures.since, locked_until=failures.locked_until
        )
        self._session.connection().execute(values)

    def delete(self, key: str) -> None:
        """Forget what went wrong."""
        self._session.connection().execute(delete(FailureRow).where(FailureRow.key == key))

    def delete_before(self, since: datetime) -> None:
        """Forget what began before a moment."""
        _sweep(self._session, FailureRow.key, FailureRow.since < since)


class SqlDetours:
    """People who went to sign in elsewhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, detour: Detour) -> None:
        """Store one."""
        self._session.add(
            DetourRow(
                state_hash=detour.state_hash,
                nonce=detour.nonce,
                verifier=detour.verifier,
                next_path=detour.next_path,
                begun_at=detour.begun_at,
            )
        )
        self._session.flush()

    def take(self, state_hash: str) -> Detour | None:
        """Delete one and return it; None if there is none."""
        row = self._session.get(DetourRow, state_hash)
        statement = delete(DetourRow).where(DetourRow.state_hash == state_hash)
        is_taken = self._session.connection().execute(statement).rowcount == 1
        if row is None or not is_taken:
            return None
        return Detour(row.state_hash, row.nonce, row.verifier, row.next_path, row.begun_at)

    def delete_before(self, begun_at: datetime) -> None:
        """Delete those that began before a moment."""
        _sweep(self._session, DetourRow.state_hash, DetourRow.begun_at < begun_at)


def _sweep(session: Session, key: InstrumentedAttribute[str], is_old: ColumnElement[bool]) -> None:
    """Delete what is past its time; a row that somebody is at stays for the next who sweeps.

    Two who sweep and wait for each other's rows would end in a deadlock.
    """
    free = select(key).where(is_old).with_for_update(skip_locked=True)
    session.connection().execute(delete(key.class_).where(key.in_(free)))


def _to_sign_in(row: SignInRow) -> SignIn:
    return SignIn(
        token_hash=row.token_hash,
        account_id=AccountId(row.account_id),
        is_full=row.is_full,
        begun_at=row.begun_at,
        seen_at=row.seen_at,
    )


def _to_link(row: OneTimeLinkRow) -> OneTimeLink:
    return OneTimeLink(
        token_hash=row.token_hash,
        purpose=LinkPurpose(row.purpose),
        account_id=None if row.account_id is None else AccountId(row.account_id),
        expires_at=row.expires_at,
    )
