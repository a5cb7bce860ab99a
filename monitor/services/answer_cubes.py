"""Makes the array of answers of one partnership, as the analysis takes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, DONT_KNOW, NOT_ANSWERED, AnswerCube
from monitor.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    # At run time the measuring of a round may need this module.
    from monitor.services.measure_round import ClosedRound


def make_cube(rounds: "Sequence[ClosedRound]", questionnaire: Questionnaire) -> AnswerCube:
    """Put the answers of one partnership's rounds, oldest first, side by side.

    Unlinked: a seat is any respondent of that round. ``questionnaire``: whose scored questions
    are taken. The parties stand in the order of the newest round.
    """
    parties = list(rounds[-1].invited)
    core = [each for each in questionnaire.questions() if each.dimension is not None]
    forms = [[each.responses_of(party) for each in rounds] for party in parties]
    seats = max(1, *(len(given) for of_party in forms for given in of_party))
    shape = 1, len(parties), len(rounds), seats
    values = np.full((*shape, len(core)), NOT_ANSWERED, dtype=np.int8)
    present = np.zeros(shape, dtype=np.bool_)
    for party, of_party in enumerate(forms):
        for number, given in enumerate(of_party):
            present[0, party, number, : len(given)] = True
            for seat, form in enumerate(given):
                answers = [form.answers.get(each.code, NOT_ANSWERED) for each in core]
                values[0, party, number, seat] = [
                    DONT_KNOW if answer is None else answer for answer in answers
                ]
    invited = [[each.invited.get(party, 0) for each in rounds] for party in parties]
    return AnswerCube(
        values=values,
        dimensions=[DIMENSIONS.index(each.dimension) for each in core if each.dimension],
        present=present,
        invited=np.array([invited], dtype=np.int64),
        rounds=np.array([len(rounds)], dtype=np.int64),
        is_linked=False,
    )
