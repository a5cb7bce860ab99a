"""The table of results holds what was published, and says why the rest is not there."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedComment,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.reports.ending.result_sheet import make_result_sheet
from monitor.reports.spreadsheets import Cell, Number
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.builders import make_closed_round, make_levels, release_of
from tests.charts.scenes import make_reader
from tests.factories import make_published_party, make_release
from tests.reports.ending.test_register_sheets import EMPTY

FEW = HiddenReason.TOO_FEW_ANSWERS
ROUNDED = "afgerond: er zijn weinig antwoorden"


def rows_of(*releases: PublishedRound) -> Sequence[Sequence[Cell]]:
    sheet = make_result_sheet(
        replace(EMPTY, releases=releases), read_questionnaires(), make_reader()
    )
    return sheet.rows[1:]


def rows_about(party: PublishedParty, topic: str) -> list[Sequence[Cell]]:
    rows = rows_of(make_release(parties=[party]))
    return [row[4:] for row in rows if row[2] != "Allen samen" and row[3] == topic]


def test_every_row_says_of_which_check_in_it_is() -> None:
    rows = rows_of(make_release(), make_release(is_light=True))

    assert {tuple(row[:2]) for row in rows} == {
        ("4e kwartaal 2026", "volledig"),
        ("4e kwartaal 2026", "kort"),
    }


def test_a_score_comes_with_its_margin_and_a_number_that_can_be_computed_with() -> None:
    assert rows_about(make_published_party(), "Vertrouwen") == [
        [Number(3.4, "3,4"), Number(3.0, "3,0"), Number(3.8, "3,8"), ""]
    ]


def test_a_rounded_score_says_so() -> None:
    party = make_published_party(tier=Tier.COARSE)

    assert rows_about(party, "Vertrouwen")[0][3] == ROUNDED
    assert rows_about(party, "Rapportcijfer (1 tot 10)") == [[Number(7.1, "7,1"), "", "", ROUNDED]]


def test_a_hidden_score_is_no_number_but_a_reason() -> None:
    scores = {each: PublishedScore(each, hidden_because=FEW) for each in Dimension}
    party = make_published_party(
        tier=Tier.HIDDEN, has_enough=False, scores=scores, respondents=None, mark=None
    )

    assert rows_about(party, "Vertrouwen") == [["", "", "", "te weinig antwoorden om te tonen"]]
    assert rows_about(party, "Antwoorden") == []
    assert rows_about(party, "Rapportcijfer (1 tot 10)") == []


def test_questions_that_are_hidden_share_one_row() -> None:
    questions = [
        PublishedQuestion("TRU1", 3.9),
        PublishedQuestion("TRU2", hidden_because=FEW),
        PublishedQuestion("TRU3", hidden_because=FEW),
    ]
    party = make_published_party(questions=questions)

    assert rows_about(party, "De ander doet wat we samen afspreken.") == [
        [Number(3.9, "3,9"), "", "", ""]
    ]
    assert rows_about(party, "Losse vragen") == [["", "", "", "te weinig antwoorden om te tonen"]]


def test_open_answers_leave_in_no_file() -> None:
    release = make_release(comments=[PublishedComment("OPEN1", "Bel mij eens")])

    assert not any("Bel mij eens" in str(row) for row in rows_of(release))


def test_a_party_that_left_has_no_name_any_more() -> None:
    rows = rows_of(make_release(parties=[make_published_party(party_id=9)]))

    assert {row[2] for row in rows} == {"Allen samen", ""}


def test_what_hidden_people_answered_changes_no_cell() -> None:
    answered = [
        release_of(
            make_closed_round(
                {PartyId(1): make_levels(*[4] * 6), PartyId(2): make_levels(level, level)}
            )
        )
        for level in (1, 5)
    ]

    low, high = (rows_of(each) for each in answered)

    assert low == high
