"""Meetings that are going on, with a question on phones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.links import Token, derive_key_token, derive_live_token
from monitor.domain.meeting.live import LiveKind, LiveQuestion, Vote
from monitor.domain.meeting.meeting import Key, Meeting, MeetingId
from monitor.domain.meeting.plan import Plan, Step, StepKind
from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.domain.register.record import Authorship
from monitor.services.cards.library import read_shipped_cards
from monitor.services.context import Context
from monitor.services.meeting.answer_live import cast_vote
from monitor.services.meeting.ask_live import open_question
from tests.factories import NOW, SECRET_KEY, add_partnership

TALK = {"said": 4, "heard": 4, "helped": 4}


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting that is going on, of a municipality and an initiative."""

    context: Context
    partnership: Partnership
    meeting: Meeting

    @property
    def parties(self) -> Sequence[PartyId]:
        return [party.id for party in self.partnership.parties]

    def ask(self, kind: LiveKind = LiveKind.TALK) -> LiveQuestion:
        return open_question(self.context, self.meeting.id, kind)

    def key_token(self, party: PartyId) -> Token:
        return derive_key_token(SECRET_KEY, self.meeting.nonce, party)


def begin_talk(
    context: Context, *, cards: int = 2, is_open: bool = False, minimum_group: int = 3
) -> Talk:
    """Store a meeting that has begun; ``is_open``: every party agreed to open its picture."""
    stored = add_partnership(context.unit_of_work)
    partnership = stored.partnership
    written = Authorship("Noor Visser", NOW)
    parties = [party.id for party in partnership.parties]
    steps = [Step(StepKind.CARD, 10, card.code) for card in read_shipped_cards()[:cards]]
    meeting = Meeting(
        id=MeetingId(0),
        partnership_id=partnership.id,
        plan=Plan(stored.round.id, (*steps, Step(StepKind.TALK, 3)), tuple(parties)),
        prepared=written,
        language=Language.DUTCH,
        nonce="0" * 32,
        began_at=NOW,
        step_began_at=NOW,
        keys=tuple(Key(party, written, is_aloud=True) for party in parties) if is_open else (),
    )
    with context.unit_of_work() as uow:
        if minimum_group != partnership.minimum_group:
            partnership = replace(partnership, minimum_group=minimum_group)
            uow.partnerships.save_privacy(partnership)
        meeting = uow.meetings.add(meeting)
        uow.commit()
    return Talk(context, partnership, meeting)


def token_of(question: LiveQuestion) -> Token:
    """Return the token that the QR code of a question holds."""
    return derive_live_token(SECRET_KEY, question.nonce)


def answer(context: Context, question: LiveQuestion, votes: Sequence[Vote]) -> None:
    """Let as many devices answer."""
    for number, vote in enumerate(votes):
        cast_vote(context, question.id, token_of(question), f"{number:032x}", vote)
