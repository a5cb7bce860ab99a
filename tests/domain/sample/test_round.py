from collections.abc import Sequence
from random import Random

import pytest

from monitor.domain.partnership import PartyKind, Phase
from monitor.domain.questionnaire import AnswerType, Dimension
from monitor.domain.response import Audience, Comment
from monitor.domain.sample.round import FilledIn, Play, Seat
from monitor.domain.sample.simulation import Course
from monitor.domain.sample.story import Pool, Remark, SampleParty, SamplePerson, Story
from tests.builders import current_questionnaire

PEOPLE = [SamplePerson(f"Person {number}") for number in range(30)]
POOLS = [Pool(PartyKind.MUNICIPALITY, "O1", [f"good {number}" for number in range(50)])]


def make_story(
    *,
    people: Sequence[SamplePerson] = PEOPLE,
    response: float = 1.0,
    remarks: Sequence[Remark] = (),
) -> Story:
    course = Course(dict.fromkeys(Dimension, 3.5), response)
    parties = [
        SampleParty("Gemeente Veldhaven", PartyKind.MUNICIPALITY, course, people, remarks),
        SampleParty("Warm Zuiderpoort", PartyKind.INITIATIVE, course, people),
    ]
    return Story("Warm Zuiderpoort", "A story.", 4, {Phase.BEFORE: 1, Phase.DURING: 3}, parties)


def make_play(story: Story, seed: int = 1) -> Play:
    random = Random(seed)  # noqa: S311 - Not a secret.
    return Play(random, story, current_questionnaire(), POOLS)


def codes_in(forms: Sequence[FilledIn]) -> set[str]:
    return {code for form in forms for code in form.answers}


def test_who_takes_part_is_invited() -> None:
    people = [SamplePerson("A", last_round=2), SamplePerson("B"), SamplePerson("C", first_round=3)]
    play = make_play(make_story(people=people))

    assert [seat.person for seat in play.invited(2)] == [0, 1, 0, 1]
    assert [seat.person for seat in play.invited(3)] == [1, 2, 1, 2]


def test_everyone_of_a_party_that_always_answers_sends_a_form() -> None:
    play = make_play(make_story())

    forms = play.answer(1)

    assert [form.seat for form in forms] == play.invited(1)
    assert all(form.is_sent for form in forms)


def test_nobody_of_a_silent_party_does() -> None:
    assert make_play(make_story(response=0.0)).answer(1) == []


@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_what_is_answered_is_what_the_round_asks(sequence: int) -> None:
    story = make_story()
    parts = current_questionnaire().parts_for(story.phase(sequence), sequence)
    asked = {
        question.code
        for part in parts
        for question in part.questions
        if question.answer_type is not AnswerType.OPEN
    }

    assert codes_in(make_play(story).answer(sequence)) == asked


def test_remarks_of_the_round_are_written_once_each() -> None:
    told = Remark(2, "O2", "We read it in the newspaper.", Audience.COACH_ONLY)
    later = Remark(3, "O2", "It is better now.")

    forms = make_play(make_story(remarks=[told, later])).answer(2)

    assert [form.comments["O2"] for form in forms if "O2" in form.comments] == [
        Comment("We read it in the newspaper.", Audience.COACH_ONLY)
    ]


def test_other_comments_come_from_the_pools() -> None:
    forms = make_play(make_story()).answer(1)

    texts = [comment.text for form in forms for comment in form.comments.values()]
    assert texts
    assert all(text.startswith("good ") for text in texts)
    assert all(form.seat.party == 0 for form in forms if form.comments)


def test_while_a_round_is_open_some_have_sent_some_have_begun_and_some_have_not() -> None:
    play = make_play(make_story())

    forms = play.answer_so_far(5)

    begun = [form for form in forms if not form.is_sent]
    assert begun
    assert len(begun) < len(forms) < len(play.invited(5))
    assert all(3 <= len(form.answers) <= 12 for form in begun)
    assert all(len(form.answers) > 12 for form in forms if form.is_sent)


def test_the_first_of_each_party_has_not_begun_so_that_there_is_a_link_to_try() -> None:
    for seed in range(20):
        seats = {form.seat for form in make_play(make_story(), seed).answer_so_far(5)}

        assert not seats & {Seat(0, 0), Seat(1, 0)}


def test_the_same_seed_plays_the_same_rounds() -> None:
    first, second = (make_play(make_story(response=0.7), seed=9) for _ in range(2))

    assert first.answer(1) == second.answer(1)
    assert first.answer_so_far(2) == second.answer_so_far(2)
