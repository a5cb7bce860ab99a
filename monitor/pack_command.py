"""The command ``pack``: writes the files that people take home from a meeting."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import (
    CommandError,
    known_partnership,
    make_translator,
    open_context,
    show_progress,
)
from monitor.domain.errors import InvalidSlideTemplateError, NotFoundError
from monitor.domain.partnership import Language
from monitor.domain.round import Quarter
from monitor.settings import read_settings

if TYPE_CHECKING:
    from monitor.reports.pack.formats import House, PackFormat
    from monitor.services.context import Context
    from monitor.services.meeting.read_pack import Pack

_ALL = "pdf,pptx,xlsx,csv,ics,a3,summary"


def pack(  # noqa: PLR0913, PLR0917 - A command line has switches.
    partnership: Annotated[int, typer.Option(metavar="ID", help="The partnership (its number).")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write to.")],
    round_label: Annotated[
        str | None, typer.Option("--round", metavar="LABEL", help="A round such as 2026-Q3.")
    ] = None,
    lang: Annotated[
        Language | None, typer.Option(help="Language of the files; that of the settings.")
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Which files, with commas between them.")
    ] = _ALL,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE.pptx", help="A look of your own for the slides.")
    ] = None,
) -> None:
    """Write what people take home from the evaluation meeting about a round.

    Example: python -m monitor pack --partnership 3 --round 2026-Q3 --format pdf,pptx --out pack
    """
    from monitor.reports.pack.formats import House
    from monitor.services.trail.take_away import take_away

    context, settings, t = open_context(), read_settings(), make_translator()
    wanted, language = _parse_formats(formats), lang or settings.language
    found = _read(context, partnership, round_label)
    take_away(context, found.partnership.id, "pack")
    house = House(context.time_zone, context.public_url, template or settings.pptx_template)
    try:
        _write(found, wanted, language, house, out)
    except InvalidSlideTemplateError:
        raise CommandError(t("pack.bad_template", file=house.template)) from None
    typer.echo(t("cli.pack.done", n=len(wanted), folder=out))


def _write(
    found: "Pack", wanted: "Sequence[PackFormat]", language: Language, house: "House", out: Path
) -> None:
    from monitor.reports.pack.formats import file_name, make_file_of_house

    out.mkdir(parents=True, exist_ok=True)
    with show_progress(make_translator()("cli.pack.progress")) as report:
        for done, each in enumerate(wanted, start=1):
            path = out / file_name(found, each, language)
            path.write_bytes(make_file_of_house(found, each, language, house))
            report(done, len(wanted))


def _parse_formats(text: str) -> "Sequence[PackFormat]":
    """Read the list of formats; each counts once."""
    from monitor.reports.pack.formats import PackFormat

    names = list(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    known = [each.value for each in PackFormat]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        given, choices = ", ".join(unknown), ", ".join(known)
        raise CommandError(make_translator()("cli.pack.no_format", name=given, known=choices))
    return [PackFormat(name) for name in names]


def _read(context: "Context", number: int, label: str | None) -> "Pack":
    from monitor.services.meeting.read_pack import read_pack

    t = make_translator()
    partnership_id = known_partnership(context, number)
    if partnership_id is None:
        raise CommandError(t("cli.no_partnership", number=number))
    try:
        return read_pack(context, partnership_id, Quarter.parse(label) if label else None)
    except ValueError:
        raise CommandError(t("cli.pack.no_label", label=label)) from None
    except NotFoundError:
        key = "cli.pack.no_round" if label else "cli.pack.no_results"
        raise CommandError(t(key, label=label, number=number)) from None
