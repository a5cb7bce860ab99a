"""Names and words that would run in a browser are only words on every page."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from monitor.bootstrap import build_context
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY, FakeClock
from tests.journeys.browsing import visit
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import A_QUARTER, add_closed_round, make_partnership, open_checkin

RUN = "window.hasRun=1;alert(1)"
HOSTILE = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"</style><script>{RUN}</script>",
    f'"><iframe srcdoc="<script>parent.{RUN}</script>">',
    f"' onmouseover='{RUN}' a='",
    f"[click](javascript:{RUN})",
    f"![a](x onerror={RUN})",
    f"<a href=javascript:{RUN}>a</a>",
    f"<details open ontoggle={RUN}>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<math><mtext></p><img src onerror={RUN}>",
    f"<b style=animation-name:x onanimationstart={RUN}>",
    "$\\href{javascript:alert(1)}{a}$ :material/x: :red[a]",
)
PAGES = (
    "/?q=",
    "/partnership?id={id}",
    "/how-we-know?id={id}",
    "/checkins?id={id}",
    "/checkins?id={id}&part=people",
    "/agreements?id={id}",
    "/agreements?id={id}&part=collaboration",
    "/meeting?id={id}",
    "/log?id={id}",
    "/ending?id={id}&part=take",
    "/mail-texts?id={id}",
    "/register?id={id}",
    "/programme",
)


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[tuple[Monitor, Sequence[int]]]:
    """A product in which every name is hostile, and two of its partnerships."""
    path = tmp_path_factory.mktemp("hostile") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    engine, clock = make_engine(url), FakeClock(datetime.now(UTC) - 2 * A_QUARTER)
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    context = replace(build_context(settings, engine), clock=clock)
    made = [make_partnership(context, name, people=6) for name in HOSTILE]
    for each in made[:2]:
        add_closed_round(context, clock, each, {}, {})
    clock.set(datetime.now(UTC))
    open_checkin(context, made[0])
    engine.dispose()
    with run_monitor(url) as running:
        yield running, [each.id for each in made[:2]]


# H27.
@pytest.mark.parametrize("address", PAGES)
def test_nothing_that_somebody_wrote_runs_on_a_page(
    browser: Browser, hostile: tuple[Monitor, Sequence[int]], address: str
) -> None:
    monitor, partnerships = hostile
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    for partnership in partnerships:
        with visit(browser, monitor.url) as visitor:
            page = visitor.page
            page.on("dialog", note)
            page.goto(address.format(id=partnership))
            page.locator("h1").first.wait_for()
            app = page.get_by_test_id("stApp")
            expect(app).to_have_attribute("data-test-script-state", "notRunning")
            expect(page.get_by_test_id("stSkeleton")).to_have_count(0)

            assert page.evaluate("window.hasRun") is None
            assert [each for each in visitor.complaints if "policy" in each.lower()] == []
            assert page.locator("iframe[srcdoc], [onerror], [onload]").count() == 0

    assert dialogs == []
