"""A screen of a meeting as a table tells what the screen tells, and no more."""

from dataclasses import replace

import pytest

from monitor.charts.meeting_tables import table_of_slide
from monitor.charts.table import Table
from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    Deck,
    DifferencesSlide,
    JointMove,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.live import Bound, LiveResult, LiveScore
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import AgreementState
from tests.charts.scenes import make_reader, make_three_parties
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, slide_in
from tests.factories import QUARTER
from tests.reports.pack.packs import NEW_PROMISE, OLD_PROMISE, OURS, THEIRS, make_pack

READER, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
OPEN, CLOSED = make_pack().deck, make_pack(is_open=False).deck


def table_in(deck: Deck, kind: type[Slide]) -> Table:
    table = table_of_slide(slide_in(deck, kind), deck, READER)
    assert table is not None
    return table


@pytest.mark.parametrize("deck", [OPEN, CLOSED], ids=["open", "closed"])
def test_every_row_is_as_long_as_the_headers_and_numbers_stand_in_cells(deck: Deck) -> None:
    for slide in deck.slides:
        table = table_of_slide(slide, deck, READER)
        if table is not None:
            assert {len(row) for row in table.rows} == {len(table.headers)}
            for (row, column), number in table.numbers.items():
                assert READER.formatter.points(number) in table.rows[row][column]


@pytest.mark.parametrize("kind", [PartiesSlide, DifferencesSlide, MirrorSlide])
def test_what_is_closed_has_no_table(kind: type[Slide]) -> None:
    assert table_of_slide(slide_in(CLOSED, kind), CLOSED, READER) is None


@pytest.mark.parametrize("kind", [ProudSlide, CardSlide])
def test_what_is_said_in_lines_has_no_table(kind: type[Slide]) -> None:
    assert table_of_slide(slide_in(OPEN, kind), OPEN, READER) is None


def test_an_agreement_tells_whose_it_is_and_whether_it_was_noticed() -> None:
    assert table_in(OPEN, LastTimeSlide).rows == [
        [OLD_PROMISE, "Gemeente", "over de datum: 1 oktober 2026", "open", "ja, gemerkt"]
    ]


def test_an_agreement_that_was_kept_shows_its_day_and_not_that_it_passed() -> None:
    slide = slide_in(OPEN, LastTimeSlide)
    record = slide.rows[0].record
    kept = replace(record, content=replace(record.content, state=AgreementState.DONE))

    table = table_of_slide(
        replace(slide, rows=(replace(slide.rows[0], record=kept),)), OPEN, READER
    )

    assert table is not None
    assert table.rows[0][2:4] == ["1 oktober 2026", "gedaan"]


def test_an_agreement_that_nobody_was_asked_about_says_so() -> None:
    slide = slide_in(OPEN, LastTimeSlide)
    row = replace(slide.rows[0], was_asked=False, noticed=None)

    table = table_of_slide(replace(slide, rows=(row,)), OPEN, READER)

    assert table is not None
    assert table.rows[0][-1] == "niet gevraagd"


def test_a_verdict_that_may_not_be_shown_says_so() -> None:
    slide = slide_in(OPEN, LastTimeSlide)
    row = replace(slide.rows[0], was_asked=True, noticed=None)

    table = table_of_slide(replace(slide, rows=(row,)), OPEN, READER)

    assert table is not None
    assert table.rows[0][-1] == "niet te tonen: te weinig antwoorden"


def test_the_joint_picture_tells_each_dimension_and_the_average() -> None:
    table = table_in(OPEN, JointSlide)

    assert [row[0] for row in table.rows] == [*map(READER.dimension, Dimension), "Gemiddeld"]
    assert table.rows[0][1] == "3,0"


def test_what_may_not_be_shown_is_said_and_is_no_number() -> None:
    means = dict.fromkeys(Dimension, 3.0) | {Dimension.TRUST: None}
    slide = replace(slide_in(OPEN, JointSlide), means=means, overall=None)

    table = table_of_slide(slide, OPEN, READER)

    assert table is not None
    assert table.rows[0] == ["Vertrouwen", "geen cijfer"]
    assert (0, 1) not in table.numbers


def test_a_coarse_number_says_that_it_is_about_right() -> None:
    slide = replace(slide_in(OPEN, JointSlide), fine=frozenset())

    table = table_of_slide(slide, OPEN, READER)

    assert table is not None
    assert table.rows[0][1] == "ongeveer 3,0"
    assert table.numbers[0, 1] == 3.0


def test_the_picture_per_party_has_a_column_for_each() -> None:
    table = table_in(OPEN, PartiesSlide)

    assert table.headers == ["Onderwerp", "Gemeente", "Initiatief", "Verschil"]
    assert table.rows[0] == ["Vertrouwen", "4,1", "3,5", "0,6"]
    assert [table.numbers[place, 1] for place in range(4)] == list(THEIRS)


def test_parties_of_one_kind_are_called_by_their_names() -> None:
    deck = replace(OPEN, partnership=make_three_parties())

    table = table_of_slide(slide_in(OPEN, PartiesSlide), deck, READER)

    assert table is not None
    assert table.headers[1:3] == ["Gemeente", "Zonnewijk"]


def test_the_largest_difference_comes_with_its_statements() -> None:
    table = table_in(OPEN, DifferencesSlide)

    assert table.rows[0] == ["Ruimte om te groeien", "4,4", "2,3"]
    assert len(table.rows) == 4
    assert "{partner}" not in str(table.rows)


def test_the_mirror_tells_what_was_expected_and_what_was_so() -> None:
    table = table_in(OPEN, MirrorSlide)

    assert table.rows[0] == ["Gemeente", "Vertrouwen", "4,1", "3,3", "3,5"]
    assert len(table.rows) == 8


def test_what_moved_says_how_sure_that_is() -> None:
    slide = MovedSlide(
        default_step(StepKind.MOVED),
        is_closed=True,
        before=QUARTER.shift(-1),
        joint=(
            JointMove(Dimension.TRUST, 3.0, 3.4, may_be_chance=True, is_fine=True),
            JointMove(Dimension.GROWTH, 3.9, 3.1, may_be_chance=False, is_fine=True),
            JointMove(Dimension.EQUALITY, 3.1, 3.1, may_be_chance=True, is_fine=True),
        ),
    )

    table = table_of_slide(slide, OPEN, READER)

    assert table is not None
    assert table.headers[2:4] == ["3e kwartaal 2026", "4e kwartaal 2026"]
    assert [row[-1] for row in table.rows] == [
        "kan toeval zijn",
        "duidelijk veranderd",
        "hetzelfde gebleven",
    ]


def test_parties_move_only_where_all_opened_the_picture() -> None:
    opened, closed = table_in(OPEN, MovedSlide), table_in(CLOSED, MovedSlide)

    assert {row[0] for row in opened.rows} == {"Samen", "Gemeente", "Initiatief"}
    assert {row[0] for row in closed.rows} == {"Samen"}
    assert not {*closed.numbers.values()} & {*THEIRS, *OURS}


def test_a_first_round_moved_nowhere() -> None:
    slide = replace(slide_in(OPEN, MovedSlide), before=None)

    assert table_of_slide(slide, OPEN, READER) is None


def test_a_comment_is_a_row() -> None:
    assert len(table_in(OPEN, CommentsSlide).rows) == 1


def test_what_was_written_down_tells_whether_it_was_read_back() -> None:
    rows = table_in(OPEN, WritingSlide).rows

    assert rows[0] == ["Afspraak", NEW_PROMISE, "Gemeente", "–", "ja"]
    assert [row[0] for row in rows[2:]] == ["Rol", "Kader", "Les", "Volgend gesprek"]
    assert rows[1][-1] == "nee"


def test_nothing_written_down_is_no_table() -> None:
    slide = replace(slide_in(OPEN, WritingSlide), entries=())

    assert table_of_slide(slide, OPEN, READER) is None


def test_how_the_talk_was_tells_the_end_of_the_scale_in_words() -> None:
    table = table_in(OPEN, TalkSlide)

    assert [row[1] for row in table.rows] == [
        "2,5 of lager",
        "4,3",
        "te weinig antwoorden om te tonen",
    ]


def test_how_the_talk_was_is_told_per_party_where_that_was_shown() -> None:
    slide = slide_in(OPEN, TalkSlide)
    assert slide.question is not None
    scores = (
        LiveScore("said", INITIATIVE, mean=2.0, is_fine=True, bound=Bound.AT_MOST),
        LiveScore("said", MUNICIPALITY, mean=4.1, is_fine=True),
        LiveScore("heard", mean=3.5),
        LiveScore("helped"),
    )
    asked = replace(slide.question, result=LiveResult(has_enough=True, scores=scores))

    table = table_of_slide(replace(slide, question=asked), OPEN, READER)

    assert table is not None
    assert table.headers == ["Stelling", "Samen", "Gemeente", "Initiatief"]
    assert [row[1:] for row in table.rows] == [
        ["geen cijfer", "4,1", "2,0 of lager"],
        ["ongeveer 3,5", "geen cijfer", "geen cijfer"],
        ["te weinig antwoorden om te tonen", "geen cijfer", "geen cijfer"],
    ]
    assert table.numbers == {(0, 2): 4.1, (0, 3): 2.0, (1, 1): 3.5}


def test_a_talk_that_nobody_was_asked_about_has_no_table() -> None:
    slide = replace(slide_in(OPEN, TalkSlide), question=None)

    assert table_of_slide(slide, OPEN, READER) is None


def test_it_speaks_english_too() -> None:
    table = table_of_slide(slide_in(OPEN, PartiesSlide), OPEN, ENGLISH)

    assert table is not None
    assert table.rows[0] == ["Trust", "4.1", "3.5", "0.6"]
