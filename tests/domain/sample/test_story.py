from random import Random

from monitor.domain.partnership import Language, PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Audience
from monitor.domain.sample.simulation import Course
from monitor.domain.sample.story import Pool, SampleParty, SamplePerson, Story, Writer

DUTCH, ENGLISH = SamplePerson("Bas"), SamplePerson("Grace", language=Language.ENGLISH)
PARTY = SampleParty(
    organisation="Gemeente Veldhaven",
    kind=PartyKind.MUNICIPALITY,
    course=Course(dict.fromkeys(Dimension, 3.5)),
    people=[DUTCH, ENGLISH],
)
CONTENT, DISCONTENT = 4.0, 2.0


def make_writer(*pools: Pool) -> Writer:
    return Writer(Random(1), pools, PARTY)  # noqa: S311 - Not a secret.


def texts_of(writer: Writer, level: float, person: SamplePerson = DUTCH) -> list[str]:
    return [comment.text for _ in range(50) for comment in writer.write(person, level).values()]


def test_a_person_takes_part_from_their_first_to_their_last_round() -> None:
    person = SamplePerson("Bas", first_round=3, last_round=5)

    assert [person.takes_part(sequence) for sequence in range(1, 8)] == [
        *(False, False),
        *(True, True, True),
        *(False, False),
    ]


def test_a_person_without_a_last_round_stays() -> None:
    assert DUTCH.takes_part(100)


def test_a_story_goes_from_phase_to_phase() -> None:
    story = Story("Warm", "A story.", 6, {Phase.BEFORE: 1, Phase.DURING: 4}, [PARTY])

    assert [story.phase(sequence) for sequence in (1, 3, 4, 7)] == [
        *(Phase.BEFORE, Phase.BEFORE),
        *(Phase.DURING, Phase.DURING),
    ]


def test_nobody_of_a_party_writes_what_another_wrote() -> None:
    writer = make_writer(Pool(PartyKind.MUNICIPALITY, "O1", ["a", "b", "c"]))

    assert sorted(texts_of(writer, CONTENT)) == ["a", "b", "c"]


def test_sentences_fit_the_frame_of_mind() -> None:
    pools = [
        Pool(PartyKind.MUNICIPALITY, "O2", ["more of it"], is_content=True),
        Pool(PartyKind.MUNICIPALITY, "O2", ["less of it"], is_content=False),
    ]

    assert texts_of(make_writer(*pools), CONTENT) == ["more of it"]
    assert texts_of(make_writer(*pools), DISCONTENT) == ["less of it"]


def test_sentences_of_another_kind_of_party_are_not_used() -> None:
    writer = make_writer(Pool(PartyKind.INITIATIVE, "O1", ["ours"]))

    assert texts_of(writer, CONTENT) == []


def test_who_answers_in_english_writes_no_dutch() -> None:
    writer = make_writer(Pool(PartyKind.MUNICIPALITY, "O1", ["goed"]))

    assert texts_of(writer, CONTENT, ENGLISH) == []


def test_writers_choose_every_audience() -> None:
    writer = make_writer(Pool(PartyKind.MUNICIPALITY, "O1", [str(n) for n in range(200)]))

    audiences = {
        comment.audience for _ in range(300) for comment in writer.write(DUTCH, CONTENT).values()
    }

    assert audiences == set(Audience)
