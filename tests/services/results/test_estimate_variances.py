import pytest
from sqlalchemy import Engine, delete, func, select

from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.errors import NotFoundError, TooLittleHistoryError
from monitor.domain.questionnaire import Dimension
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.results.current_variances import current_variances
from monitor.services.results.estimate_variances import (
    VarianceReport,
    adopt_version,
    estimate_own_variances,
    list_versions,
)
from monitor.storage.tables import InvitationRow, RoundRow
from tests.factories import NOW, TWO_WEEKS, FakeClock, add_partnership, make_variance_set
from tests.services.histories import Past, add_history


def estimate(context: Context, *, with_samples: bool = False) -> VarianceReport:
    return estimate_own_variances(context, lambda *_: None, with_samples=with_samples)


def test_an_estimate_is_kept_and_changes_nothing_yet(context: Context) -> None:
    add_history(context.unit_of_work, Past())

    report = estimate(context)

    assert report.variance_set.version == "own-2026-11-17-1"
    assert report.variance_set.made_at == NOW
    assert report.variance_set.estimates.partnerships == 10
    assert report.variance_set.estimates.rounds == 60
    assert report.in_use == DEFAULT_VARIANCES
    with context.unit_of_work(reads_only=True) as work:
        assert work.variance_sets.list_all() == [report.variance_set]
        assert current_variances(work) == DEFAULT_VARIANCES


def test_a_round_of_which_the_answers_went_with_time_does_not_count(
    context: Context, engine: Engine
) -> None:
    add_history(context.unit_of_work, Past())
    first = select(func.min(RoundRow.id)).group_by(RoundRow.partnership_id)
    with engine.begin() as connection:
        connection.execute(delete(InvitationRow).where(InvitationRow.round_id.in_(first)))

    with pytest.raises(TooLittleHistoryError):
        estimate(context)


def test_the_same_answers_give_the_same_estimates_under_a_new_name(context: Context) -> None:
    add_history(context.unit_of_work, Past())

    first, second = estimate(context), estimate(context)

    assert second.variance_set.version == "own-2026-11-17-2"
    assert second.variance_set.estimates == first.variance_set.estimates


@pytest.mark.parametrize("is_linked", [True, False])
def test_only_linked_histories_tell_people_and_answering_apart(
    context: Context, *, is_linked: bool
) -> None:
    add_history(context.unit_of_work, Past(is_linked=is_linked))

    estimates = estimate(context).variance_set.estimates

    assert estimates.is_linked is is_linked
    assert (estimates.overall.person.own is not None) is is_linked


def test_it_tells_how_well_the_questions_of_each_dimension_hang_together(
    context: Context,
) -> None:
    add_history(context.unit_of_work, Past())

    found = estimate(context).reliabilities[Dimension.TRUST]

    assert found is not None
    assert found.forms == 10 * 6 * 6
    assert 0 < found.low < found.alpha < found.high < 1


@pytest.mark.parametrize(
    "past", [Past(partnerships=9), Past(rounds=5), Past(rounds=5, light=1), Past(people=1)]
)
def test_too_little_history_is_refused_and_nothing_is_kept(context: Context, past: Past) -> None:
    add_history(context.unit_of_work, past)

    with pytest.raises(TooLittleHistoryError):
        estimate(context)

    with context.unit_of_work(reads_only=True) as work:
        assert work.variance_sets.list_all() == []


def test_sample_data_counts_only_when_asked(context: Context) -> None:
    add_history(context.unit_of_work, Past(is_sample=True))

    with pytest.raises(TooLittleHistoryError):
        estimate(context)
    assert estimate(context, with_samples=True).variance_set.estimates.partnerships == 10


def test_reading_is_reported_partnership_by_partnership(context: Context) -> None:
    add_history(context.unit_of_work, Past())
    heard: list[tuple[int, int]] = []

    estimate_own_variances(context, lambda done, total: heard.append((done, total)))

    assert heard == [(number, 10) for number in range(1, 11)]


def test_an_adopted_version_holds_from_then_on_and_is_listed_with_who_and_when(
    context: Context,
) -> None:
    own = make_variance_set()
    with context.unit_of_work() as work:
        work.variance_sets.add(own)
        work.commit()

    adopt_version(context, own.version, "Ria Smit")

    default, listed = list_versions(context)
    assert (default.version, default.made_at, default.adoption) == ("default-1", None, None)
    assert not default.is_current
    assert (listed.version, listed.made_at, listed.is_current) == (own.version, NOW, True)
    assert listed.adoption is not None
    assert (listed.adoption.adopted_by, listed.adoption.adopted_at) == ("Ria Smit", NOW)


def test_a_round_that_closes_is_judged_by_the_version_in_use_and_says_so(
    context: Context, clock: FakeClock
) -> None:
    before, after = (add_partnership(context.unit_of_work, name=name) for name in ("een", "twee"))
    own = make_variance_set()
    with context.unit_of_work() as work:
        work.variance_sets.add(own)
        work.commit()
    clock.advance(TWO_WEEKS)

    first = close_round(context, before.round.id)
    adopt_version(context, own.version, "Ria Smit")
    second = close_round(context, after.round.id)

    assert first.judged_by is not None
    assert second.judged_by is not None
    assert first.judged_by.variances == "default-1"
    assert second.judged_by.variances == own.version


def test_the_default_can_be_adopted_again(context: Context) -> None:
    own = make_variance_set()
    with context.unit_of_work() as work:
        work.variance_sets.add(own)
        work.commit()
    adopt_version(context, own.version, "Ria Smit")

    adopt_version(context, DEFAULT_VARIANCES.version, "Jan de Wit")

    assert [each.is_current for each in list_versions(context)] == [True, False]


def test_a_version_that_does_not_exist_cannot_be_adopted(context: Context) -> None:
    with pytest.raises(NotFoundError, match="own-1999"):
        adopt_version(context, "own-1999", "Ria Smit")

    assert [each.version for each in list_versions(context)] == [DEFAULT_VARIANCES.version]
