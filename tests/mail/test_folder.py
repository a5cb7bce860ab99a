"""Letters as files."""

import stat
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from monitor.domain.errors import MailDelayedError
from monitor.mail.folder import FolderMailer


def make_message(*, message_id: str = "<0a1b@monitor.example>") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "monitor@example.nl"
    message["To"] = "Zoë van Dijk <zoe@zonnewijk.example>"
    message["Message-ID"] = message_id
    message.set_content("Beste Zoë,\n\nTot volgend kwartaal.\n")
    return message


def test_a_letter_becomes_a_file_that_mail_programs_open(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "a" / "outbox").send(make_message())

    (path,) = (tmp_path / "a" / "outbox").iterdir()
    read = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert path.name == "0a1b.eml"
    assert read["To"] == "Zoë van Dijk <zoe@zonnewijk.example>"
    assert b"\r\n" in path.read_bytes()


def test_only_the_owner_can_read_the_links_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    FolderMailer(folder).send(make_message())

    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_letter_that_is_sent_twice_is_there_once(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    for message_id in (
        "<0a1b@monitor.example>",
        "<0a1b@monitor.example>",
        "<2c3d@monitor.example>",
    ):
        mailer.send(make_message(message_id=message_id))
    mailer.close()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["0a1b.eml", "2c3d.eml"]


def test_a_message_id_cannot_name_a_file_elsewhere(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "outbox").send(make_message(message_id="<../../0a1b@monitor.example>"))

    assert [path.name for path in tmp_path.rglob("*.eml")] == ["0a1b.eml"]
    assert (tmp_path / "outbox" / "0a1b.eml").exists()


def test_a_folder_that_cannot_be_written_to_is_a_delay(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("not a folder", encoding="ascii")

    with pytest.raises(MailDelayedError, match="FileExistsError"):
        FolderMailer(tmp_path / "outbox").send(make_message())


def test_a_letter_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(MailDelayedError, match="No space left on device"):
        FolderMailer(tmp_path).send(make_message())

    assert list(tmp_path.iterdir()) == []
