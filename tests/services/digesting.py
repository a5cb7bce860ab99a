"""Managers with partnerships and worries, for tests of the weekly mail."""

from datetime import UTC, datetime

from monitor.domain.flags.worry import NO_ID, Step, StepKind, Worry, WorryKind, WorryState
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, Partnership
from monitor.domain.results import Severity
from monitor.services.context import Context
from monitor.services.register_ports import NewManager
from tests.factories import add_partnership

# Monday the 23rd of November 2026, half past nine in Amsterdam.
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def add_manager(
    context: Context,
    name: str = "Noor Visser",
    *,
    email: str | None = "noor@gemeente.example",
    wants_digest: bool = True,
    language: Language = Language.ENGLISH,
) -> Manager:
    with context.unit_of_work() as uow:
        manager = uow.managers.add(NewManager(name, language, email, wants_digest))
        uow.commit()
    return manager


def add_managed(context: Context, manager: Manager, name: str = "Oosterdal") -> Partnership:
    """Store a partnership that a manager looks after, without any worry."""
    partnership = add_partnership(context.unit_of_work, name=name).partnership
    with context.unit_of_work() as uow:
        uow.directory.set_manager([partnership.id], manager.id)
        uow.commit()
    return partnership


def add_worry(
    context: Context,
    partnership: Partnership,
    at: datetime,
    *,
    kind: WorryKind = WorryKind.NO_FRAMES,
    is_over: bool = False,
) -> Worry:
    """Store a worry that the monitor found at a moment, or that got better then."""
    state = WorryState.CLOSED if is_over else WorryState.NEW
    step = Step(StepKind.STATE if is_over else StepKind.FOUND, at, state=state)
    worry = Worry(
        id=NO_ID,
        partnership_id=partnership.id,
        kind=kind,
        severity=Severity.WATCH,
        state=state,
        opened_on=at.date(),
        changed_at=at,
        with_good_news=is_over,
        steps=(step,),
    )
    with context.unit_of_work() as uow:
        stored = uow.worries.add(worry)
        uow.commit()
    return stored
