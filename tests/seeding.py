"""Partnerships with rounds that people answered, made through the use cases themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.domain.links import Token
from monitor.domain.noticing import NOTICED_ANSWERS
from monitor.domain.partnership import Partnership, PartyKind, Phase, PrivacyMode
from monitor.domain.questionnaire import AnswerType, Part
from monitor.domain.response import Audience, Comment
from monitor.domain.round import RoundId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.rounds import close_round, links_of_round, open_round
from monitor.services.context import Context
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
)
from tests.answering import save_part
from tests.factories import FakeClock

A_QUARTER = timedelta(days=91)
TWO_WEEKS = timedelta(days=14)
LEVEL, MARK = 4, 7


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that takes answers, with the personal tokens of its parties."""

    id: RoundId
    municipality: Sequence[Token]
    initiative: Sequence[Token]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of everyone."""
        return [*self.municipality, *self.initiative]


def make_partnership(
    context: Context, name: str, *, people: int, is_linked: bool = False
) -> Partnership:
    """Add a municipality and an initiative, with so many people each."""
    sides = {PartyKind.MUNICIPALITY: "Gemeente", PartyKind.INITIATIVE: "Initiatief"}
    return add_partnership(
        context,
        PartnershipDraft(
            name=name,
            phase=Phase.DURING,
            privacy_mode=PrivacyMode.CONFIDENTIAL,
            parties=[
                PartyDraft(f"{side} {name}", kind, [f"{side} {n + 1}" for n in range(people)])
                for kind, side in sides.items()
            ],
            contact="Noor Visser",
            is_linked=is_linked,
        ),
    )


def open_checkin(
    context: Context, partnership: Partnership, *, is_light: bool = False
) -> OpenRound:
    """Open a round now, for two weeks."""
    closes_at = context.clock.now() + TWO_WEEKS
    opened = open_round(context, partnership.id, closes_at, is_light=is_light)
    with context.unit_of_work(reads_only=True) as uow:
        links = links_of_round(context, uow, uow.rounds.get(opened.id))
    tokens = [
        [
            Token(link.url.rpartition("/")[2])
            for link in links
            if link.participant.party_id == party.id
        ]
        for party in partnership.parties
    ]
    return OpenRound(opened.id, tokens[0], tokens[1])


def add_closed_round(
    context: Context,
    clock: FakeClock,
    partnership: Partnership,
    *levels: Mapping[str, int],
    is_light: bool = False,
) -> None:
    """Open a round, let all of both parties answer, close it, and go on to the next quarter.

    ``levels`` holds for each party the answers that differ from the usual level.
    """
    opened = open_checkin(context, partnership, is_light=is_light)
    for tokens, changed in zip((opened.municipality, opened.initiative), levels, strict=True):
        answer_all(context, tokens, changed)
    clock.advance(TWO_WEEKS)
    close_round(context, opened.id)
    clock.advance(A_QUARTER - TWO_WEEKS)


def answer_all(context: Context, tokens: Sequence[Token], changed: Mapping[str, int]) -> None:
    """Let people fill in everything and send it."""
    for token in tokens:
        parts = read_checkin(context, token).parts
        save_part(context, token, fill_in(parts, changed))
        send(context, token)


def fill_in(parts: Sequence[Part], changed: Mapping[str, int]) -> PartAnswers:
    """Answer every question: the usual level but where a code starts with a changed one."""
    usual = {
        AnswerType.AGREEMENT: LEVEL,
        AnswerType.MARK: MARK,
        AnswerType.NOTICED: len(NOTICED_ANSWERS),
    }
    questions = [question for part in parts for question in part.questions]
    return PartAnswers(
        answers={
            question.code: next(
                (level for code, level in changed.items() if question.code.startswith(code)),
                usual[question.answer_type],
            )
            for question in questions
            if question.answer_type in usual
        },
        comments={
            question.code: Comment("We bellen elkaar als het misgaat.", Audience.SHARED_SCREEN)
            for question in questions
            if question.answer_type is AnswerType.OPEN
        },
    )
