"""The commands around workspaces."""

import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.services.sign_in.one_time import find_link


@pytest.fixture(autouse=True)
def installation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh installation, in English."""
    request.getfixturevalue("own_process")
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["workspaces", *arguments])


@pytest.mark.parametrize("command", ["list", "add"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m monitor workspaces {command}" in result.output


def test_a_workspace_is_added_with_a_link_for_its_administrator() -> None:
    result = run("add", "Coöperatie Zon", "bo@zon.example")

    assert result.exit_code == 0
    assert "Workspace 2 was made: Coöperatie Zon." in result.stdout
    url = result.stdout.split()[-1]
    account = find_link(bootstrap.context(), url.rpartition("/")[2]).account
    assert (account.email, account.workspace_id) == ("bo@zon.example", 2)
    assert "2 · Coöperatie Zon" in run("list").stdout


def test_what_cannot_be_added_is_said_in_a_sentence() -> None:
    result = run("add", "Coöperatie Zon", "nobody")

    assert result.exit_code == 1
    assert result.stderr.strip() == "This is not a full e-mail address."
