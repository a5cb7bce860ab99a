"""What is published of one party beside what its people answered: the audit's working paper."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.domain.audit.sums import Person, Window, unit_of
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.results import PublishedParty
from monitor.domain.rounding import possible_sums
from monitor.domain.scoring import PartyScores, count_needed
from monitor.domain.tiers import PartyTiers

Form = Sequence[int]


@dataclass(frozen=True)
class Sheet:
    """One party of one round, with the tiers in which it is shown."""

    scores: PartyScores
    published: PublishedParty
    tiers: PartyTiers
    asked: Questionnaire

    @cached_property
    def codes(self) -> Mapping[Dimension, Sequence[str]]:
        """The questions of each dimension, in the order of the forms."""
        return {
            each: [question.code for question in self.asked.questions_of(each)]
            for each in Dimension
        }

    @cached_property
    def columns(self) -> Mapping[Dimension, slice]:
        """The place of each dimension's answers in a form."""
        columns, start = {}, 0
        for dimension, codes in self.codes.items():
            columns[dimension] = slice(start, start + len(codes))
            start += len(codes)
        return columns

    @cached_property
    def unit(self) -> int:
        """Into how many units a point is divided, on every dimension."""
        return math.lcm(*(unit_of(max(1, len(codes))) for codes in self.codes.values()))

    def answers(self, form: Form, dimension: Dimension) -> Form:
        """Return one person's answers on a dimension, 0 where there is none."""
        return form[self.columns[dimension]]

    def score(self, form: Form, dimension: Dimension) -> Person | None:
        """Return one person's score on a dimension, None if too few questions were answered."""
        given = [answer for answer in self.answers(form, dimension) if answer]
        if len(given) < count_needed(len(self.codes[dimension])):
            return None
        return Person(sum(given) * self.unit // len(given), len(given))

    def people(self, dimension: Dimension, forms: Sequence[Form] | None = None) -> list[Person]:
        """Return everyone who scored a dimension, of this round or of the forms given."""
        forms = self.scores.forms if forms is None else forms
        scored = (self.score(each, dimension) for each in forms)
        return [person for person in scored if person]

    @cached_property
    def shown(self) -> Sequence[Dimension]:
        """The dimensions of which a mean is published."""
        return [each for each, score in self.published.scores.items() if score.mean is not None]

    @cached_property
    def at_stake(self) -> Sequence[Dimension]:
        """The dimensions of which something is told: all of them by a mean of them all."""
        return self.shown if self.published.overall is None else tuple(Dimension)

    @cached_property
    def questions(self) -> Mapping[str, float]:
        """The questions of which a mean is published."""
        return {each.code: each.mean for each in self.published.questions if each.mean is not None}

    @cached_property
    def detailed(self) -> Collection[Dimension]:
        """The dimensions of which means per question are published."""
        if not self.questions:
            return ()
        return {
            dimension
            for dimension, codes in self.codes.items()
            if any(code in self.questions for code in codes)
        }

    def window(self, dimension: Dimension) -> Window:
        """Return what the sum of a dimension's scores can be, from its published mean."""
        mean, tier = self.published.scores[dimension].mean, self.tiers.dimensions[dimension]
        people = self.scores.dimensions[dimension].people
        if mean is None:
            return Window(people * self.unit, 5 * people * self.unit)
        return Window(*possible_sums(mean, tier, people * self.unit))

    def sum(self, dimension: Dimension) -> int:
        """Return what the sum of a dimension's scores is."""
        return sum(person.score for person in self.people(dimension))


@dataclass(frozen=True, slots=True)
class OverallLink:
    """How the published mean of the dimensions ties their sums together.

    The sums, each times its weight, add up to something in the window.
    """

    weights: Mapping[Dimension, int]
    window: Window

    def rest(self, dimension: Dimension, others: Mapping[Dimension, Window]) -> Window:
        """Return what the sum of a dimension can be, given what those of the others can be."""
        weight = self.weights[dimension]
        low = sum(self.weights[each] * window.low for each, window in others.items())
        high = sum(self.weights[each] * window.high for each, window in others.items())
        return Window(-((high - self.window.low) // weight), (self.window.high - low) // weight)


def link_overall(sheet: Sheet) -> OverallLink | None:
    """Return what the published overall mean tells of the sums; None where it is not shown."""
    overall = sheet.published.overall
    if overall is None:
        return None
    people = {each: sheet.scores.dimensions[each].people for each in Dimension}
    common = math.lcm(*people.values())
    divisor = common * sheet.unit * len(people)
    window = Window(*possible_sums(overall, sheet.tiers.overall, divisor))
    return OverallLink({each: common // count for each, count in people.items()}, window)
