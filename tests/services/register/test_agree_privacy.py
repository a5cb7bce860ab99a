"""What the parties agree about privacy, and until when it can change, on both databases."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from monitor.domain.errors import InvalidPartnershipError, NotFoundError, PrivacyLockedError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId, PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.domain.round import GRACE
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.register.agree_privacy import change_privacy
from monitor.services.register_ports import SummaryFilter
from tests.agreeing import has_everybody_agreed
from tests.answering import save_part
from tests.factories import TODAY, FakeClock, StoredPartnership, add_partnership


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


def everybody(partnership: Partnership, name: str = "Anna") -> Mapping[PartyId, str]:
    return {party.id: name for party in partnership.parties}


def read_agreement(context: Context, stored: StoredPartnership) -> tuple[Partnership, bool]:
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(stored.partnership.id)
        return partnership, has_everybody_agreed(partnership, uow.consents.list_of(partnership.id))


def privacy_of_round(context: Context, stored: StoredPartnership) -> tuple[PrivacyMode, int]:
    with context.unit_of_work(reads_only=True) as uow:
        round_ = uow.rounds.get(stored.round.id)
    return round_.privacy_mode, round_.minimum_group


def begin_to_answer(context: Context, stored: StoredPartnership) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))


def test_before_anybody_agreed_nothing_is(context: Context, stored: StoredPartnership) -> None:
    assert read_agreement(context, stored) == (stored.partnership, False)


def test_what_every_party_chose_holds_with_who_said_so_and_when(
    context: Context, stored: StoredPartnership
) -> None:
    partnership = stored.partnership
    said_by = {partnership.parties[0].id: " Els Jansen ", partnership.parties[1].id: "Anna"}

    changed = change_privacy(context, partnership.id, PrivacyMode.OPEN, 4, said_by)

    assert read_agreement(context, stored) == (changed, True)
    assert (changed.privacy_mode, changed.minimum_group) == (PrivacyMode.OPEN, 4)
    with context.unit_of_work(reads_only=True) as uow:
        consents = uow.consents.list_of(partnership.id)
    assert list(consents) == [
        Consent(partnership.parties[0].id, PrivacyMode.OPEN, 4, "Els Jansen", TODAY),
        Consent(partnership.parties[1].id, PrivacyMode.OPEN, 4, "Anna", TODAY),
    ]


def test_the_overview_follows_at_once(context: Context, stored: StoredPartnership) -> None:
    partnership = stored.partnership

    changed = change_privacy(context, partnership.id, PrivacyMode.OPEN, 3, everybody(partnership))

    with context.unit_of_work(reads_only=True) as uow:
        (summary,) = uow.summaries.page(SummaryFilter(), 0, 5)
    assert summary.partnership == changed


def test_an_open_round_that_nobody_has_answered_changes_with_it(
    context: Context, stored: StoredPartnership
) -> None:
    partnership = stored.partnership

    change_privacy(context, partnership.id, PrivacyMode.JOINT, 3, everybody(partnership))

    assert privacy_of_round(context, stored) == (PrivacyMode.JOINT, 3)


@pytest.mark.parametrize(
    ("mode", "minimum"), [(PrivacyMode.OPEN, 3), (PrivacyMode.CONFIDENTIAL, 4)]
)
def test_the_first_answer_locks_the_privacy_also_when_it_is_a_draft(
    mode: PrivacyMode, minimum: int, context: Context, stored: StoredPartnership
) -> None:
    begin_to_answer(context, stored)

    with pytest.raises(PrivacyLockedError):
        change_privacy(context, stored.partnership.id, mode, minimum, everybody(stored.partnership))

    assert read_agreement(context, stored) == (stored.partnership, False)
    assert privacy_of_round(context, stored) == (PrivacyMode.CONFIDENTIAL, 3)


def test_it_stays_locked_after_the_deadline_until_the_round_is_final(
    context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    partnership = stored.partnership
    begin_to_answer(context, stored)
    clock.set(stored.round.closes_at + GRACE + timedelta(hours=1))

    with pytest.raises(PrivacyLockedError):
        change_privacy(context, partnership.id, PrivacyMode.OPEN, 3, everybody(partnership))

    close_round(context, stored.round.id)
    change_privacy(context, partnership.id, PrivacyMode.OPEN, 3, everybody(partnership))
    assert privacy_of_round(context, stored) == (PrivacyMode.CONFIDENTIAL, 3)
    assert read_agreement(context, stored)[1]


def test_who_agreed_to_what_holds_already_can_be_recorded_while_it_is_locked(
    context: Context, stored: StoredPartnership
) -> None:
    partnership = stored.partnership
    begin_to_answer(context, stored)

    change_privacy(context, partnership.id, PrivacyMode.CONFIDENTIAL, 3, everybody(partnership))

    assert read_agreement(context, stored) == (partnership, True)


@pytest.mark.parametrize("names", [["Anna"], ["Anna", "  "], []])
def test_nothing_changes_unless_somebody_said_so_for_every_party(
    names: list[str], context: Context, stored: StoredPartnership
) -> None:
    parties = stored.partnership.parties
    said_by = {party.id: name for party, name in zip(parties, names, strict=False)}

    with pytest.raises(InvalidPartnershipError, match="agreed_missing"):
        change_privacy(context, stored.partnership.id, PrivacyMode.OPEN, 3, said_by)

    assert read_agreement(context, stored) == (stored.partnership, False)


@pytest.mark.parametrize("minimum", [2, 1, 0, -5])
def test_the_smallest_group_never_goes_below_three(
    minimum: int, context: Context, stored: StoredPartnership
) -> None:
    partnership = stored.partnership

    with pytest.raises(InvalidPartnershipError, match="minimum_group"):
        change_privacy(
            context, partnership.id, PrivacyMode.CONFIDENTIAL, minimum, everybody(partnership)
        )

    assert read_agreement(context, stored) == (partnership, False)


def test_a_later_word_takes_the_place_of_the_earlier_one(
    context: Context, clock: FakeClock, stored: StoredPartnership
) -> None:
    partnership = stored.partnership
    change_privacy(context, partnership.id, PrivacyMode.OPEN, 3, everybody(partnership))
    clock.advance(timedelta(days=1))

    change_privacy(
        context, partnership.id, PrivacyMode.CONFIDENTIAL, 5, everybody(partnership, "Bo")
    )

    with context.unit_of_work(reads_only=True) as uow:
        consents = uow.consents.list_of(partnership.id)
    assert {(each.given_by, each.minimum_group) for each in consents} == {("Bo", 5)}
    assert {each.given_on for each in consents} == {TODAY + timedelta(days=1)}


def test_other_partnerships_keep_their_privacy(context: Context, stored: StoredPartnership) -> None:
    other = add_partnership(context.unit_of_work, name="Ander")

    change_privacy(
        context, stored.partnership.id, PrivacyMode.OPEN, 3, everybody(stored.partnership)
    )

    assert read_agreement(context, other) == (other.partnership, False)
    assert privacy_of_round(context, other) == (PrivacyMode.CONFIDENTIAL, 3)


def test_a_partnership_that_does_not_exist_is_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        change_privacy(context, PartnershipId(999), PrivacyMode.OPEN, 3, {})
