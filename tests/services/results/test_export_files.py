import csv
import stat
from pathlib import Path

import pytest

from monitor.services.results.export_files import (
    ANSWERS,
    COLUMNS,
    COMMENTS,
    Cell,
    ExportFiles,
    defuse,
)


# H28.
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_text_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    assert defuse(f"{start}1+1") == f"'{start}1+1"


# H28.
@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("a;=1+1", "a;'=1+1"),
        ('a"=1+1', "a\"'=1+1"),
        ('a";-1', "a\";'-1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a\r@SUM(1)", "a\r'@SUM(1)"),
    ],
)
def test_a_formula_behind_what_may_part_cells_is_defused(cell: str, safe: str) -> None:
    assert defuse(cell) == safe


@pytest.mark.parametrize(
    "cell", ["a=b", "", "'quoted'", 5, -5, None, "first\n- second\n- third", "good; -5 degrees"]
)
def test_other_cells_stay_as_they_are(cell: Cell) -> None:
    assert defuse(cell) == cell


def test_every_file_begins_with_its_columns(tmp_path: Path) -> None:
    with ExportFiles(tmp_path / "new" / "folder"):
        pass

    for name, columns in COLUMNS.items():
        with (tmp_path / "new" / "folder" / name).open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(columns)]


def test_the_two_files_that_other_programs_read_have_exactly_these_columns() -> None:
    assert ",".join(COLUMNS[ANSWERS]) == "partnership,party,round,respondent,question,value"
    assert ",".join(COLUMNS["invited.csv"]) == "partnership,party,round,invited"


def test_only_the_owner_may_read_the_files_even_when_they_were_open_to_all(tmp_path: Path) -> None:
    (tmp_path / ANSWERS).write_text("old", encoding="utf-8")
    (tmp_path / ANSWERS).chmod(0o644)

    with ExportFiles(tmp_path):
        pass

    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_text_with_quotes_commas_and_line_ends_is_read_back_whole(tmp_path: Path) -> None:
    text = 'Zij zei: "ja, goed"\r\nen toen?'

    with ExportFiles(tmp_path) as files:
        files.write(COMMENTS, [(1, "2026-05-20", "O1", "shared_screen", 1, text)])

    with (tmp_path / COMMENTS).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][-1] == text


def test_a_folder_that_is_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OSError, match="file"), ExportFiles(tmp_path / "file"):
        pass
