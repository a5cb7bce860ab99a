"""The words and numbers of charts and tables, in the language of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.domain.questionnaire import Dimension, Question
from monitor.domain.results import HiddenReason, PublishedGap, PublishedParty, PublishedRound
from monitor.i18n.catalogue import Translator
from monitor.i18n.formats import Formatter

# Coarse means are rounded to half points, so a smaller change may be rounding alone.
COARSE_STEP = 0.5
_PROTECTING = {HiddenReason.AUDIT, HiddenReason.TOO_FEW_CHANGED}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their texts (``t``) and their way of writing numbers (``formatter``)."""

    t: Translator
    formatter: Formatter

    @property
    def separators(self) -> str:
        """Decimal and thousands separators, as Plotly wants them."""
        return ",." if self.t.language is Language.DUTCH else ".,"

    def dimension(self, dimension: Dimension) -> str:
        """Name a dimension."""
        return self.t(f"dimension.{dimension.value}")

    def party(self, partnership: Partnership, party_id: PartyId) -> str:
        """Name a party by what it is, or by its own name when more parties are of that kind."""
        party = partnership.party(party_id)
        alike = [other for other in partnership.parties if other.kind is party.kind]
        return self.t(f"party.{party.kind.value}") if len(alike) == 1 else party.name

    def score(self, value: float, *, fine: bool) -> str:
        """Write a score as a label; a coarse one is marked as rounded."""
        number = self.formatter.score(value)
        return number if fine else self.t("charts.coarse", value=number)

    def difference(self, value: float, *, fine: bool) -> str:
        """Write a difference in points as a label; a coarse one is marked as rounded."""
        number = self.formatter.points(value)
        return number if fine else self.t("charts.coarse", value=number)

    def spoken_difference(self, value: float, *, fine: bool) -> str:
        """Write a difference in points as it is said in a sentence or a table cell."""
        number = self.formatter.points(value)
        return number if fine else self.t("charts.about", value=number)

    def spoken_score(self, value: float, *, fine: bool) -> str:
        """Write a score as it is said in a sentence or a table cell."""
        number = self.formatter.score(value)
        return number if fine else self.t("charts.about", value=number)

    def party_score(self, party: PublishedParty, dimension: Dimension) -> str:
        """Say a party's mean on a dimension, or that there is none."""
        score = party.scores.get(dimension)
        if score is None or score.mean is None:
            return self.t("charts.no_number")
        return self.spoken_score(score.mean, fine=is_fine_score(party, dimension))

    def statement(self, question: Question) -> str:
        """Write the text of a question, with "the other party" for a mirrored partner."""
        text = question.text[self.t.language].format(partner=self.t("charts.the_other"))
        return capitalise(text)


def capitalise(text: str) -> str:
    """Give a text a capital and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def plot_text(text: str) -> str:
    """Make a name safe for Plotly, which reads a little HTML in its texts."""
    return escape(text, quote=False)


def shorten(name: str, longest: int) -> str:
    """Cut a long name so that it fits in its place."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def join_words(words: Sequence[str], t: Translator) -> str:
    """Join words as people do: a, b and c."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining.
        return "".join(words)
    return t("charts.join", start=", ".join(words[:-1]), end=words[-1])


def is_fine_score(party: PublishedParty, dimension: Dimension) -> bool:
    """Tell whether a score has one decimal; one of few people may be less exact than the party."""
    score = party.scores.get(dimension)
    return (score.tier if score and score.tier else party.tier).is_fine


def is_protected(party: PublishedParty) -> bool:
    """Tell whether a party with enough answers is hidden all the same, to protect its people."""
    reasons = {score.hidden_because for score in party.scores.values()}
    return not party.has_enough and bool(reasons & _PROTECTING)


def is_fine(published: PublishedRound, dimension: Dimension) -> bool:
    """Tell whether differences between the parties on a dimension have one decimal."""
    return all(is_fine_score(party, dimension) for party in published.parties)


def largest_gap(published: PublishedRound) -> PublishedGap | None:
    """Return the largest difference between parties that is shown, or None."""
    shown = [published.gaps[d] for d in Dimension if d in published.gaps]
    known = [gap for gap in shown if gap.difference is not None]
    return max(known, key=lambda gap: gap.difference or 0.0, default=None)


def hidden_parties(published: PublishedRound) -> Sequence[PartyId]:
    """Return the parties without any number on a dimension."""
    return [
        party.party_id
        for party in published.parties
        if not any(score.is_shown for score in party.scores.values())
    ]
