"""The secrets of linked partnerships in the database."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from monitor.domain.links import LinkingSecret
from monitor.domain.partnership import PartnershipId
from monitor.storage.tables import LinkingSecretRow, ResponseRow, RoundRow


class SqlLinkingSecrets:
    """The secrets of linked partnerships; a partnership without one is unlinked (ADR 0011)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, partnership_id: PartnershipId, secret: LinkingSecret) -> None:
        """Store the secret of a partnership; it has one at most."""
        values = {"partnership_id": partnership_id, "secret": secret}
        self._session.connection().execute(insert(LinkingSecretRow), values)

    def find(
        self, partnership_id: PartnershipId, *, for_update: bool = False
    ) -> LinkingSecret | None:
        """Return the secret of a partnership, or None; ``for_update`` keeps it from deletion."""
        statement = select(LinkingSecretRow.secret).where(
            LinkingSecretRow.partnership_id == partnership_id
        )
        if for_update:
            statement = statement.with_for_update()
        secret = self._session.scalars(statement).first()
        return None if secret is None else LinkingSecret(secret)

    def delete(self, partnership_id: PartnershipId) -> None:
        """Delete the secret and every tie that was made with it: the rounds become unlinked.

        In this order each step waits for those who could still make a new tie: who opens a round
        holds the secret, who saves an answer holds the round.
        """
        connection = self._session.connection()
        connection.execute(
            delete(LinkingSecretRow).where(LinkingSecretRow.partnership_id == partnership_id)
        )
        connection.execute(
            update(RoundRow)
            .where(RoundRow.partnership_id == partnership_id)
            .values(is_linked=False)
        )
        rounds = select(RoundRow.id).where(RoundRow.partnership_id == partnership_id)
        connection.execute(
            update(ResponseRow).where(ResponseRow.round_id.in_(rounds)).values(pseudonym=None)
        )
