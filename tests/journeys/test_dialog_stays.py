"""A dialog stays open, with what is typed in it, when the window or its colours change."""

from playwright.sync_api import Browser, Page, WebSocket, expect

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from tests.journeys.browsing import PHONE, visit
from tests.journeys.server import Monitor

en = translator(Language.ENGLISH)
# Longer than the watch takes to tell of a change.
WHILE_MILLISECONDS = 1500


def note_messages(page: Page) -> list[WebSocket]:
    """Note each message that the page sends: one asks for one run of its script."""
    sent: list[WebSocket] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: sent.append(socket))

    page.on("websocket", listen)
    return sent


def test_what_is_typed_in_a_dialog_survives_a_turned_device_and_nightfall(
    browser: Browser, monitor: Monitor
) -> None:
    with visit(browser, monitor.url, language=Language.ENGLISH) as visitor:
        page = visitor.page
        page.emulate_media(color_scheme="light")
        sent = note_messages(page)
        page.goto("/accounts")
        page.get_by_role("button", name=en("accounts.invite")).click()
        name = page.get_by_role("dialog").get_by_label("Name", exact=True)
        name.press_sequentially("Bo de Wit")
        before = len(sent)

        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(PHONE)
        app = page.get_by_test_id("stApp")
        expect(app).to_have_css("background-color", "rgb(20, 24, 29)")
        page.wait_for_timeout(WHILE_MILLISECONDS)

        expect(name).to_have_value("Bo de Wit")
        assert len(sent) == before

        with sent[-1].expect_event("framesent"):
            page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
