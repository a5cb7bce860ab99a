"""The check of tags finds nothing in a sound file, and every fault that is put into one."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from monitor.domain.partnership import Language
from monitor.reports.pack.evaluation import make_evaluation
from tests.reports.pack.packs import make_pack
from tests.reports.prints import AMSTERDAM
from tests.reports.structure import find_faults


@pytest.fixture(scope="module")
def sound() -> bytes:
    return make_evaluation(make_pack(), Language.DUTCH, AMSTERDAM)


def damage(file: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(file))
    change(writer)
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def tags(writer: PdfWriter, kind: str) -> list[Any]:
    found: list[Any] = []

    def walk(given: Any) -> None:  # noqa: ANN401 - a tree of whatever the file holds.
        element = given.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, dict):
            if element.get("/S") == kind:
                found.append(element)
            if "/K" in element:
                walk(element.raw_get("/K") if hasattr(element, "raw_get") else element["/K"])

    walk(writer.root_object["/StructTreeRoot"])
    return found


def unset(*path: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        place: Any = writer.root_object
        for name in path[:-1]:
            place = place[name].get_object()
        del place[path[-1]]

    return change


def rename(kind: str, other: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        tags(writer, kind)[0][NameObject("/S")] = NameObject(other)

    return change


def silence_figure(writer: PdfWriter) -> None:
    tags(writer, "/Figure")[0][NameObject("/Alt")] = TextStringObject(" ")


def lose_head(writer: PdfWriter) -> None:
    for cell in tags(writer, "/TH"):
        cell[NameObject("/S")] = NameObject("/TD")


def lose_cell(writer: PdfWriter) -> None:
    tags(writer, "/TR")[0]["/K"].pop()


def suspect(writer: PdfWriter) -> None:
    marks: Any = writer.root_object["/MarkInfo"]
    marks[NameObject("/Suspects")] = BooleanObject(value=True)


def mute_links(writer: PdfWriter) -> None:
    for page in writer.pages:
        for link in page.get("/Annots", ()):
            link.get_object().pop("/Contents", None)


def lose_order(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.pop("/Tabs", None)


def draw_loosely(writer: PdfWriter) -> None:
    more = StreamObject()
    more.set_data(b"0 0 10 10 re f")
    page: Any = writer.pages[0]
    held = page["/Contents"].get_object()
    before = list(held) if isinstance(held, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([*before, writer._add_object(more)])


def lose_letters(writer: PdfWriter) -> None:
    fonts: Any = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        del font.get_object()["/ToUnicode"]


def lose_type(writer: PdfWriter) -> None:
    fonts: Any = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for name in ("/FontFile2", "/FontFile3"):
            descriptor.get_object().pop(name, None)


def replace_metadata(writer: PdfWriter) -> None:
    empty = StreamObject()
    empty.set_data(b"<x:xmpmeta/>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(empty)


def forget_roles(writer: PdfWriter) -> None:
    tree: Any = writer.root_object["/StructTreeRoot"]
    tree.get_object()[NameObject("/RoleMap")] = DictionaryObject()
    tags(writer, "/P")[0][NameObject("/S")] = NameObject("/Strange")


def test_a_file_as_we_make_it_has_no_faults(sound: bytes) -> None:
    assert find_faults(sound) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (unset("/StructTreeRoot"), "nothing is tagged"),
        (unset("/MarkInfo", "/Marked"), "it is not marked as tagged"),
        (suspect, "its tags are suspect"),
        (unset("/Lang"), "it has no language"),
        (unset("/ViewerPreferences"), "a reader shows the name of the file"),
        (replace_metadata, "it does not claim PDF/UA-1"),
        (replace_metadata, "it has no title"),
        (forget_roles, "the tag Strange stands for nothing"),
        (rename("/H1", "/H2"), "the first heading is not of the first level"),
        (rename("/H2", "/H4"), "a heading of level 4 follows one of level 1"),
        (silence_figure, "a figure says nothing"),
        (lose_head, "a table has no head"),
        (lose_cell, "the rows of a table are not equally long"),
        (rename("/LI", "/P"), "a list holds something else than items"),
        (rename("/LBody", "/P"), "an item of a list holds something else"),
        (rename("/Link", "/Span"), "a link is not tagged"),
        (mute_links, "a link does not say where it leads"),
        (lose_order, "the tab key does not follow the order of reading"),
        (draw_loosely, "page 1 draws something that is neither tagged nor decoration"),
        (lose_letters, "cannot be read back"),
        (lose_type, "is not in the file"),
    ],
)
def test_each_fault_is_found(sound: bytes, change: Callable[[PdfWriter], None], fault: str) -> None:
    faults = find_faults(damage(sound, change))

    assert any(fault in each for each in faults)
