"""Writes down what ``data/sample/register.toml`` tells about the partnerships of the stories."""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, ManagerId, Partnership, meet_next
from monitor.domain.planning import to_moment
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.record import CONTENT_OF, Authorship, Content, Record, RecordKind
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import NewManager
from monitor.services.sample.sample_notices import TrackedAgreement

FILE = Path(__file__).parents[3] / "data" / "sample" / "register.toml"
_NOON = time(12)
_AGO, _AHEAD = "_ago", "_in"
# The first of these is the day on which a record was written.
_DAYS = ("made_on", "signed_on", "on")
_PARTY_KEYS = {"party", "owner"}
_NOTICED = "noticed"  # What the others answered about an agreement, on average.


@dataclass(frozen=True, slots=True)
class SampleMeeting:
    """An evaluation meeting; ``held_ago``: None for one that is prepared only.

    ``cards`` by their codes; ``notes`` by the name of their step.
    """

    by: str
    prepared_ago: int
    held_ago: int | None = None
    cards: Sequence[str] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleRegister:
    """What was written down about one story; ``records`` as the file has them."""

    story: str
    manager: str
    stand_in: str | None = None
    answer_days: int | None = None
    character: str = ""
    next_meeting_in: int | None = None
    records: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    meetings: Sequence[SampleMeeting] = ()


@functools.cache
def read_sample_registers(file: Path = FILE) -> Mapping[str, SampleRegister]:
    """Return what was written down about each story, by its name."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))["registers"]
    registers = TypeAdapter(list[SampleRegister]).validate_python(found)
    return {each.story: each for each in registers}


class RegisterStore:
    """Writes down what the file tells about partnerships, in one transaction."""

    def __init__(self, context: Context, uow: UnitOfWork) -> None:
        self._context = context
        self._uow = uow
        self._managers: dict[str, ManagerId] = {}

    def fill(self, partnership: Partnership) -> Sequence[TrackedAgreement]:
        """Store profile and records, and return the agreements that check-ins ask about."""
        register = read_sample_registers().get(partnership.name)
        if register is None:
            return []
        self._fill_profile(partnership, register)
        today, zone = self._context.today(), self._context.time_zone
        contents = make_contents(register, partnership, today, zone)
        records = self._uow.records.add_many([(partnership.id, *each) for each in contents])
        return list(_track(register, records))

    def _fill_profile(self, partnership: Partnership, register: SampleRegister) -> None:
        next_on = None
        if register.next_meeting_in is not None:
            next_on = self._context.today() + timedelta(days=register.next_meeting_in)
        profile = replace(
            meet_next(partnership.profile, next_on),
            manager_id=self._manager(register.manager),
            stand_in=register.stand_in,
            answer_days=register.answer_days,
            character=register.character,
        )
        self._uow.partnerships.save(replace(partnership, profile=profile))

    def _manager(self, name: str) -> ManagerId:
        if name not in self._managers:
            added = self._uow.managers.add(NewManager(name, Language.DUTCH))
            self._managers[name] = added.id
        return self._managers[name]


def forget_sample_managers(uow: UnitOfWork) -> None:
    """Delete the managers of the stories who look after nothing any more."""
    names = {each.manager for each in read_sample_registers().values()}
    managed = uow.directory.count_managed()
    for manager in uow.managers.list_all():
        if manager.name in names and manager.email is None and manager.id not in managed:
            uow.managers.delete(manager.id)


def make_contents(
    register: SampleRegister, partnership: Partnership, today: date, zone: ZoneInfo
) -> Sequence[tuple[Content, Authorship]]:
    """Return the records of a register, each with who wrote it and when."""
    return [_make_content(each, partnership, today, zone) for each in register.records]


def _track(
    register: SampleRegister, records: Sequence[Record[Content]]
) -> Iterator[TrackedAgreement]:
    for told, record in zip(register.records, records, strict=True):
        if isinstance(record.content, Agreement) and _NOTICED in told:
            agreement = record.content
            asked = AskedAgreement(record.id, agreement.owner, agreement.text)
            yield TrackedAgreement(asked, agreement.made_on, told[_NOTICED])


def _make_content(
    told: Mapping[str, Any], partnership: Partnership, today: date, zone: ZoneInfo
) -> tuple[Content, Authorship]:
    values = _resolve_all(told, partnership, today)
    content_class = CONTENT_OF[RecordKind(values.pop("kind"))]
    by = values.pop("by")
    values.pop(_NOTICED, None)
    if "type" in values:
        values["kind"] = values.pop("type")
    content: Content = TypeAdapter(content_class).validate_python(values)
    return content, Authorship(by, _written_at(values, today, zone))


def _resolve(value: object, partnership: Partnership, today: date, key: str = "") -> object:
    """Put dates in place of days before and after today, and ids in place of places."""
    if isinstance(value, Mapping):
        return _resolve_all(value, partnership, today)
    if isinstance(value, list):
        return [_resolve(each, partnership, today) for each in value]
    if isinstance(value, int) and key in _PARTY_KEYS:
        return partnership.parties[value - 1].id
    return value


def _resolve_all(
    told: Mapping[str, object], partnership: Partnership, today: date
) -> dict[str, Any]:
    resolved: dict[str, Any] = {}
    for key, value in told.items():
        if isinstance(value, int) and key.endswith(_AGO):
            resolved[key.removesuffix(_AGO)] = today - timedelta(days=value)
        elif isinstance(value, int) and key.endswith(_AHEAD):
            resolved[key.removesuffix(_AHEAD)] = today + timedelta(days=value)
        else:
            resolved[key] = _resolve(value, partnership, today, key)
    return resolved


def _written_at(values: Mapping[str, Any], today: date, zone: ZoneInfo) -> datetime:
    """Return noon of the day that a record is about, but never a day that is yet to come."""
    day = next((values[name] for name in _DAYS if values.get(name)), today)
    return to_moment(min(day, today), _NOON, zone)
