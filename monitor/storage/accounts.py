"""Workspaces and the accounts of people who can sign in, in the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from monitor.domain.access.account import (
    EVERYTHING,
    Account,
    AccountId,
    Role,
    Scope,
    Workspace,
    WorkspaceId,
)
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import DuplicateAccountError, NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.services.access_ports import Credentials, NewAccount, Standing
from monitor.storage.tables import (
    AccountRow,
    GrantRow,
    OneTimeLinkRow,
    PartyRow,
    RecoveryCodeRow,
    WorkspaceRow,
)


class SqlWorkspaces:
    """Organisations or coalitions with data of their own."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_all(self) -> Sequence[Workspace]:
        """Return all of them, the first one first."""
        rows = self._session.scalars(select(WorkspaceRow).order_by(WorkspaceRow.id))
        return [_to_workspace(row) for row in rows]

    def get(self, workspace_id: WorkspaceId) -> Workspace:
        """Return one; NotFoundError if there is none."""
        row = self._session.get(WorkspaceRow, workspace_id)
        if row is None:
            raise NotFoundError(f"workspace {workspace_id}")
        return _to_workspace(row)

    def hold(self, workspace_id: WorkspaceId) -> None:
        """Let nobody else hold it until the transaction ends."""
        held = select(WorkspaceRow.id).where(WorkspaceRow.id == workspace_id).with_for_update()
        self._session.scalars(held).one()

    def add(self, name: str) -> Workspace:
        """Store another one."""
        row = WorkspaceRow(name=name)
        self._session.add(row)
        self._session.flush()
        return _to_workspace(row)

    def rename(self, workspace_id: WorkspaceId, name: str) -> None:
        """Store another name."""
        statement = update(WorkspaceRow).where(WorkspaceRow.id == workspace_id)
        self._session.connection().execute(statement, {"name": name})


class SqlAccounts:
    """People who can sign in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewAccount) -> Account:
        """Store somebody; DuplicateAccountError if the address is of another account."""
        row = AccountRow(
            email=new.email,
            name=new.name,
            language=new.language,
            role=new.role,
            is_limited=not new.scope.is_everything,
            is_disabled=False,
            made_at=new.made_at,
        )
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as error:
            raise DuplicateAccountError from error
        account_id = AccountId(row.id)
        self._add_grants(account_id, new.scope)
        return to_account(row, self._scopes([row])[account_id])

    def get(self, account_id: AccountId) -> Account:
        """Return one; NotFoundError if there is none."""
        return self._one(self._row(account_id))

    def find_by_email(self, email: str) -> Account | None:
        """Return whose address this is, or None."""
        return self._find(self._session.scalars(select(AccountRow).filter_by(email=email)).all())

    def find_by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return who is called so where they sign in elsewhere, or None."""
        statement = select(AccountRow).filter_by(issuer=issuer, subject=subject)
        return self._find(self._session.scalars(statement).all())

    def list_all(self) -> Sequence[Account]:
        """Return all, by name."""
        rows = self._session.scalars(select(AccountRow)).all()
        scopes = self._scopes(rows)
        found = [to_account(row, scopes[AccountId(row.id)]) for row in rows]
        return sorted(found, key=lambda each: (each.name.casefold(), each.id))

    def list_standings(self) -> Sequence[Standing]:
        """Return all, by name, with what they can come in with."""
        rows = {AccountId(row.id): row for row in self._session.scalars(select(AccountRow))}
        links = select(OneTimeLinkRow.account_id, OneTimeLinkRow.expires_at).where(
            OneTimeLinkRow.purpose == LinkPurpose.INVITATION.value
        )
        until = {each.account_id: each.expires_at for each in self._session.execute(links)}
        return [
            Standing(
                account=each,
                has_password=rows[each.id].password_hash is not None,
                has_second_factor=rows[each.id].totp_secret is not None,
                is_of_elsewhere=rows[each.id].subject is not None,
                invited_until=until.get(each.id),
            )
            for each in self.list_all()
        ]

    def count(self) -> int:
        """Count them."""
        return self._session.scalars(select(func.count(AccountRow.id))).one()

    def save(self, account: Account) -> None:
        """Replace what is stored of somebody, and how far they see; never the workspace."""
        values = {
            "email": account.email,
            "name": account.name,
            "language": account.language,
            "role": account.role,
            "is_limited": not account.scope.is_everything,
            "is_disabled": account.is_disabled,
        }
        self._change(account.id, values)
        connection = self._session.connection()
        connection.execute(delete(GrantRow).where(GrantRow.account_id == account.id))
        self._add_grants(account.id, account.scope)

    def mark_signed_in(self, account_id: AccountId, at: datetime) -> None:
        """Note that somebody signed in."""
        self._change(account_id, {"signed_in_at": at})

    def has_administrator(self) -> bool:
        """Tell whether there is anybody who can let others in."""
        able = exists().where(AccountRow.role == Role.ADMINISTRATOR, ~AccountRow.is_disabled)
        return self._session.scalars(select(able)).one()

    def delete(self, account_id: AccountId) -> None:
        """Delete somebody, their credentials and sign-ins."""
        self._session.connection().execute(delete(AccountRow).where(AccountRow.id == account_id))

    def set_subject(self, account_id: AccountId, issuer: str, subject: str) -> None:
        """Store how somebody is called where they sign in elsewhere."""
        self._change(account_id, {"issuer": issuer, "subject": subject})

    def is_of_elsewhere(self, account_id: AccountId) -> bool:
        """Tell whether somebody signs in elsewhere."""
        return self._row(account_id).subject is not None

    def credentials(self, account_id: AccountId) -> Credentials:
        """Return what somebody proves with who they are; NotFoundError if there is nobody."""
        row = self._row(account_id)
        return Credentials(row.password_hash, row.totp_secret, row.totp_step)

    def set_password(self, account_id: AccountId, password_hash: str | None) -> None:
        """Store the hash of a password."""
        self._change(account_id, {"password_hash": password_hash})

    def renew_password_hash(self, account_id: AccountId, old: str, new: str) -> None:
        """Store another hash of the same password; nothing happens when it is another by now."""
        statement = update(AccountRow).where(
            AccountRow.id == account_id, AccountRow.password_hash == old
        )
        self._session.connection().execute(statement.values(password_hash=new))

    def set_second_factor(
        self, account_id: AccountId, secret: str | None, step: int | None
    ) -> None:
        """Store the encrypted secret of an app, and the half minute of the code that proved it."""
        self._change(account_id, {"totp_secret": secret, "totp_step": step})

    def use_step(self, account_id: AccountId, step: int) -> bool:
        """Note that a code of this half minute was used; False if one as late was used before."""
        is_newer = or_(AccountRow.totp_step.is_(None), AccountRow.totp_step < step)
        statement = update(AccountRow).where(AccountRow.id == account_id, is_newer)
        result = self._session.connection().execute(statement.values(totp_step=step))
        return result.rowcount == 1

    def set_recovery_codes(self, account_id: AccountId, hashes: Collection[str]) -> None:
        """Store the hashes of codes, in place of all earlier ones."""
        statement = delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id)
        self._session.connection().execute(statement)
        self._session.add_all(
            RecoveryCodeRow(account_id=account_id, code_hash=each) for each in hashes
        )
        self._session.flush()

    def take_recovery_code(self, account_id: AccountId, code_hash: str) -> bool:
        """Delete a code; False if there is no such one."""
        statement = delete(RecoveryCodeRow).where(
            RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.code_hash == code_hash
        )
        result: CursorResult[tuple[()]] = self._session.connection().execute(statement)
        return result.rowcount == 1

    def count_recovery_codes(self, account_id: AccountId) -> int:
        """Count the codes that are left."""
        count = func.count(RecoveryCodeRow.code_hash)
        return self._session.scalars(
            select(count).where(RecoveryCodeRow.account_id == account_id)
        ).one()

    def _row(self, account_id: AccountId) -> AccountRow:
        row = self._session.get(AccountRow, account_id)
        if row is None:
            raise NotFoundError(f"account {account_id}")
        return row

    def _find(self, rows: Sequence[AccountRow]) -> Account | None:
        return self._one(rows[0]) if rows else None

    def _one(self, row: AccountRow) -> Account:
        return to_account(row, self._scopes([row])[AccountId(row.id)])

    def _change(self, account_id: AccountId, values: Mapping[str, object]) -> None:
        statement = update(AccountRow).where(AccountRow.id == account_id).values(**values)
        self._session.connection().execute(statement)

    def _scopes(self, rows: Iterable[AccountRow]) -> Mapping[AccountId, Scope]:
        return read_scopes(self._session, rows)

    def _add_grants(self, account_id: AccountId, scope: Scope) -> None:
        """Store what a limited scope holds: a party only with its partnership."""
        parties = self._session.execute(
            select(PartyRow.partnership_id, PartyRow.id).where(PartyRow.id.in_(scope.parties))
        )
        spoken_for = {each.partnership_id: each.id for each in parties}
        self._session.add_all(
            GrantRow(
                account_id=account_id,
                partnership_id=partnership_id,
                party_id=spoken_for.get(partnership_id),
            )
            for partnership_id in scope.partnerships or ()
        )
        self._session.flush()


def read_scopes(session: Session, rows: Iterable[AccountRow]) -> Mapping[AccountId, Scope]:
    """Return how far each of these people sees."""
    scopes = {
        AccountId(row.id): Scope(frozenset()) if row.is_limited else EVERYTHING for row in rows
    }
    limited = [account_id for account_id, scope in scopes.items() if not scope.is_everything]
    if not limited:
        return scopes
    for grant in session.scalars(select(GrantRow).where(GrantRow.account_id.in_(limited))):
        account_id = AccountId(grant.account_id)
        scopes[account_id] = _with_grant(scopes[account_id], grant)
    return scopes


def to_account(row: AccountRow, scope: Scope) -> Account:
    """Return what a row says of somebody."""
    return Account(
        id=AccountId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        email=row.email,
        name=row.name,
        language=row.language,
        role=row.role,
        scope=scope,
        made_at=row.made_at,
        signed_in_at=row.signed_in_at,
        is_disabled=row.is_disabled,
    )


def _with_grant(scope: Scope, grant: GrantRow) -> Scope:
    held = scope.partnerships or frozenset()
    wider = replace(scope, partnerships=held | {PartnershipId(grant.partnership_id)})
    if grant.party_id is None:
        return wider
    return replace(wider, parties=scope.parties | {PartyId(grant.party_id)})


def _to_workspace(row: WorkspaceRow) -> Workspace:
    return Workspace(WorkspaceId(row.id), row.name)
