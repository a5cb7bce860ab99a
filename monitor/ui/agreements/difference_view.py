"""The difference between two versions: old words struck out, new words marked."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.domain.register.differences import (
    FieldDifference,
    LineDifference,
    Mark,
    Piece,
    Written,
    compare_records,
)
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.i18n.reader import Reader
from monitor.ui import html

_REMOVED = Markup('<del><span class="pm-hidden">{}: </span>{}</del>')
_ADDED = Markup('<ins><span class="pm-hidden">{}: </span>{}</ins>')


def write_authorship(written: Authorship, reader: Reader) -> str:
    """Say who wrote a version, and when."""
    moment = reader.formatter.long_day(written.at)
    return reader.t(
        "versions.by", who=written.by, day=moment, clock=reader.formatter.clock(written.at)
    )


def render_differences(
    differences: Sequence[FieldDifference], reader: Reader, *, area: str
) -> Markup:
    """Return what changed, field by field. ``area``: where the names of the fields stand."""
    fields = Markup("").join(_render_field(each, reader, area) for each in differences)
    return Markup('<dl class="pm-differences">{}</dl>').format(fields)


def show_conflict(
    present: Record[ContentT], seen: Written, now: Written, reader: Reader, *, area: str
) -> None:
    """Say who changed a record meanwhile, and what; what was typed is still there."""
    t = reader.t
    st.warning(
        f"{t('versions.conflict', who=write_authorship(present.written, reader))} "
        f"{t('versions.conflict_help')}"
    )
    html.show_html(render_differences(compare_records(seen, now), reader, area=area))


def _render_field(difference: FieldDifference, reader: Reader, area: str) -> Markup:
    lines = Markup("").join(_render_line(line, reader) for line in difference.lines)
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        reader.t(f"{area}.field.{difference.field}"), lines
    )


def _render_line(line: LineDifference, reader: Reader) -> Markup:
    return Markup("<p>{}</p>").format(
        Markup("").join(_render_piece(piece, reader) for piece in line.pieces)
    )


def _render_piece(piece: Piece, reader: Reader) -> Markup:
    """Return a piece; what is struck out or marked is also said, for who does not see it."""
    if piece.mark is Mark.SAME:
        return Markup("{}").format(piece.text)
    template = _REMOVED if piece.mark is Mark.REMOVED else _ADDED
    return template.format(reader.t(f"versions.{piece.mark.value}"), piece.text)
