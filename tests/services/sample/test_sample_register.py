"""What is written down about the partnerships of the stories."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.partnership import Language
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration, RoleLevel
from monitor.domain.register.log import Contact, GrowthStage, GrowthStep
from monitor.domain.register.record import Authorship, Content
from monitor.services.context import Context
from monitor.services.register_ports import NewManager
from monitor.services.sample.sample_register import (
    RegisterStore,
    SampleRegister,
    forget_sample_managers,
    make_contents,
    read_sample_registers,
)
from monitor.services.sample.sample_stories import read_stories
from tests.factories import add_partnership, make_partnership

TODAY = date(2026, 11, 22)
PARTNERSHIP = make_partnership()
STORIES = {each.name: each for each in read_stories().stories}


def contents_of(story: str) -> list[Content]:
    return [content for content, _ in written_of(read_sample_registers()[story])]


def written_of(register: SampleRegister) -> Sequence[tuple[Content, Authorship]]:
    return make_contents(register, PARTNERSHIP, TODAY, ZoneInfo("UTC"))


def test_every_story_has_a_register_and_every_register_a_story() -> None:
    assert read_sample_registers().keys() == STORIES.keys()


def test_days_are_counted_from_today_and_parties_by_their_place() -> None:
    (first, *_) = [each for each in contents_of("Warm Zuiderpoort") if isinstance(each, Agreement)]

    assert first.owner == PARTNERSHIP.parties[0].id
    assert first.due_on == TODAY - timedelta(days=8)
    assert first.state is AgreementState.OPEN


def test_a_collaboration_agreement_is_read_with_all_that_is_in_it() -> None:
    (collaboration,) = [
        each for each in contents_of("Warm Zuiderpoort") if isinstance(each, Collaboration)
    ]

    assert collaboration.frames.decides.startswith("De gemeenteraad")
    assert collaboration.roles[1].roles[0].level is RoleLevel.DECIDES
    assert {each.party for each in collaboration.needs} == {each.id for each in PARTNERSHIP.parties}


def test_a_step_may_lie_ahead_but_nothing_is_written_in_the_future() -> None:
    steps = [each for each in contents_of("Warm Zuiderpoort") if isinstance(each, GrowthStep)]

    assert steps[-1].stage is GrowthStage.DELIVERING
    assert steps[-1].on > TODAY
    for _, written in written_of(read_sample_registers()["Warm Zuiderpoort"]):
        assert written.at.date() <= TODAY


@pytest.mark.parametrize("story", STORIES)
def test_where_all_goes_well_there_was_contact_lately(story: str) -> None:
    register = read_sample_registers()[story]
    contacts = [each for each in contents_of(story) if isinstance(each, Contact)]

    is_quiet = story in {"Duurzaam Rietland", "Lijsterwijk Warmt Op"}
    assert is_quiet or any(TODAY - each.on < timedelta(weeks=6) for each in contacts)
    assert register.manager


def test_the_managers_of_the_stories_go_with_them_and_others_stay(context: Context) -> None:
    names = sorted({each.manager for each in read_sample_registers().values()})
    with context.unit_of_work() as uow:
        own = uow.managers.add(NewManager("Noor Visser", Language.DUTCH))
        mailed = uow.managers.add(NewManager(names[0], Language.DUTCH, "ilse@veldzicht.nl"))
        for name in names:
            uow.managers.add(NewManager(name, Language.DUTCH))
        forget_sample_managers(uow)
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        assert list(uow.managers.list_all()) == [mailed, own]


def test_a_partnership_with_a_register_has_its_profile_its_records_and_what_is_asked_of_them(
    context: Context,
) -> None:
    stored = add_partnership(context.unit_of_work, name="Warm Zuiderpoort").partnership

    with context.unit_of_work() as uow:
        tracked = RegisterStore(context, uow).fill(stored)
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(stored.id)
        assert partnership.profile.stand_in == "Carla Schouten"
        assert len(uow.records.list_of(stored.id, Agreement)) == 3
    assert [each.asked.owner for each in tracked] == [stored.parties[0].id] * 2
