"""What was agreed and written down, as chapters: whose, by when, and whether it was noticed."""

from dataclasses import replace
from typing import Any

from monitor.domain.register.agreement import AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.reports.pack.minutes import (
    list_open,
    make_agreements,
    make_basis,
    make_minutes,
    write_next_meeting,
)
from tests.charts.scenes import make_reader
from tests.reports.pack.packs import (
    LESSON,
    NEW_PROMISE,
    OLD_LESSON,
    OLD_PROMISE,
    UNREAD_PROMISE,
    make_pack,
)

READER = make_reader()
PACK = make_pack()


def tables(*, is_held: bool = True) -> list[Any]:
    pack = PACK if is_held else make_pack(is_held=False)
    parts = make_agreements(pack, READER).parts
    return [part for part in parts if part["kind"] == "agreements"]


def test_new_agreements_stand_before_those_that_still_hold() -> None:
    new, standing = tables()

    assert [row[0] for row in new["rows"]] == [
        NEW_PROMISE,
        f"{UNREAD_PROMISE} (nog niet samen voorgelezen)",
    ]
    assert [row[0] for row in standing["rows"]] == [OLD_PROMISE]


def test_an_agreement_says_whose_it_is_and_by_when() -> None:
    new, _ = tables()

    assert [(row[1]["name"], row[1]["shape"], row[2]) for row in new["rows"]] == [
        ("Gemeente Veldzicht", "square", "geen datum afgesproken"),
        ("Zonnewijk", "circle", "uiterlijk 1 maart 2027"),
    ]


def test_only_what_stood_before_was_asked_about() -> None:
    new, standing = tables()

    assert new["headers"] == ["Afspraak", "Wie", "Wanneer"]
    assert standing["headers"] == ["Afspraak", "Wie", "Wanneer", "Gemerkt?"]
    assert standing["rows"][0][3] == "ja, gemerkt"


def test_an_agreement_that_no_screen_told_of_was_not_asked_about() -> None:
    deck = replace(PACK.deck, slides=())

    told = str(make_agreements(replace(PACK, deck=deck, entries=()), READER).parts)

    assert told.count("niet gevraagd") == 3


def test_the_headline_counts_what_was_agreed() -> None:
    assert make_agreements(PACK, READER).headline == "Jullie maakten 2 afspraken."
    not_held = make_agreements(make_pack(is_held=False), READER)
    assert not_held.headline == "Er staat 1 afspraak open."
    nothing = make_agreements(replace(PACK, agreements=(), entries=()), READER)
    assert (nothing.headline, nothing.parts) == ("Er staan geen afspraken open.", [])


def test_what_ended_is_no_agreement_to_keep() -> None:
    done = [
        replace(each, content=replace(each.content, state=AgreementState.DONE))
        for each in PACK.agreements
    ]

    assert list_open(replace(PACK, agreements=tuple(done))) == []
    assert len(list_open(PACK)) == 3


def test_the_minutes_hold_roles_frames_lessons_and_the_next_meeting() -> None:
    parts = make_minutes(PACK, READER).parts

    told = {part["heading"]: part.get("items", part.get("text")) for part in parts}
    assert told == {
        "Rollen": ["De buurtkrant: Zonnewijk leidt"],
        "Kaders": ["Dit ligt vast: Het jaar ligt vast."],
        "Wat jullie leerden": [f"{LESSON} (nog niet samen voorgelezen)"],
        "Volgend gesprek": "Jullie volgende gesprek is op 24 februari 2027.",
    }


def test_minutes_without_notes_say_so() -> None:
    section = make_minutes(replace(PACK, entries=(), next_meeting_on=None), READER)

    assert section.headline == "Rollen, kaders en lessen zijn dit keer niet opgeschreven."
    assert "nog geen datum" in str(section.parts)


def test_what_holds_now_is_roles_frames_and_lessons_of_before() -> None:
    section = make_basis(PACK, READER)

    assert section is not None
    told = str(section.parts)
    for text in ("Bewoners", "helpt", "leidt", "De wijk gaat van het gas.", OLD_LESSON):
        assert text in told
    assert LESSON not in told


def test_names_of_people_are_left_out_of_what_holds_now() -> None:
    assert "Ali Demir" not in str(make_basis(PACK, READER))


def test_nothing_that_holds_is_no_chapter() -> None:
    assert make_basis(replace(PACK, collaboration=None, lessons=()), READER) is None
    assert make_basis(replace(PACK, collaboration=Collaboration(), lessons=()), READER) is None


def test_the_next_meeting_is_a_day_or_still_open() -> None:
    open_ = write_next_meeting(replace(PACK, next_meeting_on=None), READER)

    assert write_next_meeting(PACK, READER) == "Jullie volgende gesprek is op 24 februari 2027."
    assert open_ == "Er is nog geen datum voor het volgende gesprek."
