from collections.abc import Sequence

import pytest

from monitor.services.analyse.faults import BadRowsError, FaultReason
from monitor.services.analyse.loading import Loaded, Request, Stage, load
from tests.builders import current_questionnaire
from tests.services.analyse.files import (
    SPRING,
    form,
    invited_source,
    request_of,
    small_file,
    source_of,
    write,
)

BAD = f"Elm,initiative,{SPRING},p,TRU1,9"


def read(request: Request) -> Loaded:
    return load(request, current_questionnaire(), lambda *_: None)


def lines_of(request: Request) -> Sequence[tuple[int, FaultReason]]:
    with pytest.raises(BadRowsError) as raised:
        read(request)
    return [(fault.line, fault.reason) for fault in raised.value.faults.first]


def test_a_sound_file_is_read_once() -> None:
    stages: list[Stage] = []

    load(
        request_of(small_file()),
        current_questionnaire(),
        lambda stage, _done, _total: stages.append(stage),
    )

    assert set(stages) == {Stage.READING}


def test_a_bad_row_stops_it_and_is_named() -> None:
    assert lines_of(request_of([*small_file(), BAD])) == [
        (len(small_file()) + 2, FaultReason.VALUE)
    ]


def test_bad_rows_are_skipped_when_asked() -> None:
    sound = read(request_of(small_file()))

    loaded = read(request_of([BAD, *small_file()], skips_bad_rows=True))

    assert loaded.answer_faults.total == 1
    assert loaded.grouped.cells.tolist() == sound.grouped.cells.tolist()


def test_faults_between_rows_are_found_too() -> None:
    rows = small_file()
    count = len(rows)

    assert lines_of(request_of([*rows, rows[4]])) == [(count + 2, FaultReason.DUPLICATE)]
    assert lines_of(request_of([*rows, *form(f"Oak,a,{SPRING},p", 3)])) == [
        (count + 2, FaultReason.LONE_PARTY)
    ]


def test_linked_answers_need_a_respondent() -> None:
    rows = [*form(f"Elm,a,{SPRING},", 3), *form(f"Elm,b,{SPRING},x", 3)]

    assert lines_of(request_of(rows))[0] == (2, FaultReason.NO_RESPONDENT)
    assert read(request_of(rows, is_linked=False)).grouped.unknown_people == 1


def test_a_bad_row_of_the_invitations_stops_it_as_well() -> None:
    invited = invited_source([f"Elm,initiative,{SPRING},six"])

    assert lines_of(request_of(small_file(), invited=invited)) == [(2, FaultReason.INVITED)]
    skipped = read(request_of(small_file(), invited=invited, skips_bad_rows=True))
    assert skipped.invited_faults.total == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", FaultReason.EMPTY_FILE), (write(small_file(), header="a,b"), FaultReason.HEADER)],
)
def test_without_header_or_rows_skipping_does_not_help(content: bytes, reason: FaultReason) -> None:
    request = Request(source_of(content), skips_bad_rows=True)

    assert lines_of(request) == [(1, reason)]


def test_when_nothing_is_left_it_stops() -> None:
    assert lines_of(request_of([BAD], skips_bad_rows=True)) == [(2, FaultReason.VALUE)]


def test_reading_with_care_is_told_as_such() -> None:
    stages: list[Stage] = []

    load(
        request_of([BAD, *small_file()], skips_bad_rows=True),
        current_questionnaire(),
        lambda stage, _done, _total: stages.append(stage),
    )

    assert Stage.CHECKING in stages
