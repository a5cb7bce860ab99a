"""Leaves light rounds out of an analysis: one answer a dimension is no score to judge by."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from monitor.domain.analysis.cube import NOT_ANSWERED, Bools
from monitor.domain.questionnaire import Questionnaire
from monitor.services.analyse.grouping import Grouped
from monitor.services.analyse.layout import Layout, Members, starts_of
from monitor.services.analyse.rows import askable_questions


def leave_out_light(grouped: Grouped, questionnaire: Questionnaire) -> Grouped:
    """Return the answers without the rounds in which only questions of the short form were asked.

    A partnership of which nothing is left goes as well.
    """
    if questionnaire.light is None:
        return grouped
    asked = askable_questions(questionnaire)
    is_light = _find_light(grouped, [asked.index(code) for code in questionnaire.light.codes])
    return _keep_rounds(grouped, ~is_light) if is_light.any() else grouped


def _find_light(grouped: Grouped, places: Sequence[int]) -> Bools:
    """Tell of every round, partnership by partnership, whether it was a light one."""
    layout = grouped.layout
    is_short = np.isin(np.arange(layout.questions), places)
    found = [np.zeros(0, np.bool_)]
    for number in range(len(grouped.ids)):
        parties, rounds = int(layout.parties.counts[number]), int(layout.rounds.counts[number])
        cells = grouped.cells[layout.cell_starts[number] : layout.cell_starts[number + 1]]
        shape = parties, rounds, int(layout.seats[number]), layout.questions
        is_asked = (cells.reshape(shape) != NOT_ANSWERED).any(axis=(0, 2))
        found.append(is_asked.any(axis=1) & ~is_asked[:, ~is_short].any(axis=1))
    return np.concatenate(found)


def _keep_rounds(grouped: Grouped, is_kept: Bools) -> Grouped:
    layout, numbers = grouped.layout, range(len(grouped.ids))
    starts = layout.rounds.starts
    of_rounds = [is_kept[starts[number] : starts[number + 1]] for number in numbers]
    counts = np.array([each.sum() for each in of_rounds])
    has_any = counts > 0
    of_blocks = np.concatenate(
        [np.tile(of_rounds[number], layout.parties.counts[number]) for number in numbers]
    )
    sizes = np.repeat(layout.seats * layout.questions, np.diff(layout.block_starts))
    parties = layout.parties.counts
    return replace(
        grouped,
        ids=[name for name, is_left in zip(grouped.ids, has_any, strict=True) if is_left],
        layout=Layout(
            Members(layout.parties.of[np.repeat(has_any, parties)], starts_of(parties[has_any])),
            Members(layout.rounds.of[is_kept], starts_of(counts[has_any])),
            layout.seats[has_any],
            layout.questions,
        ),
        cells=grouped.cells[np.repeat(of_blocks, sizes)],
        invited=grouped.invited[of_blocks],
        known=grouped.known[of_blocks],
        light_rounds=int(np.count_nonzero(~is_kept)),
    )
