from random import Random
from statistics import fmean

import pytest

from monitor.domain.partnership import PartyKind, Phase, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.sample.portfolio import PUBLISHED_LEVELS, draw_story
from monitor.domain.sample.story import Story


def draw_many(count: int, closed_rounds: int = 19) -> list[Story]:
    return [
        draw_story(Random(seed), closed_rounds)  # noqa: S311 - Not a secret.
        for seed in range(count)
    ]


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return draw_many(400)


def test_the_same_seed_draws_the_same_story() -> None:
    assert draw_many(3) == draw_many(3)


def test_every_story_has_a_municipality_and_an_initiative(stories: list[Story]) -> None:
    kinds = {tuple(party.kind for party in story.parties) for story in stories}

    assert kinds == {(PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)}


def test_somebody_of_each_party_is_invited_to_every_round(stories: list[Story]) -> None:
    for story in stories:
        for party in story.parties:
            for sequence in range(1, story.closed_rounds + 2):
                assert any(person.takes_part(sequence) for person in party.people)


def test_a_party_keeps_its_size_while_people_come_and_go(stories: list[Story]) -> None:
    for story in stories:
        for party in story.parties:
            sizes = {
                sum(person.takes_part(sequence) for person in party.people)
                for sequence in range(1, story.closed_rounds + 2)
            }
            assert len(sizes) == 1
    assert any(len(party.people) > 10 for story in stories for party in story.parties)


def test_in_joint_mode_a_party_gives_one_answer(stories: list[Story]) -> None:
    joint = [story for story in stories if story.privacy_mode is PrivacyMode.JOINT]

    assert joint
    for story in joint:
        for party in story.parties:
            assert sum(person.takes_part(1) for person in party.people) == 1


def test_every_mode_and_phase_occurs_and_confidential_most(stories: list[Story]) -> None:
    modes = [story.privacy_mode for story in stories]

    assert set(modes) == set(PrivacyMode)
    assert modes.count(PrivacyMode.CONFIDENTIAL) > 0.85 * len(modes)
    assert {story.phase(1) for story in stories} == set(Phase)


@pytest.mark.parametrize("kind", [PartyKind.MUNICIPALITY, PartyKind.INITIATIVE])
@pytest.mark.parametrize("dimension", Dimension)
def test_levels_lie_around_the_published_ones(
    stories: list[Story], kind: PartyKind, dimension: Dimension
) -> None:
    levels = [
        party.course.at(1).levels[dimension]
        for story in stories
        for party in story.parties
        if party.kind is kind
    ]

    assert fmean(levels) == pytest.approx(PUBLISHED_LEVELS[kind][dimension], abs=0.08)


def test_nothing_happens_to_most_and_nothing_before_there_is_something_to_compare(
    stories: list[Story],
) -> None:
    calm = [story for story in stories if not any(party.course.changes for party in story.parties)]

    assert 0.4 < len(calm) / len(stories) < 0.7


def test_a_story_with_only_an_open_round_can_be_drawn() -> None:
    assert all(story.closed_rounds == 0 for story in draw_many(20, closed_rounds=0))
