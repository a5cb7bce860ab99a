from datetime import date

import pytest

from monitor.domain.analysis.cube import DONT_KNOW
from monitor.services.analyse.reading import DoubtfulFileError, read_fast
from monitor.services.analyse.rows import AnswerRows
from tests.services.analyse.files import HEADER, QUESTIONS, SPRING, source_of, write

ROW = f"Elm,initiative,{SPRING},p1,TRU1,4"


def read(content: bytes) -> AnswerRows:
    return read_fast(source_of(content), QUESTIONS, lambda _: None)


def test_rows_become_columns_of_small_numbers() -> None:
    rows = read(write([ROW, f"Ash,municipality,{SPRING},p2,EQU3,"]))

    assert rows.partnership.different == ["Ash", "Elm"]
    assert rows.partnership.codes.tolist() == [1, 0]
    assert rows.party.different == ["initiative", "municipality"]
    assert rows.respondent.different == ["p1", "p2"]
    assert rows.day.tolist() == [date.fromisoformat(SPRING).toordinal()] * 2
    assert [QUESTIONS[place] for place in rows.question] == ["TRU1", "EQU3"]
    assert rows.value.tolist() == [4, DONT_KNOW]


@pytest.mark.parametrize(
    "content",
    [
        write([ROW], end="\r\n"),
        b"\xef\xbb\xbf" + write([ROW]),
        write([f'"Elm","initiative","{SPRING}","p1","TRU1","4"']),
        write(
            [f"4,TRU1,p1,{SPRING},x,initiative,Elm"],
            header="value,question,respondent,round,x,party,partnership",
        ),
        write([ROW, ""]),
    ],
    ids=["crlf", "bom", "quoted", "other order", "empty line"],
)
def test_it_reads_what_programs_write(content: bytes) -> None:
    rows = read(content)

    assert rows.partnership.different == ["Elm"]
    assert rows.value.tolist() == [4]


def test_names_may_be_of_any_script_and_hold_line_ends() -> None:
    rows = read(write([f'"Wärme 暖\nwijk",initiative,{SPRING},"Zoë ""Z"", 🙂",TRU1,4']))

    assert rows.partnership.different == ["Wärme 暖\nwijk"]
    assert rows.respondent.different == ['Zoë "Z", 🙂']


@pytest.mark.parametrize("name", ["NA", "null", "nan", "None"])
def test_a_name_that_looks_like_nothing_is_a_name(name: str) -> None:
    assert read(write([ROW.replace("Elm", name)])).partnership.different == [name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        write([]),
        write([ROW], header=HEADER.replace(",", ";")),
        write([ROW], header=HEADER.replace("value", "answer")),
        write([ROW + ",5"]),
        write([ROW.replace("TRU1", "TRU9")]),
        write([ROW.replace(",4", ",6")]),
        write([ROW.replace(SPRING, "spring")]),
        write([ROW.replace("Elm", "")]),
        write([ROW.replace("initiative", "")]),
        write([ROW]).replace(b"Elm", b"\xe9"),
    ],
    ids=[
        *("empty", "header only", "semicolons", "header", "cells", "question", "value", "date"),
        *("partnership", "party", "encoding"),
    ],
)
def test_what_is_wrong_is_left_to_a_reader_with_care(content: bytes) -> None:
    with pytest.raises(DoubtfulFileError):
        read(content)


def test_how_far_it_is_is_told_in_bytes() -> None:
    told: list[int] = []
    content = write([ROW])

    read_fast(source_of(content), QUESTIONS, told.append)

    assert told[-1] == len(content)
