from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.cube import Floats, Panel
from monitor.domain.analysis.engine import LONGEST_HISTORY, analyse, analyse_silence
from monitor.domain.analysis.findings import WATCH_EVIDENCE, Findings, Pattern, PatternKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity
from tests.domain.analysis.panels import World, draw_world

linking = st.booleans()
seeds = st.integers(0, 10_000)


def draw(seed: int, *, is_linked: bool, rounds: int = 7, people: int = 4) -> Panel:
    world = World(partnerships=3, rounds=rounds, people=people, is_linked=is_linked)
    return draw_world(world, seed)[0]


def change_scores(panel: Panel, scores: Floats) -> Panel:
    return replace(panel, scores=scores)


def arrays(findings: Findings) -> dict[str, Floats]:
    return {
        each.name: getattr(findings, each.name)
        for each in fields(findings)
        if "patterns" not in each.name
    }


@given(seed=seeds, rounds=st.integers(2, 6), is_linked=linking)
def test_later_rounds_never_change_what_was_found_before(
    seed: int,
    rounds: int,
    *,
    is_linked: bool,
) -> None:
    whole = draw(seed, is_linked=is_linked)
    short = Panel(
        whole.scores[:, :, :rounds],
        whole.invited[:, :, :rounds],
        whole.rounds * 0 + rounds,
        is_linked,
    )

    later, earlier = arrays(analyse(whole)), arrays(analyse(short))

    for name, values in earlier.items():
        axis = 2 if name.startswith("level") else 1
        same = np.take(later[name], range(rounds), axis=axis)
        assert np.allclose(values, same, equal_nan=True), name


@given(seed=seeds, points=st.floats(-1.5, 1.5), is_linked=linking)
def test_a_constant_added_to_one_party_leaves_the_evidence(
    seed: int,
    points: float,
    *,
    is_linked: bool,
) -> None:
    panel = draw(seed, is_linked=is_linked)
    moved = panel.scores.copy()
    moved[:, 1] += points

    before, after = analyse(panel), analyse(change_scores(panel, moved))

    assert np.allclose(before.evidence, after.evidence)
    assert np.allclose(before.rise_evidence, after.rise_evidence)


@given(seed=seeds, is_linked=linking)
def test_the_order_of_people_parties_and_dimensions_leaves_the_evidence(
    *, seed: int, is_linked: bool
) -> None:
    panel = draw(seed, is_linked=is_linked)
    shuffled = panel.scores[:, ::-1, :, ::-1][..., [2, 0, 3, 1]]

    before, after = analyse(panel), analyse(change_scores(panel, shuffled))

    assert np.allclose(before.evidence, after.evidence)
    assert np.allclose(
        before.level_means, after.level_means[:, ::-1][..., [1, 3, 0, 2]], equal_nan=True
    )


@given(
    people=st.integers(2, 12), rounds=st.integers(2, 12), value=st.integers(1, 5), is_linked=linking
)
def test_people_who_always_say_the_same_give_no_evidence(
    people: int,
    rounds: int,
    value: int,
    *,
    is_linked: bool,
) -> None:
    scores = np.full((1, 2, rounds, people, 4), float(value))
    everyone = np.full((1, 2, rounds), people)
    panel = Panel(scores, everyone, np.array([rounds]), is_linked)

    findings = analyse(panel)

    assert (findings.evidence < 1).all()
    assert (findings.rise_evidence < 1).all()


@given(seed=seeds, is_linked=linking)
def test_a_partnership_is_judged_by_itself(*, seed: int, is_linked: bool) -> None:
    panel = draw(seed, is_linked=is_linked)
    alone = Panel(panel.scores[1:2], panel.invited[1:2], panel.rounds[1:2], is_linked)

    assert np.allclose(analyse(panel).evidence[1:2], analyse(alone).evidence)


@pytest.mark.parametrize("is_linked", [True, False])
def test_only_the_rounds_asked_for_are_judged_and_as_in_the_whole(*, is_linked: bool) -> None:
    panel = draw(8, is_linked=is_linked)

    whole, newest = analyse(panel), analyse(panel, from_round=6)

    assert np.isnan(newest.evidence[:, :6]).all()
    assert np.allclose(newest.evidence[:, 6], whole.evidence[:, 6])
    assert np.allclose(newest.level_means[:, :, 6], whole.level_means[:, :, 6])
    assert np.allclose(newest.level_sds[:, :, 6], whole.level_sds[:, :, 6])


def test_an_old_partnership_is_judged_by_its_last_years() -> None:
    rounds = LONGEST_HISTORY + 3
    panel = draw(9, is_linked=True, rounds=rounds)
    recent = Panel(
        panel.scores[:, :, 3:], panel.invited[:, :, 3:], panel.rounds - 3, is_linked=True
    )

    whole = analyse(panel)

    assert whole.evidence.shape == (3, rounds)
    assert np.allclose(whole.evidence[:, -1], analyse(recent).evidence[:, -1])
    assert np.allclose(analyse(panel, from_round=rounds - 1).evidence[:, -1], whole.evidence[:, -1])


def test_more_partnerships_than_a_batch_are_all_judged() -> None:
    panel = draw_world(World(partnerships=150, rounds=4), seed=1)[0]

    findings = analyse(panel)

    assert findings.evidence.shape == (150, 4)
    assert np.isfinite(findings.evidence).all()


def test_shorter_histories_are_left_open_at_the_end() -> None:
    panel = draw(4, is_linked=True)
    shorter = replace(panel, rounds=np.array([7, 4, 7]))

    findings = analyse(shorter)

    assert np.isnan(findings.evidence[1, 4:]).all()
    assert np.isfinite(findings.evidence[0]).all()


@pytest.mark.parametrize("parties", [2, 3, 5])
def test_a_fall_of_one_party_is_told_whatever_their_number(parties: int) -> None:
    panel = draw(12, is_linked=False, people=6)
    scores = np.concatenate([panel.scores] * 3, axis=1)[:, :parties].copy()
    scores[:, 1, 5:] -= 1.2
    many = Panel(scores, np.full((3, parties, 7), 6), panel.rounds, is_linked=False)

    findings = analyse(many)

    for partnership in range(3):
        found = findings.at(partnership, 6)
        assert found.evidence > WATCH_EVIDENCE
        assert found.patterns[0].pattern.party == 1
        assert found.patterns[0].pattern.kind is PatternKind.DECLINE


def test_levels_start_again_after_a_change_that_was_found() -> None:
    panel = draw_world(World(partnerships=40, rounds=8, people=8), seed=2)[0]
    before = np.nanmean(analyse(panel).level_means[:, :, 7])
    panel.scores[:, :, 6:] -= 1.2

    after = np.nanmean(analyse(panel).level_means[:, :, 7])

    assert before - after == pytest.approx(1.2, abs=0.12)


def test_the_evidence_is_the_same_every_time() -> None:
    panel = draw(3, is_linked=True)

    assert np.array_equal(analyse(panel).evidence, analyse(panel).evidence)


def test_silence_alone_is_judged_by_who_answered() -> None:
    invited = np.full((2, 6), 10)
    respondents = np.array([[9, 9, 8, 9, 9, 1], [9] * 6])

    found = analyse_silence(respondents, invited)

    assert found.severity is Severity.ACT
    assert found.patterns[0].pattern == Pattern(PatternKind.SILENCE, 0)
    assert found.patterns[0].share > 0.99
    assert sum(each.share for each in found.patterns) == pytest.approx(1)


def test_silence_alone_tells_nothing_of_scores() -> None:
    found = analyse_silence(np.array([[9, 9, 9]]), np.array([[10, 10, 10]]))

    assert found.severity is None
    assert found.rise_evidence == 0
    assert found.levels == [dict.fromkeys(Dimension)]


def test_silence_is_not_judged_in_the_first_two_rounds() -> None:
    found = analyse_silence(np.array([[9, 0]]), np.array([[10, 10]]))

    assert (found.evidence, found.patterns) == (0.0, [])
