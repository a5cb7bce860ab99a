"""Releases in the database."""

from collections.abc import Sequence

from sqlalchemy import Text, cast, insert, select
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartnershipId
from monitor.domain.results import PublishedRound
from monitor.storage.contents import read_release, write_release
from monitor.storage.tables import ReleaseRow

# As text, which is read into a release twice as fast as what the driver would make of it.
_CONTENT = cast(ReleaseRow.content, Text)


class SqlReleases:
    """Published results of closed rounds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, partnership_id: PartnershipId, release: PublishedRound) -> None:
        """Store the release of a round; a round has one."""
        values = {
            "round_id": release.round_id,
            "partnership_id": partnership_id,
            "sequence": release.sequence,
            "content": write_release(release),
        }
        self._session.connection().execute(insert(ReleaseRow), values)

    def list_of(self, partnership_id: PartnershipId) -> Sequence[PublishedRound]:
        """Return the releases of a partnership, oldest first."""
        statement = (
            select(_CONTENT)
            .where(ReleaseRow.partnership_id == partnership_id)
            .order_by(ReleaseRow.sequence)
        )
        return [read_release(content) for content in self._session.scalars(statement)]
