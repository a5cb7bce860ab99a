"""How long a browser that was never here before waits for its first chart."""

import time
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.first_load import PATIENCE_SECONDS, wait_until_packed
from benchmarks.installation import prepare, serve
from benchmarks.signed_in import Cookies, give_cookies
from tests.browser import find_chromium
from tests.signing_in import cookies_for

PLAIN = "benchmarks/plain_chart.py"
_VISITS = 7
_CHART = ".js-plotly-plot .main-svg"


def print_first_charts(database_url: str) -> None:
    """Measure the page of a partnership, and beside it a page of Streamlit with one chart."""
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
        page = f"{ours}/partnership?id={prepared.story}"
        # In turn, so that both meet the same moments of a busy machine.
        pairs = [
            (_wait(browser, page, cookies), _wait(browser, plain, cookies)) for _ in range(_VISITS)
        ]
    product, alone = (median(each) for each in zip(*pairs, strict=True))
    title = "First chart in a new browser (s)"
    print(f"\n{title:<34}{'ours':>12}{'plain':>16}{'ours / plain':>17}")
    print(f"{'/partnership':<34}{product:>12.2f}{alone:>16.2f}{product / alone:>17.2f}")


def _wait(browser: Browser, url: str, cookies: Cookies) -> float:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    give_cookies(context, url, cookies)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(_CHART).first.wait_for(state="attached", timeout=PATIENCE_SECONDS * 1000)
    waited = time.perf_counter() - began
    context.close()
    return waited
