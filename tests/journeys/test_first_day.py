"""The first day of an administrator: set up, invite a colleague for one partnership, end that."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from monitor.bootstrap import build_context
from monitor.domain.partnership import Partnership
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.browsing import find_violations, open_tab, open_window
from tests.journeys.entering import draw_code, fill, give_second_factor
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import make_partnership
from tests.signing_in import PASSWORD

ADMINISTRATOR, COLLEAGUE = "noor@gemeente.example", "bo@gemeente.example"
LINK = re.compile(r"http://\S+/sign-in/password/\S+")
AT_MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """A running product, where its data and its letters are, and two partnerships in it."""

    monitor: Monitor
    path: Path
    outbox: Path
    seen: Partnership
    unseen: Partnership


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("first-day")
    path, outbox = folder / "monitor.db", folder / "outbox"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    with closing(make_engine(url).connect()) as connection:
        context = build_context(settings, connection.engine)
        seen, unseen = (make_partnership(context, each, people=3) for each in ("Zon", "Water"))
    with run_monitor(url, environment={"MONITOR_OUTBOX_FOLDER": str(outbox)}) as monitor:
        yield Installation(monitor, path, outbox, seen, unseen)


def test_a_colleague_sees_what_they_were_invited_for_until_they_are_shut_out(
    browser: Browser, installation: Installation
) -> None:
    url = installation.monitor.url
    with (
        open_window(browser, url, is_signed_in=False) as hers,
        open_window(browser, url, is_signed_in=False) as his,
        open_tab(hers) as noor,
        open_tab(his) as bo,
    ):
        set_up(noor.page, installation)
        link = invite(noor.page, installation)
        accept(bo.page, link)
        see_one_partnership(bo.page, installation)

        shut_out(noor.page)
        begun = time.monotonic()
        bo.page.wait_for_url("**/sign-in**", timeout=AT_MOST_SECONDS * 1000)

        assert time.monotonic() - begun < AT_MOST_SECONDS


def set_up(page: Page, installation: Installation) -> None:
    page.goto("/")
    fill(
        page,
        code=draw_code(installation.path, installation.monitor),
        organisation="Gemeente Zonnedal",
        name="Noor Visser",
        email=ADMINISTRATOR,
        password=PASSWORD,
    )
    give_second_factor(page)
    expect(page.locator("h1")).to_have_text("Overzicht")


def invite(page: Page, installation: Installation) -> str:
    """Invite a manager for one partnership; return the link in the letter."""
    page.goto("/accounts")
    page.get_by_role("button", name="Iemand uitnodigen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam", exact=True).fill("Bo de Wit")
    dialog.get_by_label("E-mailadres", exact=True).fill(COLLEAGUE)
    dialog.get_by_role("combobox", name="Rol").click()
    page.get_by_role("option", name="Relatiebeheerder").click()
    dialog.get_by_role("button", name=installation.seen.name).click()
    expect(dialog.get_by_role("button", name=f"{installation.seen.name} weghalen")).to_be_visible()
    dialog.get_by_role("button", name="Uitnodigen", exact=True).click()
    expect(page.get_by_text("Bo de Wit is uitgenodigd.")).to_be_visible()
    assert find_violations(page) == []
    return read_link(installation.outbox)


def read_link(outbox: Path) -> str:
    (letter,) = outbox.glob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    assert message["To"].addresses[0].addr_spec == COLLEAGUE
    body = message.get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found is not None
    return found.group()


def accept(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Welkom, Bo de Wit")
    assert find_violations(page) == []
    fill(page, password=PASSWORD)
    give_second_factor(page)
    expect(page.locator("h1")).to_have_text("Overzicht")


def see_one_partnership(page: Page, installation: Installation) -> None:
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text(installation.seen.name).first).to_be_visible()
    expect(main.get_by_text(installation.unseen.name)).to_have_count(0)

    page.goto(f"/partnership?id={installation.unseen.id}")
    expect(main.get_by_text("Deze samenwerking is niet gevonden")).to_be_visible()
    expect(main.get_by_text(installation.unseen.name)).to_have_count(0)

    page.goto(f"/partnership?id={installation.seen.id}")
    expect(page.locator("h1")).to_contain_text(installation.seen.name)


def shut_out(page: Page) -> None:
    page.goto("/accounts")
    page.get_by_text("Bo de Wit").first.click()
    page.get_by_role("button", name="Toegang stoppen").click()
    page.get_by_role("dialog").get_by_role("button", name="Toegang stoppen").click()
    expect(page.get_by_text("De toegang is gestopt.")).to_be_visible()
