import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from tests.services.histories import Past, add_history


@pytest.fixture(autouse=True)
def installation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh installation, in English."""
    request.getfixturevalue("own_process")
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["variances", *arguments])


def add_ten_partnerships(*, is_sample: bool = False) -> None:
    add_history(bootstrap.context().unit_of_work, Past(is_sample=is_sample))


@pytest.mark.parametrize("command", ["estimate", "list", "adopt", "reset"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m monitor variances {command}" in result.output


def test_an_estimate_shows_old_and_new_and_what_to_do_next() -> None:
    add_ten_partnerships()

    result = run("estimate")

    assert result.exit_code == 0
    assert "Estimated from 10 partnerships with 60 closed check-ins together." in result.stdout
    lines = result.stdout.splitlines()
    assert sum("  between people: now 0.220, new " in line for line in lines) == 1
    assert sum("Trust: " in line and "from 360 forms" in line for line in lines) == 1
    assert "python -m monitor variances adopt own-" in lines[-1]


def test_a_version_is_taken_over_listed_and_given_up_again() -> None:
    add_ten_partnerships()
    version = run("estimate").stdout.split()[-1]

    adopted = run("adopt", version, "--by", "Ria Smit")
    listed = run("list").stdout.splitlines()
    reset = run("reset")

    assert adopted.exit_code == 0
    assert f"judged by {version}" in adopted.stdout
    assert listed[0] == "default-1 · comes with the product"
    assert listed[1].startswith(f"{version} · estimated on ")
    assert listed[1].endswith(" by Ria Smit · in use")
    assert reset.exit_code == 0
    assert run("list").stdout.splitlines()[0].endswith(" · in use")


def test_too_little_data_is_one_sentence_that_says_what_is_needed() -> None:
    add_ten_partnerships(is_sample=True)

    refused, allowed = run("estimate"), run("estimate", "--samples")

    assert refused.exit_code == 1
    assert "at least 10 partnerships with 6 closed check-ins" in refused.stderr
    assert allowed.exit_code == 0


def test_questions_that_few_answered_have_no_reliability() -> None:
    add_history(bootstrap.context().unit_of_work, Past(skipped="EQU2"))

    lines = run("estimate").stdout.splitlines()

    assert "  Equality: too few forms" in lines
    assert sum("from 360 forms" in line for line in lines) == 3


def test_an_unknown_version_is_one_sentence_that_says_where_to_look() -> None:
    result = run("adopt", "own-1999")

    assert result.exit_code == 1
    assert "There is no version own-1999." in result.stderr
    assert "variances list" in result.stderr
