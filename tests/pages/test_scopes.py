"""Whoever sees some partnerships finds nothing of the others, by whatever way they ask."""

from collections.abc import Callable, Sequence
from typing import Literal

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from monitor import bootstrap
from monitor.domain.access.account import EVERYTHING, FIRST_WORKSPACE, AccountId, Role, Scope
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.overview.saved_views import save_view
from monitor.services.register.manage_managers import ManagerDraft, add_manager, assign_manager
from monitor.services.register_ports import SavedView
from tests.copies import Copies
from tests.factories import FakeClock
from tests.meetings import Town
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import contents_of
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
SECRET = "Geheimdal"
SECRET_MANAGER = "Vera Verborgen"
OF_ONE_PARTNERSHIP = (
    "partnership",
    "checkins",
    "agreements",
    "meeting",
    "ending",
    "log",
    "trail",
    "mail_texts",
    "how_we_know",
)
ComeAs = Callable[[Role, Sequence[Partnership]], None]


@pytest.fixture
def own_and_other(copies: Copies) -> tuple[Partnership, Partnership]:
    return copies.fill(store_own_and_other)


@pytest.fixture
def own(own_and_other: tuple[Partnership, Partnership]) -> Partnership:
    """The partnership that somebody may see."""
    return own_and_other[0]


@pytest.fixture
def other(
    context: Context, clock: FakeClock, own_and_other: tuple[Partnership, Partnership]
) -> Town:
    """Another one, with results, a manager of its own and a saved view that names it."""
    return Town(context, clock, own_and_other[1])


def store_own_and_other(context: Context, clock: FakeClock) -> tuple[Partnership, Partnership]:
    own = make_partnership(context, "Zonnewijk", people=2)
    town = Town(context, clock, make_partnership(context, SECRET, people=5))
    town.answer_round()
    town.answer_round()
    manager = add_manager(
        context, ManagerDraft(SECRET_MANAGER, None, Language.DUTCH, wants_digest=False)
    )
    assign_manager(context, manager.id, [town.partnership.id])
    assert save_view(context, SavedView(f"Alles van {SECRET}", f"q={SECRET}"))
    return own, town.partnership


@pytest.fixture
def meeting(other: Town) -> Meeting:
    return other.begin()


@pytest.fixture
def come_as(monkeypatch: pytest.MonkeyPatch, own_process: None) -> ComeAs:
    """Return what lets somebody sign in who sees these partnerships; of none: all of them."""
    assert own_process is None

    def come(role: Role, partnerships: Sequence[Partnership]) -> None:
        seen = Scope(frozenset(each.id for each in partnerships)) if partnerships else EVERYTHING
        actor = Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, seen, AccountId(7), "Fatima Bakker")
        monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: actor)

    return come


@pytest.fixture(params=[Role.VIEWER, Role.REPRESENTATIVE, Role.MANAGER])
def somebody(request: pytest.FixtureRequest, own: Partnership, come_as: ComeAs) -> None:
    """Let somebody of each role in turn sign in, who sees one partnership."""
    come_as(request.param, [own])


# H25.
@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("page", OF_ONE_PARTNERSHIP)
def test_another_partnership_is_as_unknown_as_one_that_does_not_exist(
    page: str, other: Town, open_page: OpenPage
) -> None:
    asked = open_page(page, id=str(other.partnership.id))
    made_up = open_page(page, id="999999")

    assert t("pages.unknown.title") in asked.text
    assert asked.text.replace(str(other.partnership.id), "") == made_up.text.replace("999999", "")
    assert SECRET not in contents_of(asked.app)


# H25.
@pytest.mark.parametrize("page", ["overview", *OF_ONE_PARTNERSHIP])
def test_what_was_kept_for_somebody_else_is_not_shown(
    page: str, own: Partnership, other: Town, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.ADMINISTRATOR, [])
    asked = {} if page == "overview" else {"id": str(other.partnership.id)}
    kept = open_page(page, **asked)
    assert SECRET in contents_of(kept.app)

    come_as(Role.VIEWER, [own])

    assert SECRET not in contents_of(open_page(page, **asked).app)


# H25.
@pytest.mark.parametrize("page", ["screen", "presenter"])
def test_the_meeting_of_another_partnership_is_not_there(
    page: str, own: Partnership, meeting: Meeting, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.FACILITATOR, [own])

    screen = open_page(page, meeting=str(meeting.id))

    assert t(f"{page}.unknown") in screen.text
    assert SECRET not in contents_of(screen.app)


# H25.
@pytest.mark.usefixtures("other")
def test_no_list_search_count_or_saved_view_tells_of_another_partnership(
    own: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.VIEWER, [own])

    everything = open_page("overview")
    searched = open_page("overview", q=SECRET)

    assert everything.listed == ["Zonnewijk"]
    assert searched.listed == []
    for screen in (everything, searched):
        content = contents_of(screen.app)
        assert SECRET_MANAGER not in content
        assert f"Alles van {SECRET}" not in content
        assert t("pages.figure.of", total=1) in screen.text


# H25.
@pytest.mark.usefixtures("other")
def test_a_search_typed_into_the_list_to_choose_from_finds_one_own_only(
    own: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.MANAGER, [own])
    screen = open_page("partnership")
    assert "Zonnewijk" in contents_of(screen.app)

    screen.app.text_input("picker.search").set_value(SECRET).run()

    assert [button.label for button in screen.app.button if "picker" in (button.key or "")] == []


# H25.
@pytest.mark.usefixtures("other")
@pytest.mark.parametrize("part", ["partnerships", "organisations", "managers"])
def test_a_manager_of_one_partnership_manages_no_other(
    part: str, own: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.MANAGER, [own])

    content = contents_of(open_page("register", part=part).app)

    assert "Zonnewijk" in content
    assert SECRET not in content
    assert SECRET_MANAGER not in content


@pytest.mark.parametrize("page", ["overview", "partnership", "cards", "register", "questionnaires"])
def test_a_researcher_sees_no_partnership(
    page: str, other: Town, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.RESEARCHER, [])

    screen = open_page(page, id=str(other.partnership.id))

    assert SECRET not in contents_of(screen.app)


def test_a_viewer_of_one_partnership_is_told_that_the_programme_is_not_for_them(
    own: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.VIEWER, [own])

    assert t("access.not_allowed") in open_page("programme").text


def test_the_trail_of_all_partnerships_is_for_an_administrator_only(
    own: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.MANAGER, [])
    refused = open_page("trail")
    come_as(Role.ADMINISTRATOR, [])
    st.cache_data.clear()
    shown = open_page("trail")

    assert t("access.not_allowed") in refused.text
    assert own.name in shown.text


def test_the_menu_holds_what_somebody_may_open(
    own: Partnership, open_page: OpenPage, come_as: ComeAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[set[str]] = []
    navigate = st.navigation

    def watch(pages: list[StreamlitPage], position: Literal["top"]) -> StreamlitPage:
        offered.append({page.url_path for page in pages if page.visibility == "visible"})
        return navigate(pages, position=position)

    monkeypatch.setattr(st, "navigation", watch)
    for role, partnerships in (
        (Role.ADMINISTRATOR, []),
        (Role.VIEWER, [own]),
        (Role.RESEARCHER, []),
    ):
        come_as(role, partnerships)
        open_page("partnership")

    of_viewers = {"", "partnership", "cards", "how-we-know"}
    assert offered[0] == {*of_viewers, "programme", "register"}
    assert of_viewers in offered
    assert offered[-1] == {"programme", "how-we-know"}
