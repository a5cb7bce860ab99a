"""The command ``restore``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator, show_progress
from monitor.domain.errors import InvalidBackupError
from monitor.settings import read_secret_key, read_settings, secret_key_path

if TYPE_CHECKING:
    from monitor.domain.access.account import WorkspaceId
    from monitor.services.privacy.do_again import Undone
    from monitor.storage.backup.later import Later
    from monitor.storage.backup.manifest import Manifest
    from monitor.storage.backup.read import Backup


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
    from monitor.services.privacy.do_again import UNDONE_BY_A_RESTORE
    from monitor.storage.backup.later import read_later_deeds
    from monitor.storage.backup.restore import restore as put_back

    t = make_translator()
    with _opened(file) as found:
        _tell_about(found.manifest)
        later = read_later_deeds(bootstrap.engine(), found, UNDONE_BY_A_RESTORE)
        _make_room(may_replace=replace, is_sure=yes)
        with show_progress(t("cli.restore.progress")) as report:
            put_back(bootstrap.engine(), found, datetime.now(UTC), report)
    typer.echo(t("cli.restore.done", rows=found.manifest.rows))
    _see_to_whoever_is_back(later, found.manifest, is_sure=yes)


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
    settings, t = read_settings(), make_translator()
    described = {"moment": _moment_of(manifest), "version": manifest.schema_version}
    typer.echo(t("cli.restore.found", **described, **_counts(_rows_of(manifest))))
    if not manifest.fits(_present_key()):
        place = "MONITOR_SECRET_KEY" if settings.secret_key else secret_key_path(settings)
        typer.echo(t("cli.restore.other_key", place=place), err=True)


def _make_room(*, may_replace: bool, is_sure: bool) -> None:
    """Let nothing be deleted that is not meant to be; a file that is damaged is kept."""
    from monitor import bootstrap
    from monitor.storage.backup.aside import set_aside
    from monitor.storage.wholeness import is_damaged

    t, path = make_translator(), read_settings().sqlite_path
    if path is None or not is_damaged(bootstrap.engine()):
        _make_sure(may_replace=may_replace, is_sure=is_sure)
        return
    if not may_replace:
        raise CommandError(t("cli.restore.broken", path=path))
    typer.echo(t("cli.restore.replaces_broken", path=path), err=True)
    _confirm(is_sure=is_sure)
    aside = set_aside(bootstrap.engine(), path, datetime.now(UTC))
    typer.echo(t("cli.restore.set_aside", file=aside))


def _make_sure(*, may_replace: bool, is_sure: bool) -> None:
    from monitor import bootstrap
    from monitor.storage.backup.restore import count_used

    bootstrap.read_schema_state()
    t, used = make_translator(), count_used(bootstrap.engine())
    if not used:
        return
    if not may_replace:
        raise CommandError(t("cli.restore.in_use", **_counts(used)))
    typer.echo(t("cli.restore.deletes", **_counts(used)), err=True)
    _confirm(is_sure=is_sure)


def _confirm(*, is_sure: bool) -> None:
    if not is_sure:
        typer.confirm(make_translator()("cli.restore.sure"), abort=True, err=True)


def _see_to_whoever_is_back(later: "Later | None", manifest: "Manifest", *, is_sure: bool) -> None:
    """Name who was forgotten or kept out since the backup, and offer to do so again."""
    from monitor.services.privacy.do_again import find_undone

    t, moment = make_translator(), _moment_of(manifest)
    if later is None:
        typer.echo(t("cli.restore.since_unknown", moment=moment), err=True)
        return
    undone = {number: find_undone(deeds) for number, deeds in later.items()}
    # Without the key of then a form that is not sent yet could not be found and deleted.
    has_key = manifest.fits(_present_key())
    back = _keep_who_is_back(undone) if has_key else undone
    if not any(back.values()):
        typer.echo(t("cli.restore.since_nobody", moment=moment))
        return
    typer.echo(t("cli.restore.since", moment=moment), err=True)
    for each in back.values():
        _name(each)
    if has_key and (is_sure or typer.confirm(t("cli.restore.again"), default=True, err=True)):
        _do_again(back)
    else:
        typer.echo(t("cli.restore.by_hand"), err=True)


def _keep_who_is_back(
    undone: "Mapping[WorkspaceId, Undone]",
) -> "Mapping[WorkspaceId, Undone]":
    from monitor import bootstrap
    from monitor.services.privacy.do_again import keep_who_is_back

    return {
        number: keep_who_is_back(bootstrap.context_in(number), each)
        for number, each in undone.items()
    }


def _do_again(back: "Mapping[WorkspaceId, Undone]") -> None:
    from monitor import bootstrap
    from monitor.services.privacy.do_again import do_again

    t = make_translator()
    left = [do_again(bootstrap.context_in(number), each) for number, each in back.items()]
    typer.echo(t("cli.restore.done_again"))
    for each in left:
        if each:
            typer.echo(t("cli.restore.last_administrator"), err=True)
            _name(each)


def _name(undone: "Undone") -> None:
    """Print the numbers of people; their names are what is to be forgotten."""
    t = make_translator()
    for key, numbers in (
        ("people", undone.people),
        ("erased", undone.erased),
        ("disabled", undone.disabled),
    ):
        if numbers:
            text = t(f"cli.restore.numbers.{key}", numbers=", ".join(map(str, numbers)))
            typer.echo(text, err=True)


def _moment_of(manifest: "Manifest") -> str:
    from monitor.i18n.formats import Formatter

    settings = read_settings()
    formatter = Formatter(settings.language, settings.zone)
    return f"{formatter.long_day(manifest.made_at)}, {formatter.clock(manifest.made_at)}"


def _rows_of(manifest: "Manifest") -> Mapping[str, int]:
    return {name: content.rows for name, content in manifest.tables.items()}


def _counts(rows: Mapping[str, int]) -> dict[str, int]:
    """Return what somebody recognises an installation by, and how much there is in all."""
    named = {"partnerships": "partnership", "people": "participant", "responses": "response"}
    counts = {name: rows.get(table, 0) for name, table in named.items()}
    return counts | {"rows": sum(rows.values())}
