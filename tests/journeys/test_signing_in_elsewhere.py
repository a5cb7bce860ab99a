"""In by the provider of one's own organisation and out again, and what a partner sees inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from monitor.bootstrap import build_context
from monitor.domain.access.account import Role, Scope
from monitor.domain.partnership import Partnership
from monitor.services.sign_in.sessions import How, begin_full
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.identity.known_provider import run_known_provider
from tests.journeys.browsing import Visitor, find_violations, open_tab, open_window
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import make_partnership
from tests.signing_in import add_account, ensure_account

BUTTON = "Inloggen bij Veldzicht"
MEMBER = {
    "sub": "c-3",
    "email": "cas@veldzicht.example",
    "email_verified": True,
    "name": "Cas de Boer",
    "roles": ["grp-relatie", "grp-energie"],
}
STRANGER = {
    "sub": "d-4",
    "email": "dee@veldzicht.example",
    "email_verified": True,
    "roles": ["grp-energie"],
}
# The page of the provider takes its looks from another host, which no test should ask.
LOOKS_OF_PROVIDER = "https://cdn.jsdelivr.net/**"
PAGES_OF_A_PARTNERSHIP = ("/partnership", "/log", "/agreements", "/trail")
UNKNOWN = "Deze samenwerking is niet gevonden"


@dataclass(frozen=True, slots=True)
class House:
    """Two partnerships, and the cookie of who speaks for the initiative of the first."""

    database_url: str
    own: Partnership
    other: Partnership
    cookie: tuple[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> House:
    path = tmp_path_factory.mktemp("elsewhere") / "monitor.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    settings = Settings(
        database_url=f"sqlite:///{path}",
        secret_key=SECRET_KEY.decode(),
        base_url="http://localhost",
    )
    engine = make_engine(settings.database_url)
    context = build_context(settings, engine)
    ensure_account(context)
    own, other = (make_partnership(context, name, people=3) for name in ("Zonnewijk", "Waterrijk"))
    partner = add_account(
        context,
        email="sam@zonnewijk.example",
        name="Sam Bakker",
        role=Role.REPRESENTATIVE,
        scope=Scope(frozenset({own.id}), frozenset({own.parties[1].id})),
    )
    token = begin_full(context, partner, How.PASSWORD)
    engine.dispose()
    return House(settings.database_url, own, other, (settings.sign_in_cookie, token))


@pytest.fixture(scope="module")
def linked(house: House) -> Iterator[Monitor]:
    """The product, at which people of one organisation sign in by their own provider."""
    with run_known_provider([MEMBER, STRANGER]) as issuer:
        environment = {
            "MONITOR_OIDC_ISSUER": issuer,
            "MONITOR_OIDC_CLIENT_ID": "monitor",
            "MONITOR_OIDC_CLIENT_SECRET": "known-to-both",
            "MONITOR_OIDC_NAME": BUTTON,
            "MONITOR_OIDC_ROLES": "grp-relatie=manager",
        }
        with run_monitor(house.database_url, environment=environment) as running:
            yield running


@pytest.fixture
def window(browser: Browser, linked: Monitor) -> Iterator[BrowserContext]:
    with open_window(browser, linked.url, is_signed_in=False) as opened:
        opened.route(
            LOOKS_OF_PROVIDER, lambda route: route.fulfill(content_type="text/css", body="")
        )
        yield opened


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Visitor]:
    with open_tab(window) as opened:
        yield opened


def sign_in_elsewhere(page: Page, who: str) -> None:
    """Press the button of the provider, and say there who one is."""
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_role("button", name=who).click()


# H36.
def test_a_colleague_comes_in_by_their_provider_with_the_role_of_their_group_and_goes_out(
    tab: Visitor, linked: Monitor, house: House
) -> None:
    page = tab.page
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Inloggen")
    assert find_violations(page) == []

    sign_in_elsewhere(page, "c-3")

    expect(page.locator("h1")).to_have_text("Overzicht")
    assert page.url == f"{linked.url}/"
    expect(page.locator(".pm-sign-in")).to_contain_text("Cas de Boer")
    expect(page.locator(".pm-role")).to_have_text("relatiebeheerder")
    expect(page.get_by_text(house.other.name).first).to_be_visible()
    assert tab.complaints == []
    check_the_way_out(page)


def check_the_way_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("status")).to_have_text("U bent uitgelogd.")
    assert find_violations(page) == []
    page.get_by_role("link", name="Log ook uit bij uw organisatie").click()
    expect(page.locator("h1")).to_have_text("End Session")
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Inloggen")


# H36.
def test_a_stranger_whom_the_provider_knows_is_told_what_to_do_and_stays_out(tab: Visitor) -> None:
    page = tab.page
    page.goto("/sign-in")

    sign_in_elsewhere(page, "d-4")

    expect(page.locator("h1")).to_have_text("U hebt nog geen toegang")
    expect(page.locator("main")).to_contain_text("Vraag een beheerder om u uit te nodigen.")
    assert find_violations(page) == []
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Inloggen")


def test_a_partner_sees_the_pages_of_their_own_partnership_and_of_no_other(
    window: BrowserContext, tab: Visitor, linked: Monitor, house: House
) -> None:
    name, token = house.cookie
    window.add_cookies([{"name": name, "value": token, "url": linked.url}])
    page = tab.page

    for path in PAGES_OF_A_PARTNERSHIP:
        page.goto(f"{path}?id={house.own.id}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".pm-sign-in")).to_contain_text("Sam Bakker")
        expect(page.get_by_text(house.own.name).first).to_be_visible()
        expect(page.get_by_text(UNKNOWN)).to_have_count(0)
        page.goto(f"{path}?id={house.other.id}")
        expect(page.get_by_text(UNKNOWN)).to_be_visible()
        expect(page.get_by_text(house.other.name)).to_have_count(0)
