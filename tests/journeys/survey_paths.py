"""How to come to every page of the survey; ``query`` chooses the language."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.journeys.village import Village

TOO_LONG = 2_001
TOO_LARGE = 70_000

Reach = Callable[[Page, Village, str], None]


def read(which: str, page_name: str = "") -> Reach:
    """Open a page of one of the forms of the village."""

    def reach(page: Page, village: Village, query: str) -> None:
        page.goto(f"/s/{getattr(village, which)}{page_name}{query}")

    return reach


def read_path(which: str) -> Reach:
    """Open one of the addresses of the village that are no form."""
    return lambda page, village, query: open_page(page, f"{getattr(village, which)}{query}")


def open_page(page: Page, address: str) -> None:
    page.goto(address)


def send_nothing(page: Page, village: Village, query: str) -> None:
    page.goto(f"/s/{village.untouched}/check{query}")
    page.locator("button[value=send]").click()
    page.get_by_role("alert").wait_for()


def write_too_much(page: Page, village: Village, query: str) -> None:
    write(page, village, query, TOO_LONG)
    page.get_by_role("alert").wait_for()


def overflow_the_body(page: Page, village: Village, query: str) -> None:
    write(page, village, query, TOO_LARGE)
    page.locator("section[lang=en]").wait_for()


def write(page: Page, village: Village, query: str, length: int) -> None:
    page.goto(f"/s/{village.typing}/6{query}")
    page.locator("textarea").first.fill("a" * length)
    press(page, "next")


def save_over_another(page: Page, village: Village, query: str) -> None:
    village.save_elsewhere()
    page.goto(f"/s/{village.shared}/1{query}")
    village.save_elsewhere()
    press(page, "next")
    page.get_by_role("alert").wait_for()


def withdraw(page: Page, village: Village, query: str) -> None:
    page.goto(f"/s/{village.spare}/1{query}")
    page.locator("label", has=page.locator("input[name=TRU1][value='4']")).click()
    press(page, "save")
    page.goto(f"/s/{village.spare}/withdraw{query}")
    press(page, "withdraw")
    page.get_by_role("heading", level=1).wait_for()


def keep_a_copy(page: Page, village: Village, query: str) -> None:
    """Open the file as a browser shows it once it was stored: without any address of ours."""
    file = page.request.get(f"/s/{village.sent}/copy{query}").text()
    page.set_content(file)


def type_a_wrong_code(page: Page, village: Village, query: str) -> None:
    page.goto(f"{village.poster}{query}")
    page.locator("#code").fill("7KQ2-M9XD")
    page.locator("button.first").click()
    page.get_by_role("alert").wait_for()


def stop_mail(page: Page, village: Village, query: str) -> None:
    page.goto(f"{village.stopper}{query}")
    if page.locator("button[value=stop]").count():
        press(page, "stop")
    page.locator("button[value=start]").wait_for()


def press(page: Page, value: str) -> None:
    """Press a button that can be seen."""
    page.locator(f"button[value={value}]:not(.hide)").first.click()


PAGES: Mapping[str, Reach] = {
    "start": read("untouched"),
    "start of a form begun": read("begun"),
    "start of a sent form": read("sent"),
    "start of a short check-in": read("light"),
    "privacy": read("begun", "/privacy"),
    "privacy of a joint form": read("joint", "/privacy"),
    "part": read("untouched", "/1"),
    "part of a short check-in": read("light", "/1"),
    "part with a list": read("picks", "/5"),
    "part with words": read("untouched", "/6"),
    "part about an agreement": read("besides", "/6"),
    "part with the mirror": read("besides", "/7"),
    "part about hours": read("besides", "/8"),
    "part with answers": read("sent", "/1"),
    "part with an error": write_too_much,
    "part saved over another": save_over_another,
    "check of an empty form": read("untouched", "/check"),
    "check with an error": send_nothing,
    "check of a full form": read("sent", "/check"),
    "thanks": read("sent", "/thanks"),
    "copy": keep_a_copy,
    "withdraw": read("begun", "/withdraw"),
    "withdraw nothing": read("untouched", "/withdraw"),
    "withdrawn": withdraw,
    "poster": read_path("poster"),
    "poster with an error": type_a_wrong_code,
    "mail": read_path("reader"),
    "mail stopped": stop_mail,
    "accessibility": lambda page, _village, query: open_page(page, f"/s/accessibility{query}"),
    "privacy statement": lambda page, _village, query: open_page(page, f"/s/privacy{query}"),
}
# These tell nothing, so not even in which language the link's owner reads: they have both.
FAILURES: Mapping[str, Reach] = {
    "unknown link": lambda page, _village, query: open_page(page, f"/s/{'x' * 32}{query}"),
    "withdrawn link": read("gone"),
    "unknown page": read("untouched", "/99"),
    "too large": overflow_the_body,
}
