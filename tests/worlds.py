"""Two worlds that differ only in what the disclosure rules hide, to compare all that is shown.

Whatever a page, a table, a mail or a file says must be the same in both: else it tells something of
what is hidden. ``docs/method.md`` section 3 has the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.domain.manager import Manager
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.partnership import Language, Partnership
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part, Question
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.record import Authorship
from monitor.domain.response import Audience, Comment
from monitor.services.agreements.keep_agreements import make_agreement
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.meeting.hold import begin_meeting, turn_key
from monitor.services.meeting.prepare import prepare_meeting, read_meetings
from monitor.services.register_ports import NewManager
from monitor.services.review import review
from tests.answering import save_part
from tests.factories import FakeClock
from tests.seeding import TWO_WEEKS, make_partnership, open_checkin

# From the code of a question to the answer.
Answerer = Callable[[str], int]

_MARK = 7
_OF_NO_DIMENSION = {"D1", "D2", "D3", "D4", "X1", "X2", "X3", "X5", "X6", "X7", "X8", "X9"}


@dataclass(frozen=True, slots=True)
class World:
    """Partnerships by what is hidden of them, and the manager who looks after them."""

    small: Partnership  # Of one party two people: all of it is hidden.
    middle: Partnership  # Five people: single questions are hidden.
    large: Partnership  # Nine people: only some words are hidden.
    others: Sequence[Partnership]
    manager: Manager
    meetings: Sequence[Meeting]  # One of each of the first three, with everything opened.

    @property
    def partnerships(self) -> Sequence[Partnership]:
        """All of them."""
        return [self.small, self.middle, self.large, *self.others]


def make_world(context: Context, clock: FakeClock, hidden: int) -> World:
    """Make a world; ``hidden``, 0 or 1, chooses the answers and words that nobody may see."""
    with context.unit_of_work() as uow:
        manager = uow.managers.add(NewManager("Noor Visser", Language.ENGLISH, "noor@veldzicht.nl"))
        uow.commit()
    small, middle, large, *others = (
        _manage(context, make_partnership(context, name, people=people), manager)
        for name, people in (
            ("Klein", 6),
            ("Midden", 5),
            ("Groot", 9),
            *((f"Ander {number}", 5) for number in range(5)),
        )
    )
    _keep_two(context, small, clock)
    for partnership in (small, middle, large):
        _agree(context, partnership)
    clock.advance(timedelta(days=1))
    _close(context, clock, small, [_all_of(2 + 3 * hidden), _all_of(4)], hidden)
    _close(context, clock, middle, [_swapped(hidden), _all_of(4)], hidden)
    _close(context, clock, large, [_all_of(4), _all_of(3)], hidden)
    for other in others:
        _close(context, clock, other, [_all_of(4), _all_of(3)], 0)
    meetings = [_meet(context, each) for each in (small, middle, large)]
    return World(small, middle, large, others, manager, meetings)


def _manage(context: Context, partnership: Partnership, manager: Manager) -> Partnership:
    profile = replace(partnership.profile, manager_id=manager.id, has_mirror=True, asks_load=True)
    managed = replace(partnership, profile=profile)
    with context.unit_of_work() as uow:
        uow.partnerships.save(managed)
        review(context, uow, partnership.id)
        uow.commit()
    return managed


def _keep_two(context: Context, partnership: Partnership, clock: FakeClock) -> None:
    """Let all but two people of the municipality go."""
    yesterday = clock.now().date() - timedelta(days=1)
    with context.unit_of_work() as uow:
        people = uow.partnerships.participants_of(partnership.id)
        for person in [each for each in people if each.party_id == partnership.parties[0].id][2:]:
            uow.partnerships.save_participant(
                replace(person, active_from=yesterday, active_until=yesterday)
            )
        uow.commit()


def _agree(context: Context, partnership: Partnership) -> None:
    """Make an agreement of each party, so that the other one is asked about it."""
    written = Authorship("Noor Visser", context.clock.now())
    for party in partnership.parties:
        agreement = Agreement(
            AgreementKind.PROCESS, "We bellen elkaar elke week.", party.id, context.today()
        )
        make_agreement(context, partnership.id, agreement, written)


def _meet(context: Context, partnership: Partnership) -> Meeting:
    """Begin a meeting with every screen there is, for which both parties turned their key."""
    plan = read_meetings(context, partnership.id).suggested
    assert plan is not None
    words = default_step(StepKind.COMMENTS)
    every_step = replace(plan, steps=(*plan.steps, words))
    written = Authorship("Noor Visser", context.clock.now())
    meeting = prepare_meeting(context, partnership.id, every_step, Language.DUTCH, written)
    begin_meeting(context, meeting.id)
    for party in partnership.parties:
        meeting = turn_key(context, meeting.id, party.id, written)
    return meeting


def _close(
    context: Context,
    clock: FakeClock,
    partnership: Partnership,
    answerers: Sequence[Answerer],
    hidden: int,
) -> None:
    """Open a round, let all answer, and close it; the clock then stands where it stood."""
    began = clock.now()
    opened = open_checkin(context, partnership)
    sides = (opened.municipality, opened.initiative)
    for tokens, answerer in zip(sides, answerers, strict=True):
        for token in tokens:
            parts = read_checkin(context, token).parts
            save_part(context, token, _fill_in(parts, answerer, hidden))
            send(context, token)
    clock.advance(TWO_WEEKS)
    close_round(context, opened.id)
    clock.advance(began - clock.now())


def _fill_in(parts: Sequence[Part], answerer: Answerer, hidden: int) -> PartAnswers:
    questions = [question for part in parts for question in part.questions]
    is_open = [each.answer_type is AnswerType.OPEN for each in questions]
    words = (Audience.COACH_ONLY, Audience.NOT_VERBATIM)
    return PartAnswers(
        answers={
            each.code: _value(each, answerer(each.code))
            for each, has_words in zip(questions, is_open, strict=True)
            if not has_words
        },
        comments={
            each.code: Comment(f"Alleen voor u: {('aap', 'noot')[hidden]}", words[place % 2])
            for place, (each, has_words) in enumerate(zip(questions, is_open, strict=True))
            if has_words
        },
    )


def _value(question: Question, level: int) -> int:
    """Return a level as far as the scale of a question goes; every mark is the same."""
    if question.answer_type is AnswerType.MARK:
        return _MARK
    return min(level, SCALE_VALUES[question.answer_type][-1])


def _all_of(level: int) -> Answerer:
    """Answer everything alike."""
    return lambda _code: level


def _swapped(hidden: int) -> Answerer:
    """Answer two questions of a dimension the other way round: its mean stays the same.

    A question of no dimension is answered in one way or quite another.
    """
    turned: Mapping[str, int] = {"TRU1": 3, "TRU2": 5} if hidden else {"TRU1": 5, "TRU2": 3}
    free = 2 if hidden else 5
    return lambda code: turned.get(code, free if code in _OF_NO_DIMENSION else 4)
