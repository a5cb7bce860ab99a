from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from monitor.domain.links import LinkingSecret
from monitor.domain.partnership import PartnershipId
from monitor.domain.response import Response, ResponseKey
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import StoredRound, add_partnership, add_round, make_response

SECRET = LinkingSecret("5" * 64)
OTHER_SECRET = LinkingSecret("7" * 64)


def test_a_partnership_has_no_secret_until_it_is_given_one(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    linked, unlinked = (add_partnership(unit_of_work, name=name).partnership for name in "ab")

    store(unit_of_work, linked.id, SECRET)

    assert find(unit_of_work, linked.id) == SECRET
    assert find(unit_of_work, unlinked.id) is None


def test_a_partnership_has_one_secret(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add_partnership(unit_of_work).partnership
    store(unit_of_work, partnership.id, SECRET)

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.linking_secrets.add(partnership.id, OTHER_SECRET)


def test_deleting_it_leaves_no_tie_in_any_round(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    rounds = [
        add_round(unit_of_work, stored.partnership, sequence=sequence, is_linked=True)
        for sequence in (2, 3)
    ]
    keys = [answer(unit_of_work, each) for each in rounds]
    store(unit_of_work, stored.partnership.id, SECRET)

    with unit_of_work() as work:
        work.linking_secrets.delete(stored.partnership.id)
        work.commit()

    assert find(unit_of_work, stored.partnership.id) is None
    with unit_of_work(reads_only=True) as work:
        found = [work.responses.find(key) for key in keys]
        assert [each and each.pseudonym for each in found] == [None, None]
        assert [each and each.answers for each in found] == [{"TRU1": 4}, {"TRU1": 4}]
        assert not any(each.is_linked for each in work.rounds.list_of(stored.partnership.id))


def test_deleting_it_leaves_other_partnerships_linked(unit_of_work: SqlUnitOfWorkFactory) -> None:
    one, other = (add_partnership(unit_of_work, name=name) for name in "ab")
    round_ = add_round(unit_of_work, other.partnership, sequence=2, is_linked=True)
    key = answer(unit_of_work, round_)
    store(unit_of_work, one.partnership.id, SECRET)
    store(unit_of_work, other.partnership.id, OTHER_SECRET)

    with unit_of_work() as work:
        work.linking_secrets.delete(one.partnership.id)
        work.commit()

    assert find(unit_of_work, other.partnership.id) == OTHER_SECRET
    with unit_of_work(reads_only=True) as work:
        response = work.responses.find(key)
        assert response is not None
        assert response.pseudonym == "c" * 40
        assert work.rounds.get(round_.round.id).is_linked


def test_the_secret_goes_with_its_partnership(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    store(unit_of_work, sample.partnership.id, SECRET)

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM linking_secret")).all() == []


def test_who_opens_a_round_keeps_the_secret_from_deletion(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    partnership = add_partnership(unit_of_work).partnership
    store(unit_of_work, partnership.id, SECRET)

    with unit_of_work() as work:
        work.linking_secrets.find(partnership.id, for_update=True)

        with engine.begin() as other, pytest.raises(OperationalError, match="lock"):
            other.execute(text("SELECT secret FROM linking_secret FOR UPDATE NOWAIT"))
    engine.dispose()


def test_an_answer_that_is_being_saved_loses_its_tie_too(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    round_ = add_round(unit_of_work, stored.partnership, sequence=2, is_linked=True)
    store(unit_of_work, stored.partnership.id, SECRET)

    def delete() -> None:
        with unit_of_work() as work:
            work.linking_secrets.delete(stored.partnership.id)
            work.commit()

    deleting = Thread(target=delete)
    with unit_of_work() as work:
        work.rounds.lock(round_.round.id, exclusively=False)
        deleting.start()
        work.responses.save(make_linked(round_))
        work.commit()
    deleting.join()

    with unit_of_work(reads_only=True) as work:
        response = work.responses.find(make_linked(round_).key)
        assert response is not None
        assert response.pseudonym is None
    engine.dispose()


def make_linked(stored: StoredRound) -> Response:
    return make_response(
        key=f"{stored.round.id:040}",
        round_id=stored.round.id,
        party_id=stored.invited[0].participant.party_id,
        answers={"TRU1": 4},
        pseudonym="c" * 40,
    )


def answer(unit_of_work: SqlUnitOfWorkFactory, stored: StoredRound) -> ResponseKey:
    response = make_linked(stored)
    with unit_of_work() as work:
        work.responses.save(response)
        work.commit()
    return response.key


def store(
    unit_of_work: SqlUnitOfWorkFactory, partnership_id: PartnershipId, secret: LinkingSecret
) -> None:
    with unit_of_work() as work:
        work.linking_secrets.add(partnership_id, secret)
        work.commit()


def find(unit_of_work: SqlUnitOfWorkFactory, partnership_id: PartnershipId) -> LinkingSecret | None:
    with unit_of_work(reads_only=True) as work:
        return work.linking_secrets.find(partnership_id)
