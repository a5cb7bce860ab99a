"""Slides take the look of a template: layouts, letters and colours, but none of its slides."""

from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn
from pptx.util import Inches

from monitor.domain.errors import InvalidSlideTemplateError
from monitor.domain.partnership import Language
from monitor.reports.pack.slide_show import make_slide_show
from monitor.reports.pack.slide_template import find_body, fit_title, open_template
from tests.reports.pack.packs import make_pack
from tests.reports.pack.slides import AMSTERDAM, titles_of

OWN_SIZE = (Inches(11), Inches(7.5))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A file as somebody has it: another size, another letter, and an example slide."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = OWN_SIZE
    example = presentation.slides.add_slide(presentation.slide_layouts[0])
    example.shapes.title.text_frame.text = "Voorbeeld"
    path = tmp_path / "huisstijl.pptx"
    presentation.save(str(path))
    return path


def make_with(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "made.pptx"
    path.write_bytes(make_slide_show(make_pack(), Language.DUTCH, AMSTERDAM, template))
    return path


def test_our_own_look_is_wide_and_has_the_colours_of_the_product() -> None:
    template = open_template(None)

    assert template.presentation.slide_width == Inches(13.333)
    theme = template.presentation.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    assert b'<a:accent2><a:srgbClr val="1D5BA8"/>' in theme.blob
    assert b'typeface="Georgia"' in theme.blob


def test_the_look_of_a_template_is_kept(template: Path, tmp_path: Path) -> None:
    made = pptx.Presentation(str(make_with(template, tmp_path)))

    assert (made.slide_width, made.slide_height) == OWN_SIZE
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Slide", "Title Only"}


def test_the_slides_of_a_template_are_left_out(template: Path, tmp_path: Path) -> None:
    path = make_with(template, tmp_path)

    assert "Voorbeeld" not in titles_of(pptx.Presentation(str(path)))
    assert b"Voorbeeld" not in path.read_bytes()


def test_everything_stays_within_the_slide(template: Path, tmp_path: Path) -> None:
    made = pptx.Presentation(str(make_with(template, tmp_path)))

    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_the_body_lies_between_the_title_and_the_footer() -> None:
    template = open_template(None)
    slide = template.presentation.slides.add_slide(template.plain)

    body = find_body(slide, template.presentation)

    title = slide.shapes.title
    assert body.top >= title.top + title.height
    assert body.top + body.height < Inches(6.95)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>", b"\xd0\xcf\x11\xe0"])
def test_a_broken_template_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kapot.pptx"
    path.write_bytes(content)

    with pytest.raises(InvalidSlideTemplateError, match=r"kapot\.pptx"):
        open_template(path)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSlideTemplateError):
        open_template(tmp_path / "weg.pptx")


def test_a_template_without_any_title_is_refused(template: Path, tmp_path: Path) -> None:
    presentation = pptx.Presentation(str(template))
    for layout in presentation.slide_layouts:
        for shape in [
            each for each in layout.placeholders if "TITLE" in each.placeholder_format.type.name
        ]:
            shape.element.getparent().remove(shape.element)
    path = tmp_path / "zonder.pptx"
    presentation.save(str(path))

    with pytest.raises(InvalidSlideTemplateError, match="title"):
        open_template(path)


def test_a_layout_without_a_footer_gets_the_stamp_in_a_box(template: Path, tmp_path: Path) -> None:
    presentation = pptx.Presentation(str(template))
    for layout in presentation.slide_layouts:
        for shape in [
            each for each in layout.placeholders if each.element.xpath(".//p:ph[@type='ftr']")
        ]:
            shape.element.getparent().remove(shape.element)
    path = tmp_path / "zonder-voet.pptx"
    presentation.save(str(path))

    made = pptx.Presentation(str(make_with(path, tmp_path)))

    for slide in made.slides:
        assert any("geen filters" in str(each.text) for each in slide.element.iter(qn("a:t")))


@pytest.mark.parametrize(
    ("title", "size"), [("Kort", None), ("Een lange zin " * 12, 20), ("Een boek " * 300, 14)]
)
def test_a_title_that_is_too_long_is_written_smaller(title: str, size: int | None) -> None:
    template = open_template(None)
    slide = template.presentation.slides.add_slide(template.plain)

    found = fit_title(slide, title)

    assert (found and found.pt) == size
