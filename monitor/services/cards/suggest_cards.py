"""Cards that fit what is going on in a partnership now: one for each worry, the gravest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.worry import Worry, WorryState
from monitor.domain.partnership import Partnership
from monitor.domain.results import Severity
from monitor.services.cards.library import CardLibrary

# What something was agreed about is talked about again when it comes back.
_SETTLED = {WorryState.AGREED, WorryState.CLOSED}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A card, and the worry that it is suggested for."""

    card: Card
    worry: Worry


def suggest_cards(
    partnership: Partnership, worries: Sequence[Worry], library: CardLibrary, today: date
) -> Sequence[Suggestion]:
    """Return as many cards as one meeting can hold, each for a worry that asks for a talk."""
    asking = [
        worry
        for worry in worries
        if worry.state not in _SETTLED and worry.is_present and not worry.is_resting(today)
    ]
    gravest_first = sorted(asking, key=lambda each: each.severity is not Severity.ACT)
    suggestions: dict[str, Suggestion] = {}
    for worry in gravest_first:
        fitting = _find_fitting(worry, partnership, library)
        card = next((each for each in fitting if each.code not in suggestions), None)
        if card is not None:
            suggestions[card.code] = Suggestion(card, worry)
    return list(suggestions.values())[:MOST_CHOSEN]


def _find_fitting(worry: Worry, partnership: Partnership, library: CardLibrary) -> Sequence[Card]:
    kind = worry.basis.about or worry.kind
    guideline = guideline_of(worry.kind, worry.dimension, partnership.phase)
    organisations = [party.organisation.id for party in partnership.parties]
    return library.cards_for(kind, worry.dimension, guideline, organisations)
