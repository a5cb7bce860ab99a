"""The command that lets go of what is older than its term, or tells what would go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator, open_context
from monitor.settings import read_settings

if TYPE_CHECKING:
    from monitor.services.privacy.apply_retention import Due


def retention(
    dry_run: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--dry-run", help="Only tell what would go.")
    ] = False,
) -> None:
    """Let go of everything that is older than its term. The worker does so once a day.

    Example: python -m monitor retention --dry-run
    """
    from monitor.services.privacy.apply_retention import apply_retention, find_due

    context, t, terms = open_context(), make_translator(), read_settings().retention_terms
    if dry_run:
        _print(find_due(context, terms))
        return
    applied = apply_retention(context, terms)
    _print(applied.gone)
    if not applied.gone:
        typer.echo(t("retention.nothing"))
    if applied.failed:
        raise CommandError(t("retention.failed", n=applied.failed))


def _print(due: "Sequence[Due]") -> None:
    from monitor.i18n.formats import Formatter

    t, settings = make_translator(), read_settings()
    formatter = Formatter(settings.language, settings.zone)
    for each in due:
        kind, day = t(f"retention.kind.{each.kind.value}"), formatter.long_day(each.cutoff.day)
        typer.echo(t("retention.line", kind=kind, count=each.count, day=day))
