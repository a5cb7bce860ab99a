"""The command for the first administrator, and what ``serve`` says of it."""

import re

import pytest
from typer.testing import CliRunner

from monitor import bootstrap
from monitor.accounts_command import print_set_up
from monitor.cli import app
from monitor.domain.partnership import Language
from monitor.services.sign_in import set_up
from monitor.services.sign_in.set_up import Beginning, find_set_up_fault
from monitor.settings import read_settings
from tests.factories import add_partnership
from tests.signing_in import PASSWORD, add_account, hash_quickly

pytestmark = pytest.mark.usefixtures("own_process")
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


def run() -> str:
    result = CliRunner().invoke(app, ["accounts", "setup-code"])
    assert result.exit_code == 0
    return result.stdout


def said(capsys: pytest.CaptureFixture[str]) -> str:
    print_set_up(bootstrap.context(), read_settings())
    return capsys.readouterr().out


def test_the_code_sets_the_product_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)
    printed = run()
    code = CODE.search(printed)

    assert code is not None
    assert "http://localhost:8501/sign-in/set-up" in printed
    noor = Beginning("Gemeente", "Noor", "noor@gemeente.nl", PASSWORD, Language.DUTCH)
    assert find_set_up_fault(noor) is None
    assert set_up.set_up(bootstrap.context(), code.group(), noor, "192.0.2.1")


def test_where_there_is_an_administrator_there_is_no_code() -> None:
    add_account(bootstrap.context())

    assert not CODE.search(run())


def test_serving_real_partnerships_tells_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    add_partnership(bootstrap.context().unit_of_work)

    assert CODE.search(said(capsys))


def test_serving_what_is_only_tried_tells_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == ""


def test_without_samples_there_is_nothing_to_try(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_SAMPLE", "false")
    read_settings.cache_clear()

    assert CODE.search(said(capsys))


def test_the_survey_alone_tells_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_ONLY", "survey")
    monkeypatch.setenv("MONITOR_SAMPLE", "false")
    read_settings.cache_clear()

    assert said(capsys) == ""
