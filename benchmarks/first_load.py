"""What a browser that was never here before has to fetch for a page of the dashboard."""

import base64
import re
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.installation import prepare, serve
from benchmarks.signed_in import Cookies, cookie_header, give_cookies
from monitor.domain.partnership import PartnershipId
from tests.browser import find_chromium
from tests.signing_in import cookies_for

PLAIN = "benchmarks/plain_dashboard.py"
PATIENCE_SECONDS = 120
_SCRIPT = re.compile(r'src="\./(static/js/[^"]+)"')
_QUIET_MILLISECONDS = 2000
_BINARY = 2  # RFC 6455, 5.2.


@dataclass  # Without slots: Playwright keeps something of its own on whoever listens to it.
class FirstLoad:
    """Bytes as they came over the line, and the number of requests."""

    size: int = 0
    requests: int = 0
    responses: dict[str, str] = field(default_factory=dict)

    def note_request(self, event: dict[str, Any]) -> None:
        """Count something that was fetched, its headers included."""
        if self.responses.get(event["requestId"], "").startswith("http"):
            self.requests += 1
            self.size += int(event["encodedDataLength"])

    def note_response(self, event: dict[str, Any]) -> None:
        """Remember what is being fetched."""
        self.responses[event["requestId"]] = event["response"]["url"]

    def note_frame(self, event: dict[str, Any]) -> None:
        """Count a message over the open connection: the contents of the page."""
        payload, is_binary = (
            event["response"]["payloadData"],
            event["response"]["opcode"] == _BINARY,
        )
        self.size += len(base64.b64decode(payload) if is_binary else payload.encode())


def print_first_loads(database_url: str) -> None:
    """Weigh two pages of the dashboard, and the same from Streamlit alone, and print."""
    with (
        prepare(database_url, partnerships=0, stories=True) as prepared,
        serve(prepared.settings, "dashboard") as ours,
        serve(prepared.settings, "dashboard", launcher=PLAIN) as plain,
        sync_playwright() as playwright,
    ):
        cookies = cookies_for(database_url)
        wait_until_packed(ours, cookies)
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), chromium_sandbox=False
        )
        with prepared.context.unit_of_work(reads_only=True) as unit:
            name = unit.partnerships.get(PartnershipId(prepared.story)).name
        print("\nFirst load of the dashboard, bytes        ours           plain     ours / plain")
        for path in ("/", f"/partnership?id={prepared.story}"):
            small, large = (
                weigh_first_load(browser, address + path, name, cookies)
                for address in (ours, plain)
            )
            print(
                f"{path.partition('?')[0]:<34}{small.size:>12,}{large.size:>16,}"
                f"{small.size / large.size:>17.2f}"
            )


def weigh_first_load(browser: Browser, url: str, text: str, cookies: Cookies) -> FirstLoad:
    """Open a page in a new window, and wait until it shows a text and fetches nothing more."""
    load = FirstLoad()
    context = browser.new_context()
    give_cookies(context, url, cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.on("Network.responseReceived", load.note_response)
    session.on("Network.loadingFinished", load.note_request)
    session.on("Network.webSocketFrameReceived", load.note_frame)
    session.send("Network.enable")
    page.goto(url)
    page.get_by_text(text).first.wait_for(timeout=PATIENCE_SECONDS * 1000)
    known = -1
    while known != load.size:
        known = load.size
        page.wait_for_timeout(_QUIET_MILLISECONDS)
    context.close()
    return load


def wait_until_packed(url: str, cookies: Cookies) -> None:
    """Wait until a dashboard that was started for the first time has packed its files."""
    signed_in = cookie_header(cookies)
    start = urllib.request.Request(url, headers={**signed_in})  # noqa: S310 - our own http address.
    with urllib.request.urlopen(start) as page:  # noqa: S310 - our own http address.
        script = _SCRIPT.search(page.read().decode())
    if script is None:
        raise ValueError("The page names no script.")
    asked = urllib.request.Request(  # noqa: S310 - our own http address.
        f"{url}/{script[1]}", headers={**signed_in, "Accept-Encoding": "br"}, method="HEAD"
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own http address.
            if answer.headers["Content-Encoding"] == "br":
                return
        time.sleep(0.2)
    raise TimeoutError("The files of the dashboard were not packed.")
