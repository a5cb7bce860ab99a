"""The look of slides: that of the product, or an organisation's own file of PowerPoint."""

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import pptx
from lxml.etree import LxmlError
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.util import Emu, Inches, Length, Pt

from monitor.charts.style import LIGHT
from monitor.domain.errors import InvalidSlideTemplateError

SERIF, SANS = "Georgia", "Calibri"
TITLE_SIZE, FOOTER_SIZE = Pt(28), Pt(11)
_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN, _GAP = Inches(0.55), Inches(0.12)
_SLIM = PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER
_TITLES = PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE
_TITLE_ONLY, _COVER = "Title Only", "Title Slide"  # As the library's own file calls them.
_SMALLEST_TITLE = 14
_WIDTH_OF_LETTER, _HEIGHT_OF_LINE = 0.55, 1.2  # In the size of the letters, about.
_COLOURS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.page,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.gridline,
    "accent1": LIGHT.improvement,
    "accent2": LIGHT.municipality.mark,
    "accent3": LIGHT.initiative.mark,
    "accent4": LIGHT.other.mark,
    "accent5": LIGHT.control,
    "accent6": LIGHT.gap,
    "hlink": LIGHT.improvement,
    "folHlink": LIGHT.muted,
}
_FOOT = (
    f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="{FOOTER_SIZE.centipoints}">'
    '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a slide."""

    left: Length
    top: Length
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Template:
    """A file to add slides to, which has none yet, and the layouts to make them by."""

    presentation: Presentation
    cover: SlideLayout
    plain: SlideLayout


def open_template(path: Path | None) -> Template:
    """Return an empty file with the look of a template; None: with that of the product.

    Raises:
        InvalidSlideTemplateError: the file cannot be read, or has no layout with a title.
    """
    if path is None:
        presentation = pptx.Presentation()
        _dress(presentation)
    else:
        presentation = _read(path)
        _empty(presentation)
    titled = [each for each in presentation.slide_layouts if _title_of(each) is not None]
    if not titled:
        raise InvalidSlideTemplateError(f"{path} has no layout with a title.")
    return Template(presentation, titled[0], min(titled, key=_count_others))


def find_body(slide: Slide, presentation: Presentation) -> Area:
    """Return the part of a slide between its title and its footer."""
    width, height = presentation.slide_width or _WIDTH, presentation.slide_height or _HEIGHT
    title = slide.shapes.title
    top = title.top + title.height + _GAP if title is not None else _MARGIN
    feet = [each.top for each in slide.slide_layout.placeholders if _kind(each) in _SLIM]
    bottom = min([*(foot for foot in feet if foot > height / 2), height - Inches(0.5)])
    left = title.left if title is not None else _MARGIN
    return Area(left, Emu(top), Emu(width - 2 * left), Emu(bottom - top - _GAP))


def fit_title(slide: Slide, text: str) -> Length | None:
    """Return at which size a title fits in its place; None where it does as the template has it."""
    place = slide.shapes.title
    found = slide.slide_layout.slide_master.element.xpath(
        "p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"
    )
    wanted = int(found[0]) // 100 if found else TITLE_SIZE.pt
    for points in range(int(wanted), _SMALLEST_TITLE, -2):
        a_line = max(1, int(place.width.pt / (points * _WIDTH_OF_LETTER)))
        if -(-len(text) // a_line) * points * _HEIGHT_OF_LINE <= place.height.pt:
            return None if points == wanted else Pt(points)
    return Pt(_SMALLEST_TITLE)


def footers_of(layout: SlideLayout) -> dict[PP_PLACEHOLDER, BaseShape]:
    """Return where a layout has its footer and its slide number, as far as it has these."""
    return {_kind(each): each for each in layout.placeholders if _kind(each) in _SLIM}


def _read(path: Path) -> Presentation:
    try:
        return pptx.Presentation(str(path))
    except (OSError, BadZipFile, PythonPptxError, LxmlError, KeyError, ValueError) as error:
        raise InvalidSlideTemplateError(
            f"{path} cannot be used as a template: it must be a .pptx file that PowerPoint saved."
        ) from error


def _empty(presentation: Presentation) -> None:
    """Take out the slides of somebody's example; the layouts are what is wanted."""
    slides = presentation.slides._sldIdLst  # noqa: SLF001 - The library offers no other way.
    for each in list(slides):
        presentation.part.drop_rel(each.rId)
        slides.remove(each)


def _title_of(layout: SlideLayout) -> BaseShape | None:
    return next((each for each in layout.placeholders if _kind(each) in _TITLES), None)


def _count_others(layout: SlideLayout) -> int:
    return sum(_kind(each) not in {*_SLIM, *_TITLES} for each in layout.placeholders)


def _kind(shape: BaseShape) -> PP_PLACEHOLDER:
    return shape.placeholder_format.type


def _dress(presentation: Presentation) -> None:
    """Give the library's own file the size, the colours and the letters of the product."""
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in {_TITLE_ONLY, _COVER}:
            presentation.slide_layouts.remove(layout)
    _paint(master)
    _write_titles(master)
    wide = Emu(_WIDTH - 2 * _MARGIN)
    _place(master, _TITLES, Area(_MARGIN, Inches(0.4), wide, Inches(1.05)))
    _place(master, [PP_PLACEHOLDER.BODY], Area(_MARGIN, Inches(1.6), wide, Inches(5)))
    _place_feet(master)
    for layout in presentation.slide_layouts:
        _place_feet(layout)
        if layout.name == _COVER:
            _place(layout, _TITLES, Area(_MARGIN, Inches(2), wide, Inches(1.6)))
            subtitle = Area(_MARGIN, Inches(3.75), wide, Inches(2.6))
            _place(layout, [PP_PLACEHOLDER.SUBTITLE], subtitle)


def _place_feet(page: SlideLayout | SlideMaster) -> None:
    top, height = Inches(6.95), Inches(0.35)
    _place(page, [PP_PLACEHOLDER.FOOTER], Area(_MARGIN, top, Inches(10.5), height))
    number = Area(Emu(_WIDTH - _MARGIN - Inches(1)), top, Inches(1), height)
    _place(page, [PP_PLACEHOLDER.SLIDE_NUMBER], number)
    for each in page.placeholders:
        if _kind(each) is PP_PLACEHOLDER.DATE:
            each.element.getparent().remove(each.element)  # The stamp tells days.
        elif _kind(each) is PP_PLACEHOLDER.FOOTER:
            style = each.element.find(qn("p:txBody")).find(qn("a:lstStyle"))
            style.clear()
            style.append(parse_xml(_FOOT))


def _place(
    page: SlideLayout | SlideMaster,
    kinds: "list[PP_PLACEHOLDER] | tuple[PP_PLACEHOLDER, ...]",
    area: Area,
) -> None:
    for each in page.placeholders:
        if _kind(each) in kinds:
            each.left, each.top, each.width, each.height = (
                area.left, area.top, area.width, area.height,
            )  # fmt: skip


def _write_titles(master: SlideMaster) -> None:
    """Let titles begin at the left, at the size of the meeting, and end above what follows."""
    for level in master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE.centipoints))
    for each in master.placeholders:
        kind = _kind(each)
        if kind in _TITLES:
            each.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM


def _paint(master: SlideMaster) -> None:
    """Set the colours and letters in the theme, from which all texts take them."""
    theme: Part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, colour in _COLOURS.items():
        fill = f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", fill, text, count=1)
    for font, face in (("majorFont", SERIF), ("minorFont", SANS)):
        text = re.sub(rf'(<a:{font}><a:latin typeface=)"[^"]*"', rf'\1"{face}"', text, count=1)
    theme._blob = text.encode()  # noqa: SLF001 - A theme is bytes to the library.
