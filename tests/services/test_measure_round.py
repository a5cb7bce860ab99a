"""What is found in a closed round when its people can be followed, and when they cannot."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from monitor.domain.disclosure import release
from monitor.services.measure_round import ClosedRound, measure_round
from tests.builders import INITIATIVE, MUNICIPALITY, link, make_closed_round, make_levels

# People who differ much; in the last round each of them is one point lower.
STEADY, FALLEN = (5, 4, 3), (4, 3, 2)


def test_a_fall_of_each_person_weighs_more_when_people_can_be_followed() -> None:
    linked = make_history(is_linked=True)
    unlinked = make_history(is_linked=False)

    found = measure_round(linked[-1], linked[:-1]).findings
    blurred = measure_round(unlinked[-1], unlinked[:-1]).findings

    assert found.evidence > 2 * blurred.evidence


def test_the_order_of_the_forms_tells_nothing_in_a_linked_round() -> None:
    rounds = make_history(is_linked=True)
    turned = [*rounds[:-1], turn(rounds[-1])]

    assert measure_round(turned[-1], turned[:-1]).findings == (
        measure_round(rounds[-1], rounds[:-1]).findings
    )


def test_a_round_from_before_makes_all_count_as_unlinked() -> None:
    unlinked = make_history(is_linked=False)
    partly = [unlinked[0], *make_history(is_linked=True)[1:]]

    assert measure_round(partly[-1], partly[:-1]).findings == (
        measure_round(unlinked[-1], unlinked[:-1]).findings
    )


def test_a_release_names_no_pseudonym() -> None:
    (closed,) = make_history(is_linked=True, rounds=1)

    published = repr(release(measure_round(closed, []), [], Random(1)))  # noqa: S311 - No secret.

    assert not any(str(each.pseudonym) in published for each in closed.responses)


def make_history(*, is_linked: bool, rounds: int = 6) -> Sequence[ClosedRound]:
    """Make rounds in which nothing happens until the last one."""
    levels = [STEADY] * (rounds - 1) + [FALLEN]
    closed = [
        make_closed_round(
            {MUNICIPALITY: make_levels(*each), INITIATIVE: make_levels(*each)}, sequence=sequence
        )
        for sequence, each in enumerate(levels, start=1)
    ]
    return [link(each) for each in closed] if is_linked else closed


def turn(closed: ClosedRound) -> ClosedRound:
    return replace(closed, responses=list(reversed(closed.responses)))
