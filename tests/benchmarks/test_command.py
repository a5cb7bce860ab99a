import json
from pathlib import Path

import pytest

from benchmarks.signals import command
from benchmarks.signals.report import END, START
from benchmarks.signals.worlds import Effort
from tests.benchmarks.stand_in import STAND_IN


@pytest.fixture(autouse=True)
def _little_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_QUICK", Effort(quiet=100, changing=10))


def test_the_untouched_kind_takes_no_part_by_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.run(STAND_IN, ["--quick"], tmp_path)

    printed = capsys.readouterr().out
    assert "graded response" in printed
    assert "people of habit" not in printed
    assert list(tmp_path.iterdir()) == []


def test_everything_is_written_when_asked_for(tmp_path: Path) -> None:
    document = tmp_path / "docs" / "method.md"
    (tmp_path / "docs" / "images").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    document.write_text(f"{START}\n{END}\n", encoding="utf-8")

    command.run(STAND_IN, ["--quick", "--untouched", "--write"], tmp_path)

    figures = json.loads((tmp_path / "data" / "benchmark.json").read_text(encoding="utf-8"))
    assert "people of habit" in figures["simulators"]
    assert "| people of habit | all |" in document.read_text(encoding="utf-8")
    assert {path.name for path in (tmp_path / "docs" / "images").iterdir()} == {
        "signals-detection.svg",
        "signals-false-alarms.svg",
    }
