"""An entry of the trail, and the chain that shows whether one was changed or taken out.

Each entry holds the hash of the one before it (a hash chain as of Haber and Stornetta, "How to
time-stamp a digital document", 1991): who changes an entry must change all that follow, and
whoever wrote down one of the later hashes sees it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from monitor.domain.access.account import AccountId, WorkspaceId
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.trail.acts import Act

# Before the first entry of a workspace.
NOTHING_BEFORE = "0" * 64
Fact = str | int | bool


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done. ``facts``: what kind of thing and which number; never a text that was typed.

    No answers, tokens, names or addresses: the trail is read by both partners, and stays.
    """

    act: Act
    partnership_id: PartnershipId | None = None
    party_id: PartyId | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed in its place in the trail of a workspace; ``hash``: of all of it and what was before.

    ``account_id``: None for the product itself and for somebody trying it.
    """

    workspace_id: WorkspaceId
    sequence: int
    at: datetime
    actor: ActorKind
    account_id: AccountId | None
    deed: Deed
    previous_hash: str
    hash: str = ""


def seal(entry: Entry) -> str:
    """Return the hash that an entry must bear, as 64 hexadecimal digits of SHA-256."""
    deed = entry.deed
    content = [
        entry.workspace_id,
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor.value,
        entry.account_id,
        deed.act.value,
        deed.partnership_id,
        deed.party_id,
        dict(deed.facts),
        entry.previous_hash,
    ]
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


def follow(last: Entry | None, actor: Actor, at: datetime, deed: Deed) -> Entry:
    """Return the entry that comes after the last one of a workspace; None: it is the first."""
    entry = Entry(
        workspace_id=actor.workspace_id,
        sequence=last.sequence + 1 if last else 1,
        at=at,
        actor=actor.kind,
        account_id=actor.account_id,
        deed=deed,
        previous_hash=last.hash if last else NOTHING_BEFORE,
    )
    return replace(entry, hash=seal(entry))


def find_break(entries: Iterable[Entry]) -> int | None:
    """Return the number of the first entry that does not fit, or None when all of them do.

    ``entries``: of one workspace, in their order, from the first one on.
    """
    previous, expected = NOTHING_BEFORE, 1
    for entry in entries:
        is_next = entry.sequence == expected and entry.previous_hash == previous
        if not is_next or entry.hash != seal(entry):
            return expected
        previous, expected = entry.hash, expected + 1
    return None
