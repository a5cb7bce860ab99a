"""A phone answers a question of a meeting: without a name, a script or a word too many."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from httpx2 import Response as Answer
from starlette.testclient import TestClient

from monitor.domain.links import derive_code, write_code
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId, Vote
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.meeting.answer_live import cast_vote
from monitor.services.meeting.ask_live import drop_question, show_results
from monitor.web.survey import live_pages
from tests.factories import SECRET_KEY
from tests.live import Talk, begin_talk, token_of
from tests.web.visitor import checked_values, visible_text

t = translator(Language.DUTCH)
MAXIMUM_BYTES = 12_500


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in the room, with a question to answer."""

    client: TestClient
    context: Context
    question: LiveQuestion
    filled: Mapping[str, str]

    @property
    def address(self) -> str:
        return address_of(self.question)

    def open(self, page: str = "") -> Answer:
        return self.client.get(f"{self.address}{page}")

    def send(self, **changed: str) -> Answer:
        return self.client.post(self.address, data={**self.filled, **changed})

    @property
    def votes(self) -> list[Vote]:
        """All that was answered by all phones."""
        return votes_of(self.context, self.question)


@pytest.fixture
def question(talk: Talk) -> LiveQuestion:
    return talk.ask()


@pytest.fixture
def phone(client: TestClient, talk: Talk, question: LiveQuestion) -> Phone:
    filled = {"party": str(talk.parties[0]), "said": "5", "heard": "2", "helped": "dk"}
    return Phone(client, talk.context, question, filled)


def address_of(question: LiveQuestion) -> str:
    return f"/s/live/{question.id}/{token_of(question)}"


def votes_of(context: Context, question: LiveQuestion) -> list[Vote]:
    with context.unit_of_work(reads_only=True) as uow:
        return list(uow.live_questions.votes_of(question.id))


def test_an_answer_is_kept_under_no_name_and_the_phone_looks_at_the_screen(
    phone: Phone, talk: Talk
) -> None:
    sent = phone.send()

    assert (sent.status_code, sent.headers["location"]) == (303, f"{phone.address}/thanks")
    assert t("live.thanks.text") in visible_text(phone.open("/thanks").text)
    assert phone.votes == [Vote(talk.parties[0], {"said": 5, "heard": 2})]


def test_opening_the_page_keeps_nothing_and_sets_no_cookie(phone: Phone) -> None:
    page = phone.open()

    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert phone.votes == []


def test_a_phone_changes_its_answer_until_it_is_shown(phone: Phone) -> None:
    phone.send()
    again = phone.open().text
    phone.send(party="none", said="1")

    assert t("live.answered") in visible_text(again)
    assert checked_values(again, "said") == ["5"]
    assert checked_values(again, "helped") == ["dk"]
    assert phone.votes == [Vote(None, {"said": 1, "heard": 2})]


def test_the_same_form_sent_twice_before_the_cookie_came_is_one_answer(phone: Phone) -> None:
    (device,) = re.findall(r'name="device" value="([0-9a-f]{32})"', phone.open().text)

    for _ in range(2):
        phone.client.cookies.clear()
        phone.send(device=device)

    assert len(phone.votes) == 1


def test_another_phone_is_another_answer(phone: Phone) -> None:
    for _ in range(3):
        phone.client.cookies.clear()
        phone.send()

    assert len(phone.votes) == 3


def test_the_cookie_is_of_this_question_only_and_no_script_reads_it(phone: Phone) -> None:
    cookie = phone.send().headers["set-cookie"]

    assert f"Path=/s/live/{phone.question.id};" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_cookie_of_ones_own_making_is_not_believed(phone: Phone) -> None:
    phone.client.cookies.set("device", "x' OR 1=1")

    cookie = phone.send().headers["set-cookie"]

    assert re.search(r"device=[0-9a-f]{32};", cookie)
    assert len(phone.votes) == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"party": ""}, "party"),
        ({"party": "999"}, "party"),
        ({"said": "6"}, "statement"),
        ({"heard": ""}, "statement"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_chosen_stays(
    phone: Phone, wrong: dict[str, str], error: str
) -> None:
    page = phone.send(**wrong)

    assert page.status_code == 422
    assert t(f"live.error.{error}") in visible_text(page.text)
    assert checked_values(page.text, "helped") == ["dk"]
    assert phone.votes == []


def test_a_vote_on_cards_asks_for_one_card(
    client: TestClient, context: Context, talk: Talk
) -> None:
    question = talk.ask(LiveKind.CARDS)
    address = address_of(question)
    none = client.post(address, data={"party": "none"})
    client.post(address, data={"party": "none", "card": question.cards[1]})

    assert t("live.error.card") in visible_text(none.text)
    assert votes_of(context, question) == [Vote(None, card=question.cards[1])]
    assert checked_values(client.get(address).text, "card") == [question.cards[1]]


def test_a_light_check_in_asks_the_statements_of_the_questionnaire(
    client: TestClient, talk: Talk
) -> None:
    page = visible_text(client.get(address_of(talk.ask(LiveKind.CHECKIN))).text)

    assert "De ander doet wat we samen afspreken." in page


@pytest.mark.parametrize("kind", [*LiveKind])
def test_who_speaks_for_no_party_reads_that_the_answer_counts_for_all_together_only(
    client: TestClient, talk: Talk, kind: LiveKind
) -> None:
    page = visible_text(client.get(address_of(talk.ask(kind))).text)

    # Cards are never told apart by party.
    assert (t("live.no_party_help") in page) is (kind is not LiveKind.CARDS)


@pytest.mark.parametrize(("close", "key"), [(show_results, "shown"), (drop_question, "dropped")])
def test_a_closed_question_takes_nothing_and_says_so(
    phone: Phone, close: Callable[[Context, LiveQuestionId], LiveQuestion], key: str
) -> None:
    phone.send()
    close(phone.context, phone.question.id)

    for page in (phone.open(), phone.open("/thanks")):
        assert page.status_code == 200
        assert t(f"live.closed.{key}") in visible_text(page.text)
    assert phone.send().status_code == 409
    assert phone.votes == []


def test_an_answer_that_comes_while_the_result_is_shown_is_told_that_it_came_too_late(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show_first(
        _context: Context, asked: LiveQuestionId, token: str, device: str, vote: Vote
    ) -> None:
        show_results(phone.context, asked)
        cast_vote(phone.context, asked, token, device, vote)

    monkeypatch.setattr(live_pages, "cast_vote", show_first)

    page = phone.send()

    assert page.status_code == 409
    assert t("live.closed.title") in visible_text(page.text)
    assert phone.votes == []


@pytest.mark.parametrize("page", ["/s/live/0/x", "/s/live/99/x", "/s/live/x/y", "/s/live/x"])
def test_an_address_of_no_question_is_not_found(client: TestClient, page: str) -> None:
    assert client.get(page).status_code == 404


def test_another_token_is_not_found_for_who_reads_and_for_who_sends(phone: Phone) -> None:
    wrong = f"/s/live/{phone.question.id}/{'x' * 32}"

    assert phone.client.get(wrong).status_code == 404
    assert phone.client.post(wrong, data=phone.filled).status_code == 404


def test_a_form_from_another_website_is_refused(phone: Phone) -> None:
    sent = phone.client.post(
        phone.address, data=phone.filled, headers={"sec-fetch-site": "cross-site"}
    )

    assert sent.status_code == 403


def test_who_cannot_scan_types_the_code(phone: Phone) -> None:
    code = write_code(derive_code(SECRET_KEY, phone.question.nonce)).lower()
    page = phone.client.get(f"/s/live/{phone.question.id}")

    sent = phone.client.post(f"/s/live/{phone.question.id}", data={"code": code})

    assert t("live.code.label") in visible_text(page.text)
    assert (sent.status_code, sent.headers["location"]) == (303, phone.address)


@pytest.mark.parametrize("number", ["", "99"])
def test_a_wrong_code_is_told_and_counts_as_a_miss(phone: Phone, number: str) -> None:
    place = f"/s/live/{number or phone.question.id}"
    answers = [phone.client.post(place, data={"code": "0000-0000"}) for _ in range(21)]

    assert t("live.code.wrong") in visible_text(answers[0].text)
    assert answers[0].status_code == 422
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("kind", [*LiveKind])
def test_every_page_is_small_labelled_whole_by_itself_and_in_its_language(
    client: TestClient, talk: Talk, kind: LiveKind, language: Language
) -> None:
    question = talk.ask(kind)
    address = address_of(question)
    query = {"lang": language.value}
    pages = [
        client.get(address, params=query),
        client.post(address, params=query),
        client.get(f"{address}/thanks", params=query),
        client.get(f"/s/live/{question.id}", params=query),
    ]
    drop_question(talk.context, question.id)

    for page in [*pages, client.get(address, params=query)]:
        (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        ids = re.findall(r' id="([^"]+)"', page.text)
        described = re.findall(r'aria-describedby="([^"]+)"', page.text)
        assert len(page.content) < MAXIMUM_BYTES
        assert f'<html lang="{language.value}">' in page.text
        assert f"'sha256-{digest}'" in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"
        assert not re.search(r"(?:https?:)?//|<script|<img|@import|url\(", page.text)
        assert len(ids) == len(set(ids))
        assert {name for names in described for name in names.split()} <= set(ids)
        assert len(re.findall(r'<input type="radio"', page.text)) == len(
            re.findall(r"<label[^>]*><input", page.text)
        )
        assert len(re.findall(r"<h1>", page.text)) == 1
        assert str(token_of(question)) not in re.findall(r"<title>(.*?)</title>", page.text)[0]
