"""What the programme page shows: how often guidelines and obstacles are weak, and what helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_see_totals
from monitor.domain.cards import GUIDELINES, Card, Obstacle
from monitor.domain.partnership import Phase
from monitor.domain.programme import Frequency, View, count_frequencies, list_views
from monitor.domain.weak_spots import UNMEASURED_GUIDELINES, UNMEASURED_OBSTACLES
from monitor.services.cards.library import CardLibrary, read_shipped_cards
from monitor.services.context import Context

# From so many of ten on, cards are shown that help.
OFTEN = 2
_MOST_CARDS = 2


@dataclass(frozen=True, slots=True)
class Programme:
    """The view over partnerships; ``shown`` is None where there are too few for any view.

    ``views``: what may be chosen. ``cards``: of each code that is often weak, or is not measured.
    ``unmeasured``: the codes of which the check-in cannot tell anything.
    """

    views: Sequence[View]
    shown: View | None
    guidelines: Sequence[Frequency]
    obstacles: Sequence[Frequency]
    unmeasured: Sequence[str]
    cards: Mapping[str, Sequence[Card]]


def read_programme(context: Context, phase: Phase | None) -> Programme:
    """Return how often things are weak in a phase, or in all of them where it may not be told."""
    check_can_see_totals(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        counts = uow.summaries.weak_counts()
    views = list_views(counts.partnerships)
    shown = next((each for each in views if each.phase is phase), views[0] if views else None)
    unmeasured = [*UNMEASURED_GUIDELINES, *UNMEASURED_OBSTACLES]
    if shown is None:
        return Programme(views, None, [], [], unmeasured, {})
    measured = [each for each in GUIDELINES if each not in unmeasured]
    met = [each.value for each in Obstacle if each not in unmeasured]
    guidelines = count_frequencies(shown, counts.weak, measured)
    obstacles = count_frequencies(shown, counts.weak, met)
    often = [each.code for each in (*guidelines, *obstacles) if each.in_ten >= OFTEN]
    return Programme(
        views=views,
        shown=shown,
        guidelines=guidelines,
        obstacles=obstacles,
        unmeasured=unmeasured,
        # Of the product only: a researcher sees no card of an organisation.
        cards=_find_cards(CardLibrary(read_shipped_cards()), [*often, *unmeasured]),
    )


def _find_cards(library: CardLibrary, codes: Sequence[str]) -> Mapping[str, Sequence[Card]]:
    """Return the cards of the product for each code: those that are mainly about it first."""
    offered = [each for each in library.all() if each.organisation_id is None]
    about = {each.code: [*each.obstacles, *each.guidelines] for each in offered}
    return {
        code: sorted(
            (each for each in offered if code in about[each.code]),
            key=lambda card: about[card.code].index(code),
        )[:_MOST_CARDS]
        for code in codes
    }
