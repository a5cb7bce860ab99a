"""What the trail tells, in words: who, what, about whom, and the particulars of it."""

from collections.abc import Sequence
from datetime import datetime

from monitor.domain.access.actor import ActorKind
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Fact
from monitor.domain.trail.line import TrailLine
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import Reader

# The only fact that is a moment: of when the backup is that was put back.
_MOMENT = "backup_at"
# The fact that has a name as long as its owner is not erased.
_ACCOUNT = "account"
HEADER = ("sequence", "moment", "person", "act", "partnership", "particulars", "hash")


def write_act(act: Act, t: Translator) -> str:
    """Name something that was done."""
    return t(f"trail.act.{act.value}")


def write_actor(line: TrailLine, t: Translator) -> str:
    """Name who did it: an account by its name, or by its number once it is erased."""
    entry = line.entry
    if entry.actor is not ActorKind.PERSON:
        return t(f"trail.actor.{entry.actor.value}")
    return line.person or write_erased(entry.account_id, t)


def write_erased(account_id: int | None, t: Translator) -> str:
    """Name somebody of whom only the number is left."""
    return t("trail.actor.erased", number=account_id or 0)


def write_particulars(line: TrailLine, reader: Reader) -> str:
    """Tell which party it was about, and the particulars that have words."""
    facts = line.entry.deed.facts
    words = [
        line.about if name == _ACCOUNT and line.about else _write_fact(name, value, reader)
        for name, value in facts.items()
    ]
    return ", ".join([*([line.party] if line.party else []), *(each for each in words if each)])


def write_rows(lines: Sequence[TrailLine], reader: Reader) -> list[list[str]]:
    """Return the rows of a file, with a header."""
    t = reader.t
    rows = [[t(f"trail.column.{name}") for name in HEADER]]
    return [*rows, *(_write_row(line, reader) for line in lines)]


def _write_row(line: TrailLine, reader: Reader) -> list[str]:
    entry = line.entry
    return [
        str(entry.sequence),
        reader.formatter.moment(entry.at),
        write_actor(line, reader.t),
        write_act(entry.deed.act, reader.t),
        line.partnership or _number(entry.deed.partnership_id),
        write_particulars(line, reader),
        entry.hash,
    ]


def _number(partnership_id: int | None) -> str:
    return "" if partnership_id is None else str(partnership_id)


def _write_fact(name: str, value: Fact, reader: Reader) -> str:
    """Return a fact in words; nothing for one that is there for the machine only."""
    t = reader.t
    if name == _MOMENT:
        moment, formatter = datetime.fromisoformat(str(value)), reader.formatter
        day = f"{formatter.long_day(moment)}, {formatter.clock(moment)}"
        return t(f"trail.fact.{name}", value=day)
    if isinstance(value, str):
        key = f"access.role.{value}" if name == "role" else f"trail.value.{value}"
        return t(key) if t.has(key) else ""
    if isinstance(value, bool):
        key = f"trail.{'is' if value else 'not'}.{name}"
        return t(key) if t.has(key) else ""
    key = f"trail.fact.{name}"
    return t(key, value=value) if t.has(key) else ""
