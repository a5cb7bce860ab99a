"""A check-up of an installation: what works, and what is wrong."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitor import bootstrap
from monitor.doctor_machine import (
    MOST_NAMED,
    Finding,
    can_write_in,
    examine_clock,
    examine_machine,
    is_private,
)
from monitor.domain.errors import MailDelayedError, MonitorError, StorageUnavailableError
from monitor.i18n.formats import Formatter
from monitor.mail.smtp import SmtpMailer
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.checkin.run_checkins import HEARTBEAT
from monitor.settings import DATA, Settings, secret_key_path
from monitor.storage.schema import newest_schema_version
from monitor.storage.state import passes_policies
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from monitor.storage.wholeness import find_missing, is_damaged

_LEAST_FREE_BYTES = 500_000_000
_MEGABYTE = 1_000_000
_MAIL_TIMEOUT_SECONDS = 10
# The worker runs every few minutes at least; then something keeps it from doing so.
_LONGEST_SILENCE = timedelta(hours=1)


def examine(settings: Settings) -> Sequence[Finding]:
    """Look at everything, whatever is wrong; changes nothing."""
    return [
        Finding("settings", is_ok=True, values={"url": settings.public_url}),
        *_examine_database(settings),
        *_examine_proxy(settings),
        _examine_mail(settings),
        _examine_disk(settings),
        _examine_key(settings),
        *examine_machine(settings),
        _examine_questionnaires(),
        _examine_time_zone(settings),
    ]


def _examine_database(settings: Settings) -> Sequence[Finding]:
    newest = newest_schema_version()
    if is_damaged(bootstrap.engine()):
        return [Finding("database_whole", is_ok=False, values={"path": settings.sqlite_path})]
    try:
        state = bootstrap.read_schema_state()
        rest = _examine_content(settings) if state.is_current else []
    except MonitorError:
        return [Finding("database", is_ok=False)]
    versions = {"version": state.version or "-", "newest": newest}
    schema = Finding("schema", is_ok=state.is_current, values=versions)
    return [
        Finding("database", is_ok=True),
        *_examine_role(),
        *_examine_room(settings),
        schema,
        *rest,
    ]


def _examine_content(settings: Settings) -> Sequence[Finding]:
    missing = find_missing(bootstrap.engine())
    if missing:
        values = {"number": len(missing), "names": ", ".join(missing[:MOST_NAMED])}
        return [Finding("tables", is_ok=False, values=values)]
    return [
        Finding("tables", is_ok=True),
        _examine_worker(settings),
        examine_clock(settings),
    ]


def _examine_role() -> Sequence[Finding]:
    """Tell whether PostgreSQL keeps workspaces apart too, as a second wall."""
    passes = passes_policies(bootstrap.engine())
    return [] if passes is None else [Finding("database_role", is_ok=not passes)]


def _examine_room(settings: Settings) -> Sequence[Finding]:
    """Tell whether the server of PostgreSQL has room; SQLite has that of this machine."""
    if settings.sqlite_path:
        return []
    try:
        with SqlUnitOfWorkFactory(bootstrap.engine())() as uow:
            uow.heartbeats.take_room()
    except StorageUnavailableError:
        return [Finding("database_room", is_ok=False)]
    return [Finding("database_room", is_ok=True)]


def _examine_worker(settings: Settings) -> Finding:
    """Tell when the worker last ran; not through the context, which would make a secret key."""
    with SqlUnitOfWorkFactory(bootstrap.engine())(reads_only=True) as uow:
        last_at = uow.heartbeats.last(HEARTBEAT)
        waiting = uow.outbox.count_waiting()
    if last_at is None:
        return Finding("worker_new", is_ok=not waiting, values={"waiting": waiting})
    moment = Formatter(settings.language, settings.zone).moment(last_at)
    is_ok = datetime.now(UTC) - last_at <= _LONGEST_SILENCE
    return Finding("worker", is_ok=is_ok, values={"moment": moment, "waiting": waiting})


def _examine_mail(settings: Settings) -> Finding:
    server = settings.smtp_server
    if server is None:
        folder = settings.outbox_folder
        return Finding("mail_folder", is_ok=can_write_in(folder), values={"folder": folder})
    values = {"host": server.host, "port": server.port}
    try:
        SmtpMailer(server, timeout=_MAIL_TIMEOUT_SECONDS).check()
    except MailDelayedError as error:
        return Finding("mail_server", is_ok=False, values={**values, "reason": error})
    return Finding("mail_server", is_ok=True, values={**values, "sender": settings.mail_from})


def _examine_proxy(settings: Settings) -> Sequence[Finding]:
    if not settings.behind_proxy:
        return []
    # A password goes over the line with every request, and the links are as good as one.
    is_safe = settings.public_url.startswith("https://")
    return [Finding("proxy", is_ok=is_safe, values={"url": settings.public_url})]


def _examine_disk(settings: Settings) -> Finding:
    folder = (settings.sqlite_path or DATA / "monitor.db").resolve().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    values = {"megabytes": free // _MEGABYTE, "folder": folder}
    return Finding("disk", is_ok=free >= _LEAST_FREE_BYTES, values=values)


def _examine_key(settings: Settings) -> Finding:
    if settings.secret_key:
        return Finding("key_setting", is_ok=True)
    path = secret_key_path(settings)
    if not path.exists() and settings.secret_key_file is None:
        return Finding("key_new", is_ok=True, values={"path": path})
    return Finding("key", is_ok=is_private(path), values={"path": path})


def _examine_questionnaires() -> Finding:
    try:
        versions = read_questionnaires()
    except MonitorError as error:
        return Finding("questionnaires", is_ok=False, values={"reason": str(error)})
    return Finding("questionnaires", is_ok=True, values={"versions": ", ".join(versions)})


def _examine_time_zone(settings: Settings) -> Finding:
    moment = Formatter(settings.language, settings.zone).moment(datetime.now(UTC))
    return Finding("time_zone", is_ok=True, values={"zone": settings.timezone, "moment": moment})
