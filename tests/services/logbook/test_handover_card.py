"""The handover card is collected from what is stored; of answers it holds what was published."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Language, Partnership, PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import GrowthStage, GrowthStep, Support, SupportKind, Term
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.logbook.handover_card import read_handover_card
from monitor.services.register_ports import NewManager
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import add_closed_round, make_partnership

ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=9)


def make_agreement(partnership: Partnership, text: str, due_in: int | None) -> Agreement:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    return Agreement(AgreementKind.PROCESS, text, partnership.parties[0].id, TODAY, due_on)


def test_an_empty_partnership_has_an_empty_card(context: Context, partnership: Partnership) -> None:
    card = read_handover_card(context, partnership.id)

    assert card.partnership == partnership
    assert card.collaboration is None
    assert [*card.agreements, *card.worries, *card.releases, *card.support, *card.terms] == []
    assert card.shipped


def test_open_agreements_come_by_their_day_and_others_are_left_out(
    context: Context, partnership: Partnership
) -> None:
    done = replace(make_agreement(partnership, "Gedaan", 1), state=AgreementState.DONE)
    with context.unit_of_work() as uow:
        for each in (
            make_agreement(partnership, "Ooit", None),
            make_agreement(partnership, "Later", 30),
            make_agreement(partnership, "Eerst", 3),
            done,
        ):
            uow.records.add(partnership.id, each, ADA)
        uow.commit()

    card = read_handover_card(context, partnership.id)

    assert [each.text for each in card.agreements] == ["Eerst", "Later", "Ooit"]


def test_growth_support_words_and_manager_are_those_of_today(
    context: Context, partnership: Partnership
) -> None:
    with context.unit_of_work() as uow:
        manager = uow.managers.add(NewManager("Ruben", Language.DUTCH))
        profile = replace(partnership.profile, manager_id=manager.id)
        uow.partnerships.save(replace(partnership, profile=profile))
        for content in (
            Collaboration(goal="Van het gas"),
            GrowthStep(TODAY, "Werkgroep", GrowthStage.ORGANISED),
            Support(TODAY, (SupportKind.TIME,), "Nu"),
            Support(TODAY - timedelta(days=9), (SupportKind.TIME,), "Was", TODAY - timedelta(2)),
            Term("portiekgesprek", "Een avond"),
        ):
            uow.records.add(partnership.id, content, ADA)
        uow.commit()

    card = read_handover_card(context, partnership.id)

    assert card.manager == manager
    assert card.collaboration == Collaboration(goal="Van het gas")
    assert card.growth.stage is GrowthStage.ORGANISED
    assert [each.text for each in card.support] == ["Nu"]
    assert [each.content.word for each in card.terms] == ["portiekgesprek"]


def test_the_last_four_rounds_and_open_worries_are_on_it(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    for _ in range(4):
        add_closed_round(context, clock, partnership, {}, {})
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    card = read_handover_card(context, partnership.id)

    assert [each.sequence for each in card.releases] == [2, 3, 4, 5]
    assert card.worries
    assert all(view.worry.is_open for view in card.worries)


def test_an_unknown_partnership_has_no_card(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_handover_card(context, PartnershipId(999_999))
