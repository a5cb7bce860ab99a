"""The command ``restore`` as somebody types it."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.domain.access.account import Account
from monitor.domain.partnership import PartnershipId
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.domain.trail.acts import Act
from monitor.services.accounts.manage_accounts import disable_account, erase_account
from monitor.services.privacy.person_data import erase_person
from monitor.services.trail.verify_trail import verify_trail
from tests.conftest import forget_process
from tests.factories import StoredPartnership, add_partnership
from tests.services.accounts.people import add_account

pytestmark = pytest.mark.usefixtures("own_process")


@pytest.fixture(autouse=True)
def _in_dutch(own_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_process is None
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")


@pytest.fixture
def stored() -> StoredPartnership:
    return add_partnership(bootstrap.context().unit_of_work)


@pytest.fixture
def backup_file(stored: StoredPartnership, database_folder: Path) -> Path:
    assert stored
    path = database_folder / "one.zip"
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


def test_a_backup_is_put_back_in_an_empty_database(
    backup_file: Path,
    stored: StoredPartnership,
    database_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{database_folder / 'elsewhere.db'}")
    forget_process()

    result = run("restore", str(backup_file))

    assert result.exit_code == 0, result.output
    assert "1 samenwerkingen" in result.output
    assert "sleutel" not in result.output
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
    backup_file: Path, database_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{database_folder / 'elsewhere.db'}")
    monkeypatch.setenv("MONITOR_SECRET_KEY", "another key of 32 bytes or even more")
    forget_process()

    result = run("restore", str(backup_file))

    assert result.exit_code == 0
    assert "LET OP: de geheime sleutel" in result.output
    assert "MONITOR_SECRET_KEY" in result.output


def test_a_restore_makes_no_key_of_its_own(
    backup_file: Path, database_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (database_folder / "empty").mkdir()
    monkeypatch.setenv(
        "MONITOR_DATABASE_URL", f"sqlite:///{database_folder / 'empty' / 'monitor.db'}"
    )
    monkeypatch.delenv("MONITOR_SECRET_KEY")
    forget_process()

    result = run("restore", str(backup_file))

    assert str(database_folder / "empty" / "monitor.key") in result.output
    assert not (database_folder / "empty" / "monitor.key").exists()


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


def test_a_file_that_is_not_there_is_named(database_folder: Path) -> None:
    result = run("restore", str(database_folder / "gone.zip"))

    assert result.exit_code == 1
    assert "gone.zip" in result.output


def test_no_answer_is_printed(backup_file: Path, stored: StoredPartnership) -> None:
    result = run("restore", str(backup_file), "--replace", "--yes")

    assert stored.partnership.name not in result.output


def cut_short(path: Path) -> bytes:
    """Let half of a database be lost; return what is left."""
    bootstrap.engine().dispose()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path.read_bytes()


def test_a_damaged_database_is_kept_under_another_name(
    backup_file: Path, stored: StoredPartnership, database_folder: Path
) -> None:
    left = cut_short(database_folder / "monitor.db")

    result = run("restore", str(backup_file), "--replace", typed="y\n")

    assert result.exit_code == 0, result.output
    assert names() == [stored.partnership.name]
    (aside,) = database_folder.glob("monitor.db.damaged-*Z")
    assert aside.read_bytes() == left
    assert f"Het beschadigde bestand heet nu {aside}" in result.output
    assert stat.S_IMODE((database_folder / "monitor.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Met --replace komt de back-up ervoor in de plaats"),
        (["--replace"], "Weet u het zeker"),
    ],
)
def test_a_damaged_database_stays_where_it_is_unless_that_is_meant(
    options: list[str], sentence: str, backup_file: Path, database_folder: Path
) -> None:
    left = cut_short(database_folder / "monitor.db")

    result = run("restore", str(backup_file), *options, typed="n\n")

    assert result.exit_code == 1
    assert sentence in result.output
    assert (database_folder / "monitor.db").read_bytes() == left


@pytest.fixture
def people() -> list[Account]:
    """Administrators, so that one is left when three of them go."""
    return [add_account(bootstrap.context(), name) for name in ("Ada", "Ben", "Eva", "Ida")]


@pytest.fixture
def changed_since(
    people: list[Account], stored: StoredPartnership, database_folder: Path
) -> tuple[Path, str]:
    """A backup after which somebody was forgotten, and two accounts went; and who it was."""
    context, person = bootstrap.context(), stored.invited[0].participant
    disable_account(context, people[0].id)
    path = database_folder / "before.zip"
    assert run("backup", "--out", str(path)).exit_code == 0
    erase_person(context, person.id)
    disable_account(context, people[1].id)
    erase_account(context, people[2].id)
    return path, person.name


def people_by_state() -> tuple[set[str], set[str]]:
    """Return the names of accounts that can come in, and of those that cannot."""
    with bootstrap.context().unit_of_work(reads_only=True) as work:
        accounts = work.accounts.list_all()
    return (
        {each.name for each in accounts if not each.is_disabled},
        {each.name for each in accounts if each.is_disabled},
    )


def is_forgotten(stored: StoredPartnership) -> bool:
    with bootstrap.context().unit_of_work(reads_only=True) as work:
        return is_nameless(work.partnerships.get_participant(stored.invited[0].participant.id))


@pytest.mark.parametrize("typed", ["y\ny\n", "y\n\n"])
def test_who_was_forgotten_or_kept_out_since_is_so_again_if_that_is_wanted(
    typed: str, changed_since: tuple[Path, str], stored: StoredPartnership, people: list[Account]
) -> None:
    path, name = changed_since

    result = run("restore", str(path), "--replace", typed=typed)

    assert result.exit_code == 0, result.output
    number = stored.invited[0].participant.id
    assert f"Deelnemers die waren vergeten: {number}\n" in result.output
    assert f"Accounts die waren verwijderd: {people[2].id}\n" in result.output
    assert f"Accounts die waren uitgezet: {people[1].id}\n" in result.output
    assert name not in result.output
    assert is_forgotten(stored)
    assert people_by_state() == ({"Ida"}, {"Ada", "Ben"})
    assert verify_trail(bootstrap.context()).is_whole


def test_whoever_does_not_want_that_now_keeps_the_numbers(
    changed_since: tuple[Path, str], stored: StoredPartnership
) -> None:
    result = run("restore", str(changed_since[0]), "--replace", typed="y\nn\n")

    assert result.exit_code == 0, result.output
    assert "Schrijf deze nummers op" in result.output
    assert not is_forgotten(stored)
    assert people_by_state() == ({"Ben", "Eva", "Ida"}, {"Ada"})


def test_a_script_forgets_again_without_a_question(
    changed_since: tuple[Path, str], stored: StoredPartnership
) -> None:
    result = run("restore", str(changed_since[0]), "--replace", "--yes")

    assert "Dat is opnieuw gedaan" in result.output
    assert is_forgotten(stored)


def test_with_another_key_nothing_is_done_again_and_the_numbers_are_told(
    changed_since: tuple[Path, str], stored: StoredPartnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_SECRET_KEY", "another key of 32 bytes or even more")
    forget_process()

    result = run("restore", str(changed_since[0]), "--replace", "--yes")

    assert result.exit_code == 0, result.output
    assert "Schrijf deze nummers op" in result.output
    assert not is_forgotten(stored)


def test_in_another_database_nobody_can_tell_who_was_forgotten_since(
    changed_since: tuple[Path, str], database_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{database_folder / 'elsewhere.db'}")
    forget_process()

    result = run("restore", str(changed_since[0]))

    assert result.exit_code == 0, result.output
    assert "Wij kunnen hier niet zien wie dat zijn" in result.output


def test_where_nobody_was_forgotten_since_that_is_said(
    people: list[Account], database_folder: Path
) -> None:
    disable_account(bootstrap.context(), people[0].id)
    run("backup", "--out", str(database_folder / "one.zip"))

    result = run("restore", str(database_folder / "one.zip"), "--replace", "--yes")

    assert "is niemand vergeten of buitengesloten" in result.output


def test_the_last_administrator_stays_and_is_named(
    people: list[Account], database_folder: Path
) -> None:
    context = bootstrap.context()
    for each in people[:3]:
        disable_account(context, each.id)
    run("backup", "--out", str(database_folder / "one.zip"))
    add_account(context, "Zoë")
    disable_account(context, people[3].id)

    result = run("restore", str(database_folder / "one.zip"), "--replace", "--yes")

    assert result.exit_code == 0, result.output
    assert "omdat niemand anders beheerder is" in result.output
    assert people_by_state()[0] == {"Ida"}


def test_the_trail_tells_that_data_went_back_in_time(backup_file: Path) -> None:
    assert run("restore", str(backup_file), "--replace", "--yes").exit_code == 0

    with bootstrap.context().unit_of_work() as work:
        last = work.trail.last()
    assert last
    assert last.deed.act is Act.RESTORED
    shown = run("trail", "show", "--partnership", "1").output
    assert "back-up teruggezet: alles is weer zoals toen" in shown
    assert run("trail", "verify").exit_code == 0
