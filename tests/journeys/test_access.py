"""Who is let in: who is signed in, from where the product listens; and always by the shell."""

from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from monitor.domain.partnership import Language
from tests.journeys.browsing import visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor, refuse_to_start, run_monitor, sign_in

PATHS = ("/", "/partnership?id=1", "/checkins", "/_stcore/host-config", "/s/x")
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
FOREIGN = ({"Host": "monitor.example"}, {"X-Forwarded-For": "192.0.2.1"})
HIDDEN_FROM_OTHERS = ("Zonnewijk", "Waterrijk", "<html")


@pytest.fixture
def client(monitor: Monitor) -> Iterator[httpx2.Client]:
    """A program with the cookie of somebody who is signed in."""
    with httpx2.Client(
        base_url=monitor.url, timeout=60, cookies=dict(sign_in(monitor.url))
    ) as client:
        yield client


@pytest.fixture
def stranger(monitor: Monitor) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=monitor.url, timeout=60) as client:
        yield client


def test_the_first_visit_to_a_process_may_be_a_deep_link_and_still_goes_through_the_shell(
    browser: Browser, town: Town, town_url: str
) -> None:
    # Streamlit would run a page without its main script if it lay in a folder beside it (ADR 0002).
    with run_monitor(town_url) as fresh, visit(browser, fresh.url) as visitor:
        visitor.page.goto(f"/partnership?id={town.measured.id}")

        expect(visitor.page.locator("h1")).to_have_text(town.measured.name)
        expect(visitor.page.get_by_test_id("stTopNavLink")).to_have_count(6)
        expect(visitor.page.locator(".pm-language")).to_be_visible()


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda each: next(iter(each)))
@pytest.mark.parametrize("path", PATHS)
def test_whoever_comes_from_elsewhere_is_told_nothing(
    client: httpx2.Client, path: str, headers: dict[str, str]
) -> None:
    answer = client.get(path, headers=headers)

    assert answer.status_code == 403
    assert not [word for word in HIDDEN_FROM_OTHERS if word in answer.text]


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda each: next(iter(each)))
def test_no_websocket_opens_from_elsewhere(client: httpx2.Client, headers: dict[str, str]) -> None:
    answer = client.get("/_stcore/stream", headers={**HANDSHAKE, **headers})

    assert answer.status_code == 403


# H33.
@pytest.mark.parametrize("path", PATHS[:3])
def test_a_stranger_is_led_from_every_page_to_where_one_signs_in(
    stranger: httpx2.Client, path: str
) -> None:
    answer = stranger.get(path, headers={"Accept": "text/html"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("path", ["/_stcore/host-config", "/_stcore/health", "/media/x.csv"])
def test_a_stranger_gets_nothing_of_what_pages_are_made_of(
    stranger: httpx2.Client, path: str
) -> None:
    assert stranger.get(path).status_code == 401


def test_no_websocket_opens_for_a_stranger(stranger: httpx2.Client) -> None:
    headers = {**HANDSHAKE, "Origin": str(stranger.base_url).rstrip("/")}

    assert stranger.get("/_stcore/stream", headers=headers).status_code == 403


@pytest.mark.parametrize("path", PATHS[:3])
def test_the_first_page_holds_no_data_before_the_dashboard_has_asked_who_looks(
    client: httpx2.Client, path: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert "Zonnewijk" not in answer.text


@pytest.mark.parametrize("code", [language.value for language in Language])
def test_a_deep_link_says_its_language_to_a_browser_that_unpacks(
    client: httpx2.Client, code: str
) -> None:
    client.cookies.set("monitor_language", code)

    answer = client.get("/partnership?id=1", headers={"Accept-Encoding": "gzip"})

    assert f'<html lang="{code}"' in answer.text


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104 - Must be refused.
def test_it_does_not_start_where_others_could_reach_it(town_url: str, address: str) -> None:
    refusal = refuse_to_start(town_url, "--server.address", address)

    assert refusal.code != 0
    assert f"Set MONITOR_HOST={address} in place of Streamlit's own setting" in refusal.output


def test_a_setting_cannot_open_it_to_others_either(town_url: str) -> None:
    refusal = refuse_to_start(town_url, environment={"MONITOR_HOST": "0.0.0.0"})  # noqa: S104 - The same.

    assert refusal.code != 0
    assert "MONITOR_HOST is not right: can only be another address" in refusal.output
