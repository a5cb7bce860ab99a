"""A partnership with all that a use case can be about, and the people who may try to use it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.domain.access.account import AccountId, Role, Scope, WorkspaceId
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.cards import Card
from monitor.domain.flags.worry import NO_ID, Step, StepKind, Worry, WorryKind, WorryState
from monitor.domain.links import derive_code, derive_token
from monitor.domain.manager import Manager
from monitor.domain.meeting.live import LiveKind, LiveQuestion
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.meeting.plan import Plan
from monitor.domain.partnership import (
    Language,
    Participant,
    Partnership,
    PartnershipId,
    PartyId,
)
from monitor.domain.planning import Period, PlannedRound
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship, Record
from monitor.domain.results import Severity
from monitor.domain.round import Invitation, Round, RoundId
from monitor.services.agreements.collaborate import save_collaboration
from monitor.services.agreements.keep_agreements import make_agreement
from monitor.services.cards.choose_cards import choose_card
from monitor.services.cards.own_cards import add_card
from monitor.services.checkin.answer_checkin import Checkin, read_checkin
from monitor.services.checkin.plan_rounds import RhythmDraft, plan_extra, set_rhythm
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.flags import handle_worry
from monitor.services.logbook.keep_log import add_entry
from monitor.services.meeting.ask_live import open_question
from monitor.services.meeting.hold import begin_meeting, turn_key
from monitor.services.meeting.prepare import prepare_meeting, read_meetings
from monitor.services.meeting.write_down import Note, undo, write_note
from monitor.services.register.manage_managers import ManagerDraft, add_manager
from monitor.services.register.manage_participants import PersonDraft, add_person
from tests.factories import NOW, SECRET_KEY, TODAY, make_card
from tests.factories import make_agreement as draft_agreement
from tests.seeding import make_partnership

NOOR = Authorship("Noor Visser", NOW)
ACCOUNT = AccountId(7)
ELSEWHERE = WorkspaceId(2)
LATER = Period(NOW + timedelta(days=30), NOW + timedelta(days=40))
LATER_STILL = Period(NOW + timedelta(days=50), NOW + timedelta(days=60))
NEXT_MONTH = date(2026, 12, 15)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scene:
    """A partnership that nobody else works on; what is asked for is stored by the product."""

    context: Context
    partnership: Partnership

    @property
    def id(self) -> PartnershipId:
        """Its id."""
        return self.partnership.id

    @property
    def party(self) -> PartyId:
        """The first of its parties."""
        return self.partnership.parties[0].id

    def draft(self) -> Agreement:
        """Return an agreement as typed."""
        return draft_agreement(owner=self.party)

    def agreement(self) -> Record[Agreement]:
        """Return an agreement."""
        return make_agreement(self.context, self.id, self.draft(), NOOR)

    def collaboration(self) -> Record[Collaboration]:
        """Return the collaboration agreement."""
        goal = Collaboration(goal="Samen een buurthuis.")
        return save_collaboration(self.context, self.id, goal, None, NOOR)

    def lesson(self) -> Record[Lesson]:
        """Return an entry of the log."""
        return add_entry(self.context, self.id, Lesson(TODAY, "Eerder bellen."), NOOR)

    def with_card(self) -> "Scene":
        """Return this with one card chosen."""
        choose_card(self.context, self.id, "T1", NOOR)
        return self

    def own_card(self) -> Card:
        """Return a card of the first organisation."""
        organisation = self.partnership.parties[0].organisation
        return add_card(self.context, organisation.id, make_card(), NOOR)

    def worry(self, state: WorryState = WorryState.NEW) -> Worry:
        """Return a worry that stands so, found by the monitor and then moved on by somebody."""
        steps = (
            Step(StepKind.FOUND, NOW, state=WorryState.NEW, sequence=1),
            Step(StepKind.STATE, NOW, NOOR.by, state),
        )
        worry = Worry(
            id=NO_ID,
            partnership_id=self.id,
            kind=WorryKind.GAP,
            severity=Severity.ACT,
            state=state,
            opened_on=TODAY,
            changed_at=NOW,
            dimension=Dimension.TRUST,
            sequences=(1,),
            steps=steps,
        )
        with self.context.unit_of_work() as uow:
            added = uow.worries.add(worry)
            uow.commit()
        return added

    def resting_worry(self) -> Worry:
        """Return a worry that somebody lets rest."""
        until = TODAY + _A_WEEK
        return handle_worry.snooze(self.context, self.worry().id, until, "Vakantie", NOOR)

    def planned(self) -> PlannedRound:
        """Return a round that is planned."""
        return plan_extra(self.context, self.id, LATER)

    def with_rhythm(self) -> "Scene":
        """Return this with a rhythm."""
        set_rhythm(self.context, self.id, RhythmDraft(NEXT_MONTH))
        return self

    def round(self) -> Round:
        """Return a round that is open now."""
        return open_round(self.context, self.id, NOW + _A_WEEK)

    def invitation(self) -> Invitation:
        """Return an invitation to a round that is open now."""
        round_ = self.round()
        with self.context.unit_of_work(reads_only=True) as uow:
            return uow.rounds.invitations_of(round_.id)[0]

    def form(self) -> tuple[RoundId, str]:
        """Return a round that is open now, and the personal code of somebody invited to it."""
        invitation = self.invitation()
        return invitation.round_id, derive_code(SECRET_KEY, invitation.nonce)

    def checkin(self) -> Checkin:
        """Return the check-in of somebody, as their link opens it."""
        invitation = self.invitation()
        return read_checkin(self.context, derive_token(SECRET_KEY, invitation.nonce))

    def with_results(self) -> "Scene":
        """Return this with a round behind it."""
        close_round(self.context, self.round().id)
        return self

    def plan(self) -> Plan:
        """Return the plan of a meeting."""
        if not read_meetings(self.context, self.id).releases:
            self.with_results()
        plan = read_meetings(self.context, self.id).suggested
        assert plan is not None
        return plan

    def prepared(self) -> Meeting:
        """Return a meeting that is prepared."""
        return prepare_meeting(self.context, self.id, self.plan(), Language.DUTCH, NOOR)

    def begun(self) -> Meeting:
        """Return a meeting that has begun."""
        return begin_meeting(self.context, self.prepared().id)

    def opened(self) -> Meeting:
        """Return a meeting in which the first party turned its key."""
        return turn_key(self.context, self.begun().id, self.party, NOOR)

    def note(self) -> tuple[MeetingId, str]:
        """Return a meeting, and the key of a thing written down in it."""
        meeting, content = self.begun(), Lesson(TODAY, "Eerder bellen.")
        return meeting.id, write_note(self.context, meeting.id, Note("a", content), NOOR).key

    def undone_note(self) -> tuple[MeetingId, str]:
        """Return a meeting, and the key of a thing that was undone."""
        meeting_id, key = self.note()
        return meeting_id, undo(self.context, meeting_id, key, NOOR).key

    def question(self) -> LiveQuestion:
        """Return a question that is open on phones."""
        return open_question(self.context, self.begun().id, LiveKind.TALK)

    def somebody(self) -> Participant:
        """Return one more person of the first party."""
        return add_person(self.context, self.party, PersonDraft("Ali Demir", "ali@example.org"))

    def manager(self) -> Manager:
        """Return a relationship manager."""
        return add_manager(
            self.context, ManagerDraft("Vera Bos", None, Language.DUTCH, wants_digest=False)
        )


def make_scene(context: Context) -> Scene:
    """Store a partnership with one person a party."""
    return Scene(context, make_partnership(context, "Zonnewijk", people=1))


def person(role: Role, *partnerships: PartnershipId, parties: Sequence[PartyId] = ()) -> Actor:
    """Return somebody who signed in and sees these partnerships."""
    scope = Scope(frozenset(partnerships), frozenset(parties))
    return Actor(ActorKind.PERSON, WorkspaceId(1), role, scope, ACCOUNT, NOOR.by)


def people_of(partnership: Partnership, roles: Sequence[Role]) -> Iterator[Actor]:
    """Yield somebody of each role who sees a partnership; of each party a representative."""
    for role in roles:
        if role is Role.REPRESENTATIVE:
            for party in partnership.parties:
                yield person(role, partnership.id, parties=[party.id])
        else:
            yield person(role, partnership.id)


def somebody_of_the_workspace(role: Role) -> Actor:
    """Return somebody who sees all partnerships."""
    return Actor(ActorKind.PERSON, WorkspaceId(1), role, account_id=ACCOUNT, name=NOOR.by)


def stranger() -> Actor:
    """Return the administrator of another workspace."""
    return Actor(ActorKind.PERSON, ELSEWHERE, Role.ADMINISTRATOR, account_id=ACCOUNT)
