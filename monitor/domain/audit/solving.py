"""Sets up the attacker's problem for one party, answer by answer, and solves it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from monitor.domain.audit.problem import KnownSum, Unknowns, Weights, find_range
from monitor.domain.audit.sheet import Form, Sheet, link_overall
from monitor.domain.audit.sums import HIGHEST, LOWEST, PROTECTED_WIDTH
from monitor.domain.questionnaire import Dimension
from monitor.domain.rounding import possible_sums

_TOLERANCE = 1e-6
_MOST_CASES = 24  # Each takes some hundredths of a second.

# The unknown answers: the place of the person and of the question, with the variable's number.
_Cells = Mapping[tuple[int, int], int]


def is_safe_by_solving(dimension: Dimension, sheet: Sheet, targets: Sequence[Form]) -> bool:
    """Tell whether no insider can narrow the score of one of these to less than a point.

    ``targets``: their answers on the dimension. Too many to try in seconds count as not safe.
    """
    forms = sheet.scores.forms
    # People with the same answers know the same; who skipped the same is equally unknown.
    cases = {
        (tuple(forms[insider]), tuple(map(bool, forms[target]))): (insider, target)
        for insider, target in permutations(range(len(forms)), 2)
        if sheet.answers(forms[target], dimension) in targets
        and sheet.score(forms[target], dimension)
    }
    if len(cases) > _MOST_CASES:
        return False
    widths = (_width(insider, target, dimension, sheet) for insider, target in cases.values())
    return all(width >= PROTECTED_WIDTH - _TOLERANCE for width in widths)


def _width(insider: int, target: int, dimension: Dimension, sheet: Sheet) -> float:
    forms = sheet.scores.forms
    unknown = [
        (place, column)
        for place, form in enumerate(forms)
        if place != insider
        for column, answer in enumerate(form)
        if answer
    ]
    cells = {cell: number for number, cell in enumerate(unknown)}
    known = [*_known_scores(insider, cells, sheet), *_known_questions(insider, cells, sheet)]
    unknowns = Unknowns([LOWEST] * len(cells), [HIGHEST] * len(cells), known)
    found = find_range(unknowns, _score_weights(target, dimension, cells, sheet))
    return 0.0 if found is None else (found[1] - found[0]) / sheet.unit


def _score_weights(person: int, dimension: Dimension, cells: _Cells, sheet: Sheet) -> Weights:
    """Return the weights by which one person's answers add up to the score, in units."""
    columns = sheet.columns[dimension]
    form = sheet.scores.forms[person]
    scored = sheet.score(form, dimension)
    if scored is None:
        return {}
    return {
        cells[person, column]: sheet.unit // scored.answers
        for column in range(columns.start, columns.stop)
        if (person, column) in cells
    }


def _known_scores(insider: int, cells: _Cells, sheet: Sheet) -> Iterator[KnownSum]:
    """Yield what the means of the dimensions, and their mean, tell to the insider."""
    forms = sheet.scores.forms
    own = {each: sheet.score(forms[insider], each) for each in Dimension}
    link = link_overall(sheet)
    total: dict[int, float] = {}
    known = 0
    for dimension in Dimension:
        weights: dict[int, float] = {}
        for person in range(len(forms)):
            weights |= _score_weights(person, dimension, cells, sheet)
        insiders = own[dimension]
        score = insiders.score if insiders else 0
        if dimension in sheet.shown:
            window = sheet.window(dimension).minus(score)
            yield KnownSum(weights, window.low, window.high)
        if link:
            factor = link.weights[dimension]
            total |= {variable: weight * factor for variable, weight in weights.items()}
            known += factor * score
    if link:
        window = link.window.minus(known)
        yield KnownSum(total, window.low, window.high)


def _known_questions(insider: int, cells: _Cells, sheet: Sheet) -> Iterator[KnownSum]:
    """Yield what the means of the questions tell to the insider."""
    forms, columns = sheet.scores.forms, sheet.columns
    for dimension, codes in sheet.codes.items():
        for column, code in enumerate(codes, start=columns[dimension].start):
            mean = sheet.questions.get(code)
            if mean is None:
                continue
            answers = sum(1 for form in forms if form[column])
            low, high = possible_sums(mean, sheet.tiers.party, answers)
            own = forms[insider][column]
            weights = {
                cells[person, column]: 1.0
                for person in range(len(forms))
                if (person, column) in cells
            }
            yield KnownSum(weights, low - own, high - own)
