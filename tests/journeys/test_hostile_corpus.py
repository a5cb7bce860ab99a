"""Two hundred strings that would run in a browser are only words, wherever a page lists many."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, expect

from monitor.bootstrap import build_context
from monitor.domain.partnership import Language, PartnershipId, PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.log import Lesson, Term
from monitor.domain.register.record import Authorship
from monitor.reports.spreadsheets import FileKind, write_table
from monitor.services.context import Context
from monitor.services.overview.read_overview import ROWS_PER_PAGE
from monitor.services.ports import NewParticipant
from monitor.services.register.manage_participants import MAXIMUM_NAME_LENGTH
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.hostile_corpus import CORPUS, RUN, find_missing, pack
from tests.journeys.browsing import Visitor, visit
from tests.journeys.server import Monitor, run_monitor
from tests.seeding import make_partnership

# As long as the name of a partnership may be, with what comes before it in that of a party.
NAMES = pack(MAXIMUM_NAME_LENGTH - len("Initiatief "))
LISTS = (
    "/agreements?id=1",
    "/log?id=1&part=learnt",
    "/log?id=1&part=glossary",
    "/checkins?id=1&part=people",
)

# Also what stands in the tables of the overview, which have a tree of elements of their own.
_WORDS = """() => {
  const words = root => [...root.querySelectorAll("*")].flatMap(each =>
    each.shadowRoot ? [...each.shadowRoot.children].map(inner => inner.innerText)
      .concat(words(each.shadowRoot)) : [])
  return [document.body.innerText, ...words(document)].join(" ")
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Monitor]:
    """A product in which all that people wrote in the first partnership is hostile."""
    path = tmp_path_factory.mktemp("corpus") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    engine = make_engine(url)
    context = build_context(Settings(database_url=url, secret_key=SECRET_KEY.decode()), engine)
    made = [make_partnership(context, name, people=1) for name in NAMES]
    _write_all(context, made[0].id, made[0].parties[0].id)
    engine.dispose()
    with run_monitor(url) as running:
        yield running


def _write_all(context: Context, partnership_id: PartnershipId, party_id: PartyId) -> None:
    today, written = context.today(), Authorship(CORPUS[0], datetime.now(UTC))
    agreement = Agreement(AgreementKind.PROCESS, "", party_id, today)
    with context.unit_of_work() as uow:
        for text in NAMES:
            uow.records.add(partnership_id, replace(agreement, text=text), written)
            uow.records.add(partnership_id, Lesson(today, text), written)
            uow.records.add(partnership_id, Term(text, text), written)
            # No form takes such a name of a person; a restored backup may bring it.
            person = NewParticipant(name=text, language=Language.DUTCH, active_from=today)
            uow.partnerships.add_participant(party_id, person)
        uow.commit()


def read(page: Page) -> str:
    """Return the words of a page that has come to rest."""
    page.locator("h1").first.wait_for()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    words: str = page.evaluate(_WORDS)
    return words


def check_nothing_ran(visitor: Visitor, dialogs: list[str]) -> None:
    assert visitor.page.evaluate("window.hasRun") is None
    assert visitor.page.locator("iframe[srcdoc], [onerror], [onload], [ontoggle]").count() == 0
    assert [each for each in visitor.complaints if "policy" in each.lower()] == []
    assert visitor.hosts() <= {"127.0.0.1", visitor.page.url.split("/")[2]}
    assert dialogs == []


def note_dialogs(page: Page) -> list[str]:
    messages: list[str] = []

    def note(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return messages


# H27.
@pytest.mark.parametrize("address", LISTS)
def test_all_that_somebody_wrote_stands_in_a_list_and_nothing_runs(
    browser: Browser, hostile: Monitor, address: str
) -> None:
    with visit(browser, hostile.url) as visitor:
        dialogs = note_dialogs(visitor.page)
        visitor.page.goto(address)

        shown = read(visitor.page)

        assert find_missing(shown) == []
        check_nothing_ran(visitor, dialogs)


# H27.
def test_all_names_stand_in_the_overview_and_nothing_runs(
    browser: Browser, hostile: Monitor
) -> None:
    with visit(browser, hostile.url) as visitor:
        page, dialogs, shown = visitor.page, note_dialogs(visitor.page), ""
        for number in range(len(NAMES) // ROWS_PER_PAGE + 1):
            page.goto(f"/?q=&page={number + 1}")
            page.locator(".pm-list").wait_for()
            shown += read(page)

            check_nothing_ran(visitor, dialogs)

        assert find_missing(shown) == []


# H27.
def test_all_that_stands_in_a_file_of_people_is_shown_and_nothing_runs(
    browser: Browser, hostile: Monitor
) -> None:
    rows = [["Naam", *CORPUS[:8]], *([name] for name in pack(1000))]
    named: FilePayload = {
        "name": f"<img src=x onerror={RUN}>.csv",
        "mimeType": "text/csv",
        "buffer": write_table(rows, FileKind.CSV, Language.DUTCH),
    }
    with visit(browser, hostile.url) as visitor:
        page, dialogs = visitor.page, note_dialogs(visitor.page)
        page.goto("/checkins?id=1&part=people&import=1")
        page.locator("input[type=file]").set_input_files(named)
        page.locator(".st-key-import-bad").wait_for()

        shown = read(page)

        assert find_missing(shown) == []
        check_nothing_ran(visitor, dialogs)
