import os

import httpx2
import pytest
from prometheus_client import REGISTRY

from monitor.metrics.serving import served_figures
from monitor.metrics.state import State
from monitor.settings import Settings
from tests.mail.server import find_free_port


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, metrics_port=find_free_port())


def ask(settings: Settings) -> str:
    return httpx2.get(f"http://127.0.0.1:{settings.metrics_port}/metrics").text


def test_figures_are_given_on_a_port_of_their_own_until_the_process_ends(
    settings: Settings,
) -> None:
    with served_figures(settings):
        text = ask(settings)

    assert "monitor_forms_sent_total" in text
    assert "monitor_database_up" not in text
    with pytest.raises(httpx2.ConnectError):
        ask(settings)


def test_a_process_that_knows_tells_how_the_installation_is(settings: Settings) -> None:
    with served_figures(settings, lambda: State(is_database_up=True)):
        text = ask(settings)

    assert "monitor_database_up 1.0" in text
    assert REGISTRY.get_sample_value("monitor_database_up") is None


def test_without_a_port_nothing_is_given() -> None:
    with served_figures(Settings(_env_file=None)):
        assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ


def test_figures_of_several_processes_are_added_up_in_one_place(settings: Settings) -> None:
    with served_figures(settings, is_shared=True):
        folder = os.environ["PROMETHEUS_MULTIPROC_DIR"]
        text = ask(settings)

        assert os.path.isdir(folder)  # noqa: PTH112 - As the library names it.

    assert "monitor_" not in text
    assert not os.path.isdir(folder)  # noqa: PTH112 - The same.
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
