"""What the people of a story noticed of the agreements of the other parties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from monitor.domain.noticing import NOTICED_ANSWERS, AskedAgreement
from monitor.domain.partnership import PartyId
from monitor.domain.round import Round

# Longer after it was made nobody is asked about an agreement.
_ASKED_FOR = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class TrackedAgreement:
    """An agreement that check-ins ask about; ``noticed``: the mean answer of the others, 1 to 3."""

    asked: AskedAgreement
    made_on: date
    noticed: float


class Notices:
    """Draws what people answer, apart from all other chance of the story."""

    def __init__(self, tracked: Sequence[TrackedAgreement], random: Random) -> None:
        self._tracked = tracked
        self._random = random

    def asked_in(self, round_: Round) -> Sequence[AskedAgreement]:
        """Return the agreements that a round asks about."""
        opens_on = round_.opens_at.date()
        return [
            each.asked
            for each in self._tracked
            if each.made_on < opens_on <= each.made_on + _ASKED_FOR
        ]

    def answer(self, asked: Sequence[AskedAgreement], party_id: PartyId) -> Mapping[str, int]:
        """Return what one person of a party answers."""
        means = {each.asked.agreement_id: each.noticed for each in self._tracked}
        return {
            each.code: self._draw(means[each.agreement_id])
            for each in asked
            if each.owner != party_id
        }

    def _draw(self, mean: float) -> int:
        lower = int(mean)
        value = lower + (self._random.random() < mean - lower)
        return min(max(value, 1), len(NOTICED_ANSWERS))
