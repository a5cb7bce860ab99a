"""The evaluation on paper: everything that was shown and agreed, for every reader, and no more."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.domain.meeting.deck import CardSlide
from monitor.domain.partnership import Language, PrivacyMode
from monitor.reports.pack.evaluation import make_evaluation
from monitor.services.meeting.read_pack import Pack
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import (
    CHANGED_LINE,
    COMMENT,
    LESSON,
    NEW_PROMISE,
    OLD_LESSON,
    OLD_PROMISE,
    OURS,
    THEIRS,
    UNREAD_PROMISE,
    make_pack,
)
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print
from tests.reports.structure import find_faults

PEOPLE = ("Noor Visser", "Ali Demir", "Cas Bos")
CHAPTERS = {
    Language.DUTCH: ("Vorige keer", "Samen", "Afspraken", "Over de cijfers"),
    Language.ENGLISH: ("Last time", "Together", "Agreements", "About the numbers"),
}


def evaluation_of(pack: Pack, language: Language = Language.DUTCH) -> Print:
    return Print.of(make_evaluation(pack, language, AMSTERDAM))


@pytest.fixture(scope="module")
def opened() -> Print:
    return evaluation_of(make_pack())


@pytest.fixture(scope="module")
def closed() -> Print:
    return evaluation_of(make_pack(is_open=False))


def numbers_of_parties() -> set[str]:
    return {f"{mean}".replace(".", ",") for mean in (*THEIRS, *OURS)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_open", [True, False])
def test_nothing_breaks_the_rules_for_readers_who_do_not_see(
    language: Language, *, is_open: bool
) -> None:
    assert find_faults(make_evaluation(make_pack(is_open=is_open), language, AMSTERDAM)) == []


@pytest.mark.parametrize("language", Language)
def test_it_is_in_the_language_that_was_asked(language: Language) -> None:
    made = evaluation_of(make_pack(), language)

    assert made.language == language.value
    for name in CHAPTERS[language]:
        assert name in made.pages[1]


def test_the_cover_says_of_whom_of_when_and_what_this_is(opened: Print) -> None:
    cover = opened.pages[0]

    for text in (
        *("Zonnewijk en Veldzicht", "4e kwartaal 2026", "Gemeente Veldzicht", "Zonnewijk"),
        *("17 november 2026", "samen geopend", "Dit is een hulpmiddel voor een gesprek"),
        "Dit is geen rapportcijfer",
    ):
        assert text in cover
    assert opened.reader.metadata is not None
    assert opened.reader.metadata.title == "Evaluatie van Zonnewijk en Veldzicht"


def test_it_holds_what_was_shown_and_written_down(opened: Print) -> None:
    for text in (
        *(OLD_PROMISE, NEW_PROMISE, UNREAD_PROMISE, CHANGED_LINE.rstrip("."), COMMENT, LESSON),
        *(OLD_LESSON, "Het jaar ligt vast.", "De buurtkrant: Zonnewijk leidt", "24 februari 2027"),
        *("Herkennen jullie dit beeld?", "Er is naar elkaar geluisterd.", "zei hardop ja"),
    ):
        assert text in opened.text
    assert numbers_of_parties() <= set(opened.text.replace(".", " ").split())


def test_a_picture_that_was_not_opened_is_nowhere(closed: Print) -> None:
    assert "Het beeld per partij is niet geopend." in closed.text
    told = [closed.text, *closed.alternatives]
    assert [each for each in numbers_of_parties() if any(each in text for text in told)] == []


def test_no_names_of_people_are_printed(opened: Print, closed: Print) -> None:
    assert [name for name in PEOPLE if name in opened.text or name in closed.text] == []


def test_every_page_says_which_answers_it_rests_on_and_which_page_it_is(opened: Print) -> None:
    count = len(opened.pages)

    for number, page in enumerate(opened.pages, start=1):
        assert "Alle antwoorden van ronde K4 2026, geen filters." in page
        assert "Gemaakt op 17 november 2026 om 10:30." in page
        assert f"Bladzijde {number} van {count}" in page


def test_every_figure_has_its_numbers_in_words(opened: Print) -> None:
    figures = opened.alternatives

    assert len(figures) == 10
    assert any("Vertrouwen: gemeente 4,1, initiatief 3,5, Verschil 0,6" in each for each in figures)


def test_the_contents_lead_to_every_chapter(opened: Print) -> None:
    pages = [page.indirect_reference for page in opened.reader.pages]
    page: Any = opened.reader.pages[1]
    links = [each.get_object() for each in page["/Annots"]]

    targets = [pages.index(link["/Dest"].get_object()[0].indirect_reference) for link in links]

    assert len(targets) == 14
    assert targets == sorted(targets)
    assert (targets[0], targets[-1]) == (2, len(pages) - 1)


def test_the_bookmarks_name_every_chapter_and_what_it_says(opened: Print) -> None:
    outline: Any = opened.reader.outline
    chapters = [" ".join(each.title.split()) for each in outline if not isinstance(each, list)]
    below = [each for each in outline if isinstance(each, list)]

    assert chapters[:3] == ["In het kort", "Inhoud", "1 Vorige keer"]
    assert chapters[-1] == "14 Over de cijfers"
    assert below[0][0].title == "Jullie merkten dat 1 afspraak is nagekomen."


def test_a_round_without_a_meeting_has_no_minutes_and_is_closed() -> None:
    made = evaluation_of(make_pack(is_held=False))

    assert "nog niet gehouden" in made.pages[0]
    assert "Opgeschreven" not in made.text
    assert "Het gesprek" not in made.pages[1]
    assert "Het beeld per partij is niet geopend." in made.text


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (PrivacyMode.CONFIDENTIAL, "Van een groep met minder dan 3 antwoorden is niets te zien."),
        (PrivacyMode.OPEN, "spraken af dat de antwoorden open zijn."),
        (PrivacyMode.JOINT, "De partijen vulden de vragen samen in"),
    ],
)
def test_it_explains_who_is_protected_as_the_parties_agreed(mode: PrivacyMode, said: str) -> None:
    pack = make_pack()
    partnership = replace(pack.partnership, privacy_mode=mode)

    made = evaluation_of(replace(pack, deck=replace(pack.deck, partnership=partnership)))

    assert said in made.pages[-1]


def test_forty_pages_are_small() -> None:
    pack = make_pack()
    card = slide_in(pack.deck, CardSlide)
    longer = replace(pack, deck=replace(pack.deck, slides=(*pack.deck.slides, *[card] * 90)))

    file = make_evaluation(longer, Language.DUTCH, AMSTERDAM)

    assert len(Print.of(file).pages) >= 40
    assert len(file) < 2_000_000


@pytest.mark.parametrize("text", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_texts_are_printed_and_never_obeyed(text: str) -> None:
    file = make_evaluation(make_pack(text=text), Language.DUTCH, AMSTERDAM)

    assert find_faults(file) == []
    assert "Zo lezen jullie de cijfers." in Print.of(file).text
