"""The people of a party: read, added, changed and let go, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.errors import InvalidParticipantError, NotFoundError
from monitor.domain.partnership import Language, Participant, ParticipantId, PartyId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.register.manage_participants import (
    PersonDraft,
    add_person,
    allow_mail,
    change_person,
    end_membership,
    find_person_faults,
    is_email,
    parse_people,
)
from tests.answering import save_part
from tests.factories import (
    NOW,
    TODAY,
    TWO_WEEKS,
    FakeClock,
    StoredPartnership,
    add_partnership,
)

ANNA = PersonDraft("Anna de Wit", "anna@voorbeeld.nl", Language.ENGLISH)
UNKNOWN = ParticipantId(999)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


def read(context: Context, participant_id: ParticipantId) -> Participant:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get_participant(participant_id)


def fail_mail(context: Context, participant: Participant, **changes: object) -> None:
    """Store that mail to a person does not arrive, or that the person wants none."""
    with context.unit_of_work() as uow:
        uow.partnerships.save_participant(replace(participant, **changes))  # type: ignore[arg-type] # As named.
        uow.commit()


# Reading what was typed.


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("Anna de Wit <anna@x.nl>", "Anna de Wit", "anna@x.nl"),
        ("  Anna de Wit<anna@x.nl> ; ", "Anna de Wit", "anna@x.nl"),
        ('"Wit, Anna de" <anna@x.nl>,', "Wit, Anna de", "anna@x.nl"),
        ("<anna@x.nl>", "anna", "anna@x.nl"),
        ("anna@x.nl", "anna", "anna@x.nl"),
        ("Anna", "Anna", None),
        ("Anna de Wit", "Anna de Wit", None),
        ("Zoë O'Neill-Şahin", "Zoë O'Neill-Şahin", None),
    ],
)
def test_a_line_holds_a_name_an_address_or_both(line: str, name: str, email: str | None) -> None:
    (draft,) = parse_people(line, Language.ENGLISH)

    assert draft == PersonDraft(name, email, Language.ENGLISH)
    assert find_person_faults(draft) == []


def test_empty_lines_and_repeats_fall_away_and_the_order_stays() -> None:
    text = "Piet\n\n  \nAnna <anna@x.nl>\nPiet\n Anna  <anna@x.nl>\nBo"

    people = parse_people(text, Language.DUTCH)

    assert [person.name for person in people] == ["Piet", "Anna", "Bo"]


def test_two_people_may_share_an_address_or_a_name() -> None:
    text = "Piet <huis@x.nl>\nAnna <huis@x.nl>\nPiet <ander@x.nl>"

    assert len(parse_people(text, Language.DUTCH)) == 3


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("Anna <anna@x.nl", ["name_wrong", "email"]),
        ("Anna anna@x.nl", ["email"]),
        ("Anna <anna at x.nl>", ["email"]),
        ("Anna <>", ["email"]),
        ("anna@x.nl, bo@x.nl", ["email"]),
        ("Anna <anna", ["name_wrong"]),
        ("Anna\x00", ["name_wrong"]),
        ("x" * 256, ["name_too_long"]),
        ("@x.nl", ["name_missing", "email"]),
    ],
)
def test_what_cannot_be_is_a_fault_and_keeps_what_was_typed(line: str, faults: list[str]) -> None:
    (draft,) = parse_people(line, Language.DUTCH)

    assert find_person_faults(draft) == faults


@pytest.mark.parametrize(
    "email",
    [
        *("anna@x.nl", "a.b+c@energie.voorbeeld.nl", "o'neill@x.co.uk", "1@2x.nl"),
        f"{'a' * 64}@x.nl",
        "anna@xn--caf-dma.com",
    ],
)
def test_addresses_that_mail_servers_know(email: str) -> None:
    assert is_email(email)


@pytest.mark.parametrize(
    "email",
    [
        *("", "anna", "anna@", "@x.nl", "anna@x", "anna@@x.nl", "an na@x.nl", "anna@x..nl"),
        *(".anna@x.nl", "anna.@x.nl", "an..na@x.nl", "anna@-x.nl", "anna@x-.nl", "anna@x.nl."),
        *("anna@1.2.3.4", "anna@[1.2.3.4]", "anna@café.nl", "änna@x.nl", "a@x.nl\nBcc: b@x.nl"),
        *("anna@x.nl\n", f"{'a' * 65}@x.nl", f"anna@{'x' * 64}.nl", f"a@{'x.' * 126}nl"),
    ],
)
def test_addresses_that_no_mail_could_be_sent_to(email: str) -> None:
    assert not is_email(email)


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_person_or_a_fault(text: str) -> None:
    for draft in parse_people(text, Language.DUTCH):
        if not find_person_faults(draft):
            assert draft.name.strip()
            assert draft.name.isprintable() or "\n" not in draft.name
            assert draft.email is None or is_email(draft.email)


# Joining.


def test_a_person_belongs_to_the_party_from_today(
    context: Context, stored: StoredPartnership
) -> None:
    party = stored.partnership.parties[1]

    added = add_person(context, party.id, replace(ANNA, name=" Anna de Wit "))

    assert read(context, added.id) == added
    assert (added.name, added.email) == ("Anna de Wit", "anna@voorbeeld.nl")
    assert (added.language, added.party_id) == (Language.ENGLISH, party.id)
    assert (added.active_from, added.active_until) == (TODAY, None)
    assert added.can_be_mailed


def test_who_joins_while_a_round_is_open_is_invited_to_the_next(
    context: Context, stored: StoredPartnership
) -> None:
    added = add_person(context, stored.partnership.parties[0].id, ANNA)
    close_round(context, stored.round.id)
    following = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    with context.unit_of_work(reads_only=True) as uow:
        invited = [
            [each.participant_id for each in uow.rounds.invitations_of(round_id)]
            for round_id in (stored.round.id, following.id)
        ]
    assert [added.id in people for people in invited] == [False, True]


def test_nobody_joins_a_party_that_does_not_exist(context: Context) -> None:
    with pytest.raises(NotFoundError):
        add_person(context, PartyId(999), ANNA)


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (PersonDraft("  "), "name_missing"),
        (PersonDraft("Anna\r\nBcc: bo@x.nl"), "name_wrong"),
        (PersonDraft("x" * 256), "name_too_long"),
        (PersonDraft("Anna", "nergens"), "email"),
        (PersonDraft("Anna", ""), "email"),
    ],
)
def test_a_person_with_a_fault_is_not_stored(
    draft: PersonDraft, fault: str, context: Context, stored: StoredPartnership
) -> None:
    somebody = stored.participants[0]

    with pytest.raises(InvalidParticipantError, match=fault):
        add_person(context, somebody.party_id, draft)
    with pytest.raises(InvalidParticipantError, match=fault):
        change_person(context, somebody.id, draft)

    with context.unit_of_work(reads_only=True) as uow:
        people = uow.partnerships.participants_of(stored.partnership.id)
    assert list(people) == list(stored.participants)


# Changing.


def test_name_address_and_language_can_change(context: Context, stored: StoredPartnership) -> None:
    somebody = stored.participants[0]

    changed = change_person(context, somebody.id, ANNA)

    assert read(context, somebody.id) == changed
    assert changed == replace(
        somebody, name="Anna de Wit", email="anna@voorbeeld.nl", language=Language.ENGLISH
    )


def test_a_new_address_is_tried_as_if_nothing_had_failed(
    context: Context, stored: StoredPartnership
) -> None:
    somebody = change_person(context, stored.participants[0].id, ANNA)
    fail_mail(context, somebody, mail_failure="550 unknown")

    renamed = change_person(context, somebody.id, replace(ANNA, name="Anna Wit"))
    moved = change_person(context, somebody.id, replace(ANNA, email="anna@elders.nl"))

    assert renamed.mail_failure == "550 unknown"
    assert moved.mail_failure is None
    assert moved.can_be_mailed


def test_a_new_address_does_not_bring_back_mail_that_was_stopped(
    context: Context, stored: StoredPartnership
) -> None:
    somebody = change_person(context, stored.participants[0].id, ANNA)
    fail_mail(context, somebody, wants_mail=False)

    assert not change_person(context, somebody.id, replace(ANNA, email="b@x.nl")).wants_mail


def test_a_person_can_ask_for_mail_again(context: Context, stored: StoredPartnership) -> None:
    somebody = change_person(context, stored.participants[0].id, ANNA)
    fail_mail(context, somebody, wants_mail=False, mail_failure="550 unknown")

    allowed = allow_mail(context, somebody.id)

    assert read(context, somebody.id) == allowed == somebody


@pytest.mark.parametrize("change", [allow_mail, end_membership])
def test_a_person_who_does_not_exist_is_not_found(change: object, context: Context) -> None:
    with pytest.raises(NotFoundError):
        change(context, UNKNOWN)  # type: ignore[operator] # Both take the same.
    with pytest.raises(NotFoundError):
        change_person(context, UNKNOWN, ANNA)


# Leaving.


def test_who_leaves_belongs_to_the_party_no_longer_from_today(
    context: Context, stored: StoredPartnership
) -> None:
    somebody = stored.participants[0]

    gone = end_membership(context, somebody.id)

    assert read(context, somebody.id) == gone
    assert not gone.is_active(TODAY)
    assert gone.is_active(TODAY - timedelta(days=1))


def test_the_link_of_who_leaves_works_no_more_and_those_of_others_do(
    context: Context, stored: StoredPartnership
) -> None:
    end_membership(context, stored.participants[0].id)

    with pytest.raises(NotFoundError):
        read_checkin(context, stored.tokens[0])
    assert read_checkin(context, stored.tokens[1]).round == stored.round


def test_what_was_answered_before_leaving_stays(
    context: Context, stored: StoredPartnership
) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))

    end_membership(context, stored.participants[0].id)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.responses.count(stored.round.id) == 1


def test_who_left_today_is_not_invited_to_a_round_that_opens_today(
    context: Context, stored: StoredPartnership
) -> None:
    end_membership(context, stored.participants[0].id)
    close_round(context, stored.round.id)

    following = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    with context.unit_of_work(reads_only=True) as uow:
        invited = {each.participant_id for each in uow.rounds.invitations_of(following.id)}
    assert invited == {each.id for each in stored.participants[1:]}


def test_leaving_twice_changes_nothing(
    context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    gone = end_membership(context, stored.participants[0].id)
    clock.advance(timedelta(days=5))

    assert end_membership(context, stored.participants[0].id) == gone


def test_the_links_of_closed_rounds_stay_as_they_were(
    context: Context, stored: StoredPartnership
) -> None:
    close_round(context, stored.round.id)

    end_membership(context, stored.participants[0].id)

    with context.unit_of_work(reads_only=True) as uow:
        invitations = uow.rounds.invitations_of(stored.round.id)
    assert not any(each.is_withdrawn for each in invitations)
