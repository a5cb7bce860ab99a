from tests.factories import make_variance_set


def test_a_set_has_the_estimated_variances_under_its_own_name() -> None:
    variance_set = make_variance_set(version="own-2026-11-17-2")

    assert variance_set.variances == variance_set.estimates.name("own-2026-11-17-2")
    assert variance_set.variances.version == "own-2026-11-17-2"
