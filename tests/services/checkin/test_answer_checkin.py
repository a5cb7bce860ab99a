"""A personal link opens a form; saving adds to it, sending makes it count."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from monitor.domain.errors import EmptyResponseError, NotFoundError
from monitor.domain.links import Token, derive_response_key
from monitor.domain.partnership import Language, Phase, PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.domain.questionnaire import Part
from monitor.domain.response import Audience, Comment, Response
from monitor.domain.round import GRACE
from monitor.services.checkin.answer_checkin import (
    PartAnswers,
    read_checkin,
    read_consents,
    save_page,
    send,
    withdraw,
)
from monitor.services.context import Context
from tests.answering import save_part
from tests.factories import NOW, FakeClock, StoredPartnership, add_partnership, add_round


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def token(stored: StoredPartnership) -> Token:
    return stored.tokens[0]


def find_response(context: Context, token: Token) -> Response | None:
    with context.unit_of_work(reads_only=True) as unit:
        return unit.responses.find(derive_response_key(context.secret_key, token))


def close_round(context: Context, stored: StoredPartnership) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()


def test_a_link_opens_the_form_of_its_person(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=2, language=Language.ENGLISH)
    invited = stored.invited[0]

    checkin = read_checkin(context, invited.token)

    assert checkin.partnership == stored.partnership
    assert checkin.party.id == invited.participant.party_id
    assert checkin.language is Language.ENGLISH
    assert checkin.round == stored.round
    assert checkin.invited == 2
    assert checkin.response.answers == {}


def test_reading_creates_no_draft(context: Context, token: Token) -> None:
    read_checkin(context, token)

    assert find_response(context, token) is None


@pytest.mark.parametrize(
    ("phase", "code"), [(Phase.BEFORE, "V1"), (Phase.SET_UP, "T1"), (Phase.DURING, "D1")]
)
def test_the_questions_are_those_of_the_phase(context: Context, phase: Phase, code: str) -> None:
    stored = add_partnership(context.unit_of_work, phase=phase)

    parts = read_checkin(context, stored.tokens[0]).parts

    assert len(parts) == 6
    assert parts[4].questions[0].code == code


def test_the_question_about_last_time_waits_for_the_second_round(
    context: Context, stored: StoredPartnership
) -> None:
    second = add_round(context.unit_of_work, stored.partnership, sequence=2)

    first_codes = [
        each.code for each in read_checkin(context, stored.tokens[0]).parts[-1].questions
    ]
    second_codes = [
        each.code for each in read_checkin(context, second.invited[0].token).parts[-1].questions
    ]

    assert "X3" not in first_codes
    assert "X3" in second_codes


def test_saving_a_part_keeps_the_other_parts(context: Context, token: Token) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4, "TRU2": None}))

    save_part(context, token, PartAnswers(answers={"TRA1": 2}))

    saved = read_checkin(context, token).response
    assert saved.answers == {"TRU1": 4, "TRU2": None, "TRA1": 2}
    assert not saved.is_sent


def test_an_answer_can_be_changed(context: Context, token: Token) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    save_part(context, token, PartAnswers(answers={"TRU1": None}))

    assert read_checkin(context, token).response.answers == {"TRU1": None}


def test_choices_and_comments_can_be_taken_back(context: Context, token: Token) -> None:
    comment = Comment("Goed gesprek.", Audience.SHARED_SCREEN)
    save_part(
        context, token, PartAnswers(choices={"T5": ("time", "money")}, comments={"O1": comment})
    )
    saved = read_checkin(context, token).response
    assert saved.choices == {"T5": ("time", "money")}
    assert saved.comments == {"O1": comment}

    save_part(context, token, PartAnswers(codes={"T5", "O1"}))

    emptied = read_checkin(context, token).response
    assert emptied.choices == {}
    assert emptied.comments == {}


def test_a_page_replaces_its_own_answers_as_a_whole(context: Context, token: Token) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4, "TRU2": 2, "TRA1": 5}))

    save_part(context, token, PartAnswers(answers={"TRU1": 1}, codes={"TRU1", "TRU2"}))

    assert read_checkin(context, token).response.answers == {"TRU1": 1, "TRA1": 5}


def test_every_change_makes_a_new_version(context: Context, token: Token) -> None:
    saved = [
        save_part(context, token, PartAnswers(answers={"TRU1": value})).version
        for value in (4, 2, 3)
    ]

    assert saved == [1, 2, 3]
    assert send(context, token).version == 4
    assert read_checkin(context, token).response.version == 4


def test_who_saves_over_a_version_not_seen_is_told(context: Context, token: Token) -> None:
    seen = read_checkin(context, token).response.version
    first = save_part(context, token, PartAnswers(answers={"TRU1": 4}), seen=seen)

    second = save_part(context, token, PartAnswers(answers={"TRU1": 1}), seen=seen)

    assert (first.is_conflict, second.is_conflict) == (False, True)
    assert read_checkin(context, token).response.answers == {"TRU1": 1}


def test_who_sends_what_was_changed_meanwhile_is_told(context: Context, token: Token) -> None:
    seen = save_part(context, token, PartAnswers(answers={"TRU1": 4})).version
    save_part(context, token, PartAnswers(answers={"TRU1": 1}))

    assert send(context, token, seen=seen).is_conflict


def test_the_same_form_twice_is_no_conflict(context: Context, token: Token) -> None:
    form = PartAnswers(answers={"TRU1": 4}, codes={"TRU1", "TRU2"})
    first = save_part(context, token, form, seen=0)

    second = save_part(context, token, form, seen=0)

    assert second == first
    assert send(context, token, seen=1) == send(context, token, seen=1)


def test_a_page_that_knows_no_version_is_taken_for_the_present_one(
    context: Context, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    assert not save_part(context, token, PartAnswers(answers={"TRU1": 1})).is_conflict


def test_a_party_gives_one_joint_response(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT)
    mayor, clerk, _ = (one.token for one in stored.open_round.of(stored.partnership.parties[0]))
    other = stored.open_round.of(stored.partnership.parties[1])[0].token

    save_part(context, mayor, PartAnswers(answers={"TRU1": 4}))
    save_part(context, clerk, PartAnswers(answers={"TRU2": 2}))

    assert read_checkin(context, mayor).response.answers == {"TRU1": 4, "TRU2": 2}
    assert read_checkin(context, other).response.answers == {}
    with context.unit_of_work(reads_only=True) as unit:
        assert unit.responses.count(stored.round.id) == 1


def test_a_withdrawn_response_is_gone_and_the_link_can_be_used_again(
    context: Context, stored: StoredPartnership, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    send(context, token)

    withdraw(context, token)

    with context.unit_of_work(reads_only=True) as unit:
        assert unit.responses.count(stored.round.id) == 0
    save_part(context, token, PartAnswers(answers={"TRU1": 1}))
    assert read_checkin(context, token).response.answers == {"TRU1": 1}


def test_what_counts_in_a_closed_round_cannot_be_withdrawn(
    context: Context, stored: StoredPartnership, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    close_round(context, stored)

    with pytest.raises(NotFoundError):
        withdraw(context, token)

    assert find_response(context, token) is not None


def test_sending_makes_the_form_count(context: Context, token: Token) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    send(context, token)

    assert read_checkin(context, token).response.is_sent


def test_a_sent_form_stays_sent_when_it_is_changed(context: Context, token: Token) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    send(context, token)

    save_part(context, token, PartAnswers(answers={"TRU1": 1}))

    response = read_checkin(context, token).response
    assert response.is_sent
    assert response.answers == {"TRU1": 1}


def test_an_empty_form_cannot_be_sent_and_leaves_nothing(context: Context, token: Token) -> None:
    with pytest.raises(EmptyResponseError):
        send(context, token)

    assert find_response(context, token) is None


@pytest.mark.parametrize(
    "text", ["", "A" * 32, "A" * 31, "../etc", "é" * 32, "A" * 5000, "\x00" * 32]
)
def test_a_text_that_is_no_link_is_not_found(context: Context, text: str) -> None:
    with pytest.raises(NotFoundError):
        read_checkin(context, text)
    with pytest.raises(NotFoundError):
        save_part(context, text, PartAnswers(answers={"TRU1": 4}))
    with pytest.raises(NotFoundError):
        send(context, text)


def test_a_round_that_is_not_open_yet_is_not_found(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, opens_at=NOW + timedelta(hours=1))

    with pytest.raises(NotFoundError):
        read_checkin(context, stored.tokens[0])
    with pytest.raises(NotFoundError):
        save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))


def test_a_closed_round_is_not_found_and_takes_no_answers(
    context: Context, stored: StoredPartnership, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    close_round(context, stored)

    with pytest.raises(NotFoundError):
        read_checkin(context, token)
    with pytest.raises(NotFoundError):
        save_part(context, token, PartAnswers(answers={"TRU1": 1}))

    response = find_response(context, token)
    assert response is not None
    assert response.answers == {"TRU1": 4}


def test_a_form_already_begun_may_be_finished_just_after_the_deadline(
    context: Context, clock: FakeClock, stored: StoredPartnership, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    clock.set(stored.round.closes_at + GRACE - timedelta(seconds=1))

    save_part(context, token, PartAnswers(answers={"TRU2": 5}))
    send(context, token)

    assert read_checkin(context, token).response.answers == {"TRU1": 4, "TRU2": 5}


def test_after_the_deadline_no_form_is_given_out_but_one_that_was_is_taken(
    context: Context, clock: FakeClock, stored: StoredPartnership, token: Token
) -> None:
    clock.set(stored.round.closes_at)

    with pytest.raises(NotFoundError):
        read_checkin(context, token)
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    send(context, token)

    assert read_checkin(context, token).response.answers == {"TRU1": 4}


def test_the_grace_ends_after_a_quarter_of_an_hour(
    context: Context, clock: FakeClock, stored: StoredPartnership, token: Token
) -> None:
    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    clock.set(stored.round.closes_at + GRACE)

    with pytest.raises(NotFoundError):
        save_part(context, token, PartAnswers(answers={"TRU1": 1}))


def test_saves_at_the_same_time_merge(context: Context, token: Token) -> None:
    codes = ["TRU1", "TRU2", "TRU3", "TRA1", "TRA2", "TRA3", "GRO1", "GRO2"]

    with ThreadPoolExecutor(8) as pool:
        saves = [
            pool.submit(save_part, context, token, PartAnswers(answers={code: 3})) for code in codes
        ]
    for save in saves:
        save.result()

    assert read_checkin(context, token).response.answers == dict.fromkeys(codes, 3)


def test_who_fills_in_a_page_is_told_what_is_asked_and_in_which_language(
    context: Context, stored: StoredPartnership, token: Token
) -> None:
    told: list[object] = []

    def fill_in(parts: Sequence[Part], language: Language) -> PartAnswers:
        told.extend([parts, language])
        return PartAnswers()

    save_page(context, token, fill_in)

    assert told == [read_checkin(context, token).parts, stored.invited[0].participant.language]


def test_a_page_that_cannot_be_filled_in_leaves_the_form_as_it_was(
    context: Context, token: Token
) -> None:
    def fail(_parts: Sequence[Part], _language: Language) -> PartAnswers:
        raise NotFoundError

    save_part(context, token, PartAnswers(answers={"TRU1": 4}))
    with pytest.raises(NotFoundError):
        save_page(context, token, fail)

    assert read_checkin(context, token).response.answers == {"TRU1": 4}


def test_what_the_parties_said_about_this_privacy_is_read(
    context: Context, stored: StoredPartnership, token: Token
) -> None:
    first, second = stored.partnership.parties
    chosen = Consent(first.id, PrivacyMode.CONFIDENTIAL, 3, "Anna de Wit", NOW.date())
    other = Consent(second.id, PrivacyMode.OPEN, 3, "Bram Smit", NOW.date())
    with context.unit_of_work() as unit:
        unit.consents.save(chosen)
        unit.consents.save(other)
        unit.commit()

    assert read_consents(context, read_checkin(context, token)) == [chosen]


def test_a_person_is_asked_about_agreements_of_the_other_party_only(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)
    first, second = stored.partnership.parties

    checkins = [read_checkin(context, later.of(party)[0].token) for party in (first, second)]

    owners = [
        [
            question.quote.party_id
            for part in checkin.parts
            for question in part.questions
            if question.quote
        ]
        for checkin in checkins
    ]
    assert owners == [[second.id], [first.id]]


def test_what_is_answered_besides_is_stored_like_any_answer(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)
    token = later.invited[0].token
    answers = {"NOTICED:2": 3, "SP1": 2, "HOURS1": None}

    save_part(context, token, PartAnswers(answers=answers))

    assert read_checkin(context, token).response.answers == answers
