"""What the estimation of variances finds: numbers only, so that reading them needs no arrays."""

from dataclasses import dataclass

from monitor.domain.analysis.variances import ComponentVariances, Variances

# A dimension's score is the overall one plus this share of the three contrasts.
_CONTRAST_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Estimate:
    """One variance: the default, what the own answers say, and both together with 90% interval.

    ``own`` is None where the answers cannot tell (person and answering apart, when unlinked).
    """

    default: float
    own: float | None
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ComponentEstimates:
    """The three variances of one component."""

    person: Estimate
    wobble: Estimate
    answering: Estimate

    @property
    def values(self) -> ComponentVariances:
        """The variances without their uncertainty."""
        return ComponentVariances(self.person.value, self.wobble.value, self.answering.value)


@dataclass(frozen=True, slots=True)
class VarianceEstimates:
    """What an installation's own answers say. ``is_linked``: whether people could be followed."""

    overall: ComponentEstimates
    contrast: ComponentEstimates
    partnerships: int
    rounds: int
    is_linked: bool

    def name(self, version: str) -> Variances:
        """Return the variances as a set with a name."""
        overall, contrast = self.overall.values, self.contrast.values
        dimension = ComponentVariances(
            overall.person + _CONTRAST_SHARE * contrast.person,
            overall.wobble + _CONTRAST_SHARE * contrast.wobble,
            overall.answering + _CONTRAST_SHARE * contrast.answering,
        )
        return Variances(version, overall, contrast, dimension)
