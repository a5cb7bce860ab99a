"""What is older than its term, in the database."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from monitor.domain.access.account import AccountId
from monitor.domain.partnership import Participant, PartnershipId
from monitor.domain.privacy.pseudonym import PSEUDONYM_SIGN
from monitor.domain.privacy.retention import Cutoff, Kept
from monitor.domain.round import RoundId
from monitor.domain.trail.acts import Act
from monitor.storage.partnerships import to_participant
from monitor.storage.responses import SqlResponses, without_comments
from monitor.storage.tables import (
    AccountRow,
    DetourRow,
    DigestRow,
    FailureRow,
    InvitationRow,
    LetterRow,
    MeetingEntryRow,
    MeetingRow,
    OneTimeLinkRow,
    ParticipantRow,
    PartnershipRow,
    PartyRow,
    ReleaseRow,
    ResponseRow,
    RoundRow,
    SignInRow,
    TrailRow,
)

_EMPTY_MAPPING, _EMPTY_LIST = "{}", "[]"
_REAL = ~PartnershipRow.is_sample
_Newer = aliased(DigestRow)


_Due = Select[Any, int]


class SqlRetention:
    """What is older than its term. Sample data has none: it is of nobody."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count_due(self, kind: Kept, cutoff: Cutoff) -> Mapping[PartnershipId, int]:
        """Count what is due of a kind that belongs to partnerships; without those of none."""
        due = _due(kind, cutoff).subquery()
        statement = (
            select(PartnershipRow.id, func.count())
            .join(due, due.c.partnership_id == PartnershipRow.id)
            .where(_REAL)
            .group_by(PartnershipRow.id)
            .order_by(PartnershipRow.id)
        )
        return {PartnershipId(each): count for each, count in self._session.execute(statement)}

    def remove_due(self, kind: Kept, partnership_id: PartnershipId, cutoff: Cutoff) -> None:
        """Delete what is due of a kind in one partnership, for good."""
        due = _due(kind, cutoff).subquery()
        of_this = due.c.partnership_id == partnership_id
        found = self._session.scalars(select(due.c.id).where(of_this)).all()
        match kind:
            case Kept.DRAFTS:
                self._delete(ResponseRow, ResponseRow.key.in_(found))
            case Kept.LETTERS:
                self._delete(LetterRow, LetterRow.id.in_(found))
            case Kept.COMMENTS:
                self._remove_comments(found)
            case Kept.NOTES:
                self._remove_notes(found)
            case Kept.ANSWERS:
                self._delete(ResponseRow, ResponseRow.round_id.in_(found))
                self._delete(InvitationRow, InvitationRow.round_id.in_(found))

    def people_due(self, partnership_id: PartnershipId, cutoff: Cutoff) -> Sequence[Participant]:
        """Return who left so long ago that the name has to go."""
        due = _due(Kept.PEOPLE, cutoff).subquery()
        statement = (
            select(ParticipantRow)
            .join(due, due.c.id == ParticipantRow.id)
            .where(due.c.partnership_id == partnership_id)
            .order_by(ParticipantRow.id)
        )
        return [to_participant(row) for row in self._session.scalars(statement)]

    def count_shared(self, kind: Kept, cutoff: Cutoff) -> int:
        """Count what is due of a kind that belongs to no partnership."""
        if kind is Kept.ACCOUNTS:
            return len(self.accounts_due(cutoff))
        counts = (
            select(func.count()).select_from(table).where(condition)
            for table, condition in _shared_due(kind, cutoff)
        )
        return sum(self._session.scalars(each).one() for each in counts)

    def remove_shared(self, kind: Kept, cutoff: Cutoff) -> None:
        """Delete what is due of a kind that belongs to no partnership; nothing notes it."""
        for table, condition in _shared_due(kind, cutoff):
            self._delete(table, condition)

    def accounts_due(self, cutoff: Cutoff) -> Sequence[AccountId]:
        """Return whose account was disabled so long ago that they are to be forgotten."""
        disabled = self._session.scalars(
            select(AccountRow.id).where(AccountRow.is_disabled).order_by(AccountRow.id)
        ).all()
        if not disabled:
            return []
        noted = select(TrailRow.content, TrailRow.at).where(TrailRow.act == Act.ACCOUNT_DISABLED)
        # The last time counts: they may have been let in again meanwhile.
        disabled_at = {
            content["account"]: at
            for content, at in self._session.execute(noted.order_by(TrailRow.sequence))
        }
        return [
            AccountId(each)
            for each in disabled
            if each in disabled_at and disabled_at[each] < cutoff.moment
        ]

    def _remove_comments(self, round_ids: Sequence[Any]) -> None:
        responses = SqlResponses(self._session)
        for round_id in round_ids:
            responses.change_all(RoundId(round_id), without_comments)
        releases = select(ReleaseRow.round_id, ReleaseRow.content).where(
            ReleaseRow.round_id.in_(round_ids)
        )
        for round_id, content in self._session.execute(releases).all():
            self._session.connection().execute(
                update(ReleaseRow).where(ReleaseRow.round_id == round_id),
                {"content": {**content, "comments": []}},
            )

    def _remove_notes(self, meeting_ids: Sequence[Any]) -> None:
        self._delete(MeetingEntryRow, MeetingEntryRow.meeting_id.in_(meeting_ids))
        meetings = select(MeetingRow.id, MeetingRow.content).where(MeetingRow.id.in_(meeting_ids))
        for meeting_id, content in self._session.execute(meetings).all():
            self._session.connection().execute(
                update(MeetingRow).where(MeetingRow.id == meeting_id),
                {"content": {**content, "notes": []}},
            )

    def _delete(self, table: type[Any], condition: ColumnElement[bool]) -> None:
        self._session.connection().execute(delete(table).where(condition))


def _due(kind: Kept, cutoff: Cutoff) -> _Due:
    """Return the keys of what is due, as ``id``, each with its ``partnership_id``."""
    return _DUE[kind](cutoff)


def _drafts_due(cutoff: Cutoff) -> _Due:
    is_draft = (ResponseRow.round_id == RoundRow.id) & ~ResponseRow.is_sent
    return _of_closed(ResponseRow.key, cutoff).join(ResponseRow, is_draft)


def _letters_due(cutoff: Cutoff) -> _Due:
    return _of_closed(LetterRow.id, cutoff).join(LetterRow, LetterRow.round_id == RoundRow.id)


def _comments_due(cutoff: Cutoff) -> _Due:
    return _of_closed(RoundRow.id, cutoff).where(_has_comments())


def _answers_due(cutoff: Cutoff) -> _Due:
    return _of_closed(RoundRow.id, cutoff).where(_has_answers())


def _partnerships_due(cutoff: Cutoff) -> _Due:
    key = PartnershipRow.id
    ended = PartnershipRow.ended_on < cutoff.day
    return select(key.label("id"), key.label("partnership_id")).where(ended)


def _of_closed(key: Any, cutoff: Cutoff) -> _Due:  # noqa: ANN401 - A column of any kind.
    """Return the keys of what belongs to rounds that closed before, and whose results stand."""
    return (
        select(key.label("id"), RoundRow.partnership_id.label("partnership_id"))
        .select_from(RoundRow)
        .join(ReleaseRow, ReleaseRow.round_id == RoundRow.id)
        .where(RoundRow.closed_at < cutoff.moment)
    )


def _has_comments() -> ColumnElement[bool]:
    written = exists().where(
        ResponseRow.round_id == RoundRow.id,
        ResponseRow.content["comments"].as_string() != _EMPTY_MAPPING,
    )
    return or_(written, ReleaseRow.content["comments"].as_string() != _EMPTY_LIST)


def _has_answers() -> ColumnElement[bool]:
    return or_(
        exists().where(ResponseRow.round_id == RoundRow.id),
        exists().where(InvitationRow.round_id == RoundRow.id),
    )


def _notes_due(cutoff: Cutoff) -> _Due:
    # As it stands in the content: in UTC, so that texts are in the order of their moments.
    moment = cutoff.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    content = MeetingRow.content
    over_at = func.coalesce(
        content["ended_at"].as_string(), content[("prepared", "at")].as_string()
    )
    has_notes = or_(
        content["notes"].as_string() != _EMPTY_LIST,
        exists().where(MeetingEntryRow.meeting_id == MeetingRow.id),
    )
    return select(
        MeetingRow.id.label("id"), MeetingRow.partnership_id.label("partnership_id")
    ).where(over_at < moment, has_notes)


def _people_due(cutoff: Cutoff) -> _Due:
    """Return who left before, or whose cooperation ended before, and still has a name."""
    left = or_(ParticipantRow.active_until < cutoff.day, PartnershipRow.ended_on < cutoff.day)
    has_name = ParticipantRow.name != literal(PSEUDONYM_SIGN).concat(
        cast(ParticipantRow.id, String)
    )
    return (
        select(ParticipantRow.id.label("id"), PartyRow.partnership_id.label("partnership_id"))
        .join(PartyRow, PartyRow.id == ParticipantRow.party_id)
        .join(PartnershipRow, PartnershipRow.id == PartyRow.partnership_id)
        .where(left, has_name)
    )


def _shared_due(kind: Kept, cutoff: Cutoff) -> Sequence[tuple[type[Any], ColumnElement[bool]]]:
    if kind is Kept.DIGESTS:
        return [(DigestRow, _is_digest_due(cutoff))]
    return [
        (SignInRow, SignInRow.seen_at < cutoff.moment),
        (OneTimeLinkRow, OneTimeLinkRow.expires_at < cutoff.moment),
        (DetourRow, DetourRow.begun_at < cutoff.moment),
        # No lock lasts as long as the shortest term.
        (FailureRow, FailureRow.since < cutoff.moment),
    ]


def _is_digest_due(cutoff: Cutoff) -> ColumnElement[bool]:
    is_newest = ~exists().where(
        _Newer.manager_id == DigestRow.manager_id, _Newer.week_on > DigestRow.week_on
    )
    return (DigestRow.week_on < cutoff.day) & ~is_newest


_DUE: Mapping[Kept, Callable[[Cutoff], _Due]] = {
    Kept.DRAFTS: _drafts_due,
    Kept.LETTERS: _letters_due,
    Kept.COMMENTS: _comments_due,
    Kept.ANSWERS: _answers_due,
    Kept.NOTES: _notes_due,
    Kept.PEOPLE: _people_due,
    Kept.PARTNERSHIPS: _partnerships_due,
}
