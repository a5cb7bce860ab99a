"""Links that do not exist all take as long, and who asks for too many gets no answers."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from monitor.domain.links import derive_code, derive_mail_token, derive_party_token
from monitor.services.checkin.manage_links import withdraw_link
from monitor.services.checkin.missed_links import MISSES_A_MINUTE, MissLimit
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web import miss_limit
from monitor.web.site import survey_mount
from tests.factories import SECRET_KEY, FakeClock, StoredPartnership, add_partnership
from tests.statements import noted_statements
from tests.web.asgi import call, make_scope
from tests.web.visitor import Visitor, visible_text

UNKNOWN = "A" * 32
AN_HOUR = 3600.0


class Waits:
    """Notes how long something would have slept."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def waiting(context: Context, settings: Settings, waits: Waits) -> TestClient:
    """A browser whose waiting is noted."""
    mount = survey_mount(context, settings, waits)
    return TestClient(mount, raise_server_exceptions=False, follow_redirects=False)


def from_address(client: TestClient, address: str) -> TestClient:
    return TestClient(
        client.app,
        raise_server_exceptions=False,
        follow_redirects=False,
        client=(address, 50_000),
    )


def miss(client: TestClient, times: int = MISSES_A_MINUTE) -> list[int]:
    return [client.get(f"/s/{UNKNOWN}").status_code for _ in range(times)]


def test_a_form_that_breaks_off_halfway_is_no_failure(waiting: TestClient) -> None:
    sent = call(waiting.app, make_scope(path=f"/s/{UNKNOWN}", method="POST"))

    # And nothing is raised: a phone that loses its line is nothing to write in the log.
    assert sent == []


# All misses are alike.


# H23.
def test_every_miss_is_held_until_the_same_moment(
    waiting: TestClient,
    waits: Waits,
    context: Context,
    stored: StoredPartnership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # So long that no lookup takes longer, however busy the machine is.
    monkeypatch.setattr(miss_limit, "MISS_SECONDS", AN_HOUR)
    withdraw_link(context, stored.invited[1].invitation.id)
    later = add_partnership(
        context.unit_of_work, name="Later", opens_at=context.clock.now() + timedelta(days=1)
    )

    answers = [
        waiting.get(f"/s/{token}")
        for token in (UNKNOWN, "no-token", stored.tokens[1], later.tokens[0])
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    # Held for what is left of the time: what the lookup took is part of it, whatever it took.
    assert len(waits.seconds) == 4
    assert all(0 < seconds < AN_HOUR for seconds in waits.seconds)


def test_an_unknown_and_a_withdrawn_link_cost_the_database_the_same(
    client: TestClient, context: Context, stored: StoredPartnership, engine: Engine
) -> None:
    withdraw_link(context, stored.invited[1].invitation.id)
    miss(client, times=1)

    with noted_statements(engine) as unknown:
        client.get(f"/s/{UNKNOWN}")
    with noted_statements(engine) as withdrawn:
        client.get(f"/s/{stored.tokens[1]}")

    assert unknown == withdrawn
    assert unknown


def test_a_link_that_works_is_not_held(waiting: TestClient, waits: Waits, visitor: Visitor) -> None:
    assert waiting.get(visitor.address()).status_code == 200
    assert waits.seconds == []


# Too many misses.


# H23.
def test_after_twenty_misses_everything_is_refused_for_the_rest_of_the_minute(
    client: TestClient, visitor: Visitor, clock: FakeClock
) -> None:
    clock.advance(timedelta(seconds=20))
    assert miss(client) == [404] * 20

    for address in (f"/s/{UNKNOWN}", visitor.address(), visitor.address("1"), "/s/accessibility"):
        refused = client.get(address)
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "40"
        assert "Te veel links die niet bestaan" in refused.text
        assert "Too many links that do not exist" in refused.text

    clock.advance(timedelta(seconds=40))
    assert visitor.open().status_code == 200


def test_others_are_served_meanwhile(client: TestClient, visitor: Visitor) -> None:
    miss(client)

    other = from_address(client, "192.0.2.9")

    assert other.get(visitor.address()).status_code == 200


def test_twenty_misses_spread_over_two_processes_count_together(
    client: TestClient,
    context: Context,
    settings: Settings,
    visitor: Visitor,
    clock: FakeClock,
) -> None:
    second = TestClient(survey_mount(context, settings, Waits()), follow_redirects=False)
    miss(client, times=12)
    miss(second, times=8)
    clock.advance(timedelta(seconds=1))

    assert visitor.open().status_code == 429
    assert second.get(visitor.address()).status_code == 429


def test_what_was_typed_is_shown_when_it_is_refused(client: TestClient, visitor: Visitor) -> None:
    miss(client)

    refused = visitor.post("6", {"O1": "Mijn tekst", "version": "3"})

    assert refused.status_code == 429
    assert "Mijn tekst" in visible_text(refused.text)
    assert '<input type="hidden" name="O1" value="Mijn tekst">' in refused.text
    assert '<input type="hidden" name="version" value="3">' in refused.text


def test_an_unreadable_form_is_refused_too(client: TestClient, visitor: Visitor) -> None:
    miss(client)

    refused = client.post(visitor.address("1"), json={"O1": "Mijn tekst"})

    assert refused.status_code == 429


def test_a_wrong_code_on_a_poster_is_a_miss(client: TestClient, stored: StoredPartnership) -> None:
    party = stored.partnership.parties[0]
    poster = f"/s/party/{derive_party_token(SECRET_KEY, stored.round.id, party.id)}"

    statuses = [client.post(poster, data={"code": "0000-0000"}).status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]


def test_a_right_code_is_none(client: TestClient, stored: StoredPartnership) -> None:
    party = stored.partnership.parties[0]
    poster = f"/s/party/{derive_party_token(SECRET_KEY, stored.round.id, party.id)}"
    code = derive_code(SECRET_KEY, stored.invited[0].invitation.nonce)

    statuses = {client.post(poster, data={"code": code}).status_code for _ in range(21)}

    assert statuses == {303}


def test_a_wrong_link_to_stop_mail_is_a_miss(client: TestClient, stored: StoredPartnership) -> None:
    token = derive_mail_token(SECRET_KEY, stored.participants[0].id)

    statuses = [
        client.get(f"/s/mail/{stored.participants[1].id}/{token}").status_code for _ in range(21)
    ]

    assert statuses == [404] * 20 + [429]


def test_nobody_is_refused_where_the_server_does_not_know_who_asks(
    context: Context, settings: Settings
) -> None:
    app = survey_mount(context, settings, Waits())
    scope = make_scope(path=f"/s/{UNKNOWN}", client=None)

    started = [call(app, dict(scope))[0]["status"] for _ in range(21)]

    assert started == [404] * 21


def test_what_is_no_request_is_passed_on(context: Context, settings: Settings) -> None:
    mount = survey_mount(context, settings, Waits())

    sent = call(mount.app, make_scope(type="websocket", subprotocols=[]))

    assert [message["type"] for message in sent] == ["websocket.close"]


def test_a_miss_leaves_nothing_of_an_address_in_the_database(
    client: TestClient, stored: StoredPartnership, engine: Engine
) -> None:
    assert stored.tokens
    miss(from_address(client, "192.0.2.9"), times=3)

    with engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM miss")]

    assert [row[-1] for row in found] == [3]
    assert re.fullmatch("[0-9a-f]{40}", found[0][0])


def test_of_requests_that_come_together_no_more_than_twenty_are_told_that_nothing_is_there(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if each of them had been let in before any of them was counted.
    monkeypatch.setattr(MissLimit, "seconds_blocked", lambda *_: 0)

    assert miss(client, times=22) == [404] * 20 + [429] * 2
