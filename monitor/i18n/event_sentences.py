"""The words for events, and the sentence that asks to read a change with care."""

from collections.abc import Sequence

from monitor.domain.partnership import Partnership
from monitor.domain.register.log import EventKind
from monitor.domain.timeline import TimelineEvent
from monitor.i18n.reader import Reader, capitalise, join_words
from monitor.i18n.sentences import name_party

_TITLED = {EventKind.DECISION, EventKind.OTHER}
MOST_TOLD = 3


def label_event(event: TimelineEvent, reader: Reader) -> str:
    """Name an event in a few words, without the name of a person."""
    if event.kind in _TITLED and event.title:
        return event.title
    return reader.t(f"event.short.{event.kind.value}")


def write_event(event: TimelineEvent, partnership: Partnership, reader: Reader) -> str:
    """Say what happened, without the name of a person."""
    t = reader.t
    if event.kind is EventKind.CONTACT_CHANGED:
        return _write_new_contact(event, partnership, reader)
    if event.phase is not None:
        return t("event.new_phase", phase=t(f"phase.{event.phase.value}"))
    return event.title or t(f"event.{event.kind.value}")


def write_events(events: Sequence[TimelineEvent], partnership: Partnership, reader: Reader) -> str:
    """Name the newest events with their days in one sentence; empty when there are none."""
    if not events:
        return ""
    told = [
        reader.t(
            "event.with_day",
            event=write_event(each, partnership, reader),
            day=reader.formatter.long_day(each.on),
        )
        for each in events[-MOST_TOLD:]
    ]
    key = "event.sentence" if len(events) <= MOST_TOLD else "event.sentence_newest"
    return reader.t(key, events=join_words(told, reader.t))


def write_careful_reading(
    new_contacts: Sequence[TimelineEvent], partnership: Partnership, reader: Reader
) -> str:
    """Ask to read a change with care, because the newest contact person is new; else empty."""
    if not new_contacts:
        return ""
    newest = new_contacts[-1]
    who = capitalise(_write_new_contact(newest, partnership, reader))
    return reader.t("event.read_with_care", who=who, day=reader.formatter.long_day(newest.on))


def _write_new_contact(event: TimelineEvent, partnership: Partnership, reader: Reader) -> str:
    known = {party.id for party in partnership.parties}
    if event.party is None or event.party not in known:
        return reader.t("event.contact_changed")
    return reader.t("event.contact_changed_at", party=name_party(partnership, event.party, reader))
