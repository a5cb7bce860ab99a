"""How much answers move when nothing happens: the variances that every signal is judged by.

The defaults come from simulation (``docs/method.md`` section 2). An installation with enough rounds
may estimate its own; a version tells which set a stored signal was judged by.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComponentVariances:
    """Variances of one component of the scores, in squared scale points.

    ``person``: between people, lasting. ``wobble``: of a party from round to round.
    ``answering``: of one person from round to round.
    """

    person: float
    wobble: float
    answering: float


@dataclass(frozen=True, slots=True)
class Variances:
    """A full set, with the version by which stored signals name it.

    ``overall``: a person's mean of the dimensions. ``contrast``: an orthonormal contrast between
    dimensions. ``dimension``: one dimension's score, as for levels.
    """

    version: str
    overall: ComponentVariances
    contrast: ComponentVariances
    dimension: ComponentVariances


DEFAULT_VARIANCES = Variances(
    version="default-1",
    overall=ComponentVariances(person=0.22, wobble=0.019, answering=0.094),
    contrast=ComponentVariances(person=0.053, wobble=0.0073, answering=0.174),
    dimension=ComponentVariances(person=0.26, wobble=0.024, answering=0.22),
)
