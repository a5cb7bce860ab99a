import subprocess
import sys
from dataclasses import astuple

from monitor.domain.analysis.variances import ComponentVariances
from tests.factories import make_variance_set

_HEAVY = {"numpy", "scipy", "pandas"}


def test_the_dimension_is_the_overall_score_and_three_quarters_of_the_contrasts() -> None:
    named = make_variance_set().estimates.name("own-1")

    assert named.version == "own-1"
    pairs = zip(astuple(named.overall), astuple(named.contrast), strict=True)
    expected = ComponentVariances(*(overall + 0.75 * contrast for overall, contrast in pairs))
    assert named.dimension == expected


def test_the_survey_starts_without_loading_what_only_the_analysis_needs() -> None:
    program = f"import sys, monitor.web.site, monitor.cli; print({_HEAVY} & sys.modules.keys())"

    loaded = subprocess.run(  # noqa: S603 - our own words.
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert loaded.strip() == "set()"
