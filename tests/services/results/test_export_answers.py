import csv
import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.links import derive_response_key
from monitor.domain.partnership import PartnershipId
from monitor.domain.response import Answer, Audience, Comment, Response
from monitor.services.checkin.additions import read_additions
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.results.export_answers import CODEBOOK_FILE, ExportRequest, export_answers
from monitor.services.results.export_files import COLUMNS
from tests.factories import (
    NOW,
    QUESTIONNAIRE,
    SECRET_KEY,
    StoredPartnership,
    StoredRound,
    add_partnership,
    add_round,
)

Rows = Sequence[Mapping[str, str]]


def answer(
    context: Context,
    round_: StoredRound,
    number: int,
    answers: Mapping[str, Answer],
    *,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    comments: Mapping[str, Comment] | None = None,
    is_sent: bool = True,
    is_paper: bool = False,
) -> Response:
    """Store the form of one of the people invited to a round."""
    invited = round_.invited[number]
    response = Response(
        key=derive_response_key(SECRET_KEY, invited.token),
        round_id=round_.round.id,
        party_id=invited.participant.party_id,
        answers=answers,
        choices=choices or {},
        comments=comments or {},
        is_sent=is_sent,
        is_paper=is_paper,
    )
    with context.unit_of_work() as uow:
        uow.responses.save(response)
        uow.commit()
    return response


def export(context: Context, folder: Path, partnership_id: PartnershipId | None = None) -> None:
    export_answers(context, ExportRequest(folder, partnership_id), lambda _done, _total: None)


def read(folder: Path, name: str) -> Rows:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where to export to: not beside the database of the test."""
    return tmp_path / "export"


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


def test_answers_have_a_value_and_dont_know_has_none(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4, "TRU2": None})
    close_round(context, stored.round.id)

    export(context, folder)

    values = {row["question"]: row["value"] for row in read(folder, "answers.csv")}
    assert values == {"TRU1": "4", "TRU2": ""}


def test_a_row_names_partnership_party_and_the_day_of_closing(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4})
    close_round(context, stored.round.id)

    export(context, folder)

    (row,) = read(folder, "answers.csv")
    party = stored.partnership.parties[0]
    assert row["partnership"] == str(stored.partnership.id)
    assert row["party"] == f"municipality-{party.id}"
    assert row["round"] == NOW.date().isoformat()


def test_marks_stand_apart_because_their_scale_is_another(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4, "X4": 8})
    close_round(context, stored.round.id)

    export(context, folder)

    assert [row["question"] for row in read(folder, "answers.csv")] == ["TRU1"]
    assert [row["value"] for row in read(folder, "marks.csv")] == ["8"]


def test_each_option_ticked_is_a_row(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"T5": 1}, choices={"T5": ("time", "money")})
    close_round(context, stored.round.id)

    export(context, folder)

    assert {row["choice"] for row in read(folder, "choices.csv")} == {"time", "money"}


def test_a_form_has_one_code_in_all_files_that_leads_nowhere(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    form = {"TRU1": 4, "TRU2": 3, "T5": 1, "X4": 7}
    response = answer(context, stored.open_round, 0, form, choices={"T5": ("time",)})
    close_round(context, stored.round.id)

    export(context, folder)
    export(context, folder / "again")

    codes = {
        row["respondent"]
        for name in ("answers.csv", "marks.csv", "choices.csv")
        for row in read(folder, name)
    }
    assert len(codes) == 1
    assert not codes & {row["respondent"] for row in read(folder / "again", "answers.csv")}
    assert not any(response.key in path.read_text("utf-8") for path in folder.glob("*.*"))


def test_the_same_person_has_another_code_in_every_round(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4})
    close_round(context, stored.round.id)
    second = add_round(context.unit_of_work, stored.partnership, sequence=2)
    answer(context, second, 0, {"TRU1": 4})
    close_round(context, second.round.id)

    export(context, folder)

    assert len({row["respondent"] for row in read(folder, "answers.csv")}) == 2


def test_rows_of_a_round_come_in_another_order_every_time(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    form = {f"{dimension}{number}": 3 for dimension in ("TRU", "TRA", "GRO") for number in (1, 2)}
    for number in range(6):
        answer(context, stored.open_round, number, form)
    close_round(context, stored.round.id)

    export(context, folder / "one")
    export(context, folder / "two")

    orders = [
        [(row["party"], row["question"]) for row in read(folder / name, "answers.csv")]
        for name in ("one", "two")
    ]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_a_form_entered_from_paper_is_marked(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4}, is_paper=True)
    answer(context, stored.open_round, 1, {"TRU1": 2})
    close_round(context, stored.round.id)

    export(context, folder)

    values = {row["respondent"]: row["value"] for row in read(folder, "answers.csv")}
    forms = {values[row["respondent"]]: row["is_paper"] for row in read(folder, "forms.csv")}
    assert forms == {"4": "1", "2": "0"}


def test_a_form_without_any_answer_is_a_form(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {})
    close_round(context, stored.round.id)

    export(context, folder)

    assert len(read(folder, "forms.csv")) == 1
    assert read(folder, "answers.csv") == []


def test_no_file_says_when_a_form_was_filled_in(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4})
    close_round(context, stored.round.id)

    export(context, folder)

    days = {cell for name in COLUMNS for row in read(folder, name) for cell in row.values()}
    assert {day for day in days if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", day)} == {
        NOW.date().isoformat()  # The day on which the round closed.
    }


def test_a_short_checkin_says_what_it_is(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    close_round(context, stored.round.id)
    short = add_round(context.unit_of_work, stored.partnership, sequence=2, is_light=True)
    answer(context, short, 0, {"TRU1": 4, "TRA2": 3, "GRO2": 2, "EQU1": None})
    close_round(context, short.round.id)

    export(context, folder)

    rows = read(folder, "rounds.csv")
    assert [(row["is_short"], row["version"]) for row in rows] == [
        ("0", QUESTIONNAIRE),
        ("1", QUESTIONNAIRE),
    ]
    assert {row["privacy"] for row in rows} == {"confidential"}


def test_drafts_and_open_rounds_are_left_out(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4})
    answer(context, stored.open_round, 1, {"TRU1": 5}, is_sent=False)
    close_round(context, stored.round.id)
    second = add_round(context.unit_of_work, stored.partnership, sequence=2)
    answer(context, second, 0, {"TRU1": 1})

    export(context, folder)

    assert [row["value"] for row in read(folder, "answers.csv")] == ["4"]
    assert len(read(folder, "invited.csv")) == 2


def test_comments_appear_as_their_writers_allowed(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    for number, audience in enumerate(
        [Audience.SHARED_SCREEN, Audience.COACH_ONLY, Audience.NOT_VERBATIM, Audience.NOT_VERBATIM]
    ):
        comment = Comment(f"woorden {number}", audience)
        answer(context, stored.open_round, number, {"TRU1": 4}, comments={"O1": comment})
    close_round(context, stored.round.id)

    export(context, folder)

    rows = {(row["audience"], row["comments"], row["text"]) for row in read(folder, "comments.csv")}
    assert rows == {
        ("shared_screen", "1", "woorden 0"),
        ("coach_only", "1", "woorden 1"),
        ("not_verbatim", "2", ""),
    }


def test_a_comment_is_tied_to_no_party_and_no_form(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    comment = Comment("goed", Audience.SHARED_SCREEN)
    answer(context, stored.open_round, 0, {"TRU1": 4}, comments={"O1": comment})
    close_round(context, stored.round.id)

    export(context, folder)

    (row,) = read(folder, "comments.csv")
    assert set(row) == {"partnership", "round", "question", "audience", "comments", "text"}


def test_a_comment_is_no_formula(context: Context, stored: StoredPartnership, folder: Path) -> None:
    comment = Comment("=1+1", Audience.SHARED_SCREEN)
    answer(context, stored.open_round, 0, {"TRU1": 4}, comments={"O1": comment})
    close_round(context, stored.round.id)

    export(context, folder)

    assert [row["text"] for row in read(folder, "comments.csv")] == ["'=1+1"]


def test_everyone_invited_is_counted_per_party(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    close_round(context, stored.round.id)

    export(context, folder)

    rows = read(folder, "invited.csv")
    assert [row["invited"] for row in rows] == ["3", "3"]
    assert {row["party"] for row in rows} == {
        f"{party.kind.value}-{party.id}" for party in stored.partnership.parties
    }


def test_the_names_behind_the_numbers_stand_in_a_file_of_their_own(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    export(context, folder)

    assert [row["organisation"] for row in read(folder, "parties.csv")] == [
        party.name for party in stored.partnership.parties
    ]


def test_no_name_of_a_person_is_exported(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    answer(context, stored.open_round, 0, {"TRU1": 4})
    close_round(context, stored.round.id)

    export(context, folder)

    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    assert not any(person.name in text for person in stored.participants for text in texts)


def test_one_partnership_can_be_exported_alone(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    other = add_partnership(context.unit_of_work, name="Een andere")
    for each in (stored, other):
        answer(context, each.open_round, 0, {"TRU1": 4})
        close_round(context, each.round.id)

    export(context, folder, other.partnership.id)

    rows = read(folder, "answers.csv")
    assert {row["partnership"] for row in rows} == {str(other.partnership.id)}


def test_a_partnership_that_does_not_exist_is_not_found(context: Context, folder: Path) -> None:
    with pytest.raises(NotFoundError):
        export(context, folder, PartnershipId(1))

    assert not folder.exists()


def test_the_codebook_has_every_question_once_in_both_languages(
    context: Context, folder: Path
) -> None:
    export(context, folder)

    rows = [row for row in read(folder, "codebook.csv") if not row["choice"]]
    codes = Counter(row["question"] for row in rows)
    asked = [
        *(part for each in context.questionnaires.values() for part in each.parts),
        *read_additions().parts,
    ]
    assert codes == Counter(question.code for part in asked for question in part.questions)
    assert all(row["text_nl"] and row["text_en"] for row in rows)
    scales = {row["question"]: (row["lowest"], row["highest"]) for row in rows}
    assert (scales["TRU1"], scales["X4"], scales["O1"]) == (("1", "5"), ("1", "10"), ("", ""))


def test_the_codebook_has_the_options_of_a_pick_list(context: Context, folder: Path) -> None:
    export(context, folder)

    rows = [row for row in read(folder, "codebook.csv") if row["version"] == QUESTIONNAIRE]
    options = [row["choice"] for row in rows if row["choice"]]
    assert options == ["time", "money", "knowledge", "people", "mandate"]


def test_the_codebook_explains_every_file_and_column(context: Context, folder: Path) -> None:
    export(context, folder)

    text = (folder / "codebook.md").read_text(encoding="utf-8")
    assert text == CODEBOOK_FILE.read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        assert f"`{name}`" in text
        assert [column for column in columns if f"`{column}`" not in text] == []


def test_an_export_is_logged_without_answers(
    context: Context,
    stored: StoredPartnership,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    comment = Comment("geheim", Audience.SHARED_SCREEN)
    answer(context, stored.open_round, 0, {"TRU1": 4}, comments={"O1": comment})
    close_round(context, stored.round.id)

    with caplog.at_level(logging.INFO, logger="monitor"):
        export(context, folder)

    (record,) = caplog.records
    assert record.getMessage() == (
        f"Exported raw answers: 1 partnerships, 1 closed rounds, 1 forms, to {folder}"
    )


def test_progress_is_told_per_partnership(context: Context, folder: Path) -> None:
    for name in ("Een", "Twee"):
        add_partnership(context.unit_of_work, name=name)
    heard: list[tuple[int, int]] = []

    export_answers(context, ExportRequest(folder), lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2)]


def test_what_is_asked_besides_stands_apart_with_the_words_it_was_about(
    context: Context, stored: StoredPartnership, folder: Path
) -> None:
    close_round(context, stored.round.id)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)
    with context.unit_of_work(reads_only=True) as uow:
        asked = uow.asked_agreements.list_of(later.round.id)
    about = next(each for each in asked if each.owner == stored.partnership.parties[1].id)
    answer(context, later, 0, {"TRU1": 4, about.code: 3, "SP1": 2, "HOURS1": None})
    close_round(context, later.round.id)

    export(context, folder)

    values = {row["question"]: row["value"] for row in read(folder, "additions.csv")}
    assert values == {about.code: "3", "SP1": "2", "HOURS1": ""}
    assert [row["question"] for row in read(folder, "answers.csv")] == ["TRU1"]
    texts = {row["question"]: row["text"] for row in read(folder, "agreements.csv")}
    assert texts == {each.code: each.text for each in asked}
