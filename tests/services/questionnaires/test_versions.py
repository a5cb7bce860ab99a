"""The list of versions tells who made each, and where it is asked."""

from datetime import timedelta

from monitor.domain.register.record import Authorship
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import Context
from monitor.services.questionnaires.edit import adopt_version
from monitor.services.questionnaires.versions import VersionView, find_example, list_versions
from tests.factories import NOW, add_partnership
from tests.services.questionnaires.making import NOOR, store_own


def view_of(context: Context, version: str) -> VersionView:
    (view,) = [each for each in list_versions(context) if each.version == version]
    return view


def test_a_version_of_the_product_was_made_and_adopted_by_nobody(context: Context) -> None:
    add_partnership(context.unit_of_work)

    view = view_of(context, CURRENT_VERSION)

    assert (view.written, view.adopted) == (None, None)
    assert view.is_current
    assert view.rounds == 1
    assert view_of(context, "2026-1").rounds == 0


def test_an_own_version_tells_who_made_it_and_that_nothing_asks_it(context: Context) -> None:
    stored = store_own(context)

    view = view_of(context, stored.version)

    assert view.questionnaire == stored
    assert view.written == NOOR
    assert view.adopted is None
    assert not view.is_current


def test_an_adopted_version_tells_since_when_and_takes_the_place_of_the_other(
    context: Context,
) -> None:
    stored = store_own(context)
    later = Authorship("Ali Demir", NOW + timedelta(days=1))
    adopt_version(context, stored.version, NOOR)
    adopt_version(context, CURRENT_VERSION, NOOR)

    adopt_version(context, stored.version, later)

    assert view_of(context, stored.version).adopted == later
    assert [each.version for each in list_versions(context) if each.is_current] == [stored.version]


def test_a_version_is_looked_at_with_the_first_partnership_there_is(context: Context) -> None:
    assert find_example(context) is None

    add_partnership(context.unit_of_work, name="Westerdal")
    first = add_partnership(context.unit_of_work, name="Oosterdal").partnership

    assert find_example(context) == first
