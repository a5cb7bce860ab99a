"""How the talk went: who opened the picture, and only results of what phones were asked."""

from dataclasses import replace
from typing import Any

from monitor.domain.meeting.live import LiveKind, LiveResult
from monitor.reports.pack.talk import make_talk
from tests.charts.scenes import make_reader
from tests.reports.pack.packs import make_pack

READER = make_reader()
OPEN, CLOSED = make_pack(), make_pack(is_open=False)


def figures(*, is_open: bool) -> list[Any]:
    parts = make_talk(OPEN if is_open else CLOSED, READER).parts
    return [part["figure"] for part in parts if part["kind"] == "figure"]


def test_each_party_agreed_aloud_or_on_its_own_device_and_nobody_is_named() -> None:
    told = str(make_talk(OPEN, READER).parts)

    assert "Gemeente Veldzicht: zei hardop ja" in told
    assert "Zonnewijk: gaf akkoord op een eigen apparaat" in told
    assert "Noor Visser" not in told


def test_a_picture_that_stayed_closed_says_so_and_not_of_whom() -> None:
    first, *_ = make_talk(replace(CLOSED, opened_by=OPEN.opened_by[:1]), READER).parts

    assert first == {
        "kind": "notice",
        "text": "Het beeld per partij is in dit gesprek niet geopend.",
    }


def test_the_favourite_card_is_told_by_its_title() -> None:
    told = str(make_talk(OPEN, READER).parts)

    assert "deze kaart werd het vaakst gekozen', 'items': ['Hoe gaat het (nl)']" in told


def test_statements_have_the_mean_of_all_together() -> None:
    talk, _ = figures(is_open=False)

    assert talk["is_bars"]
    assert talk["alt"] == (
        "Op de telefoons: hoe was dit gesprek? Ik kon zeggen wat ik wilde zeggen: ≤ 2,5; "
        "Er is naar elkaar geluisterd: 4,3; "
        "We hebben iets afgesproken waar ik wat aan heb: te weinig antwoorden om te tonen."
    )


def test_a_check_in_tells_the_parties_apart_only_where_the_picture_is_open() -> None:
    _, opened = figures(is_open=True)
    _, closed = figures(is_open=False)

    assert "gemeente 3,6; initiatief 3,6" in opened["alt"]
    assert closed["is_bars"]
    assert "gemeente" not in closed["alt"]


def test_too_few_answers_show_nothing() -> None:
    few = [replace(each, result=LiveResult(has_enough=False)) for each in OPEN.deck.live]
    pack = replace(OPEN, deck=replace(OPEN.deck, live=tuple(few)))

    told = str(make_talk(pack, READER).parts)

    assert told.count("Er waren te weinig antwoorden om iets te tonen.") == len(LiveKind)
    assert "figure" not in told


def test_nothing_asked_is_said_so() -> None:
    pack = replace(OPEN, deck=replace(OPEN.deck, live=()))

    assert "Op de telefoons is niets gevraagd." in str(make_talk(pack, READER).parts)
