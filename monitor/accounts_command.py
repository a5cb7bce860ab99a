"""The commands around accounts: how the first administrator gets in."""

import sys
from typing import TYPE_CHECKING

import typer

from monitor.console import make_translator, open_context
from monitor.settings import Settings, read_settings

if TYPE_CHECKING:
    from monitor.services.context import Context

app = typer.Typer(
    no_args_is_help=True,
    help="Let the first administrator in.\n\nExample: python -m monitor accounts setup-code",
)


@app.callback()
def accounts() -> None:
    """Let the first administrator in."""


@app.command(name="setup-code")
def setup_code() -> None:
    """Print a new code to set the product up with, as long as there is no administrator.

    Example: python -m monitor accounts setup-code
    """
    typer.echo(_describe_set_up(open_context()) or make_translator()("sign_in.is_set_up"))


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
