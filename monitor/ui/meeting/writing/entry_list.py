"""What was written down in a meeting as a list: the newest large, to be read back to all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import MeetingState
from monitor.domain.partnership import Partnership
from monitor.i18n.catalogue import Translator
from monitor.i18n.entry_sentences import write_entry, write_entry_day
from monitor.i18n.reader import Reader, capitalise
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui.html import render_party
from monitor.ui.icons import Icon, render_icon

_PAIR = 2


@dataclass(frozen=True, slots=True)
class EntryList:
    """The list as it is shown. ``answers``: why something was not done, by the key of its entry."""

    held: HeldMeeting
    entries: Sequence[MeetingEntry]
    answers: Mapping[str, str]
    reader: Reader

    @property
    def is_open(self) -> bool:
        """Tell whether entries can be confirmed, corrected and undone."""
        return self.held.meeting.state is MeetingState.RUNNING

    @property
    def newest(self) -> MeetingEntry | None:
        """The entry that is large: the newest that stands; None where none does."""
        return next((each for each in reversed(self.entries) if not each.is_undone), None)


def render_entries(shown: EntryList) -> Markup:
    """Return the list, the newest first; what was undone comes last, and can be put back."""
    t, newest = shown.reader.t, shown.newest
    head = Markup("<h2>{}</h2>").format(t("writing.list"))
    if not shown.entries:
        return head + Markup('<p class="pm-notes-empty">{}</p>').format(t("writing.list.empty"))
    rows = Markup("").join(
        _render_entry(entry, shown, is_large=entry is newest)
        for is_undone in (False, True)
        for entry in reversed(shown.entries)
        if entry.is_undone is is_undone
    )
    return head + Markup("<ul>{}</ul>").format(rows)


def _render_entry(entry: MeetingEntry, shown: EntryList, *, is_large: bool) -> Markup:
    partnership, reader = shown.held.partnership, shown.reader
    look = "pm-note-large" if is_large else "pm-note-undone" if entry.is_undone else ""
    return Markup(
        '<li class="{}" data-entry="{}"><p class="pm-note-kind">{}</p>'
        '<p class="pm-note-words">{}</p>{}{}{}{}</li>'
    ).format(
        look,
        entry.key,
        reader.t(f"writing.kind.{entry.kind.value}"),
        write_entry(entry, partnership, reader),
        _render_owner(entry, partnership, reader),
        _render_state(entry, shown),
        _render_answer(entry, shown),
        _render_buttons(entry, shown),
    )


def _render_owner(entry: MeetingEntry, partnership: Partnership, reader: Reader) -> Markup:
    pieces = []
    if entry.owner is not None:
        mark = choose_marks(partnership)[entry.owner]
        pieces.append(render_party(mark, capitalise(partnership.party(entry.owner).name)))
    if day := write_entry_day(entry, reader):
        pieces.append(Markup("<span>{}</span>").format(day))
    line = Markup("").join(pieces)
    return Markup('<p class="pm-note-who">{}</p>').format(line) if line else line


def _render_state(entry: MeetingEntry, shown: EntryList) -> Markup:
    t = shown.reader.t
    if entry.is_undone:
        sign, word = Markup(""), t("writing.state.undone")
    elif entry.read_back_at:
        sign, word = render_icon(Icon.CHECK), t("writing.state.confirmed")
    else:
        everyone = _all_of(shown.held.partnership, t)
        sign, word = render_icon(Icon.VOICE), t("writing.state.open", who=everyone)
    return Markup('<p class="pm-note-state">{}<span>{}</span></p>').format(sign, word)


def _render_answer(entry: MeetingEntry, shown: EntryList) -> Markup:
    answer = shown.answers.get(entry.key)
    return Markup('<p class="pm-note-fault">{}</p>').format(answer) if answer else Markup("")


def _render_buttons(entry: MeetingEntry, shown: EntryList) -> Markup:
    if not shown.is_open:
        return Markup("")
    if entry.is_undone:
        names = ["redo"]
    else:
        names = [*([] if entry.read_back_at else ["confirm"]), "correct", "undo"]
    return Markup('<p class="pm-note-buttons">{}</p>').format(
        Markup("").join(_render_button(name, entry, shown) for name in names)
    )


def _render_button(name: str, entry: MeetingEntry, shown: EntryList) -> Markup:
    """Return a button that says for a screen reader too which entry it is about."""
    t, partnership = shown.reader.t, shown.held.partnership
    return Markup(
        '<button type="button" data-act="{}" data-key="{}">{}'
        '<span class="pm-hidden">: {}</span></button>'
    ).format(
        name,
        entry.key,
        t(f"writing.do.{name}", who=_all_of(partnership, t)),
        write_entry(entry, partnership, shown.reader),
    )


def _all_of(partnership: Partnership, t: Translator) -> str:
    return t("writing.both" if len(partnership.parties) == _PAIR else "writing.all")
