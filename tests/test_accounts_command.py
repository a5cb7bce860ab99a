"""The commands around accounts."""

import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.sign_in.one_time import find_link
from tests.services.accounts.people import add_account, as_person, standing_of


@pytest.fixture(autouse=True)
def installation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh installation, in English."""
    request.getfixturevalue("own_process")
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["accounts", *arguments])


@pytest.mark.parametrize("command", ["setup-code", "list", "reset"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m monitor accounts {command}" in result.output


def test_a_code_to_set_up_is_printed_as_long_as_there_is_no_administrator() -> None:
    before = run("setup-code")
    add_account(bootstrap.context(), "Ada")
    after = run("setup-code")

    assert "http://localhost:8501/sign-in/set-up" in before.stdout
    assert after.exit_code == 0
    assert "/sign-in/set-up" not in after.stdout


def test_accounts_are_listed_one_a_line() -> None:
    empty = run("list")
    add_account(bootstrap.context(), "Ada")

    assert empty.stderr.strip() == "There are no accounts yet."
    assert run("list").stdout.strip() == (
        "1 · Ada · ada@veldzicht.example · administrator · all partnerships · Active · "
        "not signed in yet"
    )


@pytest.mark.parametrize("forgets", [True, False])
def test_who_is_locked_out_gets_a_link_for_a_new_password(*, forgets: bool) -> None:
    context = bootstrap.context()
    ada = add_account(context, "Ada")
    with context.unit_of_work() as uow:
        uow.accounts.set_second_factor(ada.id, "sealed", 1)
        uow.commit()

    result = run("reset", ada.email, *(["--second-factor"] if forgets else []))

    assert find_link(context, result.stdout.split()[-1].rpartition("/")[2]).account == ada
    standing = standing_of(context, ada)
    assert standing
    assert standing.has_second_factor is not forgets


def test_who_is_not_there_or_kept_out_gets_no_link() -> None:
    context = bootstrap.context()
    ada, eva = add_account(context, "Ada"), add_account(context, "Eva")
    disable_account(as_person(context, ada), eva.id)

    nobody, kept_out = run("reset", "x@example.org"), run("reset", eva.email)

    assert (nobody.exit_code, kept_out.exit_code) == (1, 1)
    assert nobody.stderr.strip() == "Nobody has the e-mail address x@example.org."
    assert kept_out.stderr.startswith("The access of this person has ended.")
