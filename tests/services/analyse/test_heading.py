from collections.abc import Mapping, Sequence
from typing import Any

from monitor.services.analyse.analysing import make_ground
from monitor.services.analyse.heading import describe_heading
from monitor.services.analyse.loading import Request, load
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from tests.services.analyse.files import (
    SPRING,
    SUMMER,
    form,
    invited_source,
    request_of,
    small_file,
)
from tests.services.analyse.stubs import write_note


def heading_of(request: Request) -> Mapping[str, Any]:
    ground = make_ground(request)
    loaded = load(request, ground.questionnaire, lambda *_: None)
    return describe_heading(loaded, ground, write_note)


def notes(request: Request) -> Sequence[tuple[str, int]]:
    return [(note["note"], note["count"]) for note in heading_of(request)["notes"]]


def test_it_says_by_what_was_judged() -> None:
    heading = heading_of(request_of(small_file()))

    assert heading["schema"] == 1
    engine = heading["engine"]
    assert engine["questionnaire"] == CURRENT_VERSION
    assert engine["privacy"] == "none"
    assert engine["linked"] is True
    assert engine["variances"]["version"] == "default-1"
    assert engine["variances"]["overall"] == {"person": 0.22, "wobble": 0.019, "answering": 0.094}
    assert engine["thresholds"]["amber"] == 7.4
    assert engine["thresholds"]["red"] == 20.0


def test_it_counts_the_rows() -> None:
    rows = heading_of(request_of(small_file()))["rows"]

    assert rows["used"] == len(small_file())
    assert rows["answers"] == {"bad_rows": 0, "reasons": {}}


def test_skipped_rows_are_counted_by_reason() -> None:
    bad = [f"Elm,initiative,{SPRING},p,TRU1,9", "Elm,initiative,spring,p,TRU1,1"]

    heading = heading_of(request_of([*small_file(), *bad], skips_bad_rows=True))

    assert heading["rows"]["answers"] == {"bad_rows": 2, "reasons": {"round": 1, "value": 1}}
    assert ("bad_rows", 2) in [(note["note"], note["count"]) for note in heading["notes"]]


def test_without_invitations_the_response_is_left_out_and_it_says_so() -> None:
    assert notes(request_of(small_file())) == [("response_left_out", 0)]


def test_it_says_how_often_the_invited_are_not_known() -> None:
    invited = invited_source([f"Elm,initiative,{SPRING},6"])

    assert notes(request_of(small_file(), invited=invited)) == [("invited_unknown", 5)]


def test_it_says_nothing_when_everything_is_known() -> None:
    invited = invited_source(
        f"{name},{party},{day},6"
        for name, day in (("Elm", SPRING), ("Elm", SUMMER), ("Ash", SPRING))
        for party in ("initiative", "municipality")
    )

    assert notes(request_of(small_file(), invited=invited)) == []


def test_it_says_of_how_many_forms_nobody_knows_the_answers() -> None:
    rows = [*form(f"Elm,a,{SPRING},", 4), *form(f"Elm,b,{SPRING},x", 4)]

    found = notes(request_of(rows, is_linked=False))

    assert ("people_unknown", 1) in found


def test_it_says_how_many_light_rounds_were_left_out() -> None:
    light = [
        row
        for party in ("initiative", "municipality")
        for row in form(f"Elm,{party},2026-09-30,{party}-0", 1, questions=("TRU1", "GRO2"))
    ]

    assert ("light_rounds", 1) in notes(request_of([*small_file(), *light]))


def test_a_note_is_written_in_every_language() -> None:
    (note,) = heading_of(request_of(small_file()))["notes"]

    assert note["text"] == {"nl": "response_left_out 0", "en": "response_left_out 0"}
