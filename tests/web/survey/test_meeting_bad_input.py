"""Whatever phones send in a meeting: one answer a device, and no failure of ours."""

import re
from dataclasses import replace

import pytest
from httpx2 import Response as Answer
from starlette.testclient import TestClient

from monitor.domain.links import derive_code, write_code
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId, Vote
from monitor.domain.meeting.plan import Step, StepKind
from monitor.services.context import Context
from monitor.services.meeting.ask_live import drop_question
from monitor.web.body_limit import SURVEY_BODY_LIMIT
from tests.factories import SECRET_KEY, StoredPartnership
from tests.live import Talk, begin_talk
from tests.web.room import FILLED, address_of, key_of, read, save, votes_of
from tests.web.visitor import FORM, checked_values


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is refused does not depend on it."""
    return sqlite_url


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


@pytest.fixture
def question(talk: Talk) -> LiveQuestion:
    return talk.ask()


def kept_by(answer: Answer) -> str:
    (device,) = re.findall(r"device=([0-9a-f]{32});", answer.headers["set-cookie"])
    return str(device)


def test_no_page_tells_how_many_answered_or_what(
    client: TestClient, question: LiveQuestion
) -> None:
    before = client.get(address_of(question)).text
    for value in "1122345":
        client.cookies.clear()
        client.post(address_of(question), data={**FILLED, "said": value})
    client.cookies.clear()
    after = client.get(address_of(question)).text

    def without_device(page: str) -> str:
        return re.sub(r"[0-9a-f]{32}", "", page)

    assert without_device(after) == without_device(before)


def test_the_cookie_of_one_question_says_nothing_of_another(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    device = kept_by(client.post(address_of(question), data=FILLED))
    drop_question(talk.context, question.id)
    second = talk.ask(LiveKind.CHECKIN)
    client.cookies.clear()

    page = client.get(address_of(second), headers={"cookie": f"device={device}"}).text

    assert checked_values(page, "party") == []


def test_a_guessed_device_sees_no_answer_of_another(
    client: TestClient, question: LiveQuestion
) -> None:
    client.post(address_of(question), data=FILLED)
    client.cookies.clear()

    for device in ("0" * 32, "f" * 32, ""):
        page = client.get(address_of(question), headers={"cookie": f"device={device}"}).text
        assert checked_values(page, "party") == []


def test_the_database_does_not_hold_the_name_of_a_device(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    device = kept_by(client.post(address_of(question), data=FILLED))

    with talk.context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.find_vote(question.id, device) is None  # type: ignore[arg-type]
        assert uow.live_questions.count_votes(question.id) == 1


@pytest.mark.parametrize(
    "cookie",
    [
        "device=",
        f"device={'0' * 33}",
        f"device={'F' * 32}",
        "device=" + "a" * 4000,
        "device=%00; device=../../x",
        "device=\xe9",
        ";;;=;",
    ],
)
def test_a_forged_cookie_is_another_device_and_no_failure(
    client: TestClient, talk: Talk, question: LiveQuestion, cookie: str
) -> None:
    sent = client.post(
        address_of(question), data=FILLED, headers=[(b"cookie", cookie.encode("latin-1"))]
    )

    assert sent.status_code == 303
    assert re.fullmatch(r"[0-9a-f]{32}", kept_by(sent))
    assert votes_of(talk, question) == [Vote(None, {"said": 5, "heard": 2})]


def test_what_was_not_asked_is_not_kept(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    card = talk.meeting.plan.cards[0]
    client.post(address_of(question), data={**FILLED, "card": card, "TRU1": "1", "x": "y"})

    assert votes_of(talk, question) == [Vote(None, {"said": 5, "heard": 2})]


def test_nobody_speaks_for_a_party_of_another_partnership(
    client: TestClient, talk: Talk, question: LiveQuestion, stored: StoredPartnership
) -> None:
    stranger = stored.partnership.parties[0].id

    sent = client.post(address_of(question), data={**FILLED, "party": str(stranger)})

    assert sent.status_code == 422
    assert votes_of(talk, question) == []


def test_a_card_that_is_not_of_this_meeting_cannot_be_chosen(
    client: TestClient, talk: Talk
) -> None:
    question = talk.ask(LiveKind.CARDS)

    sent = client.post(address_of(question), data={"party": "none", "card": "<script>"})

    assert sent.status_code == 422
    assert "<script>" not in sent.text
    assert votes_of(talk, question) == []


@pytest.mark.parametrize("value", ["0", "6", "-1", "5.0", "05", "٣", "five", "1" * 5000])
def test_no_answer_lies_outside_the_scale(
    client: TestClient, talk: Talk, question: LiveQuestion, value: str
) -> None:
    sent = client.post(address_of(question), data={**FILLED, "said": value})

    assert sent.status_code == 422
    assert votes_of(talk, question) == []


def test_of_a_field_that_is_sent_twice_one_answer_counts(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    body = "party=none&said=1&said=5&heard=2&helped=dk"

    client.post(address_of(question), content=body, headers=FORM)

    assert votes_of(talk, question) == [Vote(None, {"said": 5, "heard": 2})]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_ways_of_asking_are_refused(
    client: TestClient, talk: Talk, question: LiveQuestion, method: str
) -> None:
    for address in (address_of(question), key_of(talk), f"/s/live/{question.id}"):
        assert client.request(method, address).status_code == 405


def test_a_body_that_is_too_large_is_refused(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    huge = f"party=none&said={'5' * (SURVEY_BODY_LIMIT + 1)}"

    for address in (address_of(question), key_of(talk), f"/s/live/{question.id}"):
        sent = client.post(address, content=huge, headers=FORM)
        assert sent.status_code == 413
    assert votes_of(talk, question) == []
    assert read(talk).keys == ()


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b'{"party": "none"}', "application/json", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"party=none", "text/plain", 415),
        (b"&".join(b"a=%d" % number for number in range(5000)), FORM["content-type"], 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused(
    client: TestClient, talk: Talk, body: bytes, media_type: str, status: int
) -> None:
    question = talk.ask()

    for address in (address_of(question), key_of(talk)):
        sent = client.post(address, content=body, headers={"content-type": media_type})
        assert sent.status_code == status
    assert votes_of(talk, question) == []
    assert read(talk).keys == ()


def test_a_form_of_another_website_votes_and_agrees_to_nothing(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    foreign = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}

    for address in (address_of(question), key_of(talk), f"/s/live/{question.id}"):
        assert client.post(address, data=FILLED, headers=foreign).status_code == 403
    assert votes_of(talk, question) == []
    assert read(talk).keys == ()


def test_another_host_changes_no_address_that_we_send(
    client: TestClient, question: LiveQuestion
) -> None:
    foreign = {
        "host": "elsewhere.example",
        "x-forwarded-host": "elsewhere.example",
        "forwarded": "host=elsewhere.example",
    }

    page = client.get(address_of(question), headers=foreign)
    sent = client.post(address_of(question), data=FILLED, headers=foreign)

    assert sent.headers["location"] == f"{address_of(question)}/thanks"
    assert "elsewhere.example" not in page.text
    assert "elsewhere.example" not in str(sent.headers)


def test_no_page_is_kept_framed_or_told_to_others(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    for address in (address_of(question), key_of(talk), f"/s/live/{question.id}"):
        page = client.get(address)
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert "noindex" in page.headers["x-robots-tag"]


def test_a_code_of_another_question_is_wrong(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    code = write_code(derive_code(SECRET_KEY, question.nonce))
    drop_question(talk.context, question.id)
    second = talk.ask(LiveKind.CHECKIN)

    sent = client.post(f"/s/live/{second.id}", data={"code": code})

    assert sent.status_code == 422


def test_the_name_of_a_card_is_text_and_no_markup(context: Context, client: TestClient) -> None:
    talk = begin_talk(context)
    step = Step(StepKind.CARD, 5, "<script>alert(1)</script>")
    save(talk, replace(talk.meeting, plan=replace(talk.meeting.plan, steps=(step, step))))
    question = talk.ask(LiveKind.CARDS)

    page = client.get(address_of(question))

    assert page.status_code == 200
    assert "<script" not in page.text


def test_a_question_of_no_meeting_is_not_found(client: TestClient, question: LiveQuestion) -> None:
    beside = replace(question, id=LiveQuestionId(question.id + 1))

    assert client.get(address_of(beside)).status_code == 404
