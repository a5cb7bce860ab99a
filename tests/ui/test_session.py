"""Who is looking, when the line of a page is taken up again by somebody else."""

from dataclasses import dataclass, replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from monitor import bootstrap
from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role
from monitor.domain.access.actor import Actor, ActorKind
from monitor.services.accounts.workspaces import read_workspace
from monitor.services.context import Context
from monitor.settings import read_settings

ADMINISTRATOR = Actor(
    ActorKind.PERSON, FIRST_WORKSPACE, Role.ADMINISTRATOR, account_id=AccountId(1)
)
VIEWER = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.VIEWER, account_id=AccountId(2))


@dataclass
class Browser:
    """What a browser proves itself with; nothing of it is known to a page but the cookie."""

    token: str


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser of an administrator."""
    known = {"of-administrator": ADMINISTRATOR, "of-viewer": VIEWER}
    held = Browser("of-administrator")
    name = read_settings().sign_in_cookie
    monkeypatch.setattr(bootstrap, "find_actor", known.get)
    cookies = property(lambda _: {name: held.token})
    monkeypatch.setattr(type(st.context), "cookies", cookies)
    return held


def callback_page() -> None:
    import streamlit as st  # noqa: PLC0415 - Of a page that runs by itself.

    from monitor.ui import session  # noqa: PLC0415 - See above.

    def act() -> None:
        st.session_state["acted_as"] = session.actor().role.value

    st.button("Act", on_click=act)
    st.text(session.actor().role.value)


def renaming_page() -> None:
    import streamlit as st  # noqa: PLC0415 - Of a page that runs by itself.

    from monitor.domain.errors import NotAllowedError  # noqa: PLC0415 - See above.
    from monitor.services.accounts.workspaces import rename_workspace  # noqa: PLC0415 - See above.
    from monitor.ui import session  # noqa: PLC0415 - See above.

    def rename() -> None:
        try:
            rename_workspace(session.context(), "Westerdal")
        except NotAllowedError:
            st.session_state["refused"] = True

    st.button("Rename", on_click=rename)
    session.actor()


def keeping_page() -> None:
    import streamlit as st  # noqa: PLC0415 - Of a page that runs by itself.

    from monitor.ui import session  # noqa: PLC0415 - See above.

    session.identify()
    st.text(st.session_state.setdefault("kept", session.actor().role.value))


def test_a_click_is_of_whoever_signed_in_since(browser: Browser) -> None:
    page = AppTest.from_function(callback_page).run()
    assert page.text[0].value == "administrator"

    browser.token = "of-viewer"
    page.button[0].click().run()

    assert page.session_state["acted_as"] == "viewer"


@pytest.mark.usefixtures("own_process")
def test_a_click_of_somebody_who_lost_a_role_a_moment_ago_writes_nothing(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [ADMINISTRATOR]
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: found[0])
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    page = AppTest.from_function(renaming_page).run()

    found[0] = replace(ADMINISTRATOR, role=Role.VIEWER)
    page.button[0].click().run()

    assert page.session_state["refused"]
    assert read_workspace(context).name != "Westerdal"


def test_nothing_that_was_kept_for_somebody_is_there_for_another(browser: Browser) -> None:
    page = AppTest.from_function(keeping_page).run()

    browser.token = "of-viewer"

    assert page.run().text[0].value == "viewer"


@pytest.mark.usefixtures("browser")
def test_what_was_kept_stays_for_whoever_it_is_of() -> None:
    page = AppTest.from_function(keeping_page).run()
    page.session_state["kept"] = "typed before"

    assert page.run().text[0].value == "typed before"


def test_nothing_is_kept_for_whoever_signed_out(browser: Browser) -> None:
    page = AppTest.from_function(keeping_page).run()

    browser.token = ""
    page.run()

    assert page.exception
    assert "kept" not in page.session_state
