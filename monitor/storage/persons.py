"""One person, wherever the database keeps something of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, inspect, select, true, update
from sqlalchemy.orm import Session

from monitor.domain.partnership import Participant, ParticipantId, PartnershipId
from monitor.domain.privacy.pseudonym import Renaming
from monitor.domain.response import Pseudonym, Response
from monitor.domain.round import RoundId
from monitor.services.privacy_ports import Mention, Place
from monitor.storage.partnerships import to_participant
from monitor.storage.responses import SqlResponses
from monitor.storage.tables import (
    AskedAgreementRow,
    ConsentRow,
    LetterRow,
    MailTextRow,
    MeetingEntryRow,
    MeetingRow,
    OwnCardRow,
    OwnQuestionnaireRow,
    ParticipantRow,
    PartnershipRow,
    PartyRow,
    QuestionnaireAdoptionRow,
    RecordRow,
    RecordVersionRow,
    ReleaseRow,
    ResponseRow,
    RoundRow,
    SavedViewRow,
    Table,
    VarianceAdoptionRow,
    WorryRow,
)

# Columns that hold a name and nothing else.
_NAMES = frozenset({"given_by", "written_by", "adopted_by", "contact", "stand_in"})


@dataclass(frozen=True, slots=True)
class _Written:
    """A table in which people write: which rows, and in which columns."""

    place: Place
    table: type[Table]
    rows: ColumnElement[bool]
    columns: Sequence[str]


class SqlPersons:
    """One person, wherever something is kept of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def with_email(self, email: str) -> Sequence[tuple[PartnershipId, Participant]]:
        """Return who has this address, in whatever partnership; capitals make no difference."""
        statement = (
            select(PartyRow.partnership_id, ParticipantRow)
            .join(ParticipantRow, ParticipantRow.party_id == PartyRow.id)
            .where(func.lower(ParticipantRow.email) == email.lower())
            .order_by(PartyRow.partnership_id, ParticipantRow.id)
        )
        found = self._session.execute(statement)
        return [(PartnershipId(each), to_participant(row)) for each, row in found]

    def mentions(self, partnership_id: PartnershipId, renaming: Renaming) -> Sequence[Mention]:
        """Return where a person is named, without what people answered in check-ins."""
        return [
            Mention(written.place, text)
            for written in _list_written(partnership_id)
            for _key, values in self._read(written)
            for column, value in values.items()
            for text in renaming.find(value, column if column in _NAMES else "")
        ]

    def rename(self, partnership_id: PartnershipId, renaming: Renaming) -> None:
        """Put a pseudonym in place of a person wherever people wrote, answers included."""
        for written in _list_written(partnership_id):
            for key, values in self._read(written):
                renamed = {name: _rename(name, each, renaming) for name, each in values.items()}
                if renamed != values:
                    self._session.connection().execute(
                        update(written.table).where(key).values(renamed)
                    )
        self._rename_in_answers(partnership_id, renaming)

    def change_pseudonym(
        self, partnership_id: PartnershipId, old: Pseudonym, new: Pseudonym
    ) -> None:
        """Let the answers under one pseudonym stand under another, which nobody can compute."""
        rounds = select(RoundRow.id).where(RoundRow.partnership_id == partnership_id)
        answered = select(ResponseRow.round_id).where(
            ResponseRow.pseudonym == old, ResponseRow.round_id.in_(rounds)
        )
        for round_id in self._session.scalars(answered).all():
            # All of the round, so that none stands out as the one that was written last.
            SqlResponses(self._session).change_all(
                RoundId(round_id),
                lambda each: replace(each, pseudonym=new) if each.pseudonym == old else each,
            )

    def delete_letters(self, participant_id: ParticipantId) -> None:
        """Delete all letters to a person."""
        statement = delete(LetterRow).where(LetterRow.participant_id == participant_id)
        self._session.connection().execute(statement)

    def _read(self, written: _Written) -> Iterator[tuple[ColumnElement[bool], Mapping[str, Any]]]:
        """Return the key of each row as a condition, and what is written in it."""
        keys = inspect(written.table).primary_key
        columns = [getattr(written.table, name) for name in written.columns]
        statement = select(*keys, *columns).where(written.rows)
        for row in self._session.execute(statement).all():
            own = [column == value for column, value in zip(keys, row, strict=False)]
            yield and_(*own), dict(zip(written.columns, row[len(keys) :], strict=True))

    def _rename_in_answers(self, partnership_id: PartnershipId, renaming: Renaming) -> None:
        rounds = select(RoundRow.id).where(RoundRow.partnership_id == partnership_id)
        for round_id in self._session.scalars(rounds).all():
            statement = select(ResponseRow.content).where(ResponseRow.round_id == round_id)
            if any(renaming.find(each) for each in self._session.scalars(statement)):
                SqlResponses(self._session).change_all(
                    RoundId(round_id), lambda each: _rename_in_response(each, renaming)
                )


def _rename(column: str, value: Any, renaming: Renaming) -> Any:  # noqa: ANN401 - As JSON is.
    return renaming.in_content(value, column if column in _NAMES else "")


def _rename_in_response(response: Response, renaming: Renaming) -> Response:
    comments = {
        code: replace(comment, text=renaming.in_text(comment.text))
        for code, comment in response.comments.items()
    }
    return replace(response, comments=comments)


def _list_written(partnership_id: PartnershipId) -> Sequence[_Written]:
    """Return everywhere people write about a partnership, or for the whole installation."""
    of_this = RoundRow.partnership_id == partnership_id
    rounds = select(RoundRow.id).where(of_this)
    parties = select(PartyRow.id).where(PartyRow.partnership_id == partnership_id)
    records = select(RecordRow.id).where(RecordRow.partnership_id == partnership_id)
    meetings = select(MeetingRow.id).where(MeetingRow.partnership_id == partnership_id)
    this = PartnershipRow.id == partnership_id
    profile = ("name", "contact", "stand_in", "character")
    return [
        _Written(Place.PARTNERSHIP, PartnershipRow, this, profile),
        _Written(Place.CONSENT, ConsentRow, ConsentRow.party_id.in_(parties), ("given_by",)),
        _Written(
            Place.RECORD,
            RecordVersionRow,
            RecordVersionRow.record_id.in_(records),
            ("content", "written_by"),
        ),
        _Written(Place.WORRY, WorryRow, WorryRow.partnership_id == partnership_id, ("content",)),
        _Written(Place.MEETING, MeetingRow, MeetingRow.id.in_(meetings), ("content",)),
        _Written(
            Place.MEETING,
            MeetingEntryRow,
            MeetingEntryRow.meeting_id.in_(meetings),
            ("content",),
        ),
        _Written(
            Place.QUESTION, AskedAgreementRow, AskedAgreementRow.round_id.in_(rounds), ("text",)
        ),
        _Written(Place.SHOWN_COMMENT, ReleaseRow, ReleaseRow.round_id.in_(rounds), ("content",)),
        _Written(Place.SHARED, OwnCardRow, true(), ("content", "written_by")),
        _Written(Place.SHARED, OwnQuestionnaireRow, true(), ("content", "written_by")),
        _Written(Place.SHARED, QuestionnaireAdoptionRow, true(), ("adopted_by",)),
        _Written(Place.SHARED, VarianceAdoptionRow, true(), ("adopted_by",)),
        _Written(Place.SHARED, MailTextRow, true(), ("subject", "body")),
        _Written(Place.SHARED, SavedViewRow, true(), ("name", "query")),
    ]
