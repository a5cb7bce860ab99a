from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from monitor.domain.analysis.uncertainty import Level
from monitor.domain.measurement import MeasuredRound
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity
from monitor.domain.scoring import score_party
from monitor.services.analyse.document import Told, describe_round
from monitor.services.analyse.measuring import Measured
from tests.builders import current_questionnaire, make_levels, make_responses
from tests.factories import make_partnership, make_release, make_round
from tests.services.analyse.stubs import (
    ALL_FELL,
    FIRST_SPLIT,
    SECOND_LOST_TRUST,
    make_findings,
    write_flag,
)

SPLIT = Flag(FlagKind.SPLIT, Severity.WATCH, PartyId(1), None, 0.27)
DECLINE = Flag(FlagKind.DECLINE, Severity.WATCH, PartyId(2), Dimension.TRUST, 0.27)


def describe(
    mode: PrivacyMode, *, change: Severity | None = None, flag: Flag = DECLINE
) -> dict[str, Any]:
    asked = current_questionnaire()
    parties = [
        score_party(
            PartyId(number),
            make_responses(PartyId(number), make_levels(4, 3)),
            invited=2,
            asked=asked,
        )
        for number in (1, 2)
    ]
    findings = make_findings(
        9.87654321,
        [
            (SECOND_LOST_TRUST, 0.6),
            (FIRST_SPLIT, 0.3),
            (ALL_FELL, 0.099),
            (SECOND_LOST_TRUST, 0.001),
        ],
        [Level(3.5, 0.25), None],
    )
    told = Told(
        day=date(2026, 3, 31),
        measured=Measured(
            MeasuredRound(make_round(), asked, parties, findings), [[6] * 4] * 2, [[1] * 4] * 2
        ),
        releases=[replace(make_release(flags=[flag]), change=change)],
        partnership=make_partnership(privacy_mode=mode),
    )
    return describe_round(told, write_flag)


def test_without_privacy_numbers_are_those_measured() -> None:
    written = describe(PrivacyMode.OPEN)

    first, *_, last = written["scores"]
    assert (first["mean"], first["low"], first["high"]) == (3.5, 3.088787, 3.911213)
    assert (first["answers"], first["dont_know"], first["invited"]) == (6, 1, 2)
    assert (last["mean"], last["low"], last["high"]) == (3.5, None, None)
    assert written["partnership_score"]["mean"] == 3.5
    assert written["evidence"] == 9.876543
    assert written["level"] == "amber"


def test_without_privacy_a_flag_comes_with_its_chance_and_its_patterns() -> None:
    (flag,) = describe(PrivacyMode.OPEN)["flags"]

    assert flag["probability"] == pytest.approx(9.87654321 / 29.87654321, abs=1e-6)
    assert [each["share"] for each in flag["patterns"]] == [0.6, 0.099]
    assert flag["patterns"][1]["pattern"] == "decline: all parties, all dimensions"
    assert flag["patterns"][0]["pattern"].endswith(", trust")


def test_discord_is_about_a_party_and_no_dimension() -> None:
    (flag,) = describe(PrivacyMode.OPEN, flag=SPLIT)["flags"]

    ((name, share),) = [(each["pattern"], each["share"]) for each in flag["patterns"]]
    assert name.startswith("split: ")
    assert "dimension" not in name
    assert share == 0.3


def test_in_confidence_only_the_release_is_told() -> None:
    written = describe(PrivacyMode.CONFIDENTIAL, change=Severity.ACT)

    assert written["evidence"] is None
    assert written["level"] == "red"
    (flag,) = written["flags"]
    assert flag["probability"] == 0.27
    assert flag["patterns"] == []
    assert all(score["answers"] is None for score in written["scores"])
