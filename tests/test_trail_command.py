import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.services.sample.load_sample import clear_sample, load_stories


@pytest.fixture(autouse=True)
def installation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh installation, in English."""
    request.getfixturevalue("own_process")
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["trail", *arguments])


def do_something() -> None:
    clear_sample(bootstrap.context())
    clear_sample(bootstrap.context())


@pytest.mark.parametrize("command", ["verify", "show"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m monitor trail {command}" in result.output


def test_an_empty_trail_is_whole() -> None:
    result = run("verify")

    assert result.exit_code == 0
    assert "nothing is noted yet" in result.stdout


def test_a_whole_trail_prints_the_hash_to_write_down_and_knows_it_again() -> None:
    do_something()

    first = run("verify")
    known = first.stdout.split()[-1]

    assert "Workspace 1: 2 actions, and nothing of them was changed." in first.stdout
    assert run("verify", "--known", known).exit_code == 0
    unknown = run("verify", "--known", "f" * 64)
    assert unknown.exit_code == 1
    assert "not there any more" in unknown.stderr


def test_a_changed_act_is_told_by_its_number() -> None:
    do_something()
    with bootstrap.engine().begin() as connection:
        connection.execute(text("DROP TRIGGER trail_is_kept_from_update"))
        connection.execute(text("UPDATE trail SET act = 'signed_in' WHERE sequence = 2"))

    result = run("verify")

    assert result.exit_code == 1
    assert "action 2 was changed or taken out" in result.stderr


def test_it_shows_who_did_what_the_newest_first() -> None:
    load_stories(bootstrap.context())
    do_something()

    lines = run("show").stdout.splitlines()

    assert len(lines) == 3
    assert all("the system itself · sample data changed" in line for line in lines)
    assert lines[0].startswith("3 · ")


def test_a_partnership_that_does_not_exist_is_told() -> None:
    assert run("show", "--partnership", "99").exit_code == 1
