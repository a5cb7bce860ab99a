"""Finds out whether the trail of a workspace is as it was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_administer
from monitor.domain.trail.entry import Entry, find_break
from monitor.services.context import Context


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it. ``broken_at``: the number of the first entry that does not fit, or None.

    ``newest``: the hash to write down elsewhere, None while nothing was noted. Whoever holds it
    sees later whether the end of the trail was taken off or all of it written anew.
    ``holds_known``: whether a hash that was written down before is still there; None: none given.
    """

    entries: int
    broken_at: int | None
    newest: str | None
    holds_known: bool | None

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was found."""
        return self.broken_at is None and self.holds_known is not False


def verify_trail(context: Context, known: str | None = None) -> Verified:
    """Go through all entries of a workspace; ``known``: a hash that was written down before.

    NotAllowedError for who does not guard the workspace.
    """
    check_can_administer(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        seen = _Seen(known)
        broken_at = find_break(seen.pass_on(uow.trail.all_in_order()))
    holds_known = None if known is None else seen.holds_known
    newest = seen.newest if broken_at is None else None
    return Verified(seen.entries, broken_at, newest, holds_known)


class _Seen:
    """Counts what passes by, so that nothing of it has to be kept."""

    def __init__(self, known: str | None) -> None:
        self._known = known
        self.entries = 0
        self.newest: str | None = None
        self.holds_known = False

    def pass_on(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.entries += 1
            self.newest = entry.hash
            self.holds_known = self.holds_known or entry.hash == self._known
            yield entry
