from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.links import Token, hash_token
from monitor.domain.meeting.live import LiveQuestionId
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import ManagerId, ParticipantId, PartnershipId
from monitor.domain.round import RoundId
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership

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
