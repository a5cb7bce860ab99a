"""The commands around accounts: the first administrator, who there is, and who is locked out."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.console import CommandError, make_translator, open_context
from monitor.domain.errors import InvalidAccountError, NotFoundError
from monitor.settings import Settings, read_settings

if TYPE_CHECKING:
    from monitor.domain.access.account_line import AccountLine
    from monitor.i18n.formats import Formatter
    from monitor.services.context import Context

app = typer.Typer(
    no_args_is_help=True,
    help="Let the first administrator in, list accounts, and help who is locked out.\n\n"
    "Example: python -m monitor accounts setup-code",
)


@app.callback()
def accounts() -> None:
    """Let the first administrator in, list accounts, and help who is locked out."""


@app.command(name="setup-code")
def setup_code() -> None:
    """Print a new code to set the product up with, as long as there is no administrator.

    Example: python -m monitor accounts setup-code
    """
    typer.echo(_describe_set_up(open_context()) or make_translator()("sign_in.is_set_up"))


@app.command(name="list")
def list_all(
    workspace: Annotated[int, typer.Option(metavar="ID", help="Of which workspace.")] = 1,
) -> None:
    """List who can sign in, in what role, and how they are doing.

    Example: python -m monitor accounts list
    """
    from monitor import bootstrap
    from monitor.domain.access.account import WorkspaceId
    from monitor.services.accounts.list_accounts import list_accounts

    open_context()
    lines = list_accounts(bootstrap.context_in(WorkspaceId(workspace)))
    for line in lines:
        typer.echo(_describe(line))
    if not lines:
        typer.echo(make_translator()("cli.accounts.none"), err=True)


@app.command()
def reset(
    email: Annotated[str, typer.Argument(help="E-mail address of the account.")],
    second_factor: Annotated[  # noqa: FBT002 - A command line has switches.
        bool, typer.Option("--second-factor", help="Forget their phone as well.")
    ] = False,
) -> None:
    """Print a link for a new password, for somebody who is locked out. This is logged.

    Example: python -m monitor accounts reset anna@example.nl --second-factor
    """
    from monitor.services.accounts.rescue import rescue

    context, t = open_context(), make_translator()
    try:
        letter = rescue(context, email, forgets_second_factor=second_factor)
    except NotFoundError:
        raise CommandError(t("cli.accounts.nobody", email=email)) from None
    except InvalidAccountError as error:
        raise CommandError(describe_faults(error)) from None
    until = make_formatter().moment(letter.expires_at)
    typer.echo(t("cli.accounts.reset", name=letter.account.name, until=until, url=letter.url))


def describe_faults(error: "InvalidAccountError") -> str:
    """Return what is wrong with an account as sentences."""
    from monitor.services.accounts.draft import faults_of

    t = make_translator()
    return " ".join(t(f"accounts.fault.{fault.value}") for fault in faults_of(error))


def make_formatter() -> "Formatter":
    """Return how dates are written in this installation."""
    from monitor.i18n.formats import Formatter

    settings = read_settings()
    return Formatter(settings.language, settings.zone)


def _describe(line: "AccountLine") -> str:
    from monitor.i18n.account_words import write_last, write_scope

    t, account = make_translator(), line.account
    return t(
        "cli.accounts.line",
        number=account.id,
        name=account.name,
        email=account.email,
        role=t(f"access.role.{account.role.value}"),
        scope=write_scope(account, t),
        state=t(f"accounts.state.{line.state.value}"),
        last=write_last(line, t, make_formatter()),
    )


def print_set_up(context: "Context", settings: Settings) -> None:
    """Tell how the first administrator gets in, unless somebody only tries the product."""
    from monitor.bootstrap import is_for_trying
    from monitor.services.sign_in.find_actor import find_somebody_trying

    is_trying = is_for_trying(settings) and find_somebody_trying(context) is not None
    if settings.only == "survey" or is_trying:
        return
    if sentence := _describe_set_up(context):
        typer.echo(sentence)
        sys.stdout.flush()


def _describe_set_up(context: "Context") -> str | None:
    """Return where the product is set up, with a new code; None when it is set up already."""
    from monitor.services.sign_in.set_up import draw_set_up_code

    code = draw_set_up_code(context)
    if code is None:
        return None
    url = f"{read_settings().public_url}/sign-in/set-up"
    return make_translator()("sign_in.set_up_code", url=url, code=code)
