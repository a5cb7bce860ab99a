from pathlib import Path

import pytest

from monitor.domain.errors import InvalidQuestionnaireError
from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.services.checkin.questionnaires import (
    CURRENT_VERSION,
    FOLDER,
    find_faults,
    read_questionnaire,
    read_questionnaires,
)
from tests.builders import current_questionnaire

CURRENT_FILE = FOLDER / f"{CURRENT_VERSION}.toml"


def write(folder: Path, text: str, name: str = "trial.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """Return the text of the current questionnaire with its first such place changed."""
    text = CURRENT_FILE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_the_current_version_is_there_and_has_no_faults() -> None:
    assert CURRENT_VERSION in read_questionnaires()
    assert list(find_faults(current_questionnaire())) == []


@pytest.mark.parametrize("dimension", list(Dimension))
def test_every_dimension_has_three_questions(dimension: Dimension) -> None:
    assert len(current_questionnaire().questions_of(dimension)) == 3


def test_trust_and_transparency_are_mirrored_and_the_other_dimensions_shared() -> None:
    kinds = [current_questionnaire().gap_kind(dimension) for dimension in Dimension]

    assert kinds == [
        QuestionKind.MIRRORED,
        QuestionKind.MIRRORED,
        QuestionKind.SHARED,
        QuestionKind.SHARED,
    ]


def test_the_partner_is_named_in_mirrored_questions_only() -> None:
    for question in current_questionnaire().questions():
        is_named = ["{partner}" in question.text[language] for language in Language]
        assert not any(is_named) or question.kind is QuestionKind.MIRRORED


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("sequence", [1, 2, 7])
def test_a_check_in_takes_no_more_than_twenty_three_questions(phase: Phase, sequence: int) -> None:
    # Some five minutes: 18 to 20 of the item bank, one that rotates and the two open questions.
    asked = current_questionnaire().parts_for(phase, sequence)

    assert 18 <= sum(len(part.questions) for part in asked) <= 23


def asked_in(sequence: int) -> list[str]:
    parts = current_questionnaire().parts_for(Phase.DURING, sequence)
    return [question.code for part in parts for question in part.questions]


def test_every_rotating_question_is_asked_once_in_six_rounds() -> None:
    rotating = {"X2", "X5", "X6", "X7", "X8", "X9"}

    asked = [set(asked_in(sequence)) & rotating for sequence in range(1, 7)]

    assert [len(each) for each in asked] == [1] * 6
    assert set.union(*asked) == rotating


def test_a_rotating_question_stands_before_the_open_ones() -> None:
    assert asked_in(1)[-3:] == ["X2", "O1", "O2"]


def test_a_short_check_in_asks_one_question_of_each_dimension_on_one_page() -> None:
    (part,) = current_questionnaire().parts_for(Phase.BEFORE, 3, is_light=True)

    assert [question.code for question in part.questions] == ["TRU1", "TRA2", "GRO2", "EQU1"]
    assert [question.dimension for question in part.questions] == list(Dimension)


def test_the_version_before_is_still_read_and_asks_the_same_in_the_same_words() -> None:
    before, now = (read_questionnaires()[version] for version in ("2026-1", CURRENT_VERSION))

    assert list(before.questions()) == [
        question for question in now.questions() if not question.rotates
    ]
    assert before.light is None


def test_questions_about_last_time_wait_for_the_second_round() -> None:
    assert "X3" not in asked_in(1)
    assert "X3" in asked_in(2)


def test_versions_are_read_once() -> None:
    assert read_questionnaires() is read_questionnaires()


def test_every_file_of_a_folder_is_a_version(tmp_path: Path) -> None:
    write(tmp_path, CURRENT_FILE.read_text(encoding="utf-8"), "one.toml")
    write(tmp_path, changed('version = "2026-2"', 'version = "2027-1"'), "two.toml")

    assert set(read_questionnaires(tmp_path)) == {"2026-2", "2027-1"}


def test_two_files_with_the_same_version_are_refused(tmp_path: Path) -> None:
    text = CURRENT_FILE.read_text(encoding="utf-8")
    write(tmp_path, text, "one.toml")
    write(tmp_path, text, "two.toml")

    with pytest.raises(InvalidQuestionnaireError, match=r"^two\.toml: version 2026-2 "):
        read_questionnaires(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "2026-2"', "version = ", "Invalid value"),
        ('version = "2026-2"', "", "version: Field required"),
        ('kind = "mirrored"', 'kind = "reversed"', r"parts\.0\.questions\.0\.kind: "),
        ('answer_type = "agreement"', 'answer_type = "stars"', "answer_type: "),
        ('dimension = "trust"', 'dimension = "love"', "dimension: "),
        ("from_round = 2", 'from_round = "second"', "from_round: "),
        ("from_round = 2", "from_rond = 2", "X3: from_rond means nothing here"),
        ("from_round = 2", "about.nl = 2", "X3: about means nothing here"),
        ('title.en = "Trust"', "", "part trust lacks a language"),
        ('title.en = "Trust"', 'title.fr = "Confiance"', "title"),
        ('title.en = "Trust"', 'title.en = " "', "part trust lacks a language"),
        ('text.en = "What went well?"', "", "O1 lacks a language"),
        ('follow_up.en = "What is missing?"', "", "T5 lacks a language"),
        ('text.en = "money"', "", "T5 lacks a language"),
        ('code = "money"', 'code = "time"', "T5: option time appears twice"),
        ('code = "TRU2"', 'code = "TRU1"', "TRU1 appears twice"),
        ('code = "transparency"', 'code = "trust"', "trust appears twice"),
        ('"What went well?"', '"What went well, {name}?"', "O1 holds braces"),
        ('answer_type = "agreement"', 'answer_type = "open"', "TRU1 cannot be scored"),
        ('dimension = "trust"', "rotates = true", "light does not hold one question of each"),
        ('dimension = "trust"', 'dimension = "trust"\nrotates = true', "TRU1 cannot rotate"),
        ("from_round = 2", "from_round = 2\nrotates = true", "X3 cannot rotate"),
        ('answer_type = "mark"', 'answer_type = "mark"\nrotates = true', "X4 cannot rotate"),
        ('codes = ["TRU1", ', 'codes = ["TRU9", ', "light: there is no question TRU9"),
        ('codes = ["TRU1", ', 'codes = ["TRA1", ', "light does not hold one question of each"),
        ('codes = ["TRU1", ', "codes = [", "light does not hold one question of each"),
        ('codes = ["TRU1", ', 'codes = ["TRU1", "X1", ', "light does not hold one question of"),
        ("codes = [", "code = [", "light.codes: Field required"),
        ("codes = [", "about = 1\ncodes = [", "the file: about means nothing here"),
        ('title.en = "Short check-in"', "", "light lacks a language"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    path = write(tmp_path, changed(old, new))

    with pytest.raises(InvalidQuestionnaireError, match=rf"^trial\.toml: .*{message}"):
        read_questionnaire(path)


def test_a_dimension_with_one_question_cannot_be_scored(tmp_path: Path) -> None:
    text = CURRENT_FILE.read_text(encoding="utf-8").replace('dimension = "trust"', "", 2)

    with pytest.raises(InvalidQuestionnaireError, match="trust cannot be scored from fewer than 2"):
        read_questionnaire(write(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trial.toml"
    path.write_bytes('version = "é"'.encode("latin-1"))

    with pytest.raises(InvalidQuestionnaireError, match=r"^trial\.toml: "):
        read_questionnaire(path)
