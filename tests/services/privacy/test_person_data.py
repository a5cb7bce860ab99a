"""The rights of one person: to see what is kept, and to be forgotten."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from monitor.domain.access.account import Role, Scope
from monitor.domain.errors import NotAllowedError, NotFoundError
from monitor.domain.mail import MailKind
from monitor.domain.partnership import Language, ParticipantId
from monitor.domain.privacy.pseudonym import Renaming, is_nameless, pseudonym_of
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import find_break
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_keepsake
from monitor.services.mail.queue_mail import queue_letters
from monitor.services.privacy.person_data import erase_person, export_person, read_erasure
from monitor.services.privacy_ports import Place
from monitor.services.register.manage_managers import ManagerDraft, add_manager
from monitor.services.register.manage_participants import PersonDraft, add_person
from monitor.services.results.partnership_view import read_partnership
from tests.factories import FakeClock
from tests.seeding import TWO_WEEKS, answer_all, make_partnership, open_checkin
from tests.services.privacy.marked_person import MAIL, MARKS, NAME, find_marks, mark_everything

NOBODY = ParticipantId(999)
PLACES = {
    "asked_agreement",
    "consent",
    "letter",
    "meeting",
    "meeting_entry",
    "own_card",
    "own_questionnaire",
    "participant",
    "partnership",
    "questionnaire_adoption",
    "record_version",
    "release",
    "response",
    "saved_view",
    "variance_adoption",
    "worry",
}


# H39.
@pytest.mark.parametrize("is_linked", [True, False])
def test_who_was_forgotten_is_in_no_table(
    context: Context, clock: FakeClock, engine: Engine, *, is_linked: bool
) -> None:
    marked = mark_everything(context, clock, is_linked=is_linked)
    assert {each.partition(":")[0] for each in find_marks(engine)} == PLACES

    erase_person(context, marked.id)

    assert find_marks(engine) == []
    with context.unit_of_work(reads_only=True) as uow:
        assert find_break(uow.trail.all_in_order()) is None


# H39.
def test_what_the_parties_take_along_differs_by_the_pseudonym_only(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)
    before = repr(read_keepsake(context, marked.partnership.id))

    erase_person(context, marked.id)

    renaming = Renaming(pseudonym_of(marked.id), NAME, MAIL)
    assert NAME in before
    assert repr(read_keepsake(context, marked.partnership.id)) == renaming.in_text(before)


# H39.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_was_forgotten_is_in_no_byte_of_the_file(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    marked = mark_everything(context, clock)

    erase_person(context, marked.id)

    path = Path(make_url(str(engine.url)).database or "")
    files = [path, *path.parent.glob(f"{path.name}-*")]
    assert len(files) > 1
    for each in files:
        content = each.read_bytes().lower()
        assert not any(mark.encode() in content for mark in MARKS)


def test_of_who_was_forgotten_a_number_is_left_and_nothing_is_sent_any_more(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)

    erase_person(context, marked.id)
    erase_person(context, marked.id)

    with context.unit_of_work(reads_only=True) as uow:
        person = uow.partnerships.get_participant(marked.id)
        acts = [each.deed.act for each in uow.trail.all_in_order()]
    assert is_nameless(person)
    assert (person.email, person.wants_mail, person.mail_failure) == (None, False, None)
    assert person.active_until == context.today() - timedelta(days=1)
    assert queue_letters(context) == 0
    assert acts.count(Act.PERSON_ERASED) == 1
    with pytest.raises(NotFoundError):
        read_checkin(context, marked.token)


def test_what_everybody_answered_together_stays_as_it_was_shown(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)
    before = read_partnership(context, marked.partnership.id).releases

    erase_person(context, marked.id)

    after = read_partnership(context, marked.partnership.id).releases
    assert [replace(each, comments=()) for each in after] == [
        replace(each, comments=()) for each in before
    ]
    assert len(after[0].comments) == len(before[0].comments)


def test_the_form_of_the_open_round_goes_and_nothing_ties_the_closed_one(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)
    with context.unit_of_work(reads_only=True) as uow:
        open_before, closed_before = (
            uow.responses.sent_keys(each.id) for each in (marked.second, marked.first)
        )
        linked_before = {each.pseudonym for each in uow.responses.sent_of(marked.first.id)}

    erase_person(context, marked.id)

    with context.unit_of_work(reads_only=True) as uow:
        open_after, closed_after = (
            uow.responses.sent_keys(each.id) for each in (marked.second, marked.first)
        )
        linked_after = {each.pseudonym for each in uow.responses.sent_of(marked.first.id)}
    assert len(open_after) == len(open_before) - 1
    assert closed_after == closed_before
    assert len(linked_after - linked_before) == len(linked_before - linked_after) == 1


def test_a_round_closes_as_usual_after_somebody_was_forgotten(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)

    erase_person(context, marked.id)
    answer_all(context, [*marked.second.municipality[:5], *marked.second.initiative], {})
    clock.advance(TWO_WEEKS)
    release = close_round(context, marked.second.id)

    assert all(each.has_enough for each in release.parties)


def test_a_person_is_forgotten_wherever_the_address_is_known(
    context: Context, engine: Engine
) -> None:
    one, other = (make_partnership(context, name, people=1) for name in ("Een", "Twee"))
    here = add_person(context, one.parties[0].id, PersonDraft(NAME, MAIL))
    there = add_person(context, other.parties[1].id, PersonDraft(NAME, MAIL.upper()))

    erasure = read_erasure(context, here.id)
    erase_person(context, here.id)

    assert erasure.partnerships == ["Een", "Twee"]
    assert erasure.pseudonym == pseudonym_of(here.id)
    assert find_marks(engine) == []
    with context.unit_of_work(reads_only=True) as uow:
        assert is_nameless(uow.partnerships.get_participant(there.id))


def test_a_name_that_a_colleague_or_a_manager_has_too_is_left_where_people_wrote(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    marked = mark_everything(context, clock)
    add_manager(context, ManagerDraft(NAME, None, Language.DUTCH, wants_digest=False))

    erasure = read_erasure(context, marked.id)
    erase_person(context, marked.id)

    left = find_marks(engine)
    assert erasure.keeps_name
    assert any(each.startswith("record_version") for each in left)
    assert not any(MAIL in each.casefold() for each in left)
    assert not any(each.startswith("participant") for each in left)


def test_before_it_is_done_it_is_told_what_would_change(context: Context, clock: FakeClock) -> None:
    marked = mark_everything(context, clock)

    erasure = read_erasure(context, marked.id)

    assert erasure.partnerships == ["Quadrant"]
    assert not erasure.keeps_name
    assert erasure.mentions > 10


def test_a_copy_holds_all_but_what_was_answered(context: Context, clock: FakeClock) -> None:
    marked = mark_everything(context, clock)

    data = export_person(context, marked.id)

    (participation,) = data.participations
    assert (data.name, data.email) == (NAME, MAIL)
    assert [each.round.sequence for each in participation.asked] == [1, 2]
    assert [each.given_by for each in participation.consents] == [NAME]
    assert {each.place for each in participation.mentions} == set(Place)
    told = {letter.kind for each in participation.asked for letter in each.letters}
    assert told <= {MailKind.INVITATION, MailKind.RESULTS}
    with context.unit_of_work(reads_only=True) as uow:
        assert Act.PERSON_EXPORTED in [each.deed.act for each in uow.trail.all_in_order()]


def test_a_copy_holds_nothing_that_others_wrote_in_confidence(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    marked = mark_everything(context, clock)
    shown = [each for each in find_marks(engine) if each.startswith("release")]

    mentions = export_person(context, marked.id).participations[0].mentions

    comments = [each for each in mentions if each.place is Place.SHOWN_COMMENT]
    assert len(comments) == len(shown) == 1


def test_only_who_manages_a_partnership_may_see_or_forget_somebody(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)
    for role, refusal in ((Role.FACILITATOR, NotAllowedError), (Role.RESEARCHER, NotFoundError)):
        limited = replace(context, actor=replace(context.actor, role=role))
        for act in (export_person, read_erasure, erase_person):
            with pytest.raises(refusal):
                act(limited, marked.id)


def test_somebody_elsewhere_is_left_alone_by_who_may_not_go_there(
    context: Context, engine: Engine
) -> None:
    one, other = (make_partnership(context, name, people=1) for name in ("Een", "Twee"))
    here = add_person(context, one.parties[0].id, PersonDraft(NAME, MAIL))
    add_person(context, other.parties[1].id, PersonDraft(NAME, MAIL))
    scope = Scope(partnerships=frozenset({one.id}))

    erase_person(context.acting_as(replace(context.actor, scope=scope)), here.id)

    assert [each.partition(":")[0] for each in find_marks(engine)] == ["participant"] * 2


def test_nobody_can_be_neither_seen_nor_forgotten(context: Context) -> None:
    for act in (export_person, read_erasure, erase_person):
        with pytest.raises(NotFoundError):
            act(context, NOBODY)


def test_who_has_no_address_is_found_in_one_partnership(context: Context) -> None:
    partnership = make_partnership(context, "Een", people=1)
    person = add_person(context, partnership.parties[0].id, PersonDraft(NAME))
    open_checkin(context, partnership)

    assert len(export_person(context, person.id).participations) == 1
