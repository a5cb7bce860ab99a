"""What organisations made themselves, in the database: cards, questionnaires, saved views."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from monitor.domain.partnership import OrganisationId
from monitor.domain.register.record import Authorship
from monitor.services.register_ports import Adoption, OwnCard, OwnQuestionnaire, SavedView
from monitor.storage.tables import (
    OwnCardRow,
    OwnQuestionnaireRow,
    QuestionnaireAdoptionRow,
    RoundRow,
    SavedViewRow,
)
from monitor.storage.upsert import insert_for, replace_row


class SqlOwnCards:
    """Conversation cards that organisations made themselves."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, card: OwnCard) -> None:
        """Store a card, in place of the one with the same organisation and code."""
        values = {
            "organisation_id": card.organisation_id,
            "code": card.code,
            "content": dict(card.content),
            "written_by": card.written.by,
            "written_at": card.written.at,
            "is_retired": card.is_retired,
        }
        replace_row(self._session, OwnCardRow, values)

    def list_all(self) -> Sequence[OwnCard]:
        """Return the cards of all organisations, by organisation and code."""
        order = (OwnCardRow.organisation_id, OwnCardRow.code)
        return [
            OwnCard(
                OrganisationId(row.organisation_id),
                row.code,
                row.content,
                Authorship(row.written_by, row.written_at),
                row.is_retired,
            )
            for row in self._session.scalars(select(OwnCardRow).order_by(*order))
        ]


class SqlOwnQuestionnaires:
    """Versions of the questionnaire that were made in the product, and which one is asked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, questionnaire: OwnQuestionnaire) -> bool:
        """Store a version; False if there is one of this name already."""
        values = {
            "version": questionnaire.version,
            "content": dict(questionnaire.content),
            "written_by": questionnaire.written.by,
            "written_at": questionnaire.written.at,
        }
        statement = (
            insert_for(self._session, OwnQuestionnaireRow)
            .on_conflict_do_nothing()
            .returning(OwnQuestionnaireRow.version)
        )
        return self._session.connection().execute(statement, values).first() is not None

    def find(self, version: str) -> OwnQuestionnaire | None:
        """Return a version, or None."""
        statement = select(OwnQuestionnaireRow).where(OwnQuestionnaireRow.version == version)
        row = self._session.scalars(statement).first()
        return None if row is None else _to_questionnaire(row)

    def list_all(self) -> Sequence[OwnQuestionnaire]:
        """Return all versions, oldest first."""
        order = (OwnQuestionnaireRow.written_at, OwnQuestionnaireRow.version)
        rows = self._session.scalars(select(OwnQuestionnaireRow).order_by(*order))
        return [_to_questionnaire(row) for row in rows]

    def adopt(self, version: str, adopted: Authorship) -> None:
        """Let rounds that open from now on ask a version."""
        values = {"version": version, "adopted_by": adopted.by, "adopted_at": adopted.at}
        self._session.connection().execute(insert(QuestionnaireAdoptionRow), values)

    def adopted(self) -> str | None:
        """Return the version that was adopted last, or None."""
        statement = select(QuestionnaireAdoptionRow.version)
        newest = statement.order_by(QuestionnaireAdoptionRow.id.desc()).limit(1)
        return self._session.scalars(newest).first()

    def adoptions(self) -> Sequence[Adoption]:
        """Return which version was adopted when, newest first."""
        statement = select(QuestionnaireAdoptionRow)
        rows = self._session.scalars(statement.order_by(QuestionnaireAdoptionRow.id.desc()))
        return [Adoption(row.version, Authorship(row.adopted_by, row.adopted_at)) for row in rows]

    def count_rounds(self) -> Mapping[str, int]:
        """Count the rounds that ask each version, also those of the product."""
        version = RoundRow.questionnaire_version
        counted = self._session.execute(select(version, func.count()).group_by(version))
        return dict(counted.all())


class SqlSavedViews:
    """Views of the overview under a name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, view: SavedView) -> None:
        """Store a view, in place of the one with its name."""
        replace_row(self._session, SavedViewRow, {"name": view.name, "query": view.query})

    def delete(self, name: str) -> None:
        """Delete a view; nothing happens if there is none."""
        self._session.connection().execute(delete(SavedViewRow).where(SavedViewRow.name == name))

    def list_all(self) -> Sequence[SavedView]:
        """Return all views, by name."""
        rows = self._session.scalars(select(SavedViewRow)).all()
        ordered = sorted(rows, key=lambda each: each.name.casefold())
        return [SavedView(row.name, row.query) for row in ordered]


def _to_questionnaire(row: OwnQuestionnaireRow) -> OwnQuestionnaire:
    written = Authorship(row.written_by, row.written_at)
    return OwnQuestionnaire(row.version, row.content, written)
