"""Analyses partnerships, some at a time, in one process or in several.

The result is the same whatever the number of processes: a partnership always has the same
neighbours, and all are written in the order of their names.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from random import Random

from pydantic_core import to_json

from monitor.domain.analysis.cube import score_cube
from monitor.domain.analysis.engine import analyse
from monitor.domain.disclosure import release
from monitor.domain.partnership import (
    Organisation,
    OrganisationId,
    Partnership,
    PartnershipId,
    Party,
    PartyId,
    PartyKind,
    Phase,
)
from monitor.domain.results import PublishedRound
from monitor.services.analyse.cubes import Batch, Core, make_batches
from monitor.services.analyse.document import Document, Told, WriteFlag, describe_round
from monitor.services.analyse.grouping import Grouped
from monitor.services.analyse.measuring import Ground, Measured, Measuring
from monitor.services.analyse.unknown_people import spread_unknown_people

_PART_PARTNERSHIPS = 128
_WAITING_PER_PROCESS = 3


@dataclass(frozen=True, slots=True)
class Work:
    """How partnerships are analysed: by what, and who writes the sentences."""

    ground: Ground
    write_flag: WriteFlag


def analyse_parts(grouped: Grouped, work: Work, processes: int) -> Iterator[tuple[int, bytes]]:
    """Yield partnerships as JSON with commas between, each time with how many there are."""
    total = len(grouped.ids)
    starts = range(0, total, _PART_PARTNERSHIPS)
    numbers = [range(start, min(start + _PART_PARTNERSHIPS, total)) for start in starts]
    parts = (grouped.take(some) for some in numbers)
    texts = (
        _analyse_in_processes(parts, work, processes)
        if processes > 1 and len(numbers) > 1
        else (analyse_part(part, work) for part in parts)
    )
    yield from zip(map(len, numbers), texts, strict=True)


def analyse_part(part: Grouped, work: Work) -> bytes:
    """Analyse partnerships; return them as JSON, with commas between."""
    texts: dict[int, bytes] = {}
    numbers = range(len(part.ids))
    for batch in make_batches(part, numbers, Core.of(work.ground.questionnaire)):
        measuring = _analyse_batch(batch, work.ground)
        for place, number in enumerate(batch.numbers):
            days = _find_days(part, number)
            rounds = _tell(
                measuring.measure(place, days),
                days,
                _describe_partnership(part, number, work.ground),
            )
            document: Document = {
                "id": part.ids[number],
                "rounds": [describe_round(told, work.write_flag) for told in rounds],
            }
            texts[number] = to_json(document)
    return b",\n".join(texts[number] for number in numbers)


def _analyse_batch(batch: Batch, ground: Ground) -> Measuring:
    panel = spread_unknown_people(score_cube(batch.cube), batch.is_unknown, ground.variances)
    return Measuring(batch, panel, analyse(panel, ground.variances), ground)


def _tell(
    measured: Iterable[Measured], days: Sequence[date], partnership: Partnership
) -> Iterator[Told]:
    releases: list[PublishedRound] = []
    for each, day in zip(measured, days, strict=True):
        releases.append(release(each.round, tuple(releases), Random(0)))  # noqa: S311 - No comments.
        yield Told(day, each, tuple(releases), partnership)


def _find_days(part: Grouped, number: int) -> Sequence[date]:
    rounds = part.layout.rounds
    days = rounds.of[rounds.starts[number] : rounds.starts[number + 1]]
    return [date.fromordinal(int(day)) for day in days]


def _describe_partnership(part: Grouped, number: int, ground: Ground) -> Partnership:
    parties = part.layout.parties
    places = parties.of[parties.starts[number] : parties.starts[number + 1]]
    return Partnership(
        id=PartnershipId(1),
        name=part.ids[number],
        phase=Phase.DURING,
        privacy_mode=ground.privacy_mode,
        parties=[
            Party(
                PartyId(place + 1),
                Organisation(OrganisationId(place + 1), part.party_names[name], PartyKind.OTHER),
            )
            for place, name in enumerate(places)
        ],
        minimum_group=ground.minimum_group,
    )


def _analyse_in_processes(parts: Iterable[Grouped], work: Work, count: int) -> Iterator[bytes]:
    """Yield results in order; only some wait, so that memory does not grow with the file."""
    waiting: deque[Future[bytes]] = deque()
    # Other threads read files, which a forked process would take for its own.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        for part in parts:
            waiting.append(pool.submit(analyse_part, part, work))
            if len(waiting) > count * _WAITING_PER_PROCESS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
