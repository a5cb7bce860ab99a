"""Answers that are tied together over rounds, where every party chose it, and giving that up."""

import pytest
from sqlalchemy import text

from monitor.domain.errors import NotFoundError
from monitor.domain.links import (
    Token,
    derive_pseudonym,
    derive_response_key,
    make_linking_secret,
)
from monitor.domain.partnership import PartnershipId, PrivacyMode
from monitor.domain.response import Response
from monitor.domain.round import RoundId
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.linking import find_pseudonym, unlink
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.results.partnership_view import read_checkins
from monitor.storage.engine import make_engine
from tests.answering import save_part
from tests.factories import SECRET_KEY, FakeClock, add_partnership
from tests.seeding import add_closed_round, answer_all, make_partnership, open_checkin


def test_a_person_answers_every_round_under_one_pseudonym(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3, is_linked=True)
    for _ in range(2):
        add_closed_round(context, clock, partnership, {}, {})

    first, second = (sent_of(context, each) for each in rounds_of(context, partnership.id))

    assert {each.pseudonym for each in first} == {each.pseudonym for each in second}
    assert len({each.pseudonym for each in first}) == 6
    assert None not in {each.pseudonym for each in first}
    assert not {each.key for each in first} & {each.key for each in second}


def test_an_unlinked_partnership_keeps_no_pseudonym(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3)

    add_closed_round(context, clock, partnership, {}, {})

    (only,) = rounds_of(context, partnership.id)
    assert {each.pseudonym for each in sent_of(context, only)} == {None}
    assert not read_checkins(context, partnership.id).is_linked


def test_the_same_person_has_another_pseudonym_in_another_partnership(context: Context) -> None:
    pseudonyms = []
    for name in ("Oosterdal", "Westerdal"):
        partnership = make_partnership(context, name, people=1, is_linked=True)
        opened = open_checkin(context, partnership)
        with context.unit_of_work(reads_only=True) as uow:
            secret = uow.linking_secrets.find(partnership.id)
            invitation = uow.rounds.invitations_of(opened.id)[0]
            assert secret is not None
            found = find_pseudonym(context, uow, uow.rounds.get(opened.id), invitation)
        assert found == derive_pseudonym(SECRET_KEY, secret, invitation.participant_id)
        pseudonyms.append(found)

    assert pseudonyms[0] != pseudonyms[1]


def test_a_joint_response_carries_the_pseudonym_of_the_party(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT, is_linked=True)
    with context.unit_of_work() as uow:
        uow.linking_secrets.add(stored.partnership.id, make_linking_secret())
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        found = [
            find_pseudonym(context, uow, stored.round, one.invitation) for one in stored.invited
        ]

    assert None not in found
    assert len(set(found[:3])) == len(set(found[3:])) == 1
    assert found[0] != found[3]


def test_without_the_secret_there_is_no_pseudonym(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, is_linked=True)

    with context.unit_of_work(reads_only=True) as uow:
        invitation = stored.invited[0].invitation
        assert find_pseudonym(context, uow, stored.round, invitation) is None


def test_a_form_that_is_begun_carries_the_pseudonym_from_then_on(context: Context) -> None:
    opened = open_checkin(context, make_partnership(context, "Oosterdal", people=2, is_linked=True))

    save_part(context, opened.tokens[0], PartAnswers(answers={"TRU1": 4}))
    draft = response_of(context, opened.tokens[0])
    answer_all(context, opened.tokens[:1], {})

    assert draft.pseudonym is not None
    assert response_of(context, opened.tokens[0]).pseudonym == draft.pseudonym


def test_unlinking_takes_the_pseudonyms_of_all_rounds_away_and_keeps_the_rest(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3, is_linked=True)
    add_closed_round(context, clock, partnership, {}, {})
    opened = open_checkin(context, partnership)
    answer_all(context, opened.tokens[:3], {})
    past = rounds_of(context, partnership.id)[0]
    before, draft = sent_of(context, past), response_of(context, opened.tokens[0])

    unlink(context, partnership.id)

    after = sent_of(context, past)
    assert {each.pseudonym for each in after} == {None}
    assert [(each.key, each.answers) for each in after] == [
        (each.key, each.answers) for each in before
    ]
    now = response_of(context, opened.tokens[0])
    assert (now.pseudonym, now.answers) == (None, draft.answers)
    view = read_checkins(context, partnership.id)
    assert not view.is_linked
    assert not any(each.is_linked for each in view.rounds)


def test_after_unlinking_no_answer_is_tied_again(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3, is_linked=True)
    opened = open_checkin(context, partnership)

    unlink(context, partnership.id)
    answer_all(context, opened.tokens, {})
    close_round(context, opened.id)
    add_closed_round(context, clock, partnership, {}, {})

    for each in rounds_of(context, partnership.id):
        assert {response.pseudonym for response in sent_of(context, each)} == {None}


def test_unlinking_twice_or_what_was_never_linked_changes_nothing(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3)

    unlink(context, partnership.id)
    unlink(context, partnership.id)

    assert not read_checkins(context, partnership.id).is_linked


def test_what_does_not_exist_cannot_be_unlinked(context: Context) -> None:
    with pytest.raises(NotFoundError):
        unlink(context, PartnershipId(999))


def test_without_the_key_of_the_installation_a_pseudonym_leads_to_nobody(
    context: Context, database_url: str
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=2, is_linked=True)
    opened = open_checkin(context, partnership)
    answer_all(context, opened.tokens, {})

    # What a stolen copy holds: the secret of the partnership and who was invited.
    engine = make_engine(database_url)
    with engine.connect() as connection:
        secret = connection.execute(text("SELECT secret FROM linking_secret")).scalar_one()
        people = connection.execute(text("SELECT id FROM participant")).scalars().all()
        stored = set(connection.execute(text("SELECT pseudonym FROM response")).scalars())
    engine.dispose()

    assert {derive_pseudonym(SECRET_KEY, secret, person) for person in people} == stored
    assert not {derive_pseudonym(b"", secret, person) for person in people} & stored


def rounds_of(context: Context, partnership_id: PartnershipId) -> list[RoundId]:
    with context.unit_of_work(reads_only=True) as uow:
        return [each.id for each in uow.rounds.list_of(partnership_id)]


def sent_of(context: Context, round_id: RoundId) -> list[Response]:
    with context.unit_of_work(reads_only=True) as uow:
        return list(uow.responses.sent_of(round_id))


def response_of(context: Context, token: Token) -> Response:
    with context.unit_of_work(reads_only=True) as uow:
        found = uow.responses.find(derive_response_key(SECRET_KEY, token))
    assert found is not None
    return found
