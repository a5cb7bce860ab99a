"""A whole meeting of two people and three, in worlds that differ only in what the two answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.domain.links import Token
from monitor.domain.meeting.entry import Frame, FramePart
from monitor.domain.meeting.live import LiveKind, Vote
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan, StepKind, card_step, default_step
from monitor.domain.partnership import Partnership, PartyId, PartyKind, Phase, PrivacyMode
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.log import Lesson
from monitor.domain.response import Audience, Comment
from monitor.services.agreements.keep_agreements import make_agreement
from monitor.services.cards.library import read_shipped_cards
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.meeting.answer_live import cast_vote
from monitor.services.meeting.ask_live import open_question, put_away, show_results
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import move
from monitor.services.meeting.write_down import Note, confirm, write_note
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
)
from tests.answering import save_part
from tests.factories import FakeClock
from tests.live import token_of
from tests.meetings import Town
from tests.seeding import A_QUARTER, TWO_WEEKS, open_checkin

PEOPLE = ("Anna de Wit", "Bram Smit", "Carla Bos", "Daan Kok", "Els Prins")
WRITER = "Noor Visser"
# What the two answered in two rounds and wrote, in each world; the three are the same in both.
OF_TWO = (((5, 5), (1, 2)), ((1, 2), (5, 4)))
WORDS = ("Alles ging goed.", "Wij worden niet gehoord.")
OF_THREE = (2, 4, 5)
# What five phones answered: the same five answers, but by other people.
BY_PHONE = (((5, 1), (1, 3, 5)), ((5, 5), (1, 1, 3)))
_MARK = 7


@dataclass(frozen=True, slots=True)
class SmallMeeting:
    """A meeting that has begun; ``world``, 0 or 1: what nobody may see of it."""

    town: Town
    meeting: Meeting
    world: int

    def open_up(self) -> None:
        """Let both parties turn their key."""
        self.town.agree(self.meeting)

    def ask_on_phones(self) -> None:
        """Ask everything there is on phones; all five answer, and it is shown."""
        context = self.town.context
        sides = zip(self.town.partnership.parties, BY_PHONE[self.world], strict=True)
        given = [(party.id, value) for party, values in sides for value in values]
        for kind in LiveKind:
            question = open_question(context, self.meeting.id, kind)
            for number, (party, value) in enumerate(given):
                card = question.cards[value > 3] if question.cards else None
                vote = Vote(party, dict.fromkeys(question.codes, value), card)
                cast_vote(context, question.id, token_of(question), f"{number:032x}", vote)
            show_results(context, question.id)
            put_away(context, question.id)

    def write_down(self) -> None:
        """Write something down of most kinds, and read it back."""
        context, meeting, written = self.town.context, self.meeting.id, self.town.written
        today = context.today()
        agreement = _agree("We spreken elkaar elke maand.", self.town.initiative, context)
        frame = Frame(FramePart.FIXED, "De straat gaat in 2028 open.")
        write_note(context, meeting, Note("agreement", agreement), written)
        write_note(context, meeting, Note("frame", frame), written)
        write_note(context, meeting, Note("lesson", Lesson(today, "Eerst bellen.")), written)
        write_note(context, meeting, Note("next", today + timedelta(days=90)), written)
        for key in ("agreement", "frame", "lesson", "next"):
            confirm(context, meeting, key)

    def end(self) -> None:
        """Show every screen, and end."""
        context, last = self.town.context, len(self.meeting.plan.steps) - 1
        for place in range(last):
            move(context, self.meeting.id, seen=place, to=place + 1)
        end_meeting(context, self.meeting.id, self.town.written)


def begin_small_meeting(context: Context, clock: FakeClock, world: int) -> SmallMeeting:
    """Hold two check-ins of two people and three, and begin a meeting with every screen."""
    town = Town(context, clock, _add_partnership(context))
    for party in town.partnership.parties:
        agreement = _agree("We bellen elkaar elke week.", party.id, context)
        make_agreement(context, town.partnership.id, agreement, town.written)
    for two in OF_TWO[world]:
        clock.advance(timedelta(days=1))
        _hold_round(town, [*two, *OF_THREE], WORDS[world])
    return SmallMeeting(town, town.begin(_plan_everything(town)), world)


def _add_partnership(context: Context) -> Partnership:
    draft = PartnershipDraft(
        name="Klein",
        phase=Phase.DURING,
        privacy_mode=PrivacyMode.CONFIDENTIAL,
        parties=[
            PartyDraft("Gemeente Klein", PartyKind.MUNICIPALITY, PEOPLE[:2]),
            PartyDraft("Initiatief Klein", PartyKind.INITIATIVE, PEOPLE[2:]),
        ],
        contact=WRITER,
    )
    added = add_partnership(context, draft)
    asking = replace(added, profile=replace(added.profile, has_mirror=True, asks_load=True))
    with context.unit_of_work() as uow:
        uow.partnerships.save(asking)
        uow.commit()
    return asking


def _agree(text: str, owner: PartyId, context: Context) -> Agreement:
    return Agreement(AgreementKind.CONTACT, text, owner, context.today())


def _plan_everything(town: Town) -> Plan:
    cards = [card_step(card) for card in read_shipped_cards()[:2]]
    steps = [default_step(kind) for kind in StepKind if kind is not StepKind.CARD]
    return replace(town.plan, steps=(*steps[:-2], *cards, *steps[-2:]))


def _hold_round(town: Town, levels: Sequence[int], words: str) -> None:
    """Let everybody answer at a level; what the three wrote is the same in every world."""
    opened = open_checkin(town.context, town.partnership)
    for token, level in zip(opened.tokens, levels, strict=True):
        is_of_two = token in opened.municipality
        _answer(town.context, token, level, words if is_of_two else "Wij bellen graag.")
    town.clock.advance(TWO_WEEKS)
    close_round(town.context, opened.id)
    town.clock.advance(A_QUARTER - TWO_WEEKS)


def _answer(context: Context, token: Token, level: int, words: str) -> None:
    save_part(context, token, _fill_in(read_checkin(context, token).parts, level, words))
    send(context, token)


def _fill_in(parts: Sequence[Part], level: int, words: str) -> PartAnswers:
    questions = [question for part in parts for question in part.questions]
    open_ones = [each for each in questions if each.answer_type is AnswerType.OPEN]
    return PartAnswers(
        answers={
            each.code: _MARK
            if each.answer_type is AnswerType.MARK
            else min(level, SCALE_VALUES[each.answer_type][-1])
            for each in questions
            if each not in open_ones
        },
        comments={each.code: Comment(words, Audience.SHARED_SCREEN) for each in open_ones},
    )
