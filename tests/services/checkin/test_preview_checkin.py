"""A preview is the next check-in of a partnership, with nobody's answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Language, PartnershipId, PartyId, Phase
from monitor.domain.planning import Period
from monitor.domain.register.record import Authorship
from monitor.domain.round import Quarter
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.preview_checkin import Wish, preview_checkin
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import Context
from monitor.services.planning_ports import NewPlannedRound
from tests.answering import save_part
from tests.factories import NOW, StoredPartnership, add_partnership, make_agreement
from tests.services.questionnaires.making import adopt_own, store_own

AS_PLANNED = Wish(Language.ENGLISH)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: this stores nothing and reads what others test."""
    return sqlite_url


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work, people_per_party=4)


def plan(context: Context, partnership_id: PartnershipId, *, is_light: bool) -> Period:
    period = Period(NOW + timedelta(days=60), NOW + timedelta(days=78))
    with context.unit_of_work() as uow:
        uow.plans.add(NewPlannedRound(partnership_id, period, is_light=is_light))
        uow.commit()
    return period


def test_without_a_plan_it_is_what_would_open_now(
    context: Context, stored: StoredPartnership
) -> None:
    party = stored.partnership.parties[1]

    shown = preview_checkin(context, stored.partnership.id, party.id, AS_PLANNED)

    assert shown.partnership == stored.partnership
    assert shown.party == party
    assert shown.language is Language.ENGLISH
    assert shown.round.sequence == 2
    assert shown.round.questionnaire_version == CURRENT_VERSION
    assert shown.round.opens_at == NOW
    assert shown.round.privacy_mode is stored.partnership.privacy_mode
    assert not shown.round.is_light
    assert shown.invited == 4


def test_it_is_open_when_the_planned_round_is(context: Context, stored: StoredPartnership) -> None:
    period = plan(context, stored.partnership.id, is_light=True)

    shown = preview_checkin(
        context, stored.partnership.id, stored.partnership.parties[0].id, AS_PLANNED
    )

    assert (shown.round.opens_at, shown.round.closes_at) == (period.opens_at, period.closes_at)
    assert shown.round.quarter == Quarter.of(period.opens_at.date())
    assert shown.round.is_light
    assert len(shown.parts) == 1


def test_everything_planned_can_be_wished_otherwise(
    context: Context, stored: StoredPartnership
) -> None:
    plan(context, stored.partnership.id, is_light=True)
    wish = Wish(Language.DUTCH, phase=Phase.BEFORE, sequence=7, is_light=False)

    shown = preview_checkin(context, stored.partnership.id, stored.partnership.parties[0].id, wish)

    assert (shown.round.phase, shown.round.sequence) == (Phase.BEFORE, 7)
    assert shown.parts[4].questions[0].code == "V1"


def test_no_answer_of_an_open_round_is_in_it(context: Context, stored: StoredPartnership) -> None:
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))

    shown = preview_checkin(
        context, stored.partnership.id, stored.partnership.parties[0].id, AS_PLANNED
    )

    assert shown.response.answers == {}
    assert not shown.is_begun


def test_what_does_not_exist_has_no_preview(context: Context, stored: StoredPartnership) -> None:
    other = add_partnership(context.unit_of_work, name="Een ander")

    with pytest.raises(NotFoundError):
        preview_checkin(context, PartnershipId(9_999), PartyId(1), AS_PLANNED)
    with pytest.raises(NotFoundError):
        preview_checkin(context, stored.partnership.id, other.partnership.parties[0].id, AS_PLANNED)


def test_it_asks_besides_what_a_round_that_opens_now_would(
    context: Context, stored: StoredPartnership
) -> None:
    first, second = stored.partnership.parties
    with context.unit_of_work() as uow:
        profile = replace(stored.partnership.profile, has_mirror=True, asks_load=True)
        uow.partnerships.save(replace(stored.partnership, profile=profile))
        agreement = make_agreement(owner=second.id)
        uow.records.add(stored.partnership.id, agreement, Authorship("Femke", NOW))
        uow.commit()

    asked, owner = (
        preview_checkin(context, stored.partnership.id, party.id, AS_PLANNED)
        for party in (first, second)
    )
    light = preview_checkin(
        context, stored.partnership.id, first.id, Wish(Language.DUTCH, is_light=True)
    )

    assert [part.code for part in asked.parts][-4:-1] == ["noticed", "mirror", "load"]
    assert [part.code for part in owner.parts][-3:-1] == ["mirror", "load"]
    assert len(light.parts) == 1


def test_any_version_of_the_questionnaire_can_be_looked_at(
    context: Context, stored: StoredPartnership
) -> None:
    own = store_own(context)
    party = stored.partnership.parties[0]
    wish = Wish(Language.ENGLISH, phase=Phase.DURING, version=own.version)

    shown = preview_checkin(context, stored.partnership.id, party.id, wish)

    assert shown.round.questionnaire_version == own.version
    assert "OWN1" in [each.code for part in shown.parts for each in part.questions]


def test_the_version_that_was_adopted_is_what_would_open_now(
    context: Context, stored: StoredPartnership
) -> None:
    own = adopt_own(context)
    party = stored.partnership.parties[0]

    shown = preview_checkin(context, stored.partnership.id, party.id, AS_PLANNED)

    assert shown.round.questionnaire_version == own.version


@pytest.mark.parametrize(
    "wish",
    [
        Wish(Language.ENGLISH, version="1999-1"),
        Wish(Language.ENGLISH, version="2026-1", is_light=True),
    ],
)
def test_a_version_that_is_not_there_or_has_no_short_form_is_not_found(
    context: Context, stored: StoredPartnership, wish: Wish
) -> None:
    with pytest.raises(NotFoundError):
        preview_checkin(context, stored.partnership.id, stored.partnership.parties[0].id, wish)
