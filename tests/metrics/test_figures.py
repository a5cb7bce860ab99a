import logging

from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from monitor.metrics import figures


def logged_errors() -> float:
    return REGISTRY.get_sample_value("monitor_errors_logged_total") or 0


def test_every_error_in_the_log_counts_once() -> None:
    figures.count_logged_errors()
    figures.count_logged_errors()
    before = logged_errors()

    logging.getLogger("a.library").error("This failed.")
    logging.getLogger("a.library").warning("This only looks odd.")

    assert logged_errors() - before == 1


def test_all_figures_bear_the_name_of_the_product() -> None:
    own = [each for each in vars(figures).values() if isinstance(each, MetricWrapperBase)]

    names = [metric.name for each in own for metric in each.collect()]

    assert len(names) == 6
    assert [name for name in names if not name.startswith("monitor_")] == []
