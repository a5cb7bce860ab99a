"""What the first visit costs: at most a third of what Streamlit would send by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from benchmarks.first_load import PLAIN, wait_until_packed, weigh_first_load
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor, run_monitor, sign_in


@pytest.fixture(scope="module")
def plain(town_url: str, town: Town) -> Iterator[Monitor]:
    """The same pages from Streamlit alone."""
    assert town.running_round.tokens
    with run_monitor(town_url, launcher=PLAIN) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/partnership?id={id}"])
def test_the_first_load_of_a_page_costs_a_third_of_plain_streamlit(
    browser: Browser, monitor: Monitor, plain: Monitor, town: Town, path: str
) -> None:
    path, text = path.format(id=town.measured.id), town.measured.name
    cookies = sign_in(monitor.url)
    wait_until_packed(monitor.url, cookies)

    ours = weigh_first_load(browser, monitor.url + path, text, cookies)
    theirs = weigh_first_load(browser, plain.url + path, text, cookies)

    assert ours.size <= theirs.size / 3
