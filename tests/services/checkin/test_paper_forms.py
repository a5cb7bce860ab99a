"""The facilitator enters a form from paper, for the person whose code is on it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import (
    AlreadyAnsweredError,
    EmptyResponseError,
    InvalidAnswerError,
    MonitorError,
    NotFoundError,
    RoundClosedError,
)
from monitor.domain.links import (
    PersonalCode,
    derive_code,
    hash_token,
    make_linking_secret,
    write_code,
)
from monitor.domain.partnership import Language, PrivacyMode
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH, Audience, Comment, Response
from monitor.domain.round import GRACE, RoundId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.linking import find_pseudonym
from monitor.services.checkin.paper_forms import enter_paper_form, find_paper_form
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from tests.answering import save_part
from tests.factories import (
    SECRET_KEY,
    FakeClock,
    Invited,
    StoredPartnership,
    add_partnership,
)

GIVEN = PartAnswers(
    answers={"TRU1": 4, "TRU2": None, "X4": 8},
    comments={"O1": Comment("Goed gesprek.", Audience.SHARED_SCREEN)},
)
A_FORM = PartAnswers(answers={"TRU1": 2})


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def code(stored: StoredPartnership) -> PersonalCode:
    return code_of(stored.invited[0])


def code_of(invited: Invited) -> PersonalCode:
    return derive_code(SECRET_KEY, invited.invitation.nonce)


def find_response(context: Context, stored: StoredPartnership, place: int = 0) -> Response | None:
    key = response_key_of(context, stored.round, stored.invited[place].invitation)
    with context.unit_of_work(reads_only=True) as unit:
        return unit.responses.find(key)


def withdraw(context: Context, invited: Invited) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.replace_link(
            replace(invited.invitation, is_withdrawn=True), hash_token(invited.token)
        )
        unit.commit()


def test_a_code_opens_an_empty_form_of_its_party(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, language=Language.ENGLISH)
    invited = stored.open_round.of(stored.partnership.parties[1])[0]

    form = find_paper_form(context, stored.round.id, code_of(invited))

    assert form.party == stored.partnership.parties[1]
    assert form.partnership == stored.partnership
    assert form.language is Language.ENGLISH
    assert form.parts == read_checkin(context, invited.token).parts
    assert [each.code for each in form.questions][:3] == ["TRU1", "TRU2", "TRU3"]


def test_a_code_may_be_typed_as_people_do(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    typed = f"  {write_code(code).lower().replace('-', ' ')} "

    assert find_paper_form(context, stored.round.id, typed).party == stored.partnership.parties[0]


def test_what_was_entered_counts_and_is_marked_as_paper(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    enter_paper_form(context, stored.round.id, code, GIVEN)

    response = find_response(context, stored)
    assert response is not None
    assert response.is_sent
    assert response.is_paper
    assert response.party_id == stored.partnership.parties[0].id
    assert (response.answers, response.comments) == (GIVEN.answers, GIVEN.comments)
    assert read_checkin(context, stored.tokens[0]).response == response
    assert all(find_response(context, stored, place) is None for place in range(1, 6))


def test_finding_a_form_tells_nothing_of_what_was_answered(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    before = find_paper_form(context, stored.round.id, code)
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 5}))
    send(context, stored.tokens[0])

    assert find_paper_form(context, stored.round.id, code) == before


def test_a_paper_form_may_be_corrected_as_a_whole(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    enter_paper_form(context, stored.round.id, code, GIVEN)

    enter_paper_form(context, stored.round.id, code, A_FORM)

    response = find_response(context, stored)
    assert response is not None
    assert response.answers == {"TRU1": 2}
    assert response.comments == {}
    assert response.version == 2


def test_a_draft_from_the_screen_is_replaced(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 5, "TRA1": 1}))

    enter_paper_form(context, stored.round.id, code, A_FORM)

    response = find_response(context, stored)
    assert response is not None
    assert response.answers == {"TRU1": 2}
    assert response.is_paper


def test_a_form_sent_on_the_screen_is_never_replaced(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 5}))
    send(context, stored.tokens[0])
    sent = find_response(context, stored)

    with pytest.raises(AlreadyAnsweredError):
        enter_paper_form(context, stored.round.id, code, A_FORM)

    assert find_response(context, stored) == sent


@pytest.mark.parametrize("text", ["", "AAAA-AAAA", "ABCD-EFG", "é" * 8, "\x00" * 8, "A" * 5000])
def test_a_code_of_nobody_is_not_found(
    context: Context, stored: StoredPartnership, text: str
) -> None:
    with pytest.raises(NotFoundError):
        find_paper_form(context, stored.round.id, text)
    with pytest.raises(NotFoundError):
        enter_paper_form(context, stored.round.id, text, A_FORM)


def test_a_code_opens_nothing_in_another_round(context: Context, code: PersonalCode) -> None:
    other = add_partnership(context.unit_of_work, name="Ander")

    for round_id in (other.round.id, RoundId(10**6)):
        with pytest.raises(NotFoundError):
            find_paper_form(context, round_id, code)
        with pytest.raises(NotFoundError):
            enter_paper_form(context, round_id, code, A_FORM)


def test_a_withdrawn_invitation_is_not_found(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    withdraw(context, stored.invited[0])

    with pytest.raises(NotFoundError):
        find_paper_form(context, stored.round.id, code)
    with pytest.raises(NotFoundError):
        enter_paper_form(context, stored.round.id, code, A_FORM)


def test_paper_is_taken_until_the_grace_is_over(
    context: Context, clock: FakeClock, stored: StoredPartnership, code: PersonalCode
) -> None:
    clock.set(stored.round.closes_at + GRACE - timedelta(seconds=1))

    enter_paper_form(context, stored.round.id, code, A_FORM)

    clock.advance(timedelta(seconds=1))
    with pytest.raises(RoundClosedError):
        find_paper_form(context, stored.round.id, code)
    with pytest.raises(RoundClosedError):
        enter_paper_form(context, stored.round.id, code, A_FORM)


def test_an_empty_form_counts_for_nobody(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    with pytest.raises(EmptyResponseError):
        enter_paper_form(context, stored.round.id, code, PartAnswers(choices={"TRU1": ("time",)}))

    assert find_response(context, stored) is None


@pytest.mark.parametrize(
    "given",
    [
        PartAnswers(answers={"TRU1": 6}),
        PartAnswers(answers={"X4": 0}),
        PartAnswers(answers={"XXX": 1}),
        PartAnswers(answers={"O1": None}),
        PartAnswers(answers={"TRU1": 1}, choices={"TRU1": ("time",)}),
        PartAnswers(comments={"TRU1": Comment("tekst")}),
        PartAnswers(comments={"O1": Comment("x" * (MAXIMUM_COMMENT_LENGTH + 1))}),
    ],
    ids=["scale", "mark", "unknown", "open", "options", "no comment", "too long"],
)
def test_an_answer_to_no_question_of_the_round_is_refused(
    context: Context, stored: StoredPartnership, code: PersonalCode, given: PartAnswers
) -> None:
    with pytest.raises(InvalidAnswerError):
        enter_paper_form(context, stored.round.id, code, given)

    assert find_response(context, stored) is None


def test_words_are_kept_but_for_what_cannot_be_stored(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    typed = PartAnswers(comments={"O1": Comment("één\r\ntwee\x00\ud800 👩‍🌾")})

    enter_paper_form(context, stored.round.id, code, typed)

    response = find_response(context, stored)
    assert response is not None
    assert response.comments == {"O1": Comment("één\ntwee 👩‍🌾")}


def test_in_joint_mode_a_party_has_one_form_whoever_wrote_it(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT)
    first, second = (code_of(each) for each in stored.invited[:2])
    enter_paper_form(context, stored.round.id, first, GIVEN)

    enter_paper_form(context, stored.round.id, second, A_FORM)

    response = find_response(context, stored)
    assert response is not None
    assert response.answers == {"TRU1": 2}
    with context.unit_of_work(reads_only=True) as unit:
        assert unit.responses.count(stored.round.id) == 1


def test_in_a_linked_round_it_carries_the_same_pseudonym_as_on_the_screen(
    context: Context,
) -> None:
    stored = add_partnership(context.unit_of_work, is_linked=True)
    with context.unit_of_work() as unit:
        unit.linking_secrets.add(stored.partnership.id, make_linking_secret())
        unit.commit()

    enter_paper_form(context, stored.round.id, code_of(stored.invited[0]), A_FORM)

    response = find_response(context, stored)
    with context.unit_of_work(reads_only=True) as unit:
        invitation = stored.invited[0].invitation
        pseudonym = find_pseudonym(context, unit, stored.round, invitation)
    assert response is not None
    assert pseudonym is not None
    assert response.pseudonym == pseudonym


def test_paper_and_screen_at_the_same_time_end_in_one_whole_form(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 5, "TRA1": 5}))

    def enter() -> MonitorError | None:
        try:
            enter_paper_form(context, stored.round.id, code, A_FORM)
        except AlreadyAnsweredError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as pool:
        entered, sent = pool.submit(enter), pool.submit(send, context, stored.tokens[0])
    refused = entered.result()
    sent.result()

    response = find_response(context, stored)
    assert response is not None
    assert response.is_sent
    assert response.answers == ({"TRU1": 5, "TRA1": 5} if refused else {"TRU1": 2})


def test_what_somebody_changed_on_a_screen_is_not_replaced_from_paper_again(
    context: Context, stored: StoredPartnership, code: PersonalCode
) -> None:
    enter_paper_form(context, stored.round.id, code, GIVEN)
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 1}))

    with pytest.raises(AlreadyAnsweredError):
        enter_paper_form(context, stored.round.id, code, GIVEN)

    response = read_checkin(context, stored.tokens[0]).response
    assert (response.answers["TRU1"], response.is_paper) == (1, False)
