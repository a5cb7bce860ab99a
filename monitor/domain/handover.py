"""Another contact person: what changes in the record of a partnership when somebody hands over."""

from dataclasses import dataclass, replace

from monitor.domain.partnership import Partnership
from monitor.domain.register.log import Handover

MOST_ANSWER_DAYS = 60
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Succession:
    """A handover with what comes with it.

    ``is_contact``: the person who joins becomes the contact person of the partnership, in place of
    the one named there; else only the log tells of the change. ``stand_in``: who stands in for
    that person; ``answer_days``: within how many working days they answer.
    """

    handover: Handover
    is_contact: bool = True
    stand_in: str = ""
    answer_days: int | None = None


def find_succession_faults(succession: Succession) -> list[str]:
    """Return the keys of what is wrong beside the handover itself: ``log.fault.<key>``."""
    faults = []
    if len(succession.stand_in.strip()) > LONGEST_NAME:
        faults.append("title_long")
    days = succession.answer_days
    if days is not None and not 1 <= days <= MOST_ANSWER_DAYS:
        faults.append("answer_days")
    return faults


def succeed(partnership: Partnership, succession: Succession) -> Partnership:
    """Return a partnership with its new contact person."""
    if not succession.is_contact:
        return partnership
    profile = replace(
        partnership.profile,
        stand_in=succession.stand_in.strip() or None,
        answer_days=succession.answer_days,
    )
    return replace(partnership, contact=succession.handover.joined.strip(), profile=profile)
