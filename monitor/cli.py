"""The command line: serve, migrate, sample data, links, export and a check-up.

What a command needs is imported when it runs, so that ``--help`` answers at once.
"""

import json
import logging
import os
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from monitor.accounts_command import app as accounts
from monitor.backup_command import backup
from monitor.console import (
    CommandError,
    describe_error,
    known_partnership,
    make_translator,
    open_context,
    settings_that_work,
    show_progress,
)
from monitor.domain.errors import MonitorError
from monitor.logs import set_up_logging
from monitor.pack_command import pack
from monitor.restore_command import restore
from monitor.retention_command import retention
from monitor.services.analyse.privacy import Privacy
from monitor.settings import ROOT, Settings, read_settings
from monitor.trail_command import app as trail
from monitor.variance_commands import app as variances
from monitor.workspaces_command import app as workspaces

if TYPE_CHECKING:
    from monitor.services.checkin.rounds import PersonalLink
    from monitor.services.context import Context

logger = logging.getLogger(__name__)

_DEFAULT_ROUNDS = 12
_FEWEST_ROUNDS = 1
_CORES = os.cpu_count() or 1

PartnershipOption = Annotated[
    int | None, typer.Option(metavar="ID", help="Only this partnership (its number).")
]


class Part(StrEnum):
    """A half of the product that can run as a process of its own."""

    SURVEY = "survey"
    DASHBOARD = "dashboard"


class _Commands(TyperGroup):
    """All commands. What goes wrong is one sentence on the error output, with exit code 1."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - As the library declares it.
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # Whoever read our output has seen enough; the library ends quietly.
        except MonitorError as error:
            sentence = describe_error(error)
        except OSError as error:
            sentence = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        typer.echo(sentence, err=True)
        raise typer.Exit(1)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Partnership health monitor: the check-in and the dashboard.",
)

app.add_typer(variances, name="variances")
app.add_typer(accounts, name="accounts")
app.add_typer(workspaces, name="workspaces")
app.add_typer(trail, name="trail")
for command in (pack, backup, restore, retention):
    app.command()(command)


@app.callback()
def prepare() -> None:
    """Partnership health monitor: the check-in and the dashboard."""
    set_up_logging(settings_that_work())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
    only: Annotated[Part | None, typer.Option(help="Serve one half only.")] = None,
    workers: Annotated[
        int, typer.Option(help="Processes on the port; for the survey alone.", min=1)
    ] = 1,
) -> None:
    """Migrate, load sample data into an empty database, and serve.

    Example: python -m monitor serve --only survey --workers 2
    """
    settings = _override_settings(host, port, only)
    if workers > 1 and settings.only != "survey":
        raise CommandError(make_translator()("cli.serve.one_dashboard"))
    context = _migrate()
    _load_first_sample(context, settings)
    _print_addresses(context, settings)
    if settings.only == "survey":
        _run_survey(settings, workers)
    else:
        _run_dashboard()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema.

    Example: python -m monitor migrate
    """
    from monitor.storage.schema import newest_schema_version

    _migrate()
    typer.echo(make_translator()("cli.migrated", version=newest_schema_version()))


@app.command()
def sample(
    partnerships: Annotated[
        int | None, typer.Option(help="Draw so many partnerships at random.", min=1)
    ] = None,
    rounds: Annotated[
        int, typer.Option(help="Rounds of each, the newest left open.", min=_FEWEST_ROUNDS)
    ] = _DEFAULT_ROUNDS,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answers.")] = 1,
    clear: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--clear", help="First delete all sample data.")
    ] = False,
) -> None:
    """Add sample data: the stories, or any number of partnerships drawn at random.

    Example: python -m monitor sample --partnerships 300 --rounds 20 --seed 7
    """
    from monitor import sample_command as command
    from monitor.services.sample.load_sample import PortfolioSize

    context = open_context()
    if clear:
        command.clear(context)
    if partnerships is not None:
        command.add_generated(PortfolioSize(partnerships, rounds, seed))
    elif not clear:
        command.add_stories(context)


@app.command()
def links(
    partnership: PartnershipOption = None,
    as_json: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--json", help="Print a list in JSON.")
    ] = False,
) -> None:
    """Print the personal links of the open rounds.

    Example: python -m monitor links --partnership 3 --json
    """
    from monitor.services.checkin.rounds import list_links

    context = open_context()
    found = list_links(context, known_partnership(context, partnership))
    if as_json:
        typer.echo(
            json.dumps([_describe_link(link) for link in found], ensure_ascii=False, indent=2)
        )
    else:
        for link in found:
            number, described = link.partnership.id, _describe_link(link)
            typer.echo(f"{number} · " + " · ".join(described.values()))
    if not found:
        typer.echo(make_translator()("cli.nothing_open"), err=True)


@app.command()
def export(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write to.")],
    partnership: PartnershipOption = None,
) -> None:
    """Write the raw answers of closed rounds as CSV, with a codebook. This is logged.

    Example: python -m monitor export --out answers --partnership 3
    """
    from monitor.services.results.export_answers import ExportRequest, export_answers

    context, t = open_context(), make_translator()
    request = ExportRequest(out, known_partnership(context, partnership))
    with show_progress(t("cli.export.progress")) as report:
        counts = export_answers(context, request, report)
    typer.echo(t("cli.export.done", forms=counts.forms, rounds=counts.rounds, folder=out))


@app.command()
def analyse(  # noqa: PLR0913, PLR0917 - A command line has switches.
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.csv", help="Answers, one a row.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.json", help="File to write.")],
    invited: Annotated[
        Path | None, typer.Option(metavar="INVITED.csv", help="How many people were invited.")
    ] = None,
    privacy: Annotated[
        Privacy, typer.Option(help="Hide what could give people away, or nothing.")
    ] = Privacy.CONFIDENTIAL,
    unlinked: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--unlinked", help="A respondent is somebody else in every round.")
    ] = False,
    skip_bad_rows: Annotated[  # noqa: FBT002 - The same.
        bool, typer.Option("--skip-bad-rows", help="Leave out what is wrong, and count it.")
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes to work with.", min=1)] = _CORES,
    progress: Annotated[  # noqa: FBT002 - The same.
        bool, typer.Option("--progress", help="Tell how far it is, also where no terminal is.")
    ] = False,
) -> None:
    """Analyse a file of answers without a database, and write what is found as JSON.

    Example: python -m monitor analyse answers.csv --invited invited.csv -o found.json
    """
    from monitor.analyse_command import run_analysis
    from monitor.services.analyse.loading import Request
    from monitor.services.analyse.rows import Source

    request = Request(
        answers=Source.of_path(answers),
        invited=Source.of_path(invited) if invited else None,
        privacy=privacy,
        is_linked=not unlinked,
        skips_bad_rows=skip_bad_rows,
        processes=jobs,
    )
    run_analysis(request, out, shows_progress=progress)


@app.command()
def tick() -> None:
    """Do what is due: close and open check-ins, plan the next ones and send mail, once.

    For cron or a timer. Example: python -m monitor tick
    """
    from monitor.services.checkin.run_checkins import CheckinRun
    from monitor.services.one_by_one import describe_failure
    from monitor.stopping import told_to_stop
    from monitor.worker import tick as do_what_is_due

    open_context()
    t = make_translator()
    try:
        with told_to_stop() as must_stop:
            done = do_what_is_due(must_stop)
    except Exception as error:
        # The message of whatever it is could hold an address, and ends up in a log or a mail.
        logger.error("The worker stopped: %s", describe_failure(error))  # noqa: TRY400 - See above.
        raise CommandError(t("cli.tick.stopped", reason=type(error).__name__)) from None
    if done.checkins is None:
        typer.echo(t("cli.tick.left"))
    checkins = done.checkins or CheckinRun()
    typer.echo(t("cli.tick.done", **asdict(checkins), **asdict(done.mail)))
    if checkins.failed:
        raise CommandError(t("cli.tick.failed", n=checkins.failed))


@app.command()
def recompute() -> None:
    """Look at every partnership anew: its flags, and its place in the overview.

    For when rules changed. Example: python -m monitor recompute
    """
    from monitor.services.overview.recompute import recompute as review_all

    context, t = open_context(), make_translator()
    with show_progress(t("cli.recompute.progress")) as report:
        outcome = review_all(context, report)
    typer.echo(t("cli.recompute.done", n=len(outcome.done)))
    if outcome.failed:
        raise CommandError(t("cli.recompute.failed", n=outcome.failed))


@app.command()
def doctor() -> None:
    """Check settings, database, worker, mail, files, clock, packages and backups.

    Example: python -m monitor doctor
    """
    from monitor.doctor import examine

    settings, t = read_settings(), make_translator()
    findings = examine(settings)
    for finding in findings:
        verdict = "ok" if finding.is_ok else "wrong"
        text = t(f"cli.doctor.{finding.subject}.{verdict}", **finding.values)
        typer.echo(f"{t(f'cli.doctor.{verdict}')}  {text}")
    if not all(finding.is_ok for finding in findings):
        raise typer.Exit(1)


def _override_settings(host: str | None, port: int | None, only: Part | None) -> Settings:
    """Read the settings, with what the command line says in place of the environment.

    Through the environment, because the process that serves reads it again.
    """
    given = {"MONITOR_HOST": host, "MONITOR_PORT": port, "MONITOR_ONLY": only}
    os.environ.update({name: str(value) for name, value in given.items() if value is not None})
    read_settings.cache_clear()
    return read_settings()


def _migrate() -> "Context":
    from monitor import bootstrap
    from monitor.storage.schema import migrate as migrate_database

    bootstrap.read_schema_state()
    migrate_database(bootstrap.engine())
    return bootstrap.context()


def _load_first_sample(context: "Context", settings: Settings) -> None:
    with context.unit_of_work(reads_only=True) as uow:
        is_empty = uow.partnerships.count() == 0
    if settings.sample and is_empty:
        # Only now: it needs all of the analysis, and a restart is not to wait for that.
        from monitor.services.sample.load_sample import load_stories

        typer.echo(make_translator()("cli.sample.added", n=load_stories(context)))


def _print_addresses(context: "Context", settings: Settings) -> None:
    t = make_translator()
    if settings.only != "survey":
        typer.echo(t("cli.serve.dashboard", url=settings.public_url))
    if settings.only != "dashboard":
        url = _find_sample_link(context)
        typer.echo(t("cli.serve.survey", url=url) if url else t("cli.serve.links"))
    sys.stdout.flush()


def _find_sample_link(context: "Context") -> str | None:
    """Return a link to try; never one of a real person, for it would end up in a log."""
    from monitor.domain.round import RoundState

    now = context.clock.now()
    with context.unit_of_work(reads_only=True) as uow:
        if not uow.partnerships.has_samples():
            return None
        samples = {each.id for each in uow.partnerships.list_all() if each.is_sample}
        for round_ in uow.rounds.list_unclosed():
            if round_.partnership_id in samples and round_.state(now) is RoundState.OPEN:
                # Only now, for the same reason.
                from monitor.services.checkin.rounds import links_of_round

                return links_of_round(context, uow, round_)[0].url
    return None


def _run_dashboard() -> None:
    # Streamlit finds its theme in the folder it is started from.
    os.chdir(ROOT)
    os.execvp(sys.executable, [sys.executable, "dashboard.py"])  # noqa: S606 - Our own words.


def _run_survey(settings: Settings, workers: int) -> None:
    from monitor.web.serving import serve_survey

    serve_survey(settings, workers)


def _describe_link(link: "PersonalLink") -> dict[str, str]:
    party = link.partnership.party(link.participant.party_id)
    return {
        "partnership": link.partnership.name,
        "party": party.name,
        "participant": link.participant.name,
        "round": str(link.round.quarter),
        "url": link.url,
    }
