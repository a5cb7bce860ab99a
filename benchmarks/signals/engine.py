"""The engine of the product with its defaults, as the benchmark calls it."""

from benchmarks.signals.study import Engine
from monitor.domain.analysis.cube import Floats, Panel
from monitor.domain.analysis.engine import ENGINE_VERSION, analyse
from monitor.domain.analysis.variances import DEFAULT_VARIANCES


def find_evidence(panel: Panel) -> Floats:
    """Return the evidence for a fall in each round."""
    return analyse(panel).evidence


def estimate_levels(panel: Panel) -> tuple[Floats, Floats]:
    """Return means and standard deviations of levels."""
    findings = analyse(panel)
    return findings.level_means, findings.level_sds


ENGINE = Engine(
    f"{ENGINE_VERSION}, variances {DEFAULT_VARIANCES.version}", find_evidence, estimate_levels
)
