"""The command ``sample``: adds fictional partnerships, and takes them away."""

import typer

from monitor import bootstrap
from monitor.console import CommandError, make_translator, show_progress
from monitor.services.context import Context
from monitor.services.sample.load_sample import (
    PortfolioSize,
    clear_sample,
    load_generated,
    load_stories,
)
from monitor.settings import read_settings
from monitor.storage.engine import make_engine

_BULK_CACHE_MEBIBYTES = 512


def clear(context: Context) -> None:
    """Delete all sample data, and say how much."""
    typer.echo(make_translator()("cli.sample.cleared", n=clear_sample(context)))


def add_generated(size: PortfolioSize) -> None:
    """Add partnerships drawn at random, and show how far it is."""
    settings, t = read_settings(), make_translator()
    engine = make_engine(settings.database_url, cache_mebibytes=_BULK_CACHE_MEBIBYTES)
    context = bootstrap.build_context(settings, engine)
    with show_progress(t("cli.sample.progress")) as report:
        load_generated(context, size, lambda done: report(done, size.partnerships))
    engine.dispose()
    typer.echo(t("cli.sample.added", n=size.partnerships))


def add_stories(context: Context) -> None:
    """Add the stories; CommandError where there is sample data already."""
    with context.unit_of_work(reads_only=True) as uow:
        is_there = uow.partnerships.has_samples()
    t = make_translator()
    if is_there:
        raise CommandError(t("cli.sample.there_already"))
    typer.echo(t("cli.sample.added", n=load_stories(context)))
