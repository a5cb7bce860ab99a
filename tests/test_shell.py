"""The main script: navigation, and what stands on every page."""

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.settings import ROOT, read_settings

pytestmark = pytest.mark.usefixtures("own_process")
PAGES = (
    "overview",
    "partnership",
    "cards",
    "programme",
    "register",
    "how_we_know",
    "checkins",
    "agreements",
    "meeting",
    "presenter",
    "screen",
    "ending",
    "log",
    "trail",
    "mail_texts",
    "paper",
    "questionnaires",
    "accounts",
)


def run_shell(language: Language, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("MONITOR_LANGUAGE", language.value)
    read_settings.cache_clear()
    app = AppTest.from_file(ROOT / "monitor" / "shell.py", default_timeout=60).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", Language)
def test_every_page_is_in_the_navigation_under_a_lasting_address(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_shell(language, monkeypatch)

    pages = app._registered_pages.values()
    t = translator(language)
    # People keep links: whoever removes an address breaks theirs.
    assert [page["url_pathname"] for page in pages] == [
        "",
        "partnership",
        "cards",
        "programme",
        "register",
        "how-we-know",
        "checkins",
        "agreements",
        "meeting",
        "presenter",
        "screen",
        "ending",
        "log",
        "trail",
        "mail-texts",
        "paper",
        "questionnaires",
        "accounts",
    ]
    assert [page["page_name"] for page in pages] == [t(f"pages.{name}.title") for name in PAGES]


def test_every_file_of_a_page_is_in_the_navigation() -> None:
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}

    assert files == set(PAGES)


# The shared screen speaks the language of its meeting, and has a switch of its own.
@pytest.mark.parametrize("page", [page for page in PAGES if page != "screen"])
@pytest.mark.parametrize("language", Language)
def test_every_page_leads_to_the_other_language_of_itself_and_to_the_privacy_statement(
    page: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_shell(language, monkeypatch)
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.query_params["id"] = "7"

    app.run()

    (switch,) = [
        html.value for html in app.html if "pm-language" in html.value and "<p" in html.value
    ]
    other = next(each for each in Language if each is not language)
    address = "" if page == "overview" else page.replace("_", "-")
    assert f'href="/language/{other.value}?next=%2F{address}%3Fid%3D7"' in switch
    assert f'lang="{other.value}"' in switch
    assert f'href="/s/privacy?lang={language.value}"' in switch
    assert f'"{translator(language)("pages.more")} ' in "".join(html.value for html in app.html)
