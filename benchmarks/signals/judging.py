"""How often a number crosses its threshold when nothing happened, and how soon when something did.

Rounds are counted from 0. An alarm is the first of consecutive rounds at or above the threshold.
"""

from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.cube import Floats

# Before the third round nobody can tell a change.
FIRST_ROUND = 2
HORIZON = 4


@dataclass(frozen=True, slots=True)
class Detection:
    """Share of partnerships, green just before, that are red by the first, second ... round.

    ``of``: how many were green just before.
    """

    by_round: tuple[float, ...]
    of: int

    @property
    def average(self) -> float:
        """Return the mean over the rounds."""
        return float(np.mean(self.by_round))


def compute_alarm_rate(values: Floats, threshold: float, *, first: int = FIRST_ROUND) -> float:
    """Compute new alarms per round of one partnership, from round ``first`` on."""
    red = values >= threshold
    new = red[:, 1:] & ~red[:, :-1]
    return float(new[:, first - 1 :].mean())


def compute_red_share(values: Floats, threshold: float) -> float:
    """Compute which part of all rounds is red."""
    return float((values[:, FIRST_ROUND:] >= threshold).mean())


def calibrate(quiet: Floats, rate: float) -> float:
    """Find the threshold that gives quiet partnerships so many new alarms per round.

    Seen from above, the rate at a threshold rises until the first threshold at which it is passed;
    of the two around it the closer one is taken. Below that there is no looking: with a very low
    threshold everything is always red, and nothing new.
    """
    before, now = quiet[:, FIRST_ROUND - 1 : -1], quiet[:, FIRST_ROUND:]
    rises = now > before
    rounds = now.size
    starts, ends = np.sort(before[rises]), np.sort(now[rises])
    levels = np.unique(ends)[::-1]
    above_end = len(ends) - np.searchsorted(ends, levels, side="left")
    above_start = len(starts) - np.searchsorted(starts, levels, side="left")
    rates = (above_end - above_start) / rounds
    passed = np.flatnonzero(rates >= rate)
    if not len(passed):
        return float(levels[np.argmax(rates)])
    place = passed[0]
    if place and rate - rates[place - 1] < rates[place] - rate:
        place -= 1
    return float(levels[place])


def compute_detection(values: Floats, threshold: float, onset: int) -> Detection:
    """Compute how soon a change is seen that begins in round ``onset``."""
    red = values >= threshold
    watched = red[~red[:, onset - 1], onset : onset + HORIZON]
    seen = np.logical_or.accumulate(watched, axis=1)
    shares = seen.mean(axis=0) if len(seen) else np.full(HORIZON, np.nan)
    return Detection(tuple(map(float, shares)), len(seen))


def merge(parts: list[Detection]) -> Detection:
    """Average detections of several onsets, each counting alike."""
    shares = np.mean([part.by_round for part in parts], axis=0)
    return Detection(tuple(map(float, shares)), sum(part.of for part in parts))
