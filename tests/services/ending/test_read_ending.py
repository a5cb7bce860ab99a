"""The page of an ending shows what was reached and what is left; both parties take all along."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.celebration import CelebrationKind
from monitor.domain.ending import OpenEnd
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Change, Contact, GrowthStage, GrowthStep, Lesson, Term
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.services.agreements.keep_agreements import remove_agreement, set_state
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_ending, read_keepsake
from monitor.services.register.edit_partnership import end_partnership
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import add_closed_round, make_partnership, open_checkin

ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=5)


def write(context: Context, partnership: Partnership, content: ContentT) -> Record[ContentT]:
    with context.unit_of_work() as uow:
        record = uow.records.add(partnership.id, content, ADA)
        uow.commit()
    return record


def make_agreement(partnership: Partnership, text: str, due_in: int | None = None) -> Agreement:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    return Agreement(AgreementKind.PROCESS, text, partnership.parties[0].id, TODAY, due_on)


def test_of_an_empty_partnership_there_is_little_to_show(
    context: Context, partnership: Partnership
) -> None:
    view = read_ending(context, partnership.id)

    assert view.partnership == partnership
    assert (view.farewell, view.collaboration, view.open_round) == (Farewell(), None, None)
    assert [*view.agreements, *view.lessons, *view.reached] == []
    assert view.open_ends == [OpenEnd.NO_LESSON, OpenEnd.NOBODY_TO_CALL]
    assert not view.has_results
    assert view.ended_on is None


def test_open_agreements_come_first_by_their_day(
    context: Context, partnership: Partnership
) -> None:
    done = replace(make_agreement(partnership, "Gedaan", 1), state=AgreementState.DONE)
    for each in (
        done,
        make_agreement(partnership, "Ooit"),
        make_agreement(partnership, "Eerst", 3),
    ):
        write(context, partnership, each)

    view = read_ending(context, partnership.id)

    assert [each.content.text for each in view.agreements] == ["Eerst", "Ooit", "Gedaan"]


def test_what_was_reached_in_all_the_time_is_told(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    write(context, partnership, Change(TODAY - timedelta(days=900), "Een ander plan"))
    write(context, partnership, GrowthStep(TODAY, "Statuten", GrowthStage.LEGAL_ENTITY))

    view = read_ending(context, partnership.id)

    kinds = [each.kind for each in view.reached]
    assert kinds == [*[CelebrationKind.STRONG] * 4, CelebrationKind.GREW, CelebrationKind.CHANGED]
    assert view.has_results


def test_a_party_that_is_hidden_leaves_no_score_to_celebrate(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Westerdal", people=2)
    add_closed_round(context, clock, partnership, {}, {})

    assert list(read_ending(context, partnership.id).reached) == []


def test_a_check_in_that_is_open_is_told(context: Context, partnership: Partnership) -> None:
    opened = open_checkin(context, partnership)

    view = read_ending(context, partnership.id)

    assert view.open_round is not None
    assert view.open_round.id == opened.id


def test_the_day_of_the_end_is_told(context: Context, partnership: Partnership) -> None:
    end_partnership(context, partnership, TODAY)

    assert read_ending(context, partnership.id).ended_on == TODAY


def test_the_newest_lesson_comes_first(context: Context, partnership: Partnership) -> None:
    for days, text in ((9, "Oud"), (1, "Nieuw")):
        write(context, partnership, Lesson(TODAY - timedelta(days=days), text))

    view = read_ending(context, partnership.id)

    assert [each.content.text for each in view.lessons] == ["Nieuw", "Oud"]


def test_the_keepsake_holds_every_version_and_every_entry(
    context: Context, partnership: Partnership
) -> None:
    record = write(context, partnership, make_agreement(partnership, "Bellen"))
    set_state(context, record, AgreementState.CONTINUES, ADA)
    write(context, partnership, Collaboration(goal="Samen"))
    write(context, partnership, Contact(TODAY, "Gebeld"))
    write(context, partnership, Lesson(TODAY - timedelta(days=3), "Eerst bellen"))
    write(context, partnership, Term("kaders", "Wat vast staat"))
    write(context, partnership, Farewell(call="Noor"))

    keepsake = read_keepsake(context, partnership.id)

    (versions,) = keepsake.agreements
    states = [each.content.state for each in versions]
    assert states == [AgreementState.OPEN, AgreementState.CONTINUES]
    assert [each.content.goal for each in keepsake.collaboration] == ["Samen"]
    assert [type(each.content) for each in keepsake.entries] == [Lesson, Contact]
    assert [each.content.word for each in keepsake.terms] == ["kaders"]
    assert keepsake.farewell.call == "Noor"
    assert list(keepsake.releases) == []


def test_what_was_taken_away_is_not_taken_along(context: Context, partnership: Partnership) -> None:
    record = write(context, partnership, make_agreement(partnership, "Bellen"))
    remove_agreement(context, record, ADA)

    assert read_keepsake(context, partnership.id).agreements == []


@pytest.mark.parametrize("read", [read_ending, read_keepsake])
def test_of_no_partnership_there_is_nothing(context: Context, read: object) -> None:
    assert callable(read)
    with pytest.raises(NotFoundError):
        read(context, PartnershipId(999))
