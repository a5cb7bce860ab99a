"""Releases in the database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Text, cast, func, insert, select
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

    def latest(self, count: int) -> Mapping[PartnershipId, Sequence[PublishedRound]]:
        """Return the newest releases of every partnership, at most so many each, oldest first."""
        newest_first = func.row_number().over(
            partition_by=ReleaseRow.partnership_id, order_by=ReleaseRow.sequence.desc()
        )
        # Numbered without their content, so that only the releases asked for are read.
        numbered = select(ReleaseRow.round_id, newest_first.label("place")).subquery()
        statement = (
            select(ReleaseRow.partnership_id, _CONTENT)
            .join(numbered, numbered.c.round_id == ReleaseRow.round_id)
            .where(numbered.c.place <= count)
            .order_by(ReleaseRow.partnership_id, ReleaseRow.sequence)
        )
        found: dict[PartnershipId, list[PublishedRound]] = defaultdict(list)
        for partnership_id, content in self._session.execute(statement):
            found[PartnershipId(partnership_id)].append(read_release(content))
        return dict(found)
