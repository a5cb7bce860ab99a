"""Mail in the words of organisations, in the database."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, OrganisationId
from monitor.storage.tables import MailTextRow
from monitor.storage.upsert import replace_row


class SqlMailTexts:
    """Mail as organisations word it themselves; what they did not is worded by the product."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(
        self, organisation_id: OrganisationId, kind: MailKind, language: Language
    ) -> MailText | None:
        """Return the text of an organisation, or None."""
        row = self._session.get(MailTextRow, (organisation_id, kind, language))
        if row is None:
            return None
        return MailText(organisation_id, kind, language, row.subject, row.body)

    def save(self, text: MailText) -> None:
        """Store a text, in place of the earlier one."""
        values = {
            "organisation_id": text.organisation_id,
            "kind": text.kind,
            "language": text.language,
            "subject": text.subject,
            "body": text.body,
        }
        replace_row(self._session, MailTextRow, values)

    def delete(self, organisation_id: OrganisationId, kind: MailKind, language: Language) -> None:
        """Delete a text: the product's own holds again."""
        self._session.connection().execute(
            delete(MailTextRow).where(
                MailTextRow.organisation_id == organisation_id,
                MailTextRow.kind == kind,
                MailTextRow.language == language,
            )
        )
