"""The commands ``backup`` and ``restore`` as somebody types them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.domain.backup import read_moment
from monitor.domain.partnership import PartnershipId
from monitor.settings import read_settings
from monitor.storage.engine import make_engine
from tests.conftest import forget_process
from tests.factories import StoredPartnership, add_partnership

pytestmark = pytest.mark.usefixtures("own_process")


@pytest.fixture(autouse=True)
def _in_dutch(own_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_process is None
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")


@pytest.fixture
def stored() -> StoredPartnership:
    return add_partnership(bootstrap.context().unit_of_work)


@pytest.fixture
def backup_file(stored: StoredPartnership, tmp_path: Path) -> Path:
    assert stored
    path = tmp_path / "one.zip"
    assert run("backup", "--out", str(path)).exit_code == 0
    return path


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def names() -> list[str]:
    with bootstrap.context().unit_of_work(reads_only=True) as work:
        return [partnership.name for partnership in work.partnerships.list_all()]


def rename(name: str) -> None:
    with bootstrap.engine().begin() as connection:
        connection.execute(text("UPDATE partnership SET name = :name"), {"name": name})


def test_a_backup_is_written_to_the_file_that_was_named(
    stored: StoredPartnership, tmp_path: Path
) -> None:
    assert stored

    result = run("backup", "--out", str(tmp_path / "one.zip"))

    assert result.exit_code == 0, result.output
    assert f"Back-up gemaakt: {tmp_path / 'one.zip'}" in result.output


def test_a_file_that_is_there_is_not_replaced(backup_file: Path) -> None:
    before = backup_file.read_bytes()

    result = run("backup", "--out", str(backup_file))

    assert result.exit_code == 1
    assert "bestaat al" in result.output
    assert backup_file.read_bytes() == before


def test_a_folder_gets_one_more_with_the_moment_in_its_name(
    stored: StoredPartnership, tmp_path: Path
) -> None:
    assert stored

    result = run("backup", "--folder", str(tmp_path / "all"), "--keep", "2")

    assert result.exit_code == 0, result.output
    (made,) = (tmp_path / "all").glob("*.zip")
    assert read_moment(made.name) is not None


def test_without_a_place_the_folder_of_the_settings_is_used(
    stored: StoredPartnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stored
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "daily"))
    read_settings.cache_clear()

    assert run("backup").exit_code == 0

    assert len(list((tmp_path / "daily").glob("*.zip"))) == 1


def test_two_places_at_once_are_refused(tmp_path: Path) -> None:
    result = run("backup", "--out", str(tmp_path / "one.zip"), "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert "--folder" in result.output


def test_a_backup_is_put_back_in_an_empty_database(
    backup_file: Path, stored: StoredPartnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    forget_process()

    result = run("restore", str(backup_file))

    assert result.exit_code == 0, result.output
    assert "1 samenwerkingen" in result.output
    assert "LET OP" not in result.output
    assert names() == [stored.partnership.name]


def test_what_is_there_is_not_replaced_unless_that_is_asked_for(backup_file: Path) -> None:
    rename("Later")

    result = run("restore", str(backup_file))

    assert result.exit_code == 1
    assert "niet leeg: 1 samenwerkingen" in result.output
    assert "--replace" in result.output
    assert names() == ["Later"]


@pytest.mark.parametrize(("typed", "code"), [("n\n", 1), ("\n", 1), ("", 1)])
def test_whoever_is_not_sure_replaces_nothing(typed: str, code: int, backup_file: Path) -> None:
    rename("Later")

    result = run("restore", str(backup_file), "--replace", typed=typed)

    assert result.exit_code == code
    assert "Dit wordt verwijderd" in result.output
    assert names() == ["Later"]


def test_whoever_is_sure_gets_back_what_was(backup_file: Path, stored: StoredPartnership) -> None:
    rename("Later")

    result = run("restore", str(backup_file), "--replace", typed="y\n")

    assert result.exit_code == 0, result.output
    assert names() == [stored.partnership.name]


def test_a_script_need_not_be_asked(backup_file: Path, stored: StoredPartnership) -> None:
    rename("Later")

    assert run("restore", str(backup_file), "--replace", "--yes").exit_code == 0

    assert names() == [stored.partnership.name]


def test_links_go_on_after_a_restore(backup_file: Path, stored: StoredPartnership) -> None:
    run("restore", str(backup_file), "--replace", "--yes")

    with bootstrap.context().unit_of_work(reads_only=True) as work:
        rounds = work.rounds.list_of(PartnershipId(stored.partnership.id))
        invitations = work.rounds.invitations_of(rounds[0].id)
    assert len(invitations) == len(stored.invited)


def test_another_key_is_warned_of(
    backup_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    monkeypatch.setenv("MONITOR_SECRET_KEY", "another key of 32 bytes or even more")
    forget_process()

    result = run("restore", str(backup_file))

    assert result.exit_code == 0
    assert "LET OP" in result.output
    assert "MONITOR_SECRET_KEY" in result.output


def test_a_restore_makes_no_key_of_its_own(
    backup_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty' / 'monitor.db'}")
    monkeypatch.delenv("MONITOR_SECRET_KEY")
    forget_process()

    result = run("restore", str(backup_file))

    assert str(tmp_path / "empty" / "monitor.key") in result.output
    assert not (tmp_path / "empty" / "monitor.key").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda content: content[: len(content) // 2], "is niet heel"),
        (lambda content: content[:-100] + b"x" + content[-99:], "is niet heel"),
        (lambda _content: b"notes", "is geen back-up"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_changes_nothing(
    change: Callable[[bytes], bytes], sentence: str, backup_file: Path
) -> None:
    backup_file.write_bytes(change(backup_file.read_bytes()))
    rename("Later")

    result = run("restore", str(backup_file), "--replace", "--yes")

    assert result.exit_code == 1
    assert sentence in result.output
    assert names() == ["Later"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("restore", str(tmp_path / "gone.zip"))

    assert result.exit_code == 1
    assert "gone.zip" in result.output


def test_no_answer_is_printed(backup_file: Path, stored: StoredPartnership) -> None:
    result = run("restore", str(backup_file), "--replace", "--yes")

    assert stored.partnership.name not in result.output


def test_a_database_without_tables_is_not_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_engine(f"sqlite:///{tmp_path / 'empty.db'}").dispose()
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    forget_process()

    result = run("backup", "--out", str(tmp_path / "one.zip"))

    assert result.exit_code == 1
    assert "nothing to back up" in result.output
