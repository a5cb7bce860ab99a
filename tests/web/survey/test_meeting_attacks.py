"""Whoever is in the room, or was, or guesses: no vote, no key and no answer but one's own."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from monitor.domain.links import derive_live_token
from monitor.domain.meeting.live import LiveKind, LiveQuestion
from monitor.services.context import Context
from monitor.services.meeting.ask_live import drop_question, show_results
from tests.factories import NOW, StoredPartnership
from tests.live import Talk, begin_talk, token_of
from tests.web.room import FILLED, address_of, key_of, read, save, votes_of
from tests.web.visitor import checked_values

WRONG_TOKENS = [
    "x",
    "A" * 32,
    "A" * 31,
    "A" * 4000,
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "..%2f..%2fadmin",
    "%C3%A9" * 32,
    "{{7*7}}",
    "%0d%0aset-cookie:a=b",
    "' OR 1=1 --",
]


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


@pytest.mark.parametrize("token", WRONG_TOKENS)
def test_a_wrong_token_is_told_nothing_and_changes_nothing(
    client: TestClient, talk: Talk, question: LiveQuestion, token: str
) -> None:
    answers = [
        client.get(address_of(question, token)),
        client.post(address_of(question, token), data=FILLED),
        client.get(key_of(talk, token=token)),
        client.post(key_of(talk, token=token)),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not [answer for answer in answers if "set-cookie" in answer.headers]
    assert votes_of(talk, question) == []
    assert read(talk).keys == ()


def test_what_exists_and_what_does_not_answer_alike(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    wrong = "A" * 32
    known = [client.get(address_of(question, wrong)), client.get(key_of(talk, token=wrong))]
    unknown = [client.get(f"/s/live/9999/{wrong}"), client.get(f"/s/key/9999/1/{wrong}")]

    assert [page.text for page in known] == [page.text for page in unknown]


# H24.
def test_the_token_of_one_thing_opens_no_other(
    client: TestClient, talk: Talk, question: LiveQuestion, stored: StoredPartnership
) -> None:
    invitation, live = str(stored.tokens[0]), str(token_of(question))
    key = str(talk.key_token(talk.parties[0]))
    drop_question(talk.context, question.id)
    second = talk.ask(LiveKind.CHECKIN)

    tried = [
        client.get(address_of(second, live)),
        client.get(address_of(second, key)),
        client.get(address_of(second, invitation)),
        client.get(key_of(talk, token=live)),
        client.get(key_of(talk, token=invitation)),
        client.get(key_of(talk, place=1, token=key)),
        client.get(f"/s/{live}"),
        client.get(f"/s/{key}"),
    ]

    assert [page.status_code for page in tried] == [404] * len(tried)


# H24.
def test_the_key_of_one_meeting_opens_nothing_of_the_next(client: TestClient, talk: Talk) -> None:
    with talk.context.unit_of_work() as uow:
        second = uow.meetings.add(replace(talk.meeting, nonce="1" * 32))
        uow.commit()
    party = talk.parties[0]

    sent = client.post(f"/s/key/{second.id}/{party}/{talk.key_token(party)}")

    assert sent.status_code == 404


def test_a_token_is_made_of_the_secret_of_the_installation(question: LiveQuestion) -> None:
    assert derive_live_token(b"another key", question.nonce) != token_of(question)


@pytest.mark.parametrize("number", ["01", "-1", "1.0", "1e0", "٣", "9" * 30, "1%20", "1;2", "%00"])
def test_a_number_that_is_none_is_not_found(client: TestClient, talk: Talk, number: str) -> None:
    token = talk.key_token(talk.parties[0])

    for address in (f"/s/live/{number}/{token}", f"/s/key/{number}/1/{token}", f"/s/live/{number}"):
        assert client.get(address).status_code == 404


def test_an_address_that_goes_on_is_not_found(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    for address in (address_of(question), key_of(talk)):
        for rest in ("/", "/results", "/thanks/x", "/../votes"):
            assert client.get(f"{address}{rest}").status_code == 404


@pytest.mark.parametrize("way", ["shown", "dropped", "meeting over"])
def test_a_vote_that_is_sent_again_after_the_end_is_not_kept(
    client: TestClient, talk: Talk, question: LiveQuestion, way: str
) -> None:
    client.post(address_of(question), data=FILLED)
    if way == "shown":
        show_results(talk.context, question.id)
    elif way == "dropped":
        drop_question(talk.context, question.id)
    else:
        save(talk, replace(talk.meeting, ended_at=NOW))
    before = votes_of(talk, question)

    again = client.post(address_of(question), data={**FILLED, "said": "1"})

    assert again.status_code == 409
    assert votes_of(talk, question) == before
    assert "set-cookie" not in again.headers


def test_what_a_device_answered_is_forgotten_once_it_is_shown(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    client.post(address_of(question), data=FILLED)
    show_results(talk.context, question.id)

    page = client.get(address_of(question)).text

    assert checked_values(page, "said") == []
    assert "radio" not in page


def test_a_result_is_not_made_anew_by_a_late_vote(
    client: TestClient, talk: Talk, question: LiveQuestion
) -> None:
    for _ in range(3):
        client.cookies.clear()
        client.post(address_of(question), data=FILLED)
    shown = show_results(talk.context, question.id)
    client.post(address_of(question), data={**FILLED, "said": "1"})

    assert show_results(talk.context, question.id) == shown


@pytest.mark.parametrize("state", ["prepared", "over"])
def test_a_key_turns_in_a_running_meeting_only(client: TestClient, talk: Talk, state: str) -> None:
    changed = (
        replace(talk.meeting, began_at=None)
        if state == "prepared"
        else replace(talk.meeting, ended_at=NOW)
    )
    save(talk, changed)

    assert client.post(key_of(talk)).status_code == 303
    assert read(talk).keys == ()


def test_a_key_that_was_taken_back_is_not_turned_by_looking_at_the_page(
    client: TestClient, talk: Talk
) -> None:
    client.post(key_of(talk))
    save(talk, replace(read(talk), keys=()))

    for method in ("GET", "HEAD"):
        client.request(method, key_of(talk))
    client.get(key_of(talk), params={"agree": "yes"})

    assert read(talk).keys == ()
