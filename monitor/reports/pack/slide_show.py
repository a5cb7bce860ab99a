"""The screens of a meeting as slides of PowerPoint that anybody can edit: native charts and tables.

Everything on a slide comes from the deck; what is closed there is closed here.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

from monitor.charts.meeting_tables import table_of_slide
from monitor.charts.style import LIGHT
from monitor.charts.table import Table
from monitor.domain.meeting.deck import (
    CardSlide,
    DifferencesSlide,
    MovedSlide,
    Slide,
    TalkSlide,
    WritingSlide,
    is_covered,
)
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.meeting_sentences import step_name, write_ask, write_lead, write_title
from monitor.i18n.reader import Reader, capitalise, is_fine_score
from monitor.i18n.sentences import name_party
from monitor.reports.pack.about import write_facts, write_line, write_openness
from monitor.reports.pack.figures import Figure
from monitor.reports.pack.slide_charts import add_chart
from monitor.reports.pack.slide_figures import figures_of_slide
from monitor.reports.pack.slide_lines import lines_of_slide
from monitor.reports.pack.slide_template import Area, Template, find_body, fit_title, open_template
from monitor.reports.pack.slide_texts import (
    TEXT_SIZE,
    Line,
    add_lines,
    add_table,
    fill_feet,
    mark_language,
    tag_of,
    tidy,
)
from monitor.services.meeting.read_pack import Pack

_LEAD_HEIGHT, _ASK_HEIGHT, _GAP = Inches(0.45), Inches(0.6), Inches(0.15)
_NUMBER_SIZE, _QUESTION_SIZE, _LARGE, _ASK_SIZE = Pt(66), Pt(32), Pt(20), Pt(18)
_FACT_SIZE = Pt(14)
_PAIR, _THIRDS, _FEW = 2, 3, 5
_LONGEST_PROPERTY = 255
_MOST_ROWS = 7  # Of a table on one slide; more go on another.


@dataclass(frozen=True, slots=True)
class _Show:
    """What slides are made of."""

    pack: Pack
    template: Template
    reader: Reader

    @property
    def presentation(self) -> Presentation:
        """The file that they are added to."""
        return self.template.presentation


@dataclass(frozen=True, slots=True)
class _Figures:
    """What stands beside each other on one slide."""

    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a slide says without a figure or a table."""

    lines: Sequence[Line]


_Part = _Figures | Table | _Lines


def make_slide_show(
    pack: Pack, language: Language, zone: ZoneInfo, template: Path | None = None
) -> bytes:
    """Return a slide for each screen, after a cover.

    Raises:
        InvalidSlideTemplateError: the template cannot be used.
    """
    reader = Reader(translator(language), Formatter(language, zone))
    show = _Show(pack, open_template(template), reader)
    _add_cover(show)
    for slide in pack.deck.slides:
        _add_slide(slide, show)
    _finish(show)
    file = io.BytesIO()
    show.presentation.save(file)
    return file.getvalue()


def _add_cover(show: _Show) -> None:
    page = show.presentation.slides.add_slide(show.template.cover)
    _write_head(page, show.pack.partnership.name)
    facts = [
        Line(f"{fact.label}: {fact.text}", _FACT_SIZE)
        for fact in write_facts(show.pack, show.reader)
    ]
    others = [each for each in page.placeholders if each.placeholder_format.idx]
    area = find_body(page, show.presentation)
    for each in others:
        each.element.getparent().remove(each.element)
    add_lines(page, facts[1:], area)


def _add_slide(slide: Slide, show: _Show) -> None:
    """Add a slide of a screen, or several where its figures or rows would not fit on one."""
    table = table_of_slide(slide, show.pack.deck, show.reader)
    figures = figures_of_slide(slide, show.pack.deck, show.reader)
    if figures:
        parts: Sequence[_Part] = _group(figures)
    elif table is not None:
        parts = _cut(table)
    else:
        parts = [_write_lines(slide, show)]
    for place, part in enumerate(parts, start=1):
        ending = f" ({place}/{len(parts)})" if len(parts) > 1 else ""
        _fill(_add_page(slide, show, ending), slide, show, part)


def _add_page(slide: Slide, show: _Show, ending: str = "") -> Page:
    """Add a slide with what all have: a title, a line under it, the question and the notes."""
    page, deck, reader = (
        show.presentation.slides.add_slide(show.template.plain),
        show.pack.deck,
        show.reader,
    )
    _write_head(page, write_title(slide, deck, reader) + ending)
    body = find_body(page, show.presentation)
    lead, ask = _write_lead(slide, show), write_ask(slide, deck, reader)
    if lead:
        add_lines(page, [Line(lead)], Area(body.left, body.top, body.width, _LEAD_HEIGHT))
    if ask and not isinstance(slide, CardSlide):
        top = Emu(body.top + body.height - _ASK_HEIGHT)
        asked = Line(ask, _ASK_SIZE, is_bold=True)
        add_lines(page, [asked], Area(body.left, top, body.width, _ASK_HEIGHT))
    notes = [ask, write_openness(show.pack, reader), write_line(show.pack, reader)]
    text = page.notes_slide.notes_text_frame
    if text is not None:
        text.text = tidy("\n".join(each for each in notes if each))
    return page


def _write_lead(slide: Slide, show: _Show) -> str:
    """Write the line under a title; charts of what moved have no margins, as the screen has."""
    deck, reader = show.pack.deck, show.reader
    if not isinstance(slide, MovedSlide) or slide.before is None or not slide.changes:
        return write_lead(slide, deck, reader)
    before, after = map(reader.formatter.quarter, (slide.before, deck.quarter))
    return reader.t("slides.lead.moved", before=before, after=after)


def _fill(page: Page, slide: Slide, show: _Show, part: _Part) -> None:
    area = _find_middle(page, show)
    if isinstance(part, Table):
        add_table(page, part, area, step_name(slide.step, show.reader))
    elif isinstance(part, _Figures):
        if isinstance(slide, DifferencesSlide):
            sides, *rest = _share(area, _THIRDS)
            area = Area(rest[0].left, area.top, Emu(area.width - sides.width), area.height)
            add_lines(page, _write_sides(slide, show), sides)
        for figure, place in zip(part.figures, _share(area, len(part.figures)), strict=True):
            add_chart(page, figure, place, show.reader)
    elif part.lines:
        add_lines(page, part.lines, area)


def _write_lines(slide: Slide, show: _Show) -> _Lines:
    """Write what a screen says in words; of one that is closed or empty, why."""
    deck, reader = show.pack.deck, show.reader
    texts = lines_of_slide(slide, deck, reader)
    lines = [Line(text, _LARGE if len(texts) <= _FEW else TEXT_SIZE) for text in texts]
    if isinstance(slide, CardSlide):
        lines = [Line(write_ask(slide, deck, reader), _QUESTION_SIZE, is_bold=True), *lines]
    if is_covered(slide):
        about = reader.t("pack.fact.parties")
        lines = [Line(f"{about}: {write_openness(show.pack, reader)}")]
    if isinstance(slide, WritingSlide | TalkSlide):
        lines = [Line(reader.t(f"slides.none.{slide.step.kind.value}"))]
    return _Lines(lines)


def _write_sides(slide: DifferencesSlide, show: _Show) -> Sequence[Line]:
    """Write what each party gives where they differ most, as large as on the screen."""
    partnership, reader = show.pack.partnership, show.reader
    size = _NUMBER_SIZE if len(slide.parties) <= _PAIR else _QUESTION_SIZE
    lines: list[Line] = []
    for party in slide.parties:
        name = capitalise(name_party(partnership, party.party_id, reader))
        lines.append(Line(reader.t("screen.differences.gives", party=name)))
        mean = party.scores[slide.gap.dimension].mean if slide.gap else None
        if slide.gap and mean is not None:
            number = reader.score(mean, fine=is_fine_score(party, slide.gap.dimension))
            colour = LIGHT.of(partnership.party(party.party_id).kind).mark
            lines.append(Line(number, size, is_bold=True, colour=colour))
    return lines


def _group(figures: Sequence[Figure]) -> Sequence[_Figures]:
    """Put two figures on a slide; of three the first, of all together, has one of its own."""
    alone = len(figures) % _PAIR
    pairs = range(alone, len(figures), _PAIR)
    groups = [figures[:alone], *(figures[start : start + _PAIR] for start in pairs)]
    return [_Figures(group) for group in groups if group]


def _find_middle(page: Page, show: _Show) -> Area:
    """Return the part between the line under the title and the question."""
    body = find_body(page, show.presentation)
    height = body.height - _LEAD_HEIGHT - _ASK_HEIGHT - 2 * _GAP
    return Area(body.left, Emu(body.top + _LEAD_HEIGHT + _GAP), body.width, Emu(height))


def _share(area: Area, count: int) -> Sequence[Area]:
    """Return parts beside each other."""
    width = area.width // max(count, 1)
    return [
        Area(Emu(area.left + place * width), area.top, Emu(width), area.height)
        for place in range(count)
    ]


def _cut(table: Table) -> Sequence[Table]:
    """Cut a table into parts that fit on a slide."""
    starts = range(0, len(table.rows), _MOST_ROWS)
    return [Table(table.headers, table.rows[start : start + _MOST_ROWS]) for start in starts]


def _write_head(page: Page, title: str) -> None:
    """Write the title, smaller where the letters of a template are too large for it."""
    shape = page.shapes.title
    if shape is None:
        return
    shape.text_frame.text = tidy(title)
    size = fit_title(page, title)
    if size is not None:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = size


def _finish(show: _Show) -> None:
    """Number and stamp every slide, and say in which language all of it is."""
    stamp, tag = write_line(show.pack, show.reader), tag_of(show.reader)
    for number, page in enumerate(show.presentation.slides, start=1):
        body = find_body(page, show.presentation)
        area = Area(body.left, Emu(body.top + body.height), body.width, Inches(0.4))
        fill_feet(page, stamp, number, area)
        mark_language(page.element, tag)
        if page.has_notes_slide:
            mark_language(page.notes_slide.element, tag)
    about = show.presentation.core_properties
    about.title, about.language = tidy(show.pack.partnership.name)[:_LONGEST_PROPERTY], tag
    about.author = show.reader.t("product.name")
