import pytest

from monitor.domain.analysis.variances import DEFAULT_VARIANCES


def test_a_dimension_holds_the_overall_component_and_its_share_of_the_contrasts() -> None:
    # One score is the overall component plus three quarters of one contrast's variance.
    overall, contrast = DEFAULT_VARIANCES.overall, DEFAULT_VARIANCES.contrast

    assert overall.person + 0.75 * contrast.person == pytest.approx(
        DEFAULT_VARIANCES.dimension.person, abs=0.005
    )
    assert overall.answering + 0.75 * contrast.answering == pytest.approx(
        DEFAULT_VARIANCES.dimension.answering, abs=0.005
    )
    assert overall.wobble + 0.75 * contrast.wobble == pytest.approx(
        DEFAULT_VARIANCES.dimension.wobble, abs=0.001
    )
