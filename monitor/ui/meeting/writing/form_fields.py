"""The form for a note as HTML; what it says of a mistake stands in it, for the browser to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.entry import EntryKind, FramePart
from monitor.domain.partnership import Partnership
from monitor.domain.register.collaboration import RoleLevel
from monitor.i18n.reader import Reader, capitalise
from monitor.services.agreements.keep_agreements import MAXIMUM_TEXT_LENGTH
from monitor.ui.meeting.writing.notes import LEVEL
from monitor.ui.shapes import render_shape

LONGEST_TEXT = 1000  # Of what is no agreement: more cannot be read on a screen.
_GROUP = Markup(
    '<fieldset class="pm-note-field pm-note-{0}" data-for="{1}" aria-describedby="note-{0}-fault">'
    "<legend>{2}</legend>{3}{4}</fieldset>"
)
_SINGLE = Markup(
    '<div class="pm-note-field pm-note-{0}" data-for="{1}"><label for="note-{0}">{2}</label>'
    "{3}{4}</div>"
)
_WITH_TEXT = (EntryKind.AGREEMENT, EntryKind.FRAME, EntryKind.LESSON)


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of the form: for which kinds of note, and its inputs as HTML."""

    name: str
    kinds: Sequence[EntryKind]
    label: Markup
    inputs: Markup
    is_group: bool = False


def render_form(partnership: Partnership, today: date, reader: Reader) -> Markup:
    """Return the form with all fields; the browser shows those of the kind that is chosen."""
    t = reader.t
    fields = [
        _render_kinds(reader),
        _render_parts(reader),
        _render_text(reader),
        _render_topic(reader),
        _render_levels(partnership, reader),
        _render_owner(partnership, reader),
        _render_day("due", EntryKind.AGREEMENT, today, reader),
        _render_day("next", EntryKind.NEXT_MEETING, today, reader),
        _render_mistake(reader),
    ]
    return Markup(
        '<form class="pm-note" novalidate aria-label="{}">'
        '<p class="pm-note-correcting" hidden>{} <button type="button" data-act="leave">{}</button>'
        '</p>{}<div class="pm-note-send"><button type="submit">{}</button>'
        '<p role="status" class="pm-note-status"></p></div></form>'
    ).format(
        t("writing.form"),
        t("writing.correcting"),
        t("writing.leave"),
        Markup("").join(fields),
        t("writing.save"),
    )


def _render_kinds(reader: Reader) -> Markup:
    words = {kind.value: reader.t(f"writing.kind.{kind.value}") for kind in EntryKind}
    choices = _render_choices("kind", words)
    legend = Markup('<legend class="pm-hidden">{}</legend>').format(reader.t("writing.kind"))
    return Markup('<fieldset class="pm-note-kinds">{}{}</fieldset>').format(legend, choices)


def _render_parts(reader: Reader) -> Markup:
    words = {part.value: reader.t(f"collaboration.field.frames_{part.value}") for part in FramePart}
    label = Markup("{}").format(reader.t("writing.part"))
    field = Field("part", [EntryKind.FRAME], label, _render_choices("part", words), is_group=True)
    return _render_field(field)


def _render_text(reader: Reader) -> Markup:
    t = reader.t
    labels = Markup("").join(
        Markup('<span data-for="{}">{}</span>').format(kind.value, t(f"writing.text.{kind.value}"))
        for kind in _WITH_TEXT
    )
    inputs = Markup(
        '<textarea id="note-text" name="text" rows="2" data-missing="{}" data-long="{}" '
        'data-most="{}" data-most-agreement="{}" data-left="{}" aria-describedby="note-text-fault '
        'note-text-left"></textarea><p class="pm-note-left" id="note-text-left"></p>'
    ).format(
        t("writing.fault.text_missing"),
        t("writing.fault.text_too_long"),
        LONGEST_TEXT,
        MAXIMUM_TEXT_LENGTH,
        t("writing.left"),
    )
    return _render_field(Field("text", _WITH_TEXT, labels, inputs))


def _render_topic(reader: Reader) -> Markup:
    t = reader.t
    inputs = Markup(
        '<input id="note-topic" name="topic" maxlength="120" autocomplete="off" '
        'data-missing="{}" aria-describedby="note-topic-fault">'
    ).format(t("writing.fault.topic_missing"))
    return _render_field(
        Field("topic", [EntryKind.ROLE], Markup("{}").format(t("writing.topic")), inputs)
    )


def _render_levels(partnership: Partnership, reader: Reader) -> Markup:
    t, marks = reader.t, choose_marks(partnership)
    options = Markup("").join(
        Markup('<option value="{}">{}</option>').format(
            level, t(f"collaboration.level.{level or 'none'}")
        )
        for level in ("", *(each.value for each in RoleLevel))
    )
    rows = Markup("").join(
        Markup('<label>{}<span>{}</span><select name="{}{}">{}</select></label>').format(
            render_shape(marks[party.id]), capitalise(party.name), LEVEL, party.id, options
        )
        for party in partnership.parties
    )
    inputs = Markup('<div class="pm-note-levels" data-any="{}">{}</div>').format(
        t("writing.fault.roles_missing"), rows
    )
    label = Markup("{}").format(t("writing.levels"))
    return _render_field(Field("levels", [EntryKind.ROLE], label, inputs, is_group=True))


def _render_owner(partnership: Partnership, reader: Reader) -> Markup:
    marks = choose_marks(partnership)
    words = {
        str(party.id): Markup("{}{}").format(render_shape(marks[party.id]), capitalise(party.name))
        for party in partnership.parties
    }
    inputs = Markup('<div data-any="{}">{}</div>').format(
        reader.t("writing.fault.owner_unknown"), _render_choices("owner", words)
    )
    label = Markup("{}").format(reader.t("writing.owner"))
    return _render_field(Field("owner", [EntryKind.AGREEMENT], label, inputs, is_group=True))


def _render_day(name: str, kind: EntryKind, today: date, reader: Reader) -> Markup:
    t = reader.t
    missing = t("writing.fault.day_missing") if kind is EntryKind.NEXT_MEETING else ""
    inputs = Markup(
        '<input type="date" id="note-{0}" name="{0}" min="{1}" data-missing="{2}" data-past="{3}" '
        'aria-describedby="note-{0}-fault">'
    ).format(name, today.isoformat(), missing, t("writing.fault.day_past"))
    return _render_field(
        Field(name, [kind], Markup("{}").format(t(f"writing.field.{name}")), inputs)
    )


def _render_mistake(reader: Reader) -> Markup:
    return Markup(
        '<div class="pm-note-field" data-for="lesson"><label class="pm-note-check">'
        '<input type="checkbox" name="mistake" value="1"> {}</label></div>'
    ).format(reader.t("writing.mistake"))


def _render_choices(name: str, words: Mapping[str, str | Markup]) -> Markup:
    inner = Markup("").join(
        Markup('<label><input type="radio" name="{}" value="{}"><span>{}</span></label>').format(
            name, value, word
        )
        for value, word in words.items()
    )
    return Markup('<div class="pm-note-choices">{}</div>').format(inner)


def _render_field(field: Field) -> Markup:
    kinds = " ".join(kind.value for kind in field.kinds)
    fault = Markup('<p class="pm-note-fault" id="note-{}-fault" hidden></p>').format(field.name)
    template = _GROUP if field.is_group else _SINGLE
    return template.format(field.name, kinds, field.label, field.inputs, fault)
