from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError

from monitor.domain.links import derive_response_key, derive_token, hash_token
from monitor.domain.response import Audience, Comment, Pseudonym, Response, ResponseKey
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import SECRET_KEY, StoredPartnership, add_partnership, add_round, make_response


def test_a_response_is_returned_as_it_was_saved(unit_of_work: SqlUnitOfWorkFactory) -> None:
    response = replace(
        response_of(add_partnership(unit_of_work)),
        answers={"trust_1": 4, "trust_2": None},
        choices={"trust_1.why": ("promises", "time")},
        comments={"closing": Comment('Ça va? <b>"Ja"</b> 🌞\n\\u0000', Audience.SHARED_SCREEN)},
        is_sent=True,
        pseudonym=Pseudonym("b" * 40),
    )

    save(unit_of_work, response)

    assert find(unit_of_work, response.key) == response


def test_a_draft_is_returned_as_a_draft(unit_of_work: SqlUnitOfWorkFactory) -> None:
    draft = replace(response_of(add_partnership(unit_of_work)), is_sent=False)

    save(unit_of_work, draft)

    assert find(unit_of_work, draft.key) == draft


def test_an_unknown_key_finds_nothing(unit_of_work: SqlUnitOfWorkFactory) -> None:
    assert find(unit_of_work, ResponseKey("0" * 40)) is None


def test_saving_again_replaces_the_whole(unit_of_work: SqlUnitOfWorkFactory) -> None:
    first = replace(
        response_of(add_partnership(unit_of_work)),
        answers={"trust_1": 4},
        comments={"closing": Comment("Eerst")},
    )
    second = replace(first, answers={"trust_2": 1}, comments={}, is_sent=False)

    save(unit_of_work, first)
    save(unit_of_work, second)

    assert find(unit_of_work, first.key) == second


def test_creating_leaves_a_response_that_exists_alone(unit_of_work: SqlUnitOfWorkFactory) -> None:
    filled = replace(response_of(add_partnership(unit_of_work)), answers={"trust_1": 4})
    save(unit_of_work, filled)

    with unit_of_work() as work:
        assert not work.responses.create_if_missing(replace(filled, answers={}))
        work.commit()

    assert find(unit_of_work, filled.key) == filled


def test_when_twenty_create_the_same_response_at_once_there_is_one(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    response = response_of(add_partnership(unit_of_work))
    barrier = Barrier(20)

    def create(_number: int) -> bool:
        barrier.wait()
        with unit_of_work() as work:
            is_created = work.responses.create_if_missing(response)
            work.commit()
        return is_created

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(create, range(20))) == 1

    with unit_of_work(reads_only=True) as work:
        assert work.responses.sent_of(response.round_id) == [response]


def test_sixty_people_who_change_one_response_at_once_lose_nothing(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    response = response_of(add_partnership(unit_of_work))
    save(unit_of_work, response)
    barrier = Barrier(60)

    def answer(number: int) -> None:
        barrier.wait()
        with unit_of_work() as work:
            work.rounds.lock(response.round_id, exclusively=False)
            found = work.responses.find(response.key, for_update=True)
            assert found is not None
            answers = {**found.answers, f"question_{number}": number}
            work.responses.save(replace(found, answers=answers))
            work.commit()

    with ThreadPoolExecutor(60) as pool:
        list(pool.map(answer, range(60)))

    stored = find(unit_of_work, response.key)
    assert stored is not None
    assert stored.answers == {f"question_{number}": number for number in range(60)}


def test_sixty_people_who_answer_at_once_are_all_stored(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    barrier = Barrier(60)

    def answer(number: int) -> None:
        barrier.wait()
        for turn in range(2):
            response = response_of(stored, key=f"{number:02}{turn}")
            with unit_of_work() as work:
                work.rounds.lock(stored.round.id, exclusively=False)
                assert work.responses.find(response.key, for_update=True) is None
                work.responses.save(response)
                work.commit()

    with ThreadPoolExecutor(60) as pool:
        list(pool.map(answer, range(60)))

    with unit_of_work(reads_only=True) as work:
        assert len(work.responses.sent_of(stored.round.id)) == 120


def test_a_response_read_for_update_cannot_be_written_by_another(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    response = response_of(add_partnership(unit_of_work))
    save(unit_of_work, response)

    with unit_of_work() as work, engine.connect() as other:
        assert work.responses.find(response.key, for_update=True) == response

        with pytest.raises(OperationalError, match="could not obtain lock"):
            other.execute(text("SELECT key FROM response FOR UPDATE NOWAIT"))
    engine.dispose()


def test_many_responses_are_stored_at_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    responses = [response_of(stored, key=key) for key in ("c", "a", "b")]

    with unit_of_work() as work:
        work.responses.add_many(responses)
        work.responses.add_many([])
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.responses.sent_of(stored.round.id)
    assert found == sorted(responses, key=lambda response: response.key)


def test_only_what_was_sent_in_the_round_itself_counts(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    other_round = add_round(unit_of_work, stored.partnership, sequence=2).round
    first, second = (party.id for party in stored.partnership.parties)
    here = [
        make_response(key="1", round_id=stored.round.id, party_id=second),
        make_response(key="2", round_id=stored.round.id, party_id=first),
        make_response(key="3", round_id=stored.round.id, party_id=second),
    ]
    draft = make_response(key="4", round_id=stored.round.id, party_id=first, is_sent=False)
    elsewhere = make_response(key="5", round_id=other_round.id, party_id=first)
    save(unit_of_work, *here, draft, elsewhere)

    with unit_of_work(reads_only=True) as work:
        assert work.responses.sent_of(stored.round.id) == here
        assert work.responses.sent_counts(stored.round.id) == {first: 1, second: 2}


def test_drafts_count_but_only_what_was_sent_has_its_key_told(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    other = add_partnership(unit_of_work, name="Een ander")
    save(
        unit_of_work,
        response_of(stored, key="a" * 40),
        replace(response_of(stored, key="b" * 40), is_sent=False),
        response_of(other, key="c" * 40),
    )

    with unit_of_work(reads_only=True) as work:
        assert work.responses.count(stored.round.id) == 2
        assert work.responses.sent_keys(stored.round.id) == {"a" * 40}


def test_a_response_that_is_deleted_is_gone_and_the_others_stay(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    gone, kept = (response_of(stored, key=letter * 40) for letter in "ab")
    save(unit_of_work, gone, kept)

    with unit_of_work() as work:
        work.responses.delete(gone.key)
        work.responses.delete(ResponseKey("0" * 40))
        work.commit()

    assert find(unit_of_work, gone.key) is None
    assert find(unit_of_work, kept.key) == kept


def test_a_response_that_is_deleted_is_not_left_in_the_file(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    secret = "De wethouder " + "x" * 1500
    response = response_of(add_partnership(unit_of_work))
    save(unit_of_work, replace(response, comments={"closing": Comment(secret)}))

    with unit_of_work() as work:
        work.responses.delete(response.key)
        work.commit()
    engine.dispose()

    assert secret.encode() not in database_bytes(sqlite_url)
    assert response.key.encode() not in database_bytes(sqlite_url)


def test_a_response_follows_its_person_to_a_new_link(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    response, other = (response_of(stored, key=letter * 40) for letter in "ab")
    save(unit_of_work, response, other)
    moved = replace(response, key=ResponseKey("d" * 40))

    with unit_of_work() as work:
        work.responses.change_key(response.key, moved.key)
        work.responses.change_key(ResponseKey("0" * 40), ResponseKey("1" * 40))
        work.commit()

    assert find(unit_of_work, response.key) is None
    assert find(unit_of_work, moved.key) == moved
    assert find(unit_of_work, other.key) == other


def test_rewriting_a_round_changes_no_response(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored, other = (add_partnership(unit_of_work, name=name) for name in ("Hier", "Daar"))
    full = replace(
        response_of(stored),
        answers={"TRU1": 4, "TRU2": None},
        choices={"T5": ("time", "money")},
        comments={"O1": Comment("Ça va?\n🌞", Audience.COACH_ONLY)},
        pseudonym=Pseudonym("b" * 40),
        version=3,
        is_paper=True,
    )
    draft = replace(response_of(stored, key="b" * 40), is_sent=False)
    elsewhere = response_of(other, key="c" * 40)
    save(unit_of_work, draft, full, elsewhere)

    with unit_of_work() as work:
        work.rounds.lock(stored.round.id, exclusively=True)
        work.responses.rewrite(stored.round.id)
        work.commit()

    found = [find(unit_of_work, each.key) for each in (full, draft, elsewhere)]
    assert found == [full, draft, elsewhere]


def test_after_rewriting_postgresql_does_not_tell_who_answered_first(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    for letter in "fbdace":
        save(unit_of_work, response_of(stored, key=letter * 40))

    with unit_of_work() as work:
        work.responses.rewrite(stored.round.id)
        work.commit()

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT key, xmin::text FROM response ORDER BY ctid")).all()
    engine.dispose()
    assert [key[0] for key, _transaction in rows] == list("abcdef")
    assert len({transaction for _key, transaction in rows}) == 1


def test_nothing_ties_a_response_to_an_invitation_or_a_person(engine: Engine) -> None:
    inspector = inspect(engine)
    columns = {column["name"] for column in inspector.get_columns("response")}
    targets = {key["referred_table"] for key in inspector.get_foreign_keys("response")}
    targets_of_others = {
        key["referred_table"]
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
    }

    assert columns == {
        "key",
        "round_id",
        "party_id",
        "content",
        "pseudonym",
        "is_sent",
        "version",
        "is_paper",
        "workspace_id",
    }
    assert targets == {"round", "party"}
    assert "response" not in targets_of_others


def test_sqlite_does_not_keep_the_order_in_which_people_answered(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    with engine.connect() as connection, pytest.raises(OperationalError, match="no such column"):
        connection.execute(text("SELECT rowid FROM response"))
    engine.dispose()


def test_a_copy_of_the_database_holds_no_token_and_no_tie(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    tokens = stored.tokens
    keys = [derive_response_key(SECRET_KEY, token) for token in tokens]
    save(unit_of_work, *(response_of(stored, key=key) for key in keys))

    copied = database_bytes(sqlite_url)
    engine.dispose()

    assert all(hash_token(token).encode() in copied for token in tokens)
    assert all(key.encode() in copied for key in keys)
    assert not any(token.encode() in copied for token in tokens)
    # The nonces are in the copy; without the key they make other tokens, hence other keys.
    nonces = [one.invitation.nonce for one in stored.invited]
    guesses = [derive_token(b"another key, of 32 bytes or more", nonce) for nonce in nonces]
    assert not {derive_response_key(b"another key", guess) for guess in guesses} & set(keys)


def test_a_comment_taken_back_is_not_left_in_the_file(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    secret = "De wethouder " + "x" * 1500
    response = response_of(add_partnership(unit_of_work))
    save(unit_of_work, replace(response, comments={"closing": Comment(secret)}))
    save(unit_of_work, response)

    # The last connection to close moves the write-ahead log into the file.
    engine.dispose()

    assert secret.encode() not in database_bytes(sqlite_url)
    assert not Path(f"{path_of(sqlite_url)}-wal").exists()


def test_a_response_needs_a_round(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.responses.save(make_response())


def test_an_error_does_not_repeat_what_was_answered(unit_of_work: SqlUnitOfWorkFactory) -> None:
    response = make_response(comments={"closing": Comment("Dit is geheim")})

    with unit_of_work() as work, pytest.raises(IntegrityError) as caught:
        work.responses.save(response)

    assert "geheim" not in str(caught.value)


def response_of(stored: StoredPartnership, *, key: str = "a" * 40) -> Response:
    return make_response(
        key=key, round_id=stored.round.id, party_id=stored.partnership.parties[0].id
    )


def save(unit_of_work: SqlUnitOfWorkFactory, *responses: Response) -> None:
    with unit_of_work() as work:
        for response in responses:
            work.responses.save(response)
        work.commit()


def find(unit_of_work: SqlUnitOfWorkFactory, key: ResponseKey) -> Response | None:
    with unit_of_work(reads_only=True) as work:
        return work.responses.find(key)


def path_of(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def database_bytes(sqlite_url: str) -> bytes:
    path = path_of(sqlite_url)
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
