"""What the commands share: the language, an open database, progress, and errors for people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from monitor.domain.errors import (
    InvalidSettingError,
    MonitorError,
    NotFoundError,
    SchemaError,
    StorageBusyError,
    StorageUnavailableError,
)
from monitor.settings import Settings, read_settings

if TYPE_CHECKING:
    from monitor.domain.partnership import PartnershipId
    from monitor.i18n.catalogue import Translator
    from monitor.services.context import Context

Progress = Callable[[int, int], None]


class CommandError(MonitorError):
    """A command cannot do what was asked; the message is the sentence for the user."""


def make_translator() -> "Translator":
    """Return the texts in the language of the installation."""
    from monitor.i18n.catalogue import translator

    return translator(read_settings().language)


def describe_error(error: MonitorError) -> str:
    """Return what went wrong as a sentence, in the language of the installation."""
    match error:
        case SchemaError():
            return make_translator()(f"cli.schema.{error.problem}", **error.values)
        case StorageBusyError():
            return make_translator()("cli.database.busy")
        case StorageUnavailableError():
            return make_translator()("cli.database.away")
        case _:
            return str(error) or type(error).__name__


def settings_that_work() -> Settings | None:
    """Return the settings, or None: the command that needs them says what is wrong."""
    try:
        return read_settings()
    except InvalidSettingError:
        return None


def open_context() -> "Context":
    """Return the context of a database that fits this program."""
    from monitor import bootstrap

    bootstrap.read_schema_state()
    bootstrap.check_schema()
    return bootstrap.context()


def known_partnership(context: "Context", number: int | None) -> "PartnershipId | None":
    """Return the id of a partnership by its number; CommandError if there is no such one."""
    from monitor.domain.partnership import PartnershipId

    if number is None:
        return None
    try:
        with context.unit_of_work(reads_only=True) as uow:
            return uow.partnerships.get(PartnershipId(number)).id
    except NotFoundError:
        raise CommandError(make_translator()("cli.no_partnership", number=number)) from None


@contextmanager
def show_progress(description: str) -> Iterator[Progress]:
    """Show progress on the error output; what it yields is told how many of how many are done."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True)) as bar:
        task = bar.add_task(description)
        yield lambda done, total: bar.update(task, completed=done, total=total)
