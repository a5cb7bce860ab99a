from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.domain.partnership import Language, PartyKind, Phase, PrivacyMode
from monitor.domain.sample.story import SamplePerson, Story
from monitor.services.sample.sample_stories import read_stories
from tests.builders import current_questionnaire

STORIES = read_stories().stories


def people_of(story: Story) -> list[SamplePerson]:
    return [person for party in story.parties for person in party.people]


def test_there_are_fourteen_stories_each_with_a_name_and_a_line_of_its_own() -> None:
    assert len(STORIES) == 14
    assert len({story.name for story in STORIES}) == 14
    assert len({story.summary for story in STORIES}) == 14
    assert all("\n" not in story.summary for story in STORIES)


def test_most_have_two_years_or_more_behind_them() -> None:
    lengths = [story.closed_rounds for story in STORIES]

    assert sum(8 <= length <= 12 for length in lengths) == 12
    assert sorted(lengths)[:2] == [0, 1]


def test_every_phase_mode_kind_of_party_and_language_occurs() -> None:
    assert {story.phase(story.closed_rounds + 1) for story in STORIES} == set(Phase)
    assert {story.privacy_mode for story in STORIES} == set(PrivacyMode)
    assert {party.kind for story in STORIES for party in story.parties} == set(PartyKind)
    assert {person.language for story in STORIES for person in people_of(story)} == set(Language)


def test_one_has_three_parties_and_the_others_two() -> None:
    assert sorted(len(story.parties) for story in STORIES) == [2] * 13 + [3]


def test_every_person_has_a_first_and_a_last_name_and_appears_once() -> None:
    names = [person.name for story in STORIES for person in people_of(story)]

    assert all(" " in name for name in names)
    assert len(set(names)) == len(names)


def test_remarks_answer_open_questions_in_rounds_that_exist() -> None:
    codes = {question.code for question in current_questionnaire().questions()}

    for story in STORIES:
        for party in story.parties:
            for remark in party.remarks:
                assert remark.question in codes
                assert 1 <= remark.round <= story.closed_rounds


def test_every_kind_of_party_has_something_to_write_to_both_questions() -> None:
    pools = {(pool.kind, pool.question) for pool in read_stories().pools if pool.texts}

    assert pools == {(kind, question) for kind in PartyKind for question in ("O1", "O2")}


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "stories.toml"
    file.write_text('pools = []\n[[stories]]\nname = "Warm Zuiderpoort"\n', encoding="utf-8")

    with pytest.raises(ValidationError):
        read_stories(file)
