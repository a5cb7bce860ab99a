"""A person whose name and address are found at once, in everything that a person can stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Engine, select

from monitor.domain import variance_set
from monitor.domain.flags.worry import NO_ID, Step, StepKind, Worry, WorryKind, WorryState
from monitor.domain.links import Token, derive_token
from monitor.domain.mail import LetterState
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import note as note_beside
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Participant, ParticipantId, Partnership
from monitor.domain.privacy_agreement import Consent
from monitor.domain.register.log import Contact, Lesson
from monitor.domain.register.record import Authorship
from monitor.domain.response import Audience, Comment
from monitor.domain.results import Severity
from monitor.services.checkin.answer_checkin import PartAnswers, send
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register.manage_participants import PersonDraft, add_person
from monitor.services.register_ports import OwnCard, OwnQuestionnaire, SavedView
from monitor.storage.tables import Table
from tests.answering import save_part
from tests.factories import SECRET_KEY, TODAY, FakeClock, make_agreement
from tests.meetings import Town
from tests.seeding import TWO_WEEKS, OpenRound, answer_all, make_partnership, open_checkin

NAME, MAIL = "Xaveria Quintijn", "xaveria@quintijn.example"
MARKS = ("xaveria", "quintijn")
ABOUT = f"Gesproken met {NAME} ({MAIL.upper()})."


@dataclass(frozen=True, slots=True)
class Marked:
    """The partnership of the marked person, her own link of the open round, and the closed one."""

    partnership: Partnership
    id: ParticipantId
    token: Token
    first: OpenRound
    second: OpenRound


def mark_everything(context: Context, clock: FakeClock, *, is_linked: bool = True) -> Marked:
    """Store the person in a closed and an open round, and in all that people write."""
    partnership = make_partnership(context, "Quadrant", people=5, is_linked=is_linked)
    person = add_person(context, partnership.parties[0].id, PersonDraft(NAME, MAIL))
    first = open_checkin(context, partnership)
    answer_all(context, first.tokens, {})
    other = PartAnswers(comments={"O1": Comment(ABOUT, Audience.SHARED_SCREEN)})
    save_part(context, first.initiative[0], other)
    clock.advance(TWO_WEEKS)
    close_round(context, first.id)
    town = Town(context, clock, partnership)
    meeting = town.begin()
    clock.advance(timedelta(days=1))
    second = open_checkin(context, partnership)
    with context.unit_of_work() as uow:
        token = _own_token(uow, second, person.id)
        uow.meetings.save(note_beside(meeting, meeting.step, ABOUT))
        written = Authorship(NAME, clock.now())
        entry = MeetingEntry(meeting.id, "key-1", Lesson(TODAY, ABOUT), written)
        uow.meeting_entries.add(entry)
        _write(uow, partnership, written, second)
        _refuse_letters(uow, second, person)
        uow.commit()
    answer_all(context, [token], {})
    save_part(context, second.initiative[0], other)
    send(context, second.initiative[0])
    return Marked(partnership, person.id, token, first, second)


def find_marks(engine: Engine) -> list[str]:
    """Return every table and value in the database that holds a mark, or a row of it."""
    return [
        f"{table}: {value}"
        for table, value in _all_values(engine)
        if any(mark in value.casefold() for mark in MARKS)
    ]


def _all_values(engine: Engine) -> Iterator[tuple[str, str]]:
    with engine.connect() as connection:
        for table in Table.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    yield table.name, str(value)


def _own_token(uow: UnitOfWork, opened: OpenRound, person_id: int) -> Token:
    (nonce,) = (
        each.nonce
        for each in uow.rounds.invitations_of(opened.id)
        if each.participant_id == person_id
    )
    return derive_token(SECRET_KEY, nonce)


def _write(
    uow: UnitOfWork, partnership: Partnership, written: Authorship, opened: OpenRound
) -> None:
    party, other = partnership.parties
    profile = replace(partnership.profile, stand_in=NAME, character=ABOUT)
    uow.partnerships.save(replace(partnership, contact=NAME, profile=profile))
    agreement = uow.records.add(partnership.id, make_agreement(text=ABOUT), written)
    changed = make_agreement(text="Zonder naam.", owner=other.id)
    uow.records.save(agreement, changed, written, is_removed=True)
    uow.records.add(partnership.id, Contact(TODAY, ABOUT), written)
    consent = Consent(
        party.id, partnership.privacy_mode, partnership.minimum_group, NAME, written.at.date()
    )
    uow.consents.save(consent)
    steps = (Step(StepKind.NOTE, written.at, NAME, note=ABOUT),)
    uow.worries.add(
        Worry(
            NO_ID,
            partnership.id,
            WorryKind.NO_CONTACT,
            Severity.WATCH,
            WorryState.SEEN,
            TODAY,
            written.at,
            steps=steps,
        )
    )
    uow.asked_agreements.add(opened.id, [AskedAgreement(agreement.id, other.id, ABOUT)])
    _write_for_all(uow, partnership, written)


def _write_for_all(uow: UnitOfWork, partnership: Partnership, written: Authorship) -> None:
    organisation = partnership.parties[0].organisation
    uow.own_cards.save(OwnCard(organisation.id, "OWN-1", {"title": ABOUT}, written))
    uow.own_questionnaires.add(OwnQuestionnaire("own-1", {"name": ABOUT}, written))
    uow.own_questionnaires.adopt("own-1", written)
    uow.saved_views.save(SavedView(f"Van {NAME}", f"q={MAIL}"))
    uow.variance_sets.adopt(variance_set.Adoption("own", written.at, NAME))


def _refuse_letters(uow: UnitOfWork, opened: OpenRound, person: Participant) -> None:
    """Let the mail server have answered with the address in its words."""
    (letter,) = (each for each in uow.outbox.list_of(opened.id) if each.participant_id == person.id)
    uow.outbox.save(replace(letter, state=LetterState.REFUSED, due_at=None, failure=ABOUT))
    uow.partnerships.save_participant(replace(person, mail_failure=ABOUT))
