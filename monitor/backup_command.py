"""The command ``backup``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator
from monitor.domain.errors import BackupStoppedError
from monitor.settings import DATA, read_settings

if TYPE_CHECKING:
    from monitor.backups import MustStop


def backup(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File to write; it must not exist yet.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to add a backup to.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option(help="Of how many days to keep backups in the folder.", min=1)
    ] = None,
) -> None:
    """Write a backup of the whole database, while people go on using it.

    Without options it goes to MONITOR_BACKUP_FOLDER.

    Example: python -m monitor backup --out b.zip
    """
    from monitor import bootstrap
    from monitor.stopping import told_to_stop

    t = make_translator()
    if out is not None and (folder is not None or keep is not None):
        raise CommandError(t("cli.backup.two_places"))
    bootstrap.read_schema_state()
    with told_to_stop() as must_stop:
        try:
            made = _back_up_into(folder, keep, must_stop) if out is None else _to(out, must_stop)
        except BackupStoppedError:
            raise CommandError(t("cli.backup.stopped")) from None
    typer.echo(t("cli.backup.done", file=made))


def _to(out: Path, must_stop: "MustStop") -> Path:
    from monitor.backups import back_up_to

    if out.exists():
        raise CommandError(make_translator()("cli.backup.exists", file=out))
    back_up_to(out, must_stop)
    return out


def _back_up_into(path: Path | None, keep: int | None, must_stop: "MustStop") -> Path:
    from monitor.backups import back_up_into
    from monitor.storage.backup.folder import BackupFolder

    settings = read_settings()
    path = path or settings.backup_folder or DATA / "backups"
    folder = BackupFolder(path, keep or settings.backup_keep, settings.zone)
    made = back_up_into(folder, must_stop)
    if made is None:
        raise CommandError(make_translator()("cli.backup.busy", folder=path))
    return made
