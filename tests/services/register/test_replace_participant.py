"""Somebody takes over from a participant: who answers when, and that nobody learns who did."""

from datetime import date, timedelta

import pytest

from monitor.domain.errors import InvalidParticipantError, NotFoundError
from monitor.domain.mail import MailKind
from monitor.domain.partnership import Language, Participant, ParticipantId
from monitor.domain.round import GRACE, RoundId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.manage_links import list_links_of, show_link
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.register.manage_participants import PersonDraft
from monitor.services.register.replace_participant import (
    Replacement,
    find_replacement_faults,
    replace_participant,
)
from tests.answering import save_part
from tests.factories import NOW, TODAY, TWO_WEEKS, FakeClock, StoredPartnership, add_partnership

BO = PersonDraft("Bo Bos", "bo@example.org", Language.ENGLISH)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


def read(context: Context, participant_id: ParticipantId) -> Participant:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get_participant(participant_id)


def links_of(context: Context, round_id: RoundId) -> dict[ParticipantId, bool]:
    """Return for everyone invited whether the link works."""
    links = list_links_of(context, round_id)
    return {each.participant.id: not each.is_withdrawn for each in links}


def answer(context: Context, token: str) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    send(context, token)


def token_of(context: Context, round_id: RoundId, participant_id: ParticipantId) -> str:
    (link,) = [
        each for each in list_links_of(context, round_id) if each.participant.id == participant_id
    ]
    return show_link(context, link.invitation_id).rpartition("/")[2]


def sent(context: Context, round_id: RoundId) -> int:
    with context.unit_of_work(reads_only=True) as uow:
        return len(uow.responses.sent_keys(round_id))


def test_one_ends_and_the_other_begins_for_the_same_party(
    context: Context, stored: StoredPartnership
) -> None:
    leaving = stored.participants[0]

    joined = replace_participant(context, leaving.id, Replacement(BO, TODAY))

    assert read(context, leaving.id).active_until == YESTERDAY
    assert read(context, joined.id) == joined
    assert (joined.name, joined.email, joined.language) == ("Bo Bos", BO.email, Language.ENGLISH)
    assert (joined.party_id, joined.active_from) == (leaving.party_id, TODAY)


def test_the_link_stops_and_the_other_joins_with_the_next_round(
    context: Context, stored: StoredPartnership
) -> None:
    leaving = stored.participants[0]

    joined = replace_participant(context, leaving.id, Replacement(BO, TODAY))

    links = links_of(context, stored.round.id)
    assert not links[leaving.id]
    assert joined.id not in links
    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)
    assert links_of(context, opened.id)[joined.id]
    assert leaving.id not in links_of(context, opened.id)


def test_from_a_later_day_nothing_changes_until_then(
    context: Context, stored: StoredPartnership
) -> None:
    leaving = stored.participants[0]

    joined = replace_participant(context, leaving.id, Replacement(BO, TOMORROW))

    assert links_of(context, stored.round.id)[leaving.id]
    assert read(context, leaving.id).active_until == TODAY
    assert joined.active_from == TOMORROW


def test_who_would_leave_earlier_already_still_does(
    context: Context, stored: StoredPartnership
) -> None:
    leaving = stored.participants[0]
    replace_participant(context, leaving.id, Replacement(BO, TODAY))

    replace_participant(context, leaving.id, Replacement(BO, TODAY + timedelta(days=30)))

    assert read(context, leaving.id).active_until == YESTERDAY


def test_in_the_open_round_the_new_person_has_an_own_and_empty_form(
    context: Context, stored: StoredPartnership
) -> None:
    leaving, token = stored.participants[0], stored.tokens[0]
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    joined = replace_participant(context, leaving.id, Replacement(BO, TODAY, joins_open_round=True))

    links = links_of(context, stored.round.id)
    assert (links[leaving.id], links[joined.id]) == (False, True)
    new_token = token_of(context, stored.round.id, joined.id)
    checkin = read_checkin(context, new_token)
    assert new_token != token
    assert not checkin.is_begun
    assert checkin.language is Language.ENGLISH
    answer(context, new_token)
    assert sent(context, stored.round.id) == 1


@pytest.mark.parametrize("answered", [0, 1])
def test_whether_the_other_one_answered_makes_no_difference_that_shows(
    context: Context, stored: StoredPartnership, answered: int
) -> None:
    leaving = stored.participants[0]
    for token in stored.tokens[:answered]:
        answer(context, token)

    joined = replace_participant(context, leaving.id, Replacement(BO, TODAY, joins_open_round=True))

    links = links_of(context, stored.round.id)
    assert links == {
        **{each.id: each.id != leaving.id for each in stored.participants},
        joined.id: True,
    }
    assert sent(context, stored.round.id) == answered


def test_the_new_person_gets_the_invitation_by_mail_if_the_others_did(
    context: Context, stored: StoredPartnership
) -> None:
    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    joined = replace_participant(
        context, stored.participants[0].id, Replacement(BO, TODAY, joins_open_round=True)
    )

    with context.unit_of_work(reads_only=True) as uow:
        letters = uow.outbox.list_of(opened.id)
    assert [(each.participant_id, each.kind) for each in letters] == [
        (joined.id, MailKind.INVITATION)
    ]


def test_of_a_round_that_was_not_mailed_nobody_gets_a_letter(
    context: Context, stored: StoredPartnership
) -> None:
    replacement = Replacement(BO, TODAY, joins_open_round=True)

    replace_participant(context, stored.participants[0].id, replacement)

    with context.unit_of_work(reads_only=True) as uow:
        assert list(uow.outbox.list_of(stored.round.id)) == []


def test_a_round_that_closed_meanwhile_takes_nobody_any_more(
    context: Context, stored: StoredPartnership, clock: FakeClock
) -> None:
    clock.set(stored.round.closes_at + GRACE)

    joined = replace_participant(
        context,
        stored.participants[0].id,
        Replacement(BO, context.today(), joins_open_round=True),
    )

    assert joined.id not in links_of(context, stored.round.id)


@pytest.mark.parametrize(
    ("replacement", "faults"),
    [
        (Replacement(BO, TODAY), []),
        (Replacement(PersonDraft(" "), TODAY), ["name_missing"]),
        (Replacement(BO, YESTERDAY), ["on_past"]),
        (Replacement(BO, TOMORROW, joins_open_round=True), ["joins_later"]),
        (Replacement(PersonDraft("Bo", "x"), date(2020, 1, 1)), ["email", "on_past"]),
    ],
)
def test_what_is_wrong_is_told_and_refused(
    context: Context, stored: StoredPartnership, replacement: Replacement, faults: list[str]
) -> None:
    assert find_replacement_faults(replacement, TODAY) == faults
    if faults:
        with pytest.raises(InvalidParticipantError, match=faults[0]):
            replace_participant(context, stored.participants[0].id, replacement)
        assert read(context, stored.participants[0].id).active_until is None


def test_nobody_takes_over_from_somebody_who_does_not_exist(context: Context) -> None:
    with pytest.raises(NotFoundError):
        replace_participant(context, ParticipantId(999), Replacement(BO, TODAY))
