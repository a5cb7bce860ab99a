"""The commands around workspaces: organisations or coalitions with data of their own."""

from typing import Annotated

import typer

from monitor.accounts_command import describe_faults, make_formatter
from monitor.console import CommandError, make_translator, open_context
from monitor.domain.errors import InvalidAccountError

app = typer.Typer(
    no_args_is_help=True,
    help="List workspaces, and add one.\n\n"
    "Example: python -m monitor workspaces add 'Gemeente Veldzicht' ada@veldzicht.example",
)


@app.command(name="list")
def list_all() -> None:
    """List the workspaces of this installation.

    Example: python -m monitor workspaces list
    """
    from monitor.services.accounts.workspaces import list_workspaces

    t = make_translator()
    for each in list_workspaces(open_context()):
        typer.echo(t("cli.workspaces.line", number=each.id, name=each.name))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Name of the organisation or coalition.")],
    email: Annotated[str, typer.Argument(help="E-mail address of its first administrator.")],
) -> None:
    """Make a workspace, and print the link with which its administrator gets in.

    Example: python -m monitor workspaces add 'Gemeente Veldzicht' ada@veldzicht.example
    """
    from monitor.services.accounts.workspaces import add_workspace

    context, t = open_context(), make_translator()
    try:
        invited = add_workspace(context, name, email)
    except InvalidAccountError as error:
        raise CommandError(describe_faults(error)) from None
    account, letter = invited.account, invited.letter
    typer.echo(
        t(
            "cli.workspaces.added",
            number=account.workspace_id,
            name=name.strip(),
            email=account.email,
            until=make_formatter().moment(letter.expires_at),
            url=letter.url,
        )
    )
