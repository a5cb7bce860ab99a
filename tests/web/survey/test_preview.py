"""A preview shows the very pages of the survey; nothing is read of responses, nothing saved."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from monitor.domain.access.account import EVERYTHING, FIRST_WORKSPACE, Role, Scope
from monitor.domain.access.actor import Actor, ActorKind
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.survey.preview import preview_mount
from monitor.web.wall import WallMiddleware
from tests.answering import save_part
from tests.factories import StoredPartnership
from tests.services.questionnaires.making import store_own
from tests.statements import noted_statements
from tests.web.survey.test_link_scanners import dump
from tests.web.visitor import FORM, Visitor, visible_text

PAGES = ["", "privacy", "1", "2", "3", "4", "5", "6", "check", "thanks", "withdraw"]
BANNER = "Dit is een voorbeeld."


@pytest.fixture
def preview(context: Context, settings: Settings) -> TestClient:
    return client_of(context, settings, an_administrator())


def client_of(context: Context, settings: Settings, actor: Actor) -> TestClient:
    """Return the browser of somebody whom the wall lets through."""

    def find_actor(token: str, *, is_use: bool = True) -> Actor | None:
        return actor if is_use and not token else None

    wall = Middleware(WallMiddleware, find_actor=find_actor, cookie="monitor")
    app = Starlette(routes=[preview_mount(context, settings)], middleware=[wall])
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def an_administrator(scope: Scope = EVERYTHING) -> Actor:
    return Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.ADMINISTRATOR, scope)


@pytest.fixture
def base(stored: StoredPartnership) -> str:
    return f"/preview/{stored.partnership.id}/{stored.partnership.parties[0].id}"


def address(base: str, page: str = "", query: str = "") -> str:
    path = f"{base}/{page}" if page else base
    return f"{path}?{query}" if query else path


def without_addresses(page: str) -> str:
    """Return a page but for where its links lead, the banner and the moment it closes."""
    body = re.sub(r'<p class="banner">.*?</p>\n', "", page, flags=re.DOTALL)
    return re.sub(r'(href|action)="[^"]*"', r"\1", body)


# H25.
def test_nobody_sees_a_preview_of_a_partnership_out_of_their_sight(
    context: Context, settings: Settings, base: str
) -> None:
    limited = client_of(context, settings, an_administrator(Scope(frozenset())))

    assert limited.get(base).status_code == 404


def test_a_preview_is_the_page_that_is_going_to_be_seen(
    preview: TestClient, base: str, visitor: Visitor
) -> None:
    for page in ("1", "2", "5", "6"):
        shown = preview.get(address(base, page, "sequence=1")).text
        assert BANNER in shown
        assert without_addresses(shown) == without_addresses(visitor.open(page).text)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_is_a_preview_and_leads_only_to_previews(
    preview: TestClient, base: str, page: str
) -> None:
    shown = preview.get(address(base, page))

    assert shown.status_code == 200
    assert BANNER in shown.text
    targets = re.findall(r'(?:href|action)="(/[^"]*)"', shown.text)
    assert targets
    assert all(each.startswith((base, "/s/accessibility", "/s/privacy")) for each in targets)
    assert "frame-ancestors 'none'" in shown.headers["content-security-policy"]


def test_the_copy_and_the_calendar_file_can_be_tried(preview: TestClient, base: str) -> None:
    assert preview.get(address(base, "copy")).headers["content-disposition"]
    assert preview.get(address(base, "closing.ics")).text.startswith("BEGIN:VCALENDAR")


def test_phase_place_and_length_can_be_chosen_and_are_kept(preview: TestClient, base: str) -> None:
    query = "phase=before&sequence=4&light=1"

    first = preview.get(address(base, "", query)).text
    answer = preview.post(address(base, "1", query), data={"go": "next"})

    assert "Het zijn 4 vragen." in visible_text(first)
    assert f'href="{base}/1?phase=before&amp;sequence=4&amp;light=1"' in first
    assert answer.headers["location"] == f"{base}/check?phase=before&sequence=4&light=1"


@pytest.mark.parametrize("query", ["phase=x", "sequence=x", "sequence=0", "light=x", "light="])
def test_a_wish_that_means_nothing_is_as_planned(
    preview: TestClient, base: str, query: str
) -> None:
    text = visible_text(preview.get(address(base, "", query)).text)

    assert "Het zijn 20 vragen" in text


@pytest.mark.parametrize(
    ("page", "data", "target"),
    [
        ("1", {"go": "next"}, "2"),
        ("2", {"go": "previous"}, "1"),
        ("6", {"go": "next"}, "check"),
        ("1", {"language": "en"}, "1?lang=en"),
        ("check", {"go": "send"}, "thanks"),
    ],
)
def test_forms_lead_on(
    preview: TestClient, base: str, page: str, data: dict[str, str], target: str
) -> None:
    answer = preview.post(address(base, page), data=data)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{base}/{target}")


def test_the_page_after_a_withdrawal_can_be_seen(preview: TestClient, base: str) -> None:
    answer = preview.post(address(base, "withdraw"), data={"go": "withdraw"})

    assert answer.status_code == 200
    assert "Uw antwoorden zijn gewist" in answer.text


def test_nothing_is_saved(preview: TestClient, base: str, engine: Engine) -> None:
    before = dump(engine)

    for page in PAGES:
        preview.get(address(base, page))
        preview.post(address(base, page), content="TRU1=4&go=next", headers=FORM)

    assert dump(engine) == before


def test_responses_are_not_even_read(
    preview: TestClient, base: str, engine: Engine, context: Context, stored: StoredPartnership
) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))

    with noted_statements(engine) as statements:
        for page in PAGES:
            assert ' value="4" checked' not in preview.get(address(base, page)).text

    assert statements
    assert not [each for each in statements if "response" in each.lower()]


@pytest.mark.parametrize(
    "path", ["9999/1", "x/1", "1/x", "0/0", "1/9999", "1/1/7", "1/1/x", "1/1/1/1", "9999999999/1"]
)
def test_what_does_not_exist_has_no_preview(
    preview: TestClient, stored: StoredPartnership, path: str
) -> None:
    assert stored.partnership.id
    assert preview.get(f"/preview/{path}").status_code == 404


def test_a_form_sent_to_a_page_without_one_is_not_found(preview: TestClient, base: str) -> None:
    assert preview.post(address(base, "privacy"), data={"go": "next"}).status_code == 404


def test_another_version_of_the_questionnaire_can_be_seen_page_by_page(
    preview: TestClient, base: str, context: Context
) -> None:
    own = store_own(context)
    query = urlencode({"phase": "during", "light": "0", "version": own.version})

    first, last = (preview.get(f"{base}{page}?{query}").text for page in ("/1", "/5"))

    assert "version=2026-2%2B1" in first
    assert "Het dorpshuis helpt ons." in last


def test_a_version_that_does_not_exist_has_no_preview(preview: TestClient, base: str) -> None:
    assert preview.get(f"{base}?version=1999-1").status_code == 404
