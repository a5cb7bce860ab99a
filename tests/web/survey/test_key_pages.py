"""A party agrees on its own device to open the picture per party."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from tests.factories import NOW
from tests.live import Talk, begin_talk
from tests.web.visitor import visible_text

t = translator(Language.DUTCH)


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


def address_of(talk: Talk, place: int) -> str:
    party = talk.parties[place]
    return f"/s/key/{talk.meeting.id}/{party}/{talk.key_token(party)}"


def read(talk: Talk) -> Meeting:
    with talk.context.unit_of_work(reads_only=True) as uow:
        return uow.meetings.get(talk.meeting.id)


def end(talk: Talk) -> None:
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(replace(talk.meeting, ended_at=NOW))
        uow.commit()


def test_opening_the_page_asks_and_agrees_to_nothing(client: TestClient, talk: Talk) -> None:
    page = visible_text(client.get(address_of(talk, 0)).text)

    assert t("live.key.title", party=talk.partnership.parties[0].name) in page
    assert t("live.key.means") in page
    assert read(talk).keys == ()


def test_a_party_agrees_and_waits_for_the_other(client: TestClient, talk: Talk) -> None:
    sent = client.post(address_of(talk, 0))
    page = visible_text(client.get(sent.headers["location"]).text)

    assert sent.status_code == 303
    assert t("live.key.waits", parties=talk.partnership.parties[1].name) in page
    (key,) = read(talk).keys
    assert (key.party_id, key.is_aloud) == (talk.parties[0], False)


def test_when_both_agreed_the_picture_may_be_opened(client: TestClient, talk: Talk) -> None:
    for place in (0, 1):
        client.post(address_of(talk, place))

    assert t("live.key.open") in visible_text(client.get(address_of(talk, 0)).text)
    assert read(talk).is_open_to_all(talk.partnership)


def test_agreeing_twice_is_agreeing_once(client: TestClient, talk: Talk) -> None:
    for _ in range(2):
        assert client.post(address_of(talk, 0)).status_code == 303

    assert len(read(talk).keys) == 1


def test_a_meeting_that_is_over_takes_no_key_and_says_so(client: TestClient, talk: Talk) -> None:
    end(talk)

    sent = client.post(address_of(talk, 0))
    page = client.get(sent.headers["location"])

    assert page.status_code == 200
    assert t("live.key.idle.text") in visible_text(page.text)
    assert read(talk).keys == ()


def test_the_link_of_one_party_opens_nothing_for_the_other(client: TestClient, talk: Talk) -> None:
    first, second = talk.parties
    wrong = f"/s/key/{talk.meeting.id}/{second}/{talk.key_token(first)}"

    assert client.get(wrong).status_code == 404
    assert client.post(wrong).status_code == 404
    assert read(talk).keys == ()


@pytest.mark.parametrize("page", ["0/1/x", "1/0/x", "x/1/x", "99/1/x", "1/99/x"])
def test_an_address_of_no_meeting_or_party_is_not_found(client: TestClient, page: str) -> None:
    assert client.get(f"/s/key/{page}").status_code == 404


def test_a_form_from_another_website_is_refused(client: TestClient, talk: Talk) -> None:
    sent = client.post(address_of(talk, 0), headers={"sec-fetch-site": "cross-site"})

    assert sent.status_code == 403
    assert read(talk).keys == ()


def test_the_page_needs_no_script_has_one_heading_and_the_headers_of_the_survey(
    client: TestClient, talk: Talk
) -> None:
    page = client.get(address_of(talk, 0), params={"lang": "en"})

    assert '<html lang="en">' in page.text
    assert len(re.findall("<h1>", page.text)) == 1
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
