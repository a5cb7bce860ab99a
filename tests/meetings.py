"""Meetings about rounds that people answered, made through the use cases themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan
from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.meeting.hold import begin_meeting, read_meeting, turn_key
from monitor.services.meeting.prepare import prepare_meeting, read_meetings
from monitor.services.meeting.read_deck import read_deck
from tests.copies import Copies
from tests.factories import FakeClock
from tests.seeding import add_closed_round, make_partnership

PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Town:
    """A partnership with results, and the clock by which it lives."""

    context: Context
    clock: FakeClock
    partnership: Partnership

    @property
    def municipality(self) -> PartyId:
        return self.partnership.parties[0].id

    @property
    def initiative(self) -> PartyId:
        return self.partnership.parties[1].id

    @property
    def written(self) -> Authorship:
        """Who writes, and when: now."""
        return Authorship("Noor Visser", self.clock.now())

    @property
    def plan(self) -> Plan:
        """The plan that is suggested now."""
        plan = read_meetings(self.context, self.partnership.id).suggested
        assert plan is not None
        return plan

    def answer_round(self, *levels: Mapping[str, int], is_light: bool = False) -> None:
        """Hold a round that all answer, and go on to the next quarter."""
        levels = levels or ({}, {})
        add_closed_round(self.context, self.clock, self.partnership, *levels, is_light=is_light)

    def prepare(self, plan: Plan | None = None) -> Meeting:
        return prepare_meeting(
            self.context, self.partnership.id, plan or self.plan, Language.DUTCH, self.written
        )

    def begin(self, plan: Plan | None = None) -> Meeting:
        return begin_meeting(self.context, self.prepare(plan).id)

    def agree(self, meeting: Meeting) -> Meeting:
        """Let every party agree to open the picture per party."""
        for party in self.partnership.parties:
            meeting = turn_key(self.context, meeting.id, party.id, self.written)
        return meeting

    def read(self, meeting: Meeting) -> Meeting:
        return read_meeting(self.context, meeting.id).meeting

    def deck_of(self, meeting: Meeting) -> Deck:
        return read_deck(self.context, meeting.id)


def make_town(
    context: Context, clock: FakeClock, *, people: int = PEOPLE, has_mirror: bool = False
) -> Town:
    """Make a partnership of two parties with so many people, which has one round behind it."""
    return Town(context, clock, found_town(context, clock, people=people, has_mirror=has_mirror))


def copy_town(copies: Copies, *, people: int = PEOPLE, has_mirror: bool = False) -> Town:
    """Return the same in the fresh database of a test; only the first time it takes the work."""
    partnership = copies.fill(found_town, people=people, has_mirror=has_mirror)
    return Town(copies.context, copies.clock, partnership)


def found_town(context: Context, clock: FakeClock, *, people: int, has_mirror: bool) -> Partnership:
    """Store the partnership of a town, and its round."""
    partnership = make_partnership(context, "Zonnewijk", people=people)
    if has_mirror:
        profile = replace(partnership.profile, has_mirror=True)
        partnership = replace(partnership, profile=profile)
        with context.unit_of_work() as uow:
            uow.partnerships.save(partnership)
            uow.commit()
    add_closed_round(context, clock, partnership, {}, {})
    return partnership
