"""The commands that read the trail, and find out whether it is as it was written."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, known_partnership, make_translator, open_context
from monitor.settings import read_settings

if TYPE_CHECKING:
    from monitor.domain.trail.line import TrailLine
    from monitor.i18n.reader import Reader

app = typer.Typer(
    no_args_is_help=True,
    help="Read who did what, and find out whether anything of it was changed.\n\n"
    "Example: python -m monitor trail verify",
)


@app.command()
def verify(
    known: Annotated[
        str | None,
        typer.Option("--known", metavar="HASH", help="A hash that was written down before."),
    ] = None,
) -> None:
    """Go through the whole trail, and print the newest hash to write down elsewhere.

    Example: python -m monitor trail verify --known 5f0c...
    """
    from monitor import bootstrap
    from monitor.services.trail.verify_trail import verify_trail

    open_context()
    t = make_translator()
    all_verified = [
        (each.actor.workspace_id, verify_trail(each, known)) for each in bootstrap.contexts()
    ]
    broken = [(number, found.broken_at) for number, found in all_verified if found.broken_at]
    for number, found in all_verified:
        if found.broken_at is None and found.newest is None:
            typer.echo(t("trail.cli.empty", workspace=number))
        elif found.broken_at is None:
            typer.echo(t("trail.cli.whole", n=found.entries, workspace=number, newest=found.newest))
    if broken:
        number, at = broken[0]
        raise CommandError(t("trail.cli.broken", number=at, workspace=number))
    if known is not None and not any(found.holds_known for _, found in all_verified):
        raise CommandError(t("trail.cli.unknown"))


@app.command()
def show(
    partnership: Annotated[
        int | None, typer.Option(metavar="ID", help="Only this partnership (its number).")
    ] = None,
    page: Annotated[int, typer.Option(help="Which page, from 1 on.", min=1)] = 1,
) -> None:
    """Print who did what, the newest first.

    Example: python -m monitor trail show --partnership 3
    """
    from monitor.i18n.formats import Formatter
    from monitor.i18n.reader import Reader
    from monitor.services.trail.read_trail import TrailFilter, read_trail

    context, settings = open_context(), read_settings()
    reader = Reader(make_translator(), Formatter(settings.language, settings.zone))
    whose = known_partnership(context, partnership)
    for line in read_trail(context, TrailFilter(whose), page).lines:
        typer.echo(_write(line, reader))


def _write(line: "TrailLine", reader: "Reader") -> str:
    from monitor.i18n.trail_sentences import write_rows

    _header, cells = write_rows([line], reader)
    return " · ".join(cell for cell in cells[:-1] if cell)
