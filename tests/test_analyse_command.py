import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli import app
from tests.services.analyse.files import (
    INVITED_HEADER,
    SPRING,
    small_file,
    team,
    write,
)

BAD = f"Elm,initiative,{SPRING},p,TRU1,9"


def run(tmp_path: Path, rows: list[str], *options: str) -> Result:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(write(rows))
    arguments = ["analyse", str(answers), "-o", str(tmp_path / "out.json"), *options]
    return CliRunner().invoke(app, arguments)


def test_it_writes_the_document_and_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, small_file())

    assert result.exit_code == 0
    assert result.stdout == f"Analysed 2 partnerships: {tmp_path / 'out.json'}\n"
    assert result.stderr == ""
    document = json.loads((tmp_path / "out.json").read_bytes())
    assert document["engine"]["privacy"] == "confidential"
    assert [each["id"] for each in document["partnerships"]] == ["Ash", "Elm"]


def test_flags_say_in_both_languages_what_is_the_matter(tmp_path: Path) -> None:
    rows = [*team("Elm", "initiative", SPRING, [1] * 6), *team("Elm", "council", SPRING, [4] * 6)]

    run(tmp_path, rows, "--privacy", "none")

    document = json.loads((tmp_path / "out.json").read_bytes())
    flags = document["partnerships"][0]["rounds"][0]["flags"]
    low = next(flag for flag in flags if flag["kind"] == "low" and flag["dimension"] == "trust")
    assert low["party"] == "initiative"
    assert low["text"]["en"].startswith("Trust: low score at initiative.")
    assert low["text"]["nl"].startswith("Vertrouwen: lage score bij initiative.")


def test_bad_rows_stop_it_with_their_lines_and_exit_code_2(tmp_path: Path) -> None:
    result = run(tmp_path, [BAD, *small_file(), BAD.replace("TRU1", "TRU7")])

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "answers.csv: 2 rows cannot be used.",
        "  Line 2: “9” is not a value from 1 to 5, nor empty for “don’t know”",
        f"  Line {len(small_file()) + 3}: “TRU7” is not a question that is answered from 1 to 5",
        "With --skip-bad-rows the rest goes on without them.",
    ]
    assert not (tmp_path / "out.json").exists()
    assert list(tmp_path.glob("*.part")) == []


def test_of_many_bad_rows_the_first_twenty_are_shown(tmp_path: Path) -> None:
    result = run(tmp_path, [f"{BAD}{number}" for number in range(50)])

    lines = result.stderr.splitlines()
    assert lines[0] == "answers.csv: 50 rows cannot be used."
    assert lines[1].startswith("  Line 2:")
    assert lines[20].startswith("  Line 21:")
    assert lines[21] == "  These are the first 20."
    assert len(lines) == 23


def test_bad_rows_can_be_skipped_and_are_told(tmp_path: Path) -> None:
    result = run(tmp_path, [BAD, *small_file()], "--skip-bad-rows")

    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "answers.csv: skipped 1 row that cannot be used."
    document = json.loads((tmp_path / "out.json").read_bytes())
    assert document["rows"]["answers"] == {"bad_rows": 1, "reasons": {"value": 1}}


def test_when_nothing_is_left_it_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, [BAD], "--skip-bad-rows")

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Nothing is left to analyse."


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    arguments = ["analyse", str(tmp_path / "none.csv"), "-o", str(tmp_path / "out.json")]

    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path / 'none.csv'}: No such file or directory\n"


def test_another_header_is_told_with_what_is_expected(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(write(small_file(), header="a;b"))

    result = CliRunner().invoke(app, ["analyse", str(answers), "-o", str(tmp_path / "out.json")])

    assert result.exit_code == 2
    assert "Line 1: the header must hold partnership,party,round" in result.stderr
    assert "a;b" in result.stderr
    assert "--skip-bad-rows" not in result.stderr


def test_the_invited_are_read_from_their_own_file(tmp_path: Path) -> None:
    invited = tmp_path / "invited.csv"
    invited.write_bytes(write([f"Elm,initiative,{SPRING},8"], header=INVITED_HEADER))

    run(tmp_path, small_file(), "--invited", str(invited), "--privacy", "none")

    document = json.loads((tmp_path / "out.json").read_bytes())
    assert document["partnerships"][1]["rounds"][0]["scores"][0]["invited"] == 8


def test_progress_is_written_in_lines_where_no_terminal_is(tmp_path: Path) -> None:
    result = run(tmp_path, small_file(), "--progress")

    assert result.stderr.splitlines() == [
        "Reading answers: 100%",
        "Analysing partnerships: 100%",
    ]


def test_progress_of_a_long_run_is_told_once_a_tenth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.services.analyse.run._PART_PARTNERSHIPS", 1)
    rows = [
        row
        for number in range(20)
        for party in ("initiative", "council")
        for row in team(f"P{number:02}", party, SPRING, [4])
    ]

    result = run(tmp_path, rows, "--progress", "--jobs", "1")

    told = [line for line in result.stderr.splitlines() if line.startswith("Analysing")]
    assert [line.rpartition(" ")[2] for line in told] == [
        *("5%", "10%", "20%", "30%", "40%", "50%", "60%", "70%", "80%", "90%", "100%")
    ]


def test_progress_is_a_bar_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    result = run(tmp_path, small_file())

    assert "Reading answers" in result.stderr
    assert "100%" in result.stderr


def test_the_document_can_go_to_a_pipe(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(write(small_file()))

    result = CliRunner().invoke(app, ["analyse", str(answers), "-o", "/dev/null"])

    assert result.exit_code == 0
    assert Path("/dev/null").exists()


def test_unlinked_answers_need_no_respondent(tmp_path: Path) -> None:
    rows = [",".join([*row.split(",")[:3], "", *row.split(",")[4:]]) for row in small_file()]

    assert run(tmp_path, rows).exit_code == 2
    assert run(tmp_path, rows, "--unlinked").exit_code == 0


def test_the_number_of_jobs_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, small_file(), "--jobs", "1")
    alone = (tmp_path / "out.json").read_bytes()

    run(tmp_path, small_file(), "--jobs", "2")

    assert (tmp_path / "out.json").read_bytes() == alone
