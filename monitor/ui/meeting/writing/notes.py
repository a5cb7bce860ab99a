"""Notes as the form of a meeting holds them: read from what a browser sends, and written for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from monitor.domain.meeting.entry import EntryContent, EntryKind, Frame, FramePart, MeetingEntry
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import PartyRole, RoleLevel, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.services.meeting.write_down import Note

LEVEL = "level-"  # Before the id of a party: the field of its role.
_KEY = re.compile(r"[0-9a-f]{32}")
_NOBODY = PartyId(0)

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SentNote:
    """A note that a browser sent, and the key of the entry that it comes in the place of."""

    note: Note
    instead_of: str | None = None


def parse_key(value: object) -> str | None:
    """Return a key that a device drew; None for anything else."""
    return value if isinstance(value, str) and _KEY.fullmatch(value) else None


def parse_note(sent: Mapping[str, Any], partnership: Partnership, today: date) -> SentNote | None:
    """Return what a browser sent; None where it cannot have come from the form.

    What was left empty stays so: the use cases name the faults.
    """
    key, typed = parse_key(sent.get("key")), sent.get("fields")
    if key is None or not isinstance(typed, Mapping):
        return None
    fields = {str(name): value for name, value in typed.items() if isinstance(value, str)}
    content = _parse_content(fields, partnership, today)
    if content is None:
        return None
    return SentNote(Note(key, content), parse_key(sent.get("instead_of")))


def write_fields(entry: MeetingEntry) -> Fields:
    """Return the fields of the form as they must read to write an entry anew."""
    content, fields = entry.content, {"kind": entry.kind.value}
    match content:
        case Agreement():
            due = content.due_on.isoformat() if content.due_on else ""
            return fields | {"text": content.text, "owner": str(content.owner), "due": due}
        case TopicRoles():
            levels = {f"{LEVEL}{role.party}": role.level.value for role in content.roles}
            return fields | {"topic": content.topic} | levels
        case Frame():
            return fields | {"text": content.text, "part": content.part.value}
        case Lesson():
            mistake = "1" if content.from_mistake else ""
            return fields | {"text": content.text, "mistake": mistake}
        case _:
            return fields | {"next": content.isoformat()}


def _parse_content(fields: Fields, partnership: Partnership, today: date) -> EntryContent | None:
    text = fields.get("text", "")
    match fields.get("kind"):
        case EntryKind.AGREEMENT:
            owner, due_on = _parse_owner(fields, partnership), _parse_day(fields.get("due"))
            return Agreement(AgreementKind.PROCESS, text, owner, today, due_on)
        case EntryKind.ROLE:
            return TopicRoles(fields.get("topic", ""), tuple(_parse_roles(fields, partnership)))
        case EntryKind.FRAME if fields.get("part") in set(FramePart):
            return Frame(FramePart(fields["part"]), text)
        case EntryKind.LESSON:
            return Lesson(today, text, from_mistake=bool(fields.get("mistake")))
        case EntryKind.NEXT_MEETING:
            return _parse_day(fields.get("next"))
        case _:
            return None


def _parse_owner(fields: Fields, partnership: Partnership) -> PartyId:
    known = {str(party.id): party.id for party in partnership.parties}
    return known.get(fields.get("owner", ""), _NOBODY)


def _parse_roles(fields: Fields, partnership: Partnership) -> list[PartyRole]:
    levels = {party.id: fields.get(f"{LEVEL}{party.id}", "") for party in partnership.parties}
    known = set(RoleLevel)
    return [PartyRole(party, RoleLevel(level)) for party, level in levels.items() if level in known]


def _parse_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
