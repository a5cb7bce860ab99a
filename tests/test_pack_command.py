"""The command ``pack`` writes the files of a meeting, and says what is wrong."""

from pathlib import Path

import pptx
import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.domain.partnership import Partnership
from tests.factories import FakeClock
from tests.meetings import make_town


@pytest.fixture
def partnership(own_process: None, monkeypatch: pytest.MonkeyPatch) -> Partnership:
    """A partnership with one round of results."""
    assert own_process is None
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")
    clock = FakeClock()
    context = bootstrap.context()
    object.__setattr__(context, "clock", clock)
    return make_town(context, clock).partnership


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["pack", *arguments])


def names_in(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] + path.suffix for path in folder.iterdir())


def test_every_format_is_written_by_default(partnership: Partnership, tmp_path: Path) -> None:
    out = tmp_path / "new" / "pack"

    result = run("--partnership", str(partnership.id), "--out", str(out))

    assert result.exit_code == 0, result.output
    assert f"7 bestanden staan in {out}." in result.output
    assert names_in(out) == [
        "agenda.ics",
        "evaluatie.pdf",
        "presentatie.pptx",
        "samenvatting.pdf",
        "tabellen.csv",
        "tabellen.xlsx",
        "werkbladen.pdf",
    ]


def test_formats_and_language_can_be_chosen(partnership: Partnership, tmp_path: Path) -> None:
    chosen = ["--format", " ICS,csv,,ics", "--lang", "en", "--round", "2026-Q4"]

    result = run("--partnership", str(partnership.id), "--out", str(tmp_path / "p"), *chosen)

    assert result.exit_code == 0, result.output
    assert names_in(tmp_path / "p") == ["calendar.ics", "tables.csv"]


def test_a_second_time_the_files_are_made_anew(partnership: Partnership, tmp_path: Path) -> None:
    arguments = ["--partnership", str(partnership.id), "--out", str(tmp_path), "--format", "ics"]
    run(*arguments)
    (file,) = tmp_path.glob("*.ics")
    file.write_bytes(b"old")

    assert run(*arguments).exit_code == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx,pdf"], "Dit formaat is niet bekend: docx. Kies uit: pdf, pptx, "),
        (["--format", ","], "Dit formaat is niet bekend"),
        (["--round", "herfst"], "herfst is geen ronde. Schrijf een ronde als 2026-Q3."),
        (["--round", "2031-Q1"], "heeft geen uitkomsten over 2031-Q1."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    arguments: list[str], said: str, partnership: Partnership, tmp_path: Path
) -> None:
    result = run("--partnership", str(partnership.id), "--out", str(tmp_path / "p"), *arguments)

    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "p").exists()


@pytest.mark.usefixtures("partnership")
def test_an_unknown_partnership_is_named(tmp_path: Path) -> None:
    result = run("--partnership", "77", "--out", str(tmp_path))

    assert result.exit_code == 1
    assert "Er is geen samenwerking met nummer 77." in result.output


def test_slides_take_the_look_of_a_template(partnership: Partnership, tmp_path: Path) -> None:
    template = tmp_path / "huis.pptx"
    pptx.Presentation().save(str(template))
    out = tmp_path / "p"
    chosen = ["--format", "pptx", "--template", str(template)]

    result = run("--partnership", str(partnership.id), "--out", str(out), *chosen)

    assert result.exit_code == 0, result.output
    (made,) = out.glob("*.pptx")
    assert pptx.Presentation(str(made)).slide_width == pptx.Presentation().slide_width


def test_a_broken_template_is_named(partnership: Partnership, tmp_path: Path) -> None:
    template = tmp_path / "kapot.pptx"
    template.write_text("geen dia", encoding="utf-8")
    chosen = ["--format", "pptx", "--template", str(template)]

    result = run("--partnership", str(partnership.id), "--out", str(tmp_path / "p"), *chosen)

    assert result.exit_code == 1
    assert f"Dit sjabloon kan niet: {template}." in result.output
