"""Plays a story round by round: who is invited, who answers, and what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from monitor.domain.questionnaire import AnswerType, Question, Questionnaire
from monitor.domain.response import Answer, Comment
from monitor.domain.sample.simulation import (
    Form,
    Mood,
    Temper,
    does_answer,
    draw_mood,
    draw_question_effects,
    draw_tempers,
    fill_in,
)
from monitor.domain.sample.story import Pool, Remark, SampleParty, Story, Writer

# While a round is open: who has sent the form already, and who has only begun.
_SENT_SHARE, _BEGUN_SHARE = 0.5, 0.2
_FEWEST_BEGUN, _MOST_BEGUN = 3, 12


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a person in a story: which party, and which of its people."""

    party: int
    person: int


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One person's form as it stands: sent, or only begun."""

    seat: Seat
    answers: Mapping[str, Answer]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    is_sent: bool = True


class Play:
    """A story with its people drawn, ready to be asked round after round."""

    def __init__(
        self, random: Random, story: Story, questionnaire: Questionnaire, pools: Sequence[Pool]
    ) -> None:
        self._random = random
        self._story = story
        self._questionnaire = questionnaire
        self._pools = pools
        self._effects = [
            draw_question_effects(random, list(questionnaire.questions())) for _ in story.parties
        ]
        self._tempers: Mapping[Seat, Temper] = {
            Seat(place, number): temper
            for place, party in enumerate(story.parties)
            for number, temper in enumerate(draw_tempers(random, len(party.people)))
        }

    def invited(self, sequence: int) -> Sequence[Seat]:
        """Return who is invited to a round."""
        return [
            Seat(place, number)
            for place, party in enumerate(self._story.parties)
            for number, person in enumerate(party.people)
            if person.takes_part(sequence)
        ]

    def answer(self, sequence: int) -> Sequence[FilledIn]:
        """Return the forms of a round that has ended."""
        questions = self._questions(sequence)
        filled_in: list[FilledIn] = []
        for place, party in enumerate(self._story.parties):
            forms = list(self._forms(sequence, place, questions))
            remarks = [remark for remark in party.remarks if remark.round == sequence]
            filled_in += self._comment(party, forms, remarks)
        return filled_in

    def answer_so_far(self, sequence: int) -> Sequence[FilledIn]:
        """Return the forms of a round that is still open.

        The first person of each party has not begun, so that there is a link to try.
        """
        filled_in = []
        for place in range(len(self._story.parties)):
            for seat, form in self._forms(sequence, place, self._questions(sequence)):
                chance = self._random.random()
                if seat.person == 0 or chance > _SENT_SHARE + _BEGUN_SHARE:
                    continue
                if chance < _SENT_SHARE:
                    filled_in.append(FilledIn(seat, form.answers, form.choices))
                else:
                    filled_in.append(self._begun(seat, form))
        return filled_in

    def _questions(self, sequence: int) -> Sequence[Question]:
        parts = self._questionnaire.parts_for(self._story.phase(sequence), sequence)
        return [
            question
            for part in parts
            for question in part.questions
            if question.answer_type is not AnswerType.OPEN
        ]

    def _forms(
        self, sequence: int, place: int, questions: Sequence[Question]
    ) -> Iterator[tuple[Seat, Form]]:
        party = self._story.parties[place]
        mood: Mood = draw_mood(self._random, party.course.at(sequence), self._effects[place])
        for number, person in enumerate(party.people):
            seat = Seat(place, number)
            if person.takes_part(sequence) and does_answer(self._random, mood, self._tempers[seat]):
                yield seat, fill_in(self._random, mood, self._tempers[seat], questions)

    def _comment(
        self,
        party: SampleParty,
        forms: Sequence[tuple[Seat, Form]],
        remarks: Sequence[Remark],
    ) -> Iterator[FilledIn]:
        writer = Writer(self._random, self._pools, party)
        # The first to answer write what the story wants said.
        told = iter(remarks)
        for seat, form in forms:
            comments = writer.write(party.people[seat.person], form.level)
            comments |= {
                remark.question: Comment(remark.text, remark.audience) for remark in islice(told, 1)
            }
            yield FilledIn(seat, form.answers, form.choices, comments)

    def _begun(self, seat: Seat, form: Form) -> FilledIn:
        count = self._random.randint(_FEWEST_BEGUN, _MOST_BEGUN)
        return FilledIn(seat, dict(islice(form.answers.items(), count)), is_sent=False)
