"""Whose answers are whose? A copy of the database does not tell, the secret key does (ADR 0014).

The attack is the strongest that we know: people answer one by one, and after each of them the
worker runs and thanks whoever answered. Whoever has the copy brings the people of a party in every
order that it holds (ids, letters, transactions, places in the file), the responses likewise, and
lays both side by side.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from sqlalchemy import Connection, Engine, make_url, text

from monitor.domain.links import derive_response_key, derive_token
from monitor.domain.mail import Writing
from monitor.domain.partnership import ParticipantId, PartyId
from monitor.domain.response import Audience, Comment, ResponseKey
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import deliver
from monitor.services.mail.queue_mail import queue_invitations, queue_letters
from monitor.storage.responses import SqlResponses
from tests.answering import save_part
from tests.factories import SECRET_KEY, FakeClock, StoredPartnership, add_partnership

PARTNERSHIPS, PEOPLE = 4, 6
# Guessing finds one of each party on average. So many are found by luck about once in a million.
PARTIES = PARTNERSHIPS * 2
BY_LUCK = PARTIES + 16

T = TypeVar("T")
People = Sequence[ParticipantId]
Keys = Sequence[ResponseKey]


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy of the database tells of one party: people and responses in every order."""

    people: Mapping[str, People]
    responses: Mapping[str, Keys]


class PostBox:
    """Takes every letter."""

    def send(self, message: EmailMessage) -> None:
        """Take a letter."""
        assert message["Message-ID"]

    def close(self) -> None:
        """Nothing is open."""


def write(writing: Writing) -> EmailMessage:
    """Word a letter shortly."""
    message = EmailMessage()
    message["Message-ID"] = writing.message_id
    return message


@pytest.fixture
def answered(context: Context, clock: FakeClock) -> Sequence[StoredPartnership]:
    """Partnerships whose people answered one by one, in an order of their own."""
    random = Random(20261122)  # noqa: S311 - Not a secret.
    partnerships = [_invite(context, f"Wijk {number}") for number in range(PARTNERSHIPS)]
    everyone = [one.token for stored in partnerships for one in stored.invited]
    for token in random.sample(everyone, len(everyone)):
        _answer(context, token, random)
        clock.advance(timedelta(minutes=random.randint(1, 90)))
        queue_letters(context)
        deliver(context, PostBox(), write)
        context.unit_of_work.forget_writes()
    return partnerships


def test_a_copy_of_the_database_does_not_tell_whose_answers_are_whose(
    answered: Sequence[StoredPartnership], engine: Engine
) -> None:
    found = attack(answered, engine)

    assert {pair: hits for pair, hits in found.items() if hits > BY_LUCK} == {}
    assert len(found) >= 20


def test_with_the_secret_key_the_same_copy_tells_everything(
    answered: Sequence[StoredPartnership], engine: Engine
) -> None:
    assert len(answered) == PARTNERSHIPS
    with engine.connect() as connection:
        stored = set(connection.scalars(text("SELECT key FROM response")))
        nonces = list(connection.scalars(text("SELECT nonce FROM invitation")))

    computed = {derive_response_key(SECRET_KEY, derive_token(SECRET_KEY, each)) for each in nonces}

    assert computed == stored
    assert len(stored) == PARTIES * PEOPLE


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_attack_would_find_rows_that_were_not_stored_anew(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, engine: Engine
) -> None:
    monkeypatch.setattr(SqlResponses, "rewrite", lambda _self, _round_id: None)
    answered = request.getfixturevalue("answered")

    found = attack(answered, engine)

    assert max(found.values()) > PARTIES * PEOPLE * 0.9


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_attack_would_find_the_order_in_a_log_of_recent_writes(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    engine: Engine,
    context: Context,
) -> None:
    monkeypatch.setattr(type(context.unit_of_work), "forget_writes", lambda _self: None)
    monkeypatch.setattr(SqlResponses, "rewrite", lambda _self, _round_id: None)
    answered = request.getfixturevalue("answered")

    found = attack(answered, engine)

    assert max(found.values()) > PARTIES * PEOPLE * 0.5


def attack(answered: Sequence[StoredPartnership], engine: Engine) -> Mapping[tuple[str, str], int]:
    """Return how many people each pair of orders finds, over all parties together."""
    found: dict[tuple[str, str], int] = {}
    with engine.connect() as connection:
        files = _read_files(engine)
        for stored in answered:
            truth = {
                one.participant.id: derive_response_key(SECRET_KEY, one.token)
                for one in stored.invited
            }
            for party in stored.partnership.parties:
                copy = _copy_party(connection, files, party.id)
                for people, responses in itertools.product(copy.people, copy.responses):
                    pairs = zip(copy.people[people], copy.responses[responses], strict=True)
                    hits = sum(truth[person] == key for person, key in pairs)
                    pair = (people, responses)
                    found[pair] = found.get(pair, 0) + hits
    return found


def _invite(context: Context, name: str) -> StoredPartnership:
    stored = add_partnership(context.unit_of_work, name=name, people_per_party=PEOPLE)
    with context.unit_of_work() as work:
        for person in stored.participants:
            address = f"persoon{person.id}@example.org"
            work.partnerships.save_participant(replace(person, email=address))
        queue_invitations(context, work, stored.round)
        work.commit()
    return stored


def _answer(context: Context, token: str, random: Random) -> None:
    asked = read_checkin(context, token).parts[0].questions
    words = "x" * random.randint(1, 400)
    answers = {question.code: random.randint(1, 5) for question in asked}
    comments = {"O1": Comment(words, Audience.COACH_ONLY)}
    save_part(context, token, PartAnswers(answers=answers, comments=comments))
    send(context, token)


def _copy_party(connection: Connection, files: Mapping[str, bytes], party_id: PartyId) -> Copy:
    people = connection.execute(
        text(
            "SELECT participant.id, invitation.id, invitation.nonce, invitation.token_hash, "
            "letter.id, letter.message_id FROM participant "
            "JOIN invitation ON invitation.participant_id = participant.id "
            "JOIN letter ON letter.participant_id = participant.id AND letter.kind = 'thanks' "
            "WHERE participant.party_id = :party"
        ),
        {"party": party_id},
    ).all()
    responses = connection.execute(
        text("SELECT key, content, version FROM response WHERE party_id = :party"),
        {"party": party_id},
    ).all()
    letters = {str(row[5]): ParticipantId(row[0]) for row in people}
    keys = {str(row[0]): ResponseKey(row[0]) for row in responses}
    columns = ["person", "invitation", "nonce", "hash", "letter", "message"]
    return Copy(
        people={
            **{
                name: [ParticipantId(row[0]) for row in sorted(people, key=itemgetter(place))]
                for place, name in enumerate(columns)
            },
            **_order_places(files, letters),
            **_order_rows(connection, "letter", "message_id", letters),
        },
        responses={
            "key": sorted(keys.values()),
            "size": [
                ResponseKey(row[0]) for row in sorted(responses, key=lambda row: len(str(row[1])))
            ],
            **_order_places(files, keys),
            **_order_rows(connection, "response", "key", keys),
        },
    )


def _order_rows(
    connection: Connection, table: str, column: str, names: Mapping[str, T]
) -> Mapping[str, Sequence[T]]:
    """Bring what stands in rows into the order of their places and of their transactions."""
    if connection.dialect.name == "sqlite":
        return {}
    statement = f"SELECT {column} FROM {table} ORDER BY "  # noqa: S608 - Our own words.
    orders = {"place": "ctid", "transaction": "xmin::text::bigint, ctid"}
    return {
        name: [
            names[value] for value in connection.scalars(text(statement + order)) if value in names
        ]
        for name, order in orders.items()
    }


def _order_places(files: Mapping[str, bytes], names: Mapping[str, T]) -> Mapping[str, Sequence[T]]:
    """Bring what is found in raw files into the order of its first and of its last place."""
    orders: dict[str, Sequence[T]] = {}
    for file, content in files.items():
        seeks: Iterable[tuple[str, Callable[[bytes], int]]] = [
            ("first", content.find),
            ("last", content.rfind),
        ]
        for which, seek in seeks:
            places = {name: seek(name.encode()) for name in names}
            ordered = sorted(names, key=places.__getitem__)
            orders[f"{which} in {file}"] = [names[name] for name in ordered]
    return orders


def _read_files(engine: Engine) -> Mapping[str, bytes]:
    if engine.dialect.name != "sqlite":
        return {}
    path = Path(make_url(str(engine.url)).database or "")
    log = path.with_name(f"{path.name}-wal")
    return {"file": path.read_bytes(), "log": log.read_bytes() if log.exists() else b""}
