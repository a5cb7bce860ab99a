"""Makes the array of answers of one partnership, as the analysis takes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, DONT_KNOW, NOT_ANSWERED, AnswerCube
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.response import Response

if TYPE_CHECKING:
    # At run time the measuring of a round may need this module.
    from monitor.services.results.measure_round import ClosedRound


def make_cube(rounds: "Sequence[ClosedRound]", questionnaire: Questionnaire) -> AnswerCube:
    """Put the answers of one partnership's rounds, oldest first, side by side.

    A seat is one person where all rounds are linked; else any respondent of that round, since a
    tie that holds for some rounds only would take the others for newcomers. ``questionnaire``:
    whose scored questions are taken. The parties stand in the order of the newest round.
    """
    parties = list(rounds[-1].invited)
    core = [each for each in questionnaire.questions() if each.dimension is not None]
    forms = [[each.responses_of(party) for each in rounds] for party in parties]
    is_linked = all(each.is_linked for each in rounds)
    seating = [_seat(of_party, is_linked=is_linked) for of_party in forms]
    places = [place for of_party in seating for seats in of_party for place in seats]
    shape = 1, len(parties), len(rounds), 1 + max(places, default=0)
    values = np.full((*shape, len(core)), NOT_ANSWERED, dtype=np.int8)
    present = np.zeros(shape, dtype=np.bool_)
    for party, of_party in enumerate(forms):
        for number, given in enumerate(of_party):
            for seat, form in zip(seating[party][number], given, strict=True):
                present[0, party, number, seat] = True
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
        is_linked=is_linked,
    )


def _seat(of_party: Sequence[Sequence[Response]], *, is_linked: bool) -> Sequence[Sequence[int]]:
    """Return the seat of each form of one party, round by round."""
    if not is_linked:
        return [range(len(given)) for given in of_party]
    people = sorted({str(form.pseudonym) for given in of_party for form in given})
    seats = {person: seat for seat, person in enumerate(people)}
    return [[seats[str(form.pseudonym)] for form in given] for given in of_party]
