"""Looks in a PDF for what breaks PDF/UA-1, apart from the typesetter that made it.

These are the rules of ISO 14289-1 that a file can break and a machine can see: whether words and
pictures are tagged, whether what is tagged makes sense, and whether the type can be read back.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import BooleanObject, ContentStream

_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do"}
_STANDARD = {
    *("Document", "Part", "Sect", "Div", "P", "H", *(f"H{level}" for level in range(1, 7))),
    *("TOC", "TOCI", "Reference", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"),
    *("THead", "TBody", "TFoot", "Span", "Link", "Figure", "Caption", "Note", "Quote"),
    *("BlockQuote", "Code", "Index", "NonStruct", "Form", "Annot", "Art", "Formula"),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One tag: what it is, what it says in place of what is drawn, and where its content lies."""

    kind: str
    alternative: str
    attributes: Mapping[str, Any]
    children: Sequence["Element"]
    marked: frozenset[tuple[int, int]]
    has_link: bool

    def walk(self) -> Iterator["Element"]:
        """Yield this tag and all under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def children_of(self, *kinds: str) -> list["Element"]:
        """Return the tags of these kinds anywhere under it."""
        return [each for each in self.walk() if each.kind in kinds and each is not self]


def find_faults(file: bytes) -> list[str]:
    """Return what is wrong with a PDF, in words; empty where nothing was found."""
    reader = PdfReader(io.BytesIO(file))
    root = reader.root_object
    if "/StructTreeRoot" not in root:
        return ["nothing is tagged"]
    tree = read_tree(reader)
    checks: list[Callable[[], Iterator[str]]] = [
        lambda: _check_document(reader),
        lambda: _check_roles(root, tree),
        lambda: _check_headings(tree),
        lambda: _check_figures(tree),
        lambda: _check_tables(tree),
        lambda: _check_lists(tree),
        lambda: _check_links(reader, tree),
        lambda: _check_content(reader, tree),
        lambda: _check_fonts(reader),
    ]
    return [fault for check in checks for fault in check()]


def read_tree(reader: PdfReader) -> Element:
    """Return the tags of a file."""
    references = [page.indirect_reference for page in reader.pages]
    pages = {each.idnum: place for place, each in enumerate(references) if each is not None}
    return _read_element(reader.root_object["/StructTreeRoot"], pages, -1)


def _read_element(given: Any, pages: Mapping[int, int], page: int) -> Element:  # noqa: ANN401 - a tree of whatever the file holds.
    element = given.get_object()
    if "/Pg" in element:
        page = pages[element.raw_get("/Pg").idnum]
    content = element.get("/K", [])
    held = content if isinstance(content, list) else [content]
    children, marked, has_link = [], set(), False
    for each in (one.get_object() for one in held):
        if isinstance(each, int):
            marked.add((page, each))
        elif each.get("/Type") == "/MCR":
            place = pages[each.raw_get("/Pg").idnum] if "/Pg" in each else page
            marked.add((place, int(each["/MCID"])))
        elif each.get("/Type") == "/OBJR":
            has_link = True
        else:
            children.append(_read_element(each, pages, page))
    return Element(
        kind=str(element.get("/S", "/Root"))[1:],
        alternative=str(element.get("/Alt", "")),
        attributes=_read_attributes(element.get("/A", [])),
        children=children,
        marked=frozenset(marked),
        has_link=has_link,
    )


def _read_attributes(given: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above.
    parts = given if isinstance(given, list) else [given]
    return {key: value for part in parts for key, value in part.get_object().items()}


def _check_document(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    marks = root.get("/MarkInfo", {})
    if marks.get("/Marked") != BooleanObject(value=True):
        yield "it is not marked as tagged"
    if marks.get("/Suspects") == BooleanObject(value=True):
        yield "its tags are suspect"
    if not root.get("/Lang"):
        yield "it has no language"
    shows_title = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    if shows_title != BooleanObject(value=True):
        yield "a reader shows the name of the file in place of the title"
    metadata = root["/Metadata"].get_object().get_data().decode()
    if "<pdfuaid:part>1</pdfuaid:part>" not in metadata:
        yield "it does not claim PDF/UA-1"
    if "<dc:title>" not in metadata or not (reader.metadata and reader.metadata.title):
        yield "it has no title"
    if reader.is_encrypted:
        yield "it is encrypted"


def _check_roles(root: Any, tree: Element) -> Iterator[str]:  # noqa: ANN401 - as above.
    roles = {str(key)[1:]: str(value)[1:] for key, value in _role_map(root).items()}
    for kind in {each.kind for each in tree.walk()} - _STANDARD - {"Root"}:
        if roles.get(kind) not in _STANDARD:
            yield f"the tag {kind} stands for nothing"


def _role_map(root: Any) -> Mapping[Any, Any]:  # noqa: ANN401 - as above.
    found: Mapping[Any, Any] = root["/StructTreeRoot"].get_object().get("/RoleMap", {})
    return found


def _check_headings(tree: Element) -> Iterator[str]:
    levels = [int(each.kind[1:]) for each in tree.walk() if each.kind[:1] == "H" and each.kind[1:]]
    if levels[:1] not in ([], [1]):
        yield "the first heading is not of the first level"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _check_figures(tree: Element) -> Iterator[str]:
    for figure in tree.children_of("Figure", "Formula"):
        if not figure.alternative.strip():
            yield "a figure says nothing"
        if "/BBox" not in figure.attributes:
            yield "a figure has no place"


def _check_tables(tree: Element) -> Iterator[str]:
    for table in tree.children_of("Table"):
        heads = table.children_of("TH")
        if not heads:
            yield "a table has no head"
        if any("/Scope" not in head.attributes for head in heads):
            yield "the head of a table does not say what it heads"
        widths = {_width(row) for row in table.children_of("TR")}
        if len(widths) > 1:
            yield "the rows of a table are not equally long"


def _width(row: Element) -> int:
    return sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.children)


def _check_lists(tree: Element) -> Iterator[str]:
    for each in tree.children_of("L"):
        if {child.kind for child in each.children} - {"LI", "Caption", "L"}:
            yield "a list holds something else than items"
    for item in tree.children_of("LI"):
        if {child.kind for child in item.children} - {"Lbl", "LBody"}:
            yield "an item of a list holds something else than a mark and words"


def _check_links(reader: PdfReader, tree: Element) -> Iterator[str]:
    tagged = sum(each.has_link for each in tree.children_of("Link"))
    links = [
        (page, annotation.get_object())
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    ]
    if tagged < len(links):
        yield "a link is not tagged"
    for page, link in links:
        if page.get("/Tabs") != "/S":
            yield "the tab key does not follow the order of reading"
        if not link.get("/Contents"):
            yield "a link does not say where it leads"
        if "/StructParent" not in link:
            yield "a link stands outside the tags"


def _check_content(reader: PdfReader, tree: Element) -> Iterator[str]:
    tagged = {place for each in tree.walk() for place in each.marked}
    drawn: set[tuple[int, int]] = set()
    for number, page in enumerate(reader.pages):
        ids, is_loose = _read_marks(reader, page)
        drawn |= {(number, each) for each in ids}
        if is_loose:
            yield f"page {number + 1} draws something that is neither tagged nor decoration"
    if drawn - tagged:
        yield "content is marked that no tag holds"
    if tagged - drawn:
        yield "a tag holds content that is not there"


def _read_marks(reader: PdfReader, page: PageObject) -> tuple[set[int], bool]:
    """Return the numbers of what is marked on a page, and whether anything is drawn unmarked."""
    ids: set[int] = set()
    depth, is_loose = 0, False
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
            if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
                ids.add(int(operands[1]["/MCID"]))
        elif operator == b"EMC":
            depth -= 1
        elif operator in _PAINTS and depth == 0:
            is_loose = True
    return ids, is_loose


def _check_fonts(reader: PdfReader) -> Iterator[str]:
    fonts = {
        str(font["/BaseFont"]): font
        for page in reader.pages
        for font in (each.get_object() for each in _fonts_of(page).values())
    }
    for name, font in fonts.items():
        if "/ToUnicode" not in font:
            yield f"the words in {name} cannot be read back"
        for descendant in font.get("/DescendantFonts", [font]):
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield f"the type {name} is not in the file"


def _fonts_of(page: PageObject) -> Mapping[Any, Any]:
    resources: Any = page["/Resources"].get_object()
    fonts: Mapping[Any, Any] = resources.get("/Font", {})
    return fonts
