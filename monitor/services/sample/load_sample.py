"""Loads fictional partnerships: the stories of ``data/sample``, or any number drawn at random."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from random import Random

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.sample.portfolio import draw_story
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.review import review
from monitor.services.sample.sample_register import forget_sample_managers
from monitor.services.sample.sample_store import Organisations, SampleStore
from monitor.services.sample.sample_stories import read_stories
from monitor.services.trail.note import note

# Large transactions: responses arrive in the order of their keys, which touches every page.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class PortfolioSize:
    """How much to draw: so many partnerships with so many rounds, the newest of them open."""

    partnerships: int
    rounds: int
    seed: int


def load_stories(context: Context) -> int:
    """Add the partnerships of the stories; return how many."""
    check_can_manage_all(context.actor)
    collection = read_stories()
    with context.unit_of_work() as uow:
        store = SampleStore(context, uow, collection.pools, {})
        added = [
            store.add(story, _make_random(story.take, story.name)) for story in collection.stories
        ]
        store.finish()
        for partnership in added:
            review(context, uow, partnership.id)
        note(context, uow, _deed("added", len(added)))
        uow.commit()
    return len(added)


def load_generated(
    context: Context, size: PortfolioSize, on_progress: Callable[[int], None]
) -> int:
    """Add partnerships drawn at random; ``on_progress`` hears how many were made so far."""
    check_can_manage_all(context.actor)
    pools = read_stories().pools
    organisations: Organisations = {}
    numbers = iter(range(1, size.partnerships + 1))
    while batch := list(islice(numbers, _BATCH)):
        with context.unit_of_work() as uow:
            store = SampleStore(context, uow, pools, organisations)
            for number in batch:
                random = _make_random(size.seed, str(number))
                review(context, uow, store.add(draw_story(random, size.rounds - 1), random).id)
                on_progress(number)
            store.finish()
            note(context, uow, _deed("added", len(batch)))
            uow.commit()
    return size.partnerships


def has_samples(context: Context) -> bool:
    """Tell whether there is any sample partnership."""
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.has_samples()


def clear_sample(context: Context) -> int:
    """Delete every sample partnership with everything of it; return how many."""
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        count = uow.partnerships.delete_samples()
        forget_sample_managers(uow)
        note(context, uow, _deed("removed", count))
        uow.commit()
    return count


def _deed(change: str, count: int) -> Deed:
    return Deed(Act.SAMPLE_CHANGED, facts={"change": change, "partnerships": count})


def _make_random(seed: int, name: str) -> Random:
    return Random(f"{seed} {name}")  # noqa: S311 - No secret depends on it.
