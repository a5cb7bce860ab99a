import pytest
from sqlalchemy import Engine

from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.links import Token, TokenHash, hash_token
from monitor.domain.meeting.live import LiveQuestionId
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import ManagerId, ParticipantId, PartnershipId
from monitor.domain.round import RoundId
from monitor.storage import whereabouts
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership
from tests.statements import noted_statements

OTHER = WorkspaceId(2)


def test_what_was_stored_in_a_workspace_is_found_there(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    add_partnership(unit_of_work)
    stored = add_partnership(unit_of_work.within(OTHER), name="Elders")

    with unit_of_work.within(None)(reads_only=True) as work:
        found = [
            work.whereabouts.of_personal_link(hash_token(Token(stored.tokens[0]))),
            work.whereabouts.of_participant(stored.participants[0].id),
            work.whereabouts.of_partnership(stored.partnership.id),
            work.whereabouts.of_round(stored.round.id),
        ]

    assert found == [OTHER] * 4


def test_what_is_not_there_is_nowhere(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work.within(None)(reads_only=True) as work:
        places = work.whereabouts
        assert places.of_personal_link(hash_token(Token("A" * 32))) is None
        assert places.of_participant(ParticipantId(9)) is None
        assert places.of_manager(ManagerId(9)) is None
        assert places.of_partnership(PartnershipId(9)) is None
        assert places.of_round(RoundId(9)) is None
        assert places.of_meeting(MeetingId(9)) is None
        assert places.of_live_question(LiveQuestionId(9)) is None


def test_within_a_workspace_nothing_of_another_is_found(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)

    with unit_of_work.within(OTHER)(reads_only=True) as work:
        assert work.whereabouts.of_partnership(stored.partnership.id) is None
    with unit_of_work(reads_only=True) as work:
        assert work.whereabouts.of_partnership(stored.partnership.id) == FIRST_WORKSPACE


def test_where_a_link_leads_is_asked_once(
    unit_of_work: SqlUnitOfWorkFactory, engine: Engine
) -> None:
    token_hash = hash_token(Token(add_partnership(unit_of_work).tokens[0]))
    assert find(unit_of_work, token_hash) == FIRST_WORKSPACE

    with noted_statements(engine) as asked:
        assert find(unit_of_work.within(OTHER), token_hash) == FIRST_WORKSPACE

    assert not asked


def test_a_link_that_was_known_is_found_in_no_other_workspace(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    token_hash = hash_token(Token(add_partnership(unit_of_work).tokens[0]))
    find(unit_of_work, token_hash)

    with unit_of_work.within(OTHER)(reads_only=True) as work:
        assert work.whereabouts.of_personal_link(token_hash) is None


def test_a_link_that_leads_nowhere_yet_is_asked_again(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    token_hash = hash_token(Token("A" * 32))
    assert find(unit_of_work, token_hash) is None

    with unit_of_work() as work:
        work.rounds.replace_link(stored.invited[0].invitation, token_hash)
        work.commit()

    assert find(unit_of_work, token_hash) == FIRST_WORKSPACE


def test_no_more_links_are_kept_than_fit(
    unit_of_work: SqlUnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "MOST_KNOWN_LINKS", 2)
    tokens = add_partnership(unit_of_work, people_per_party=3).tokens

    for token in tokens:
        assert find(unit_of_work, hash_token(Token(token))) == FIRST_WORKSPACE

    assert len(unit_of_work.known_links) <= 2


def find(unit_of_work: SqlUnitOfWorkFactory, token_hash: TokenHash) -> WorkspaceId | None:
    with unit_of_work.within(None)(reads_only=True) as work:
        return work.whereabouts.of_personal_link(token_hash)
