"""Use cases around the variances by which signals are judged: estimate, list, take over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.analysis.cube import AnswerCube, score_cube
from monitor.domain.analysis.estimation import FEWEST_ROUNDS, estimate_variances
from monitor.domain.analysis.reliability import Reliability, pool_reliability
from monitor.domain.analysis.variances import DEFAULT_VARIANCES, Variances
from monitor.domain.errors import NotFoundError, TooLittleHistoryError
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.domain.variance_set import Adoption, VarianceSet
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.checkin.rounds import count_invited
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.results.answer_cubes import make_cube
from monitor.services.results.current_variances import current_variances
from monitor.services.results.measure_round import ClosedRound
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class VarianceReport:
    """A set that was estimated now, beside the one in use; how well the questions hang together."""

    variance_set: VarianceSet
    in_use: Variances
    reliabilities: Mapping[Dimension, Reliability | None]


@dataclass(frozen=True, slots=True)
class VersionInUse:
    """A version that can judge rounds. ``made_at`` is None for the default.

    ``adoption``: when it was last taken over and by whom, None if never.
    """

    version: str
    made_at: datetime | None
    adoption: Adoption | None
    is_current: bool


def estimate_own_variances(
    context: Context, on_progress: Callable[[int, int], None], *, with_samples: bool = False
) -> VarianceReport:
    """Estimate the variances from all closed rounds and store them, to be taken over or not.

    ``on_progress`` hears how many partnerships of how many were read.

    Raises:
        TooLittleHistoryError: fewer than ten partnerships have six closed rounds.
    """
    check_can_manage_all(context.actor)
    cubes = list(_read_cubes(context, on_progress, with_samples=with_samples))
    estimates = estimate_variances([score_cube(cube) for cube in cubes], DEFAULT_VARIANCES)
    if estimates is None:
        raise TooLittleHistoryError
    with context.unit_of_work() as uow:
        version = _name_version(context, uow.variance_sets.list_all())
        variance_set = VarianceSet(version, context.clock.now(), estimates)
        uow.variance_sets.add(variance_set)
        in_use = current_variances(uow)
        note(context, uow, _deed(version, "estimated"))
        uow.commit()
    reliabilities = {dimension: pool_reliability(cubes, dimension) for dimension in Dimension}
    return VarianceReport(variance_set, in_use, reliabilities)


def list_versions(context: Context) -> Sequence[VersionInUse]:
    """Return the default and every estimated version, oldest first."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        sets, adoptions = uow.variance_sets.list_all(), uow.variance_sets.adoptions()
        current = current_variances(uow).version
    made_at = {DEFAULT_VARIANCES.version: None, **{each.version: each.made_at for each in sets}}
    last = {each.version: each for each in adoptions}
    return [
        VersionInUse(version, moment, last.get(version), version == current)
        for version, moment in made_at.items()
    ]


def adopt_version(context: Context, version: str, adopted_by: str) -> None:
    """Let a version judge the rounds that close from now on; the default one is always there.

    Raises:
        NotFoundError: there is no such version.
    """
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        known = {each.version for each in uow.variance_sets.list_all()}
        if version not in {*known, DEFAULT_VARIANCES.version}:
            raise NotFoundError(f"There is no version {version} of the variances.")
        uow.variance_sets.adopt(Adoption(version, context.clock.now(), adopted_by))
        note(context, uow, _deed(version, "adopted"))
        uow.commit()


def _deed(version: str, change: str) -> Deed:
    return Deed(Act.VARIANCES_CHANGED, facts={"version": version, "change": change})


def _name_version(context: Context, sets: Sequence[VarianceSet]) -> str:
    day = f"own-{context.today().isoformat()}-"
    return f"{day}{1 + sum(each.version.startswith(day) for each in sets)}"


def _read_cubes(
    context: Context, on_progress: Callable[[int, int], None], *, with_samples: bool
) -> Iterator[AnswerCube]:
    with context.unit_of_work(reads_only=True) as uow:
        partnerships = [
            each for each in uow.partnerships.list_all() if with_samples or not each.is_sample
        ]
    for done, partnership in enumerate(partnerships, start=1):
        with context.unit_of_work(reads_only=True) as uow:
            rounds = _read_rounds(context, uow, partnership)
        if len(rounds) >= FEWEST_ROUNDS:
            yield make_cube(rounds, context.questionnaires[CURRENT_VERSION])
        on_progress(done, len(partnerships))


def _read_rounds(
    context: Context, uow: UnitOfWork, partnership: Partnership
) -> Sequence[ClosedRound]:
    rounds = [
        ClosedRound(
            round=round_,
            questionnaire=context.questionnaires[round_.questionnaire_version],
            invited=count_invited(uow, partnership, round_),
            responses=uow.responses.sent_of(round_.id),
        )
        for round_ in uow.rounds.list_of(partnership.id)
        if round_.closed_at is not None and not round_.is_light
    ]
    # Of a round to which nobody was invited any more the answers went with time.
    return [each for each in rounds if any(each.invited.values())]
