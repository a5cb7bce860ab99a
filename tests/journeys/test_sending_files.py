"""A list of people is sent by the field of a real page: read, refused with words, and one's own."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import httpx2
import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, FilePayload, Page, Request, expect

from monitor.bootstrap import build_context
from monitor.domain.access.account import Role
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.register.tables import MAXIMUM_ROWS
from monitor.services.sign_in.sessions import How, begin_full
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.browsing import visit
from tests.journeys.conftest import Town
from tests.journeys.server import Monitor
from tests.signing_in import add_account

t = translator(Language.DUTCH)
UPLOAD = "/_stcore/upload_file/"
HEADER = "Naam;E-mail;Partij\n"
GOOD = HEADER + "Joke Post;joke@example.org;gemeente\nAli Vos;ali@example.org;initiatief\n"
# Of this many bytes that are the same, a zip is small enough to be sent.
SWOLLEN = 400 * 1024 * 1024


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(**changed: bytes) -> bytes:
    """Return a workbook of which some parts are others."""
    file = BytesIO()
    Workbook().save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return zipped(
        parts | {name.replace("__", "/") + ".xml": each for name, each in changed.items()}
    )


def laughs() -> bytes:
    """Return a sheet of which a kilobyte becomes gigabytes when entities are followed."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    cell = '<c r="A1" t="inlineStr"><is><t>&a9;</t></is></c>'
    body = f"{sheet}<sheetData><row>{cell}</row></sheetData></worksheet>"
    return f"<?xml version='1.0'?><!DOCTYPE x [{entities}]>{body}".encode()


# Of every file: its name, what makes its contents, and what the page says of it.
UNREADABLE, TOO_BIG = t("import.fault.unreadable"), t("import.fault.too_big")
HOSTILE: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a sheet that swells": (
        "l.xlsx",
        lambda: workbook(xl__worksheets__sheet1=b" " * SWOLLEN),
        TOO_BIG,
    ),
    "entities that swell": (
        "l.xlsx",
        lambda: workbook(xl__worksheets__sheet1=laughs()),
        UNREADABLE,
    ),
    "a zip that is no workbook": ("l.xlsx", lambda: zipped({"a": b"0" * SWOLLEN}), UNREADABLE),
    "a picture": (
        "l.xlsx",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(256) * 40,
        t("import.fault.no_header"),
    ),
    "a broken workbook by the name of a text": (
        "l.csv",
        lambda: workbook(xl__workbook=b"<"),
        UNREADABLE,
    ),
    "half a million rows": (
        "l.csv",
        lambda: b"a;b\n" * 490_000,
        t("import.fault.too_many_rows", n=MAXIMUM_ROWS),
    ),
    "one endless cell": (
        "l.csv",
        f'{HEADER}"{"x" * 1_900_000}'.encode,
        t("import.count.bad", n=1),
    ),
}


@pytest.fixture
def page(browser: Browser, monitor: Monitor, town: Town) -> Iterator[Page]:
    """The page that takes a list of people."""
    with visit(browser, monitor.url, language=Language.DUTCH) as visitor:
        visitor.page.goto(f"/checkins?id={town.newcomer.id}&part=people&import=1")
        expect(visitor.page.locator("input[type=file]")).to_be_attached()
        yield visitor.page


def send(page: Page, name: str, content: bytes) -> Request:
    """Give the field a file, and return how the browser sent it."""
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    with page.expect_request_finished(lambda each: UPLOAD in each.url) as sent:
        page.locator("input[type=file]").set_input_files(file)
    return sent.value


def test_a_list_of_people_is_sent_and_read(page: Page) -> None:
    request = send(page, "people.csv", GOOD.encode())

    answer = request.response()
    assert answer is not None
    assert (request.method, answer.status) == ("PUT", 204)
    expect(page.get_by_text(t("import.count.new", n=2))).to_be_visible()


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_list_is_refused_with_words_and_the_page_lives_on(page: Page, what: str) -> None:
    name, make, words = HOSTILE[what]

    send(page, name, make())

    expect(page.get_by_text(words)).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
    send(page, "people.csv", GOOD.encode())
    expect(page.get_by_text(t("import.count.new", n=2))).to_be_visible()


def test_nobody_else_sends_a_file_to_a_page_or_takes_it_away(page: Page, town_url: str) -> None:
    address = send(page, "people.csv", GOOD.encode()).url
    own = {each["name"]: each["value"] for each in page.context.cookies()}
    other = {**own, **cookie_of_somebody_else(town_url)}

    answers = {
        (method, who): ask(method, address, cookies)
        for method in ("PUT", "DELETE")
        for who, cookies in (("nobody", {}), ("somebody else", other), ("the owner", own))
    }

    for method in ("PUT", "DELETE"):
        assert answers[method, "nobody"] == 401
        assert answers[method, "somebody else"] == 404
        assert answers[method, "the owner"] == 204


def ask(method: str, address: str, cookies: Mapping[str, str]) -> int:
    """Send or delete a file as a browser with these cookies, which are those of a form as well."""
    parts = httpx2.URL(address)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Origin": f"{parts.scheme}://{parts.netloc.decode()}",
        "X-Xsrftoken": cookies.get("_streamlit_xsrf", ""),
    }
    files = {"file": ("people.csv", b"Naam\nEva Indringer\n")} if method == "PUT" else None
    return httpx2.request(method, address, headers=headers, files=files, timeout=60).status_code


def cookie_of_somebody_else(database_url: str) -> Mapping[str, str]:
    """Sign a second administrator in, and return the cookie of their browser."""
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY.decode())
    engine = make_engine(database_url)
    try:
        context = build_context(settings, engine)
        account = add_account(context, email="eva@gemeente.example", role=Role.ADMINISTRATOR)
        return {settings.sign_in_cookie: begin_full(context, account, How.PASSWORD)}
    finally:
        engine.dispose()
