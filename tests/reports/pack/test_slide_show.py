"""Slides show what the screens showed: titles, charts with their data, tables and notes."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx.oxml.ns import qn

from monitor.domain.meeting.deck import (
    CardSlide,
    JointSlide,
    LastTimeSlide,
    PartiesSlide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.i18n.meeting_sentences import write_ask, write_title
from monitor.reports.pack.about import write_line, write_openness
from monitor.reports.pack.slide_show import make_slide_show
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import OLD_PROMISE, OURS, THEIRS, make_pack
from tests.reports.pack.slides import (
    AMSTERDAM,
    charts_of,
    find_slide,
    make_slides,
    rows_of,
    series_of,
    tables_of,
    titles_of,
    words_of,
    workbook_of,
)

READER = make_reader()
PACK, CLOSED = make_pack(), make_pack(is_open=False)
OPENED_SLIDES, CLOSED_SLIDES = make_slides(PACK), make_slides(CLOSED)


def test_there_is_a_slide_for_each_screen_in_their_order_after_a_cover() -> None:
    cover, *titles = titles_of(OPENED_SLIDES)
    first_parts = [title for title in titles if not title.endswith("(2/2)")]

    assert cover == "Zonnewijk en Veldzicht"
    assert [title.removesuffix(" (1/2)") for title in first_parts] == [
        write_title(slide, PACK.deck, READER) for slide in PACK.deck.slides
    ]


def test_every_slide_has_a_title_that_is_read_first() -> None:
    for slide in OPENED_SLIDES.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        assert slide.shapes.title.text_frame.text


def test_every_chart_and_table_has_alt_text() -> None:
    frames = [
        shape
        for slide in OPENED_SLIDES.slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table
    ]

    assert len(frames) == 12
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)


def test_the_joint_chart_holds_the_means_of_the_deck_also_in_its_workbook() -> None:
    slide = slide_in(PACK.deck, JointSlide)
    (chart,) = charts_of(find_slide(OPENED_SLIDES, write_title(slide, PACK.deck, READER)))

    assert series_of(chart) == {"Samen": list(slide.means.values())}
    assert workbook_of(chart) == series_of(chart)
    assert list(chart.plots[0].categories) == [READER.dimension(each) for each in Dimension]


def test_the_chart_of_the_parties_holds_both_also_in_its_workbook() -> None:
    slide = slide_in(PACK.deck, PartiesSlide)
    (chart,) = charts_of(find_slide(OPENED_SLIDES, write_title(slide, PACK.deck, READER)))

    assert series_of(chart) == {"Gemeente": list(THEIRS), "Initiatief": list(OURS)}
    assert workbook_of(chart) == series_of(chart)


def test_every_chart_keeps_its_own_workbook() -> None:
    file = make_slide_show(PACK, Language.DUTCH, AMSTERDAM)
    charts = [chart for slide in OPENED_SLIDES.slides for chart in charts_of(slide)]

    with ZipFile(BytesIO(file)) as archive:
        inside = [name for name in archive.namelist() if name.startswith("ppt/embeddings/")]

    assert len(inside) == len(charts) == 8
    assert all(workbook_of(chart) == series_of(chart) for chart in charts)


def test_closed_slides_hold_no_number_of_a_party_and_say_why() -> None:
    charts = [chart for slide in CLOSED_SLIDES.slides for chart in charts_of(slide)]
    numbers = {value for chart in charts for row in series_of(chart).values() for value in row}
    slide = slide_in(CLOSED.deck, PartiesSlide)
    closed = find_slide(CLOSED_SLIDES, write_title(slide, CLOSED.deck, READER))

    assert not numbers & {*THEIRS, *OURS}
    assert charts_of(closed) == []
    assert f"Beeld per partij: {write_openness(CLOSED, READER)}" in words_of(closed)
    everything = " ".join(words_of(slide) for slide in CLOSED_SLIDES.slides)
    assert not any(READER.formatter.points(each) in everything for each in {*THEIRS, *OURS})


def test_agreements_are_a_table_with_a_header_row() -> None:
    slide = slide_in(PACK.deck, LastTimeSlide)
    (table,) = tables_of(find_slide(OPENED_SLIDES, write_title(slide, PACK.deck, READER)))

    assert rows_of(table)[0][0] == "Afspraak"
    assert rows_of(table)[1][0] == OLD_PROMISE
    assert table.first_row


def test_many_agreements_go_on_on_another_slide() -> None:
    slide = slide_in(PACK.deck, LastTimeSlide)
    many = replace(slide, rows=slide.rows * 16)
    deck = replace(PACK.deck, slides=(many,))

    slides = make_slides(replace(PACK, deck=deck))

    assert [title[-5:] for title in titles_of(slides)[1:]] == ["(1/3)", "(2/3)", "(3/3)"]
    rows = [len(rows_of(tables_of(slide)[0])) - 1 for slide in list(slides.slides)[1:]]
    assert rows == [7, 7, 2]


def test_the_question_of_a_card_is_large_on_its_slide() -> None:
    slide = slide_in(PACK.deck, CardSlide)
    page = find_slide(OPENED_SLIDES, write_title(slide, PACK.deck, READER))
    question = write_ask(slide, PACK.deck, READER)

    sizes = [
        paragraph.runs[0].font.size.pt
        for shape in page.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if paragraph.text == question
    ]

    assert sizes == [32]


def test_an_empty_screen_says_so() -> None:
    writing = replace(slide_in(PACK.deck, WritingSlide), entries=())
    talk = replace(slide_in(PACK.deck, TalkSlide), question=None)
    deck = replace(PACK.deck, slides=(writing, talk))

    _, written, asked = map(words_of, make_slides(replace(PACK, deck=deck)).slides)

    assert "Er is nog niets opgeschreven." in written
    assert "Er is nog niets gevraagd, of er waren te weinig antwoorden." in asked


def test_the_notes_hold_the_question_and_the_stamp() -> None:
    for page, slide in zip(list(CLOSED_SLIDES.slides)[1:], CLOSED.deck.slides, strict=True):
        notes = page.notes_slide.notes_text_frame.text
        assert write_ask(slide, CLOSED.deck, READER) in notes
        assert write_line(CLOSED, READER) in notes


def test_every_slide_is_stamped_and_numbered() -> None:
    stamp = write_line(PACK, READER)

    for number, slide in enumerate(OPENED_SLIDES.slides, start=1):
        feet = {
            shape.placeholder_format.type.name: shape.text_frame.text
            for shape in slide.placeholders
        }
        assert feet["FOOTER"] == stamp
        assert feet["SLIDE_NUMBER"] == str(number)


@pytest.mark.parametrize(
    ("language", "tag"), [(Language.DUTCH, "nl-NL"), (Language.ENGLISH, "en-GB")]
)
def test_every_run_of_text_says_in_which_language_it_is(language: Language, tag: str) -> None:
    slides = make_slides(PACK, language)
    elements = [slide.element for slide in slides.slides]
    elements += [slide.notes_slide.element for slide in list(slides.slides)[1:]]
    elements += [chart.element for slide in slides.slides for chart in charts_of(slide)]

    for element in elements:
        assert {each.get("lang") for each in element.iter(qn("a:rPr"))} <= {tag}
        assert all(run.find(qn("a:rPr")) is not None for run in element.iter(qn("a:r")))
    assert slides.core_properties.language == tag


def test_nobody_is_named_on_a_slide() -> None:
    said = " ".join(words_of(slide) for slide in OPENED_SLIDES.slides)

    assert not any(name in said for name in ("Noor", "Visser", "Ali", "Demir", "Cas"))


@pytest.mark.parametrize("text", ["=1+1", "<a:b>&\x0b\x07", "\ud800", "lang " * 100])
def test_hostile_words_stay_words_and_run_nowhere(text: str) -> None:
    slides = make_slides(make_pack(text=text))
    charts = [chart for slide in slides.slides for chart in charts_of(slide)]

    assert all(workbook_of(chart) == series_of(chart) for chart in charts)


def test_a_round_without_a_meeting_has_slides_too() -> None:
    pack = replace(make_pack(is_held=False), next_meeting_on=date(2027, 1, 1))

    assert len(make_slides(pack).slides) == len(pack.deck.slides) + 1
