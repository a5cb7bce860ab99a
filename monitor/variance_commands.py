"""The commands around the variances by which signals are judged."""

import getpass
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator, open_context, show_progress
from monitor.domain.errors import NotFoundError, TooLittleHistoryError
from monitor.settings import read_settings

if TYPE_CHECKING:
    from monitor.domain.analysis.estimates import Estimate
    from monitor.i18n.catalogue import Translator
    from monitor.i18n.formats import Formatter
    from monitor.services.results.estimate_variances import VarianceReport, VersionInUse

_COMPONENTS = ("overall", "contrast")
_KINDS = ("person", "wobble", "answering")

WhoOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who chose this; else your user name.")
]

app = typer.Typer(
    no_args_is_help=True,
    help="Estimate, list and take over the variances by which signals are judged.\n\n"
    "Example: python -m monitor variances estimate",
)


@app.command()
def estimate(
    samples: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--samples", help="Let sample data count too.")
    ] = False,
) -> None:
    """Estimate from all closed rounds, show old and new, and keep it to be adopted or not.

    Example: python -m monitor variances estimate
    """
    from monitor.services.results.estimate_variances import estimate_own_variances

    context, t = open_context(), make_translator()
    try:
        with show_progress(t("variances.progress")) as report:
            found = estimate_own_variances(context, report, with_samples=samples)
    except TooLittleHistoryError:
        raise CommandError(t("variances.too_little")) from None
    for line in _describe_report(found, t, _formatter()):
        typer.echo(line)


@app.command(name="list")
def list_all() -> None:
    """List the default version and all estimated ones, and say which is in use.

    Example: python -m monitor variances list
    """
    from monitor.services.results.estimate_variances import list_versions

    context, t, formats = open_context(), make_translator(), _formatter()
    for each in list_versions(context):
        typer.echo(" · ".join(_describe_version(each, t, formats)))


@app.command()
def adopt(
    version: Annotated[str, typer.Argument(help="As `variances list` shows it.")],
    by: WhoOption = None,
) -> None:
    """Judge the rounds that close from now on by this version. Earlier signals stay as they are.

    Example: python -m monitor variances adopt own-2026-11-22-1
    """
    from monitor.services.results.estimate_variances import adopt_version

    context, t = open_context(), make_translator()
    try:
        adopt_version(context, version, by or getpass.getuser())
    except NotFoundError:
        raise CommandError(t("variances.unknown", version=version)) from None
    typer.echo(t("variances.adopted", version=version))


@app.command()
def reset(by: WhoOption = None) -> None:
    """Judge the rounds that close from now on by the default version again.

    Example: python -m monitor variances reset
    """
    from monitor.domain.analysis.variances import DEFAULT_VARIANCES

    adopt(DEFAULT_VARIANCES.version, by)


def _formatter() -> "Formatter":
    from monitor.i18n.formats import Formatter

    settings = read_settings()
    return Formatter(settings.language, settings.zone)


def _describe_report(
    report: "VarianceReport", t: "Translator", formats: "Formatter"
) -> Iterator[str]:
    estimates, version = report.variance_set.estimates, report.variance_set.version
    partnerships, rounds = formats.number(estimates.partnerships), formats.number(estimates.rounds)
    yield t("variances.basis", partnerships=partnerships, rounds=rounds)
    yield t("variances.linked" if estimates.is_linked else "variances.unlinked")
    for component in _COMPONENTS:
        yield t(f"variances.component.{component}")
        for kind in _KINDS:
            found: Estimate = getattr(getattr(estimates, component), kind)
            in_use: float = getattr(getattr(report.in_use, component), kind)
            yield "  " + t(
                "variances.line",
                name=t(f"variances.kind.{kind}"),
                now=formats.variance(in_use),
                new=formats.variance(found.value),
                low=formats.variance(found.low),
                high=formats.variance(found.high),
            )
    yield t("variances.reliability")
    for dimension, reliability in report.reliabilities.items():
        name = t(f"dimension.{dimension.value}")
        if reliability is None:
            yield "  " + t("variances.alpha_unknown", dimension=name)
        else:
            yield "  " + t(
                "variances.alpha",
                dimension=name,
                alpha=formats.variance(reliability.alpha),
                low=formats.variance(reliability.low),
                high=formats.variance(reliability.high),
                forms=formats.number(reliability.forms),
            )
    yield t("variances.kept", version=version)


def _describe_version(each: "VersionInUse", t: "Translator", formats: "Formatter") -> Iterator[str]:
    yield each.version
    if each.made_at is None:
        yield t("variances.default")
    else:
        yield t("variances.made", day=formats.long_day(each.made_at))
    if each.adoption is not None:
        day = formats.long_day(each.adoption.adopted_at)
        yield t("variances.adopted_on", day=day, name=each.adoption.adopted_by)
    if each.is_current:
        yield t("variances.in_use")
