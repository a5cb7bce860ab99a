"""Worries in the words and signs of a list."""

from collections.abc import Mapping, Sequence
from datetime import date

from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from monitor.i18n.flag_sentences import write_flag_line
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import name_kind
from monitor.services.register_ports import Summary
from monitor.ui.icons import Icon

_OF_A_ROUND = {each.value for each in FlagKind}
_ICONS: Mapping[WorryKind, Icon] = {
    WorryKind.DECLINE: Icon.DOWN,
    WorryKind.LOW: Icon.LOW,
    WorryKind.GAP: Icon.GAP,
    WorryKind.SILENCE: Icon.SILENCE,
    WorryKind.SPLIT: Icon.SPLIT,
    WorryKind.DONT_KNOW: Icon.QUESTION,
    WorryKind.REVIEW_PASSED: Icon.CALENDAR,
    WorryKind.OVERDUE: Icon.CLOCK,
    WorryKind.NO_CONTACT: Icon.CLOCK,
}
# Crimson is for the relation; who answers, and what is on file, says nothing of it.
_ABOUT_THE_RELATION = {WorryKind.DECLINE, WorryKind.LOW, WorryKind.GAP, WorryKind.SPLIT}


def list_awake(summary: Summary, today: date) -> Sequence[Worry]:
    """Return the open worries that nobody let rest, those to act on first."""
    awake = [each for each in summary.worries if each.is_open and not each.is_resting(today)]
    return sorted(awake, key=lambda each: each.severity is not Severity.ACT)


def write_worry_line(worry: Worry, summary: Summary, reader: Reader) -> str:
    """Write a worry as one short line: what it is, and of whom or on what."""
    told_in: PublishedRound | None = summary.latest or summary.light
    if worry.kind.value in _OF_A_ROUND and told_in:
        flag = Flag(FlagKind(worry.kind.value), worry.severity, worry.party, worry.dimension)
        return write_flag_line(flag, told_in, summary.partnership, reader)
    name = name_kind(worry.kind, reader)
    return f"{name}: {reader.party(summary.partnership, worry.party)}" if worry.party else name


def icon_of(kind: WorryKind) -> Icon:
    """Return the sign of a kind of worry."""
    return _ICONS.get(kind, Icon.FLAG)


def is_about_relation(kind: WorryKind) -> bool:
    """Tell whether a kind of worry says something of the relation itself."""
    return kind in _ABOUT_THE_RELATION
