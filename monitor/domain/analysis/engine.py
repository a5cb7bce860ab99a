"""The whole analysis of many partnerships at once: a panel in, findings out.

What is found in a round depends on that round and the rounds before it, never on later ones, and on
at most the last ``LONGEST_HISTORY`` rounds: so a new round costs the same however old a partnership
is, and what was found before stays as it was.
"""

from dataclasses import replace

import numpy as np

from monitor.domain.analysis.change import ChangeDetector, ChangeEvidence
from monitor.domain.analysis.cube import Bools, Floats, Integers, Panel
from monitor.domain.analysis.findings import (
    WATCH_EVIDENCE,
    Findings,
    Pattern,
    PatternKind,
    PatternShare,
    RoundFindings,
)
from monitor.domain.analysis.levels import estimate_levels
from monitor.domain.analysis.patterns import PatternSet, list_patterns
from monitor.domain.analysis.silence import judge_silence
from monitor.domain.analysis.split import SplitDetector
from monitor.domain.analysis.uncertainty import Level
from monitor.domain.analysis.variances import DEFAULT_VARIANCES, Variances
from monitor.domain.questionnaire import Dimension

ENGINE_VERSION = "1"
LONGEST_HISTORY = 24

# How much each kind of news counts in the evidence. Together less than 1, which keeps false alarms
# rarer than one in twenty quiet rounds, also where the variances are somewhat wrong.
_CHANGE_WEIGHT = 0.4
_SILENCE_WEIGHT = 0.2
_SPLIT_WEIGHT = 0.1
# Two rounds are too few to tell a change from chance.
_FIRST_JUDGED = 2
# A level rests on at most so many rounds; what is older has no weight left.
_LEVEL_ROUNDS = 8
_BATCH = 64


def analyse(
    panel: Panel, variances: Variances = DEFAULT_VARIANCES, *, from_round: int = 0
) -> Findings:
    """Analyse every round from ``from_round`` (counted from 0) on; earlier ones are left NaN."""
    # In batches, so that what is worked on stays in the processor's own memory.
    starts = range(0, max(1, len(panel.rounds)), _BATCH)
    batches = [_choose(panel, slice(start, start + _BATCH)) for start in starts]
    return _join([_analyse_batch(each, variances, from_round) for each in batches], axis=0)


def _analyse_batch(panel: Panel, variances: Variances, from_round: int) -> Findings:
    rounds = panel.scores.shape[2]
    early = min(rounds, LONGEST_HISTORY)
    stretches = [_Analysis(_cut(panel, 0, early), variances).run(min(from_round, early))]
    for last in range(early, rounds):
        recent = _cut(panel, last + 1 - LONGEST_HISTORY, last + 1)
        is_asked = last >= from_round
        newest = _Analysis(recent, variances).run(LONGEST_HISTORY - is_asked)
        stretches.append(_take_last(newest))
    return _join(stretches, axis=1)


def analyse_silence(respondents: Integers, invited: Integers) -> RoundFindings:
    """Judge the newest round of one partnership by who answered alone; counts (parties, rounds)."""
    parties, rounds = respondents.shape
    evidence = np.zeros(parties)
    if rounds > _FIRST_JUDGED:
        found = judge_silence(respondents[None], invited[None], rounds - 1)[0]
        evidence = _SILENCE_WEIGHT / parties * found
    shares = _share(evidence)
    patterns = [
        PatternShare(Pattern(PatternKind.SILENCE, party), float(shares[party]))
        for party in np.argsort(-evidence).tolist()
        if shares[party] > 0
    ]
    levels: list[dict[Dimension, Level | None]] = [dict.fromkeys(Dimension) for _ in range(parties)]
    return RoundFindings(float(evidence.sum()), patterns, 0.0, [], levels)


class _Analysis:
    """The findings of one stretch of rounds, filled in round by round."""

    def __init__(self, panel: Panel, variances: Variances) -> None:
        self._panel, self._variances = panel, variances
        self._partnerships, self._parties, self._rounds = panel.scores.shape[:3]
        self._changes = list_patterns(self._parties)
        self._patterns = [*self._changes.patterns, *_side_patterns(self._parties)]
        size = (self._partnerships, self._rounds)
        self._falls = np.full((*size, len(self._patterns)), np.nan)
        self._rises = np.full((*size, len(self._changes.patterns)), np.nan)
        self._since = _earliest_round(self._partnerships, self._parties, self._rounds)

    def run(self, from_round: int) -> Findings:
        """Judge the rounds and estimate the levels."""
        # A change is remembered as long as a level looks back, so these are judged again.
        first = max(0, from_round - _LEVEL_ROUNDS)
        self._falls[:, first:], self._rises[:, first:] = 0.0, 0.0
        if self._rounds > max(first, _FIRST_JUDGED) and from_round < self._rounds:
            self._judge_rounds(max(first, _FIRST_JUDGED))
        means, sds = estimate_levels(self._panel, self._since, self._variances)
        return self._report(from_round, means, sds)

    def _judge_rounds(self, first: int) -> None:
        detector = ChangeDetector(self._panel, self._variances, self._changes)
        splits = SplitDetector(self._panel, self._variances)
        respondents = np.isfinite(self._panel.scores).any(axis=4).sum(axis=3)
        changes = len(self._changes.patterns)
        sides = slice(changes, changes + self._parties)
        for last in range(first, self._rounds):
            found = detector.judge(last)
            silence = judge_silence(respondents, self._panel.invited, last)
            self._falls[:, last, :changes] = _CHANGE_WEIGHT * found.fall
            self._falls[:, last, sides] = _SILENCE_WEIGHT / self._parties * silence
            split = _SPLIT_WEIGHT / self._parties * splits.judge(last)
            self._falls[:, last, sides.stop :] = split
            self._rises[:, last] = _CHANGE_WEIGHT * found.rise
            self._remember(found, last)

    def _remember(self, found: ChangeEvidence, last: int) -> None:
        """Let levels start at a change that was found, of the parties that took part in it."""
        for weights, starts in ((found.fall, found.fall_starts), (found.rise, found.rise_starts)):
            start = starts.argmax(axis=1)[:, None]
            for party in range(self._parties):
                takes_part = _takes_part(self._changes, party)
                evidence = _CHANGE_WEIGHT * weights[:, takes_part].sum(axis=1)
                found_start = np.where(evidence[:, None] >= WATCH_EVIDENCE, start, 0)
                later = self._since[:, party, last:]
                np.maximum(later, found_start, out=later)

    def _report(self, from_round: int, means: Floats, sds: Floats) -> Findings:
        is_padding = np.arange(self._rounds) >= self._panel.rounds[:, None]
        unasked = is_padding | (np.arange(self._rounds) < from_round)
        self._falls[unasked], self._rises[unasked] = np.nan, np.nan
        hidden = unasked[:, None, :, None]
        return Findings(
            patterns=self._patterns,
            evidence=self._falls.sum(axis=-1),
            shares=_share(self._falls),
            rise_patterns=self._changes.patterns,
            rise_evidence=self._rises.sum(axis=-1),
            rise_shares=_share(self._rises),
            level_means=np.where(hidden, np.nan, means),
            level_sds=np.where(hidden, np.nan, sds),
        )


def _side_patterns(parties: int) -> list[Pattern]:
    kinds = (PatternKind.SILENCE, PatternKind.SPLIT)
    return [Pattern(kind, party) for kind in kinds for party in range(parties)]


def _takes_part(changes: PatternSet, party: int) -> Bools:
    return np.array([pattern.party in {None, party} for pattern in changes.patterns])


def _earliest_round(partnerships: int, parties: int, rounds: int) -> Integers:
    earliest = np.maximum(np.arange(rounds) - _LEVEL_ROUNDS + 1, 0)
    return np.broadcast_to(earliest, (partnerships, parties, rounds)).copy()


def _share(evidence: Floats) -> Floats:
    total = evidence.sum(axis=-1, keepdims=True)
    shares = np.zeros_like(evidence)
    return np.asarray(np.divide(evidence, total, out=shares, where=total > 0))


def _choose(panel: Panel, chosen: slice) -> Panel:
    return Panel(panel.scores[chosen], panel.invited[chosen], panel.rounds[chosen], panel.is_linked)


def _cut(panel: Panel, first: int, end: int) -> Panel:
    return Panel(
        panel.scores[:, :, first:end],
        panel.invited[:, :, first:end],
        np.clip(panel.rounds - first, 0, end - first),
        panel.is_linked,
    )


def _take_last(findings: Findings) -> Findings:
    return replace(
        findings,
        evidence=findings.evidence[:, -1:],
        shares=findings.shares[:, -1:],
        rise_evidence=findings.rise_evidence[:, -1:],
        rise_shares=findings.rise_shares[:, -1:],
        level_means=findings.level_means[:, :, -1:],
        level_sds=findings.level_sds[:, :, -1:],
    )


def _join(parts: list[Findings], *, axis: int) -> Findings:
    """Join findings of other partnerships (axis 0) or of later rounds (axis 1)."""
    if len(parts) == 1:
        return parts[0]
    of_levels = axis * 2  # Levels have an axis for parties in between.
    return replace(
        parts[0],
        evidence=np.concatenate([each.evidence for each in parts], axis=axis),
        shares=np.concatenate([each.shares for each in parts], axis=axis),
        rise_evidence=np.concatenate([each.rise_evidence for each in parts], axis=axis),
        rise_shares=np.concatenate([each.rise_shares for each in parts], axis=axis),
        level_means=np.concatenate([each.level_means for each in parts], axis=of_levels),
        level_sds=np.concatenate([each.level_sds for each in parts], axis=of_levels),
    )
