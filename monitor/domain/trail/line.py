"""An entry of the trail as people read it, with names in place of numbers."""

from dataclasses import dataclass

from monitor.domain.trail.entry import Entry


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An entry as it is read. ``person``: None for whoever is erased, or has no account.

    ``about``: whose account it was done to; None for whoever is erased, or when it was to none.
    ``partnership`` and ``party``: by name, None for what is about none, or is not there any more.
    """

    entry: Entry
    person: str | None
    partnership: str | None
    party: str | None
    about: str | None
