from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.variance_set import Adoption
from monitor.services.context import Context
from monitor.services.results.current_variances import current_variances
from tests.factories import NOW, make_variance_set


def test_a_new_installation_judges_by_the_default(context: Context) -> None:
    with context.unit_of_work(reads_only=True) as work:
        assert current_variances(work) == DEFAULT_VARIANCES


def test_the_set_that_was_taken_over_last_holds(context: Context) -> None:
    first, second = (make_variance_set(version=f"own-{number}") for number in (1, 2))
    with context.unit_of_work() as work:
        for each in (first, second):
            work.variance_sets.add(each)
        assert current_variances(work) == DEFAULT_VARIANCES
        for each in (second, first):
            work.variance_sets.adopt(Adoption(each.version, NOW, "Ria Smit"))

        assert current_variances(work) == first.variances


def test_the_default_can_be_taken_back(context: Context) -> None:
    own = make_variance_set()
    with context.unit_of_work() as work:
        work.variance_sets.add(own)
        for version in (own.version, DEFAULT_VARIANCES.version):
            work.variance_sets.adopt(Adoption(version, NOW, "Ria Smit"))

        assert current_variances(work) == DEFAULT_VARIANCES
