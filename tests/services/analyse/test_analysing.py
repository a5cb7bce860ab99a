import io
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.services.analyse.analysing import analyse_answers
from monitor.services.analyse.loading import Request, Stage
from monitor.services.analyse.privacy import Privacy
from monitor.services.analyse.rows import Source
from tests.services.analyse.files import (
    SPRING,
    SUMMER,
    form,
    invited_source,
    request_of,
    small_file,
    source_of,
    team,
    write,
)
from tests.services.analyse.stubs import TEXTS


def write_of(request: Request) -> bytes:
    out = io.BytesIO()
    analyse_answers(request, out, TEXTS, lambda *_: None)
    return out.getvalue()


def found(request: Request) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_of(request))
    return document


def scores(round_: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["party"], each["dimension"]): each for each in round_["scores"]}


def history(*, low: int = 3, fall_at: int = 6) -> list[str]:
    """Write eight rounds in which one party falls, without noise but with people who differ."""
    days = [f"{2024 + number // 4}-{(3, 6, 9, 12)[number % 4]:02}-28" for number in range(8)]
    return [
        row
        for number, day in enumerate(days)
        for party in ("initiative", "municipality")
        for row in team(
            "Elm",
            party,
            day,
            [low] * 6 if party == "initiative" and number >= fall_at else [4, 4, 5, 4, 4, 3],
        )
    ]


def test_it_is_one_document_with_partnerships_and_rounds_in_order() -> None:
    document = found(request_of(small_file()))

    assert list(document) == ["schema", "engine", "rows", "notes", "partnerships"]
    assert [each["id"] for each in document["partnerships"]] == ["Ash", "Elm"]
    rounds = document["partnerships"][1]["rounds"]
    assert [each["round"] for each in rounds] == [SPRING, SUMMER]
    assert list(rounds[0]) == ["round", "scores", "partnership_score", "evidence", "level", "flags"]


def test_scores_are_those_worked_out_by_hand() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", [5, 4, None, *[4] * 9]),
        *form(f"Elm,a,{SPRING},y", [1, None, None, *[2] * 9]),
        *form(f"Elm,b,{SPRING},z", [3, 4, 4, *[5] * 9]),
    ]

    (partnership,) = found(request_of(rows, invited=invited_source([f"Elm,a,{SPRING},4"])))[
        "partnerships"
    ]
    by_place = scores(partnership["rounds"][0])

    # x: trust 4.5 of two answers; y: one answer of three is too few.
    trust = by_place["a", "trust"]
    assert (trust["mean"], trust["respondents"], trust["answers"], trust["dont_know"]) == (
        4.5,
        2,
        3,
        3,
    )
    assert (trust["invited"], trust["shown"], trust["hidden_because"]) == (4, True, None)
    assert trust["low"] < trust["high"]
    assert by_place["a", "growth"]["mean"] == 3.0
    assert by_place["b", "trust"]["mean"] == pytest.approx(11 / 3, abs=1e-6)
    assert by_place["b", "trust"]["invited"] is None
    whole = partnership["rounds"][0]["partnership_score"]
    assert whole["mean"] == pytest.approx(((4.5 + 3 * 3) / 4 + (11 / 3 + 15) / 4) / 2, abs=1e-6)
    assert whole["dimensions"]["growth"] == 4.0


def test_a_fall_is_found_with_who_and_how_sure() -> None:
    (partnership,) = found(request_of(history()))["partnerships"]
    before, after = partnership["rounds"][5], partnership["rounds"][6]

    assert before["level"] == "green"
    assert after["level"] == "red"
    assert after["evidence"] > 20
    decline = next(flag for flag in after["flags"] if flag["kind"] == "decline")
    assert (decline["severity"], decline["party"], decline["dimension"]) == (
        "act",
        "initiative",
        None,
    )
    assert decline["probability"] > 0.5
    strongest = decline["patterns"][0]
    assert strongest["pattern"] == "decline: initiative, all dimensions"
    assert 0.5 < strongest["share"] <= 1
    assert decline["text"] == {"nl": "decline", "en": "decline"}


def test_in_confidence_what_is_hidden_appears_nowhere() -> None:
    (ash, elm) = found(request_of(small_file(), privacy=Privacy.CONFIDENTIAL))["partnerships"]

    hidden = scores(ash["rounds"][0])["initiative", "trust"]
    assert (hidden["mean"], hidden["low"], hidden["high"]) == (None, None, None)
    assert (hidden["shown"], hidden["hidden_because"]) == (False, "too_few_answers")
    whole = ash["rounds"][0]["partnership_score"]
    assert (whole["mean"], whole["shown"]) == (None, False)
    assert whole["hidden_because"] == "other_party_hidden"
    for round_ in (*ash["rounds"], *elm["rounds"]):
        assert round_["evidence"] is None
        assert all(not flag["patterns"] for flag in round_["flags"])
        for score in round_["scores"]:
            assert (score["answers"], score["dont_know"]) == (None, None)


def test_in_confidence_the_colour_is_still_told() -> None:
    (partnership,) = found(request_of(history(), privacy=Privacy.CONFIDENTIAL))["partnerships"]

    assert [each["level"] for each in partnership["rounds"]][5:7] == ["green", "red"]


def test_means_in_confidence_are_rounded() -> None:
    (partnership,) = found(request_of(history(), privacy=Privacy.CONFIDENTIAL))["partnerships"]

    means = {score["mean"] for score in partnership["rounds"][0]["scores"]}

    assert means <= {4.0}


def test_three_parties_each_have_their_scores() -> None:
    rows = [
        row for place, party in enumerate("abc") for row in team("Elm", party, SPRING, [place + 2])
    ]

    (partnership,) = found(request_of(rows))["partnerships"]

    assert len(partnership["rounds"][0]["scores"]) == 12
    assert partnership["rounds"][0]["partnership_score"]["mean"] == 3.0


def test_a_party_that_misses_a_round_has_no_score_there() -> None:
    rows = [
        *team("Elm", "a", SPRING, [4, 4]),
        *team("Elm", "b", SPRING, [3, 3]),
        *team("Elm", "a", SUMMER, [4, 4]),
    ]

    missed = scores(found(request_of(rows))["partnerships"][0]["rounds"][1])["b", "trust"]

    assert (missed["mean"], missed["respondents"], missed["shown"]) == (None, 0, False)
    assert missed["hidden_because"] == "not_answered"


def test_unlinked_answers_of_nobody_have_the_right_mean() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},", 5),
        *form(f"Elm,a,{SPRING},", [2, None, 2, *[2] * 9]),
        *form(f"Elm,b,{SPRING},z", 3),
    ]

    (partnership,) = found(request_of(rows, is_linked=False))["partnerships"]
    by_place = scores(partnership["rounds"][0])

    assert by_place["a", "growth"]["mean"] == 3.5
    assert by_place["a", "growth"]["respondents"] == 2
    assert by_place["a", "trust"]["answers"] == 5
    assert by_place["a", "trust"]["dont_know"] == 1


@settings(max_examples=20)
@given(st.randoms(use_true_random=False), st.sampled_from(list(Privacy)))
def test_the_order_of_rows_changes_nothing(random_: random.Random, privacy: Privacy) -> None:
    rows = [*small_file(), *history()[:500], *form(f"Elm,municipality,{SPRING},new", [3, None] * 6)]
    rows = list(dict.fromkeys(rows))
    shuffled = random_.sample(rows, len(rows))

    assert write_of(request_of(shuffled, privacy=privacy)) == write_of(
        request_of(rows, privacy=privacy)
    )


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_where_nobody_is_known(random_: random.Random) -> None:
    rows = [row.replace("initiative-", "") for row in small_file()]
    rows = [",".join([*row.split(",")[:3], "", *row.split(",")[4:]]) for row in rows]
    shuffled = random_.sample(rows, len(rows))

    assert write_of(request_of(shuffled, is_linked=False)) == write_of(
        request_of(rows, is_linked=False)
    )


@pytest.mark.parametrize(
    "content",
    [
        write(small_file(), end="\r\n"),
        b"\xef\xbb\xbf" + write(small_file()),
        write(f'"{row.replace(",", chr(34) + "," + chr(34))}"' for row in small_file()),
    ],
    ids=["crlf", "bom", "quoted"],
)
def test_how_the_file_is_written_changes_nothing(content: bytes) -> None:
    request = Request(source_of(content), privacy=Privacy.NONE)

    assert write_of(request) == write_of(request_of(small_file()))


def test_names_of_any_script_come_back_as_they_were() -> None:
    rows = [row.replace("Elm", '"Wärme, 暖 🙂"') for row in small_file()]

    assert found(request_of(rows))["partnerships"][1]["id"] == "Wärme, 暖 🙂"


def test_progress_is_told_in_bytes_and_then_in_partnerships() -> None:
    told: list[tuple[Stage, int, int]] = []
    source: Source = source_of(small_file())

    analyse_answers(Request(source), io.BytesIO(), TEXTS, lambda *progress: told.append(progress))

    assert (Stage.READING, source.size, source.size) in told
    assert told[-1] == (Stage.ANALYSING, 2, 2)


@pytest.mark.parametrize("skips_bad_rows", [False, True])
def test_a_light_round_between_changes_nothing_of_what_is_found(*, skips_bad_rows: bool) -> None:
    rows = history()
    light = [
        row
        for party in ("initiative", "municipality")
        for number in range(6)
        for row in form(f"Elm,{party},2025-08-01,{party}-{number}", 1, questions=("TRU1", "EQU1"))
    ]
    bad = ["Elm,initiative,spring,p,TRU1,1"] if skips_bad_rows else []

    with_light = found(request_of([*rows, *light, *bad], skips_bad_rows=skips_bad_rows))

    assert with_light["partnerships"] == found(request_of(rows))["partnerships"]


def test_a_file_of_light_rounds_alone_is_a_document_without_partnerships() -> None:
    light = [
        row
        for party in ("initiative", "municipality")
        for row in form(f"Elm,{party},{SPRING},{party}-0", 1, questions=("TRU1", "EQU1"))
    ]

    assert found(request_of(light))["partnerships"] == []
