"""Responses in the database."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartyId
from monitor.domain.response import Pseudonym, Response, ResponseKey
from monitor.domain.round import RoundId
from monitor.storage.contents import read_response, write_response
from monitor.storage.tables import ResponseRow
from monitor.storage.upsert import insert_many, insert_missing, replace_row

# Asked with every page of the survey: built once.
_FIND = select(ResponseRow).where(ResponseRow.key == bindparam("key"))
_FIND_FOR_UPDATE = _FIND.with_for_update()


class SqlResponses:
    """Filled-in forms. Raw answers: only services may ask for them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, key: ResponseKey, *, for_update: bool = False) -> Response | None:
        """Return one response, or None; ``for_update`` keeps others from writing it meanwhile."""
        statement = _FIND_FOR_UPDATE if for_update else _FIND
        row = self._session.scalars(statement, {"key": key}).first()
        return None if row is None else _to_response(row)

    def save(self, response: Response) -> None:
        """Store a response whole, replacing the one with the same key."""
        replace_row(self._session, ResponseRow, _to_values(response))

    def add_many(self, responses: Sequence[Response]) -> None:
        """Store many new responses at once."""
        # In the order of their keys: that of the list would tell who answered first.
        ordered = sorted(responses, key=lambda response: response.key)
        insert_many(self._session, ResponseRow, [_to_values(response) for response in ordered])

    def create_if_missing(self, response: Response) -> bool:
        """Store a response unless one with its key exists; False if one does.

        Of many who do so at once, one stores it.
        """
        return insert_missing(self._session, ResponseRow, _to_values(response))

    def delete(self, key: ResponseKey) -> None:
        """Delete a response for good; nothing happens if there is none."""
        self._session.connection().execute(delete(ResponseRow).where(ResponseRow.key == key))

    def change_key(self, old: ResponseKey, new: ResponseKey) -> None:
        """Let a response belong to another link; nothing happens if there is none."""
        statement = update(ResponseRow).where(ResponseRow.key == old).values(key=new)
        self._session.connection().execute(statement)

    def rewrite(self, round_id: RoundId) -> None:
        """Store all responses of a round anew, in the order of their keys.

        SQLite reads them in that order anyway, but writes a new one where a page has room.
        """
        self.change_all(round_id, lambda response: response)

    def change_all(self, round_id: RoundId, change: Callable[[Response], Response]) -> None:
        """Change all responses of a round, drafts too, and store them as :meth:`rewrite` does."""
        statement = select(ResponseRow).where(ResponseRow.round_id == round_id)
        responses = [change(_to_response(row)) for row in self._session.scalars(statement)]
        self._session.connection().execute(
            delete(ResponseRow).where(ResponseRow.round_id == round_id)
        )
        self.add_many(responses)

    def count(self, round_id: RoundId) -> int:
        """Count the responses of a round, drafts included."""
        statement = select(func.count(ResponseRow.key)).where(ResponseRow.round_id == round_id)
        return self._session.scalars(statement).one()

    def sent_keys(self, round_id: RoundId) -> Set[ResponseKey]:
        """Return the keys of the responses of a round that were sent."""
        statement = select(ResponseRow.key).where(
            ResponseRow.round_id == round_id, ResponseRow.is_sent
        )
        return {ResponseKey(key) for key in self._session.scalars(statement)}

    def sent_of(self, round_id: RoundId) -> Sequence[Response]:
        """Return the responses of a round that were sent, in the order of their keys."""
        statement = (
            select(ResponseRow)
            .where(ResponseRow.round_id == round_id, ResponseRow.is_sent)
            .order_by(ResponseRow.key)
        )
        return [_to_response(row) for row in self._session.scalars(statement)]

    def sent_counts(self, round_id: RoundId) -> Mapping[PartyId, int]:
        """Count the sent responses of a round per party."""
        statement = (
            select(ResponseRow.party_id, func.count(ResponseRow.key))
            .where(ResponseRow.round_id == round_id, ResponseRow.is_sent)
            .group_by(ResponseRow.party_id)
        )
        counts = self._session.execute(statement)
        return {PartyId(party_id): count for party_id, count in counts}


def without_comments(response: Response) -> Response:
    """Return a response without what its writer wrote in own words."""
    return replace(response, comments={})


def _to_values(response: Response) -> dict[str, Any]:
    return {
        "key": response.key,
        "round_id": response.round_id,
        "party_id": response.party_id,
        "content": write_response(response),
        "pseudonym": response.pseudonym,
        "is_sent": response.is_sent,
        "version": response.version,
        "is_paper": response.is_paper,
    }


def _to_response(row: ResponseRow) -> Response:
    return Response(
        key=ResponseKey(row.key),
        round_id=RoundId(row.round_id),
        party_id=PartyId(row.party_id),
        is_sent=row.is_sent,
        pseudonym=None if row.pseudonym is None else Pseudonym(row.pseudonym),
        version=row.version,
        is_paper=row.is_paper,
        **read_response(row.content),
    )
