"""How often things are weak, and which cards help."""

from monitor.domain.cards import Obstacle
from monitor.domain.partnership import Phase
from monitor.domain.programme import View
from monitor.domain.results import Attention
from monitor.domain.weak_spots import UNMEASURED_GUIDELINES, UNMEASURED_OBSTACLES
from monitor.services.context import Context
from monitor.services.overview.programme import read_programme
from monitor.services.register_ports import Summary
from tests.factories import add_partnership, make_release


def test_with_too_few_partnerships_nothing_is_told(context: Context) -> None:
    programme = read_programme(context, None)

    assert (programme.shown, list(programme.views), list(programme.guidelines)) == (None, [], [])


def test_everything_measured_is_told_once_and_the_rest_named(context: Context) -> None:
    summaries_of_five(context)

    programme = read_programme(context, None)

    assert programme.shown == View(None, 5)
    assert programme.guidelines[0].code == "D1"
    assert len(programme.guidelines) == 19 - len(UNMEASURED_GUIDELINES)
    assert len(programme.obstacles) == len(Obstacle) - len(UNMEASURED_OBSTACLES)
    assert list(programme.unmeasured) == [*UNMEASURED_GUIDELINES, *UNMEASURED_OBSTACLES]


def test_cards_help_with_what_is_often_weak_or_not_measured(context: Context) -> None:
    summaries_of_five(context)

    cards = read_programme(context, None).cards

    assert {"D1", *UNMEASURED_GUIDELINES, *UNMEASURED_OBSTACLES} == set(cards)
    assert all(1 <= len(each) <= 2 for each in cards.values())
    assert cards["D1"][0].guidelines[0] == "D1"


def test_a_phase_that_may_not_be_told_gives_all(context: Context) -> None:
    summaries_of_five(context)

    assert read_programme(context, Phase.BEFORE).shown == View(None, 5)
    assert read_programme(context, Phase.DURING).shown == View(Phase.DURING, 5)


def summaries_of_five(context: Context) -> None:
    """Add five partnerships in which looking after the relation is weak."""
    made = [
        Summary(
            add_partnership(context.unit_of_work, name=str(number)).partnership,
            Attention.WATCH,
            history=[make_release(parties=())],
            weak=["D1"],
        )
        for number in range(5)
    ]
    with context.unit_of_work() as uow:
        uow.summaries.save_many(made)
        uow.commit()
