import io
import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from monitor.cli import app
from monitor.notebook import analyse_frame
from monitor.services.analyse.faults import BadRowsError, FaultReason
from tests.services.analyse.files import INVITED_HEADER, SPRING, small_file, write

INVITED = write([f"Elm,initiative,{SPRING},6"], header=INVITED_HEADER)


def frame_of(rows: list[str]) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(write(rows)))


def test_it_finds_the_same_as_the_command(tmp_path: Path) -> None:
    answers, invited, out = (tmp_path / name for name in ("answers.csv", "invited.csv", "out.json"))
    answers.write_bytes(write(small_file()))
    invited.write_bytes(INVITED)
    arguments = ["analyse", str(answers), "--invited", str(invited), "--privacy", "none"]
    CliRunner().invoke(app, [*arguments, "-o", str(out)])

    found = analyse_frame(frame_of(small_file()), pd.read_csv(io.BytesIO(INVITED)), privacy="none")

    assert found == json.loads(out.read_bytes())


def test_dates_and_missing_values_are_read_as_they_are() -> None:
    rows = small_file()
    rows[0] = rows[0][:-1]
    frame = frame_of(rows)
    frame["round"] = pd.to_datetime(frame["round"])

    found = analyse_frame(frame, privacy="none")

    elm = found["partnerships"][1]["rounds"][0]
    assert elm["round"] == SPRING
    assert elm["scores"][0]["dont_know"] == 1


def test_bad_rows_are_counted_as_in_a_file() -> None:
    frame = frame_of(small_file())
    frame.loc[3, "value"] = 9

    with pytest.raises(BadRowsError) as raised:
        analyse_frame(frame)

    (fault,) = raised.value.faults.first
    assert (fault.line, fault.reason) == (5, FaultReason.VALUE)
    assert analyse_frame(frame, skip_bad_rows=True)["rows"]["answers"]["bad_rows"] == 1


def test_people_need_no_name_when_nobody_is_followed() -> None:
    frame = frame_of(small_file()).assign(respondent=None)

    found = analyse_frame(frame, linked=False)

    assert found["engine"]["linked"] is False


def test_another_privacy_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="secret"):
        analyse_frame(frame_of(small_file()), privacy="secret")
