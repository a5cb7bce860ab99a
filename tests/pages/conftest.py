"""The dashboard on a database of its own, at a time of the test's choice."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from monitor import bootstrap
from monitor.domain.partnership import Language
from monitor.services.context import Context
from monitor.settings import ROOT, read_settings
from tests.pages.two_worlds import Pair, copy_pair, make_pair

TIMEOUT_SECONDS = 60
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Screen:
    """A page as a viewer reads it, and the app to act on."""

    app: AppTest

    def go(self, name: str, **query: str) -> None:
        """Go on to another page."""
        self.app.switch_page(str(ROOT / "pages" / f"{name}.py"))
        self.look(**query)

    def look(self, **query: str) -> None:
        """Run the page, with these parameters in its address."""
        for key, value in query.items():
            self.app.query_params[key] = value
        self.app.run()
        assert not self.app.exception

    def press(self, *keys: str) -> None:
        """Press buttons by the start of their keys.

        More than one: a button in a dialog after the one that opened it. In a browser only the
        dialog would run; here the whole page does, so that the dialog must be opened again.
        """
        for key in keys:
            button = next(each for each in self.app.button if (each.key or "").startswith(key))
            button.click()
        self.app.run()
        assert not self.app.exception

    @property
    def errors(self) -> str:
        """What the page says is wrong."""
        return " ".join(element.value for element in self.app.error)

    @property
    def listed(self) -> list[str]:
        """The partnerships in the attention list, from top to bottom."""
        return re.findall(r'data-id="\d+">([^<]+)<', self.attention_list)

    @property
    def attention_list(self) -> str:
        """The attention list as HTML; empty where there is none."""
        for element in self.app.get("bidi_component"):
            content: dict[str, str] = json.loads(element.proto.json)
            if "html" in content:
                return content["html"]
        return ""

    @property
    def text(self) -> str:
        """All words on the page that are not in a widget, on one line."""
        pieces = [element.value for element in self.app.html]
        pieces += [element.value for element in (*self.app.markdown, *self.app.text)]
        return plain(" ".join(pieces))


def plain(text: str) -> str:
    """Return HTML as its words."""
    words = _TAG.sub(" ", _STYLE.sub(" ", text))
    return " ".join(html.unescape(words).split())


OpenPage = Callable[..., Screen]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages ask only services, which storage's own tests run on both databases."""
    return sqlite_url


@pytest.fixture(scope="session")
def untouched_pair(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> tuple[Pair, Path]:
    """Two worlds that nobody looks at but who copies them, and the folder they are in."""
    folder = tmp_path_factory.mktemp("worlds")
    return make_pair(folder, migrated_sqlite), folder


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, untouched_pair: tuple[Pair, Path]) -> Pair:
    """Two worlds that differ only in what is hidden."""
    return copy_pair(*untouched_pair, tmp_path_factory.mktemp("copied_worlds"))


@pytest.fixture
def open_page(context: Context, own_process: None, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return what opens a page: its name, the language, and the parameters of its address."""
    assert own_process is None
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    st.cache_data.clear()

    def open_(name: str, language: Language = Language.ENGLISH, **query: str) -> Screen:
        monkeypatch.setenv("MONITOR_LANGUAGE", language.value)
        read_settings.cache_clear()
        app = AppTest.from_file(ROOT / "monitor" / "shell.py", default_timeout=TIMEOUT_SECONDS)
        screen = Screen(app)
        if "_" in name:
            # Until its first run an app takes the name of a file for the address of its page.
            app.run()
            assert not app.exception
        if name == "overview":
            screen.look(**query)
        else:
            screen.go(name, **query)
        return screen

    return open_
