"""Published rounds as the chart tests need them, told by the means of the parties."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.charts.style import LIGHT, Look
from monitor.domain.partnership import Language, Partnership, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedGap,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.round import Quarter
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from tests.factories import (
    DIMENSION_KINDS,
    make_organisation,
    make_partnership,
    make_party,
    make_published_party,
    make_release,
)

LOOK = Look(LIGHT)
PHONE = Look(LIGHT, is_narrow=True)
FIRST_QUARTER = Quarter(2025, 1)

Means = tuple[float, float, float, float]


def make_reader(language: Language = Language.DUTCH) -> Reader:
    """Make a reader of a language."""
    return Reader(translator(language), Formatter(language, ZoneInfo("Europe/Amsterdam")))


def make_three_parties(*, third: str = "Dorpsraad") -> Partnership:
    """Make a partnership of a municipality, an initiative and another initiative."""
    kinds = [PartyKind.MUNICIPALITY, PartyKind.INITIATIVE, PartyKind.INITIATIVE]
    names = ["Gemeente Veldzicht", "Zonnewijk", third]
    return make_partnership(
        parties=[
            make_party(id=number, organisation=make_organisation(id=number, name=name, kind=kind))
            for number, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1)
        ]
    )


def make_side(
    party_id: int, means: Means | None, *, tier: Tier = Tier.DETAIL, respondents: int | None = 6
) -> PublishedParty:
    """Make a party by its means; None hides it."""
    if means is None:
        hidden = {
            dimension: PublishedScore(dimension, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
            for dimension in Dimension
        }
        return make_published_party(
            party_id=party_id,
            tier=Tier.HIDDEN,
            has_enough=False,
            scores=hidden,
            respondents=None,
            invited=None,
            overall=None,
        )
    width = 0.4 if tier.is_fine else None
    scores = {
        dimension: PublishedScore(
            dimension, mean, mean - width if width else None, mean + width if width else None
        )
        for dimension, mean in zip(Dimension, means, strict=True)
    }
    return make_published_party(
        party_id=party_id,
        tier=tier,
        scores=scores,
        respondents=respondents,
        overall=sum(means) / len(means),
    )


def make_scene(*sides: PublishedParty, quarter: Quarter = FIRST_QUARTER) -> PublishedRound:
    """Make a round of such parties, with the gaps that follow from their means."""
    gaps = {dimension: _gap(dimension, sides) for dimension in Dimension}
    return make_release(parties=sides, gaps=gaps, quarter=quarter)


def make_course(*rounds: tuple[Means | None, Means | None]) -> Sequence[PublishedRound]:
    """Make a round a quarter of a municipality (1) and an initiative (2), oldest first."""
    return [
        make_scene(
            make_side(1, municipality),
            make_side(2, initiative),
            quarter=FIRST_QUARTER.shift(place),
        )
        for place, (municipality, initiative) in enumerate(rounds)
    ]


def _gap(dimension: Dimension, sides: Sequence[PublishedParty]) -> PublishedGap:
    means = {side.party_id: side.scores[dimension].mean for side in sides}
    known = {party_id: mean for party_id, mean in means.items() if mean is not None}
    kind = DIMENSION_KINDS[dimension]
    if len(known) < len(means):
        reason = HiddenReason.OTHER_PARTY_HIDDEN
        return PublishedGap(dimension, kind, hidden_because=reason)
    higher = max(known, key=known.__getitem__)
    lower = min(known, key=known.__getitem__)
    return PublishedGap(dimension, kind, round(known[higher] - known[lower], 6), higher, lower)
