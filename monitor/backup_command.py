"""The commands ``backup`` and ``restore``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator, show_progress
from monitor.domain.errors import BackupStoppedError, InvalidBackupError
from monitor.settings import DATA, read_secret_key, read_settings, secret_key_path

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from monitor.backups import MustStop
    from monitor.storage.backup.manifest import Manifest
    from monitor.storage.backup.read import Backup


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


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup made by this product.")],
    replace: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--replace", help="Delete what the database holds now.")
    ] = False,
    yes: Annotated[  # noqa: FBT002 - The same.
        bool, typer.Option("--yes", help="Do not ask whether that is meant.")
    ] = False,
) -> None:
    """Put back a backup, after making sure that it is whole. Stop all other processes first.

    Example: python -m monitor restore monitor-20261122T010000Z.zip
    """
    from monitor import bootstrap
    from monitor.storage.backup.restore import restore as put_back

    t = make_translator()
    bootstrap.read_schema_state()
    engine = bootstrap.engine()
    with _opened(file) as found:
        _tell_about(found.manifest)
        _make_sure(engine, may_replace=replace, is_sure=yes)
        with show_progress(t("cli.restore.progress")) as report:
            put_back(engine, found, report)
    typer.echo(t("cli.restore.done", rows=found.manifest.rows))


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


@contextmanager
def _opened(file: Path) -> "Iterator[Backup]":
    """Open a backup that was found to be whole; CommandError says what is wrong with another."""
    from monitor.storage.backup.read import open_backup

    t = make_translator()
    try:
        with open_backup(file, _present_key()) as found:
            yield found
    except InvalidBackupError as error:
        raise CommandError(t(f"cli.restore.{error}", file=file)) from None


def _present_key() -> bytes:
    """Return the secret key, or none where there is none: a restore is not to make one."""
    settings = read_settings()
    is_there = settings.secret_key or secret_key_path(settings).exists()
    return read_secret_key(settings) if is_there else b""


def _tell_about(manifest: "Manifest") -> None:
    """Say what is in the file, and whether links that were sent out will work."""
    from monitor.i18n.formats import Formatter

    settings, t = read_settings(), make_translator()
    formatter = Formatter(settings.language, settings.zone)
    made = f"{formatter.long_day(manifest.made_at)}, {formatter.clock(manifest.made_at)}"
    described = {"moment": made, "version": manifest.schema_version}
    typer.echo(t("cli.restore.found", **described, **_counts(_rows_of(manifest))))
    if not manifest.fits(_present_key()):
        place = "MONITOR_SECRET_KEY" if settings.secret_key else secret_key_path(settings)
        typer.echo(t("cli.restore.other_key", place=place), err=True)


def _make_sure(engine: "Engine", *, may_replace: bool, is_sure: bool) -> None:
    """Let nothing be deleted that is not meant to be."""
    from monitor.storage.backup.restore import count_used

    t = make_translator()
    used = count_used(engine)
    if not used:
        return
    if not may_replace:
        raise CommandError(t("cli.restore.in_use", **_counts(used)))
    typer.echo(t("cli.restore.deletes", **_counts(used)), err=True)
    if not is_sure:
        typer.confirm(t("cli.restore.sure"), abort=True, err=True)


def _rows_of(manifest: "Manifest") -> Mapping[str, int]:
    return {name: content.rows for name, content in manifest.tables.items()}


def _counts(rows: Mapping[str, int]) -> dict[str, int]:
    """Return what somebody recognises an installation by, and how much there is in all."""
    named = {"partnerships": "partnership", "people": "participant", "responses": "response"}
    counts = {name: rows.get(table, 0) for name, table in named.items()}
    return counts | {"rows": sum(rows.values())}
