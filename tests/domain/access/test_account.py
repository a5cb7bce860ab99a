from monitor.domain.access.account import EVERYTHING, Scope
from monitor.domain.partnership import PartnershipId

ONE, OTHER = PartnershipId(1), PartnershipId(2)


def test_everything_holds_every_partnership_also_a_new_one() -> None:
    assert EVERYTHING.is_everything
    assert EVERYTHING.holds(PartnershipId(999_999))


def test_a_limited_scope_holds_its_partnerships_only() -> None:
    scope = Scope(frozenset({ONE}))

    assert not scope.is_everything
    assert (scope.holds(ONE), scope.holds(OTHER)) == (True, False)


def test_a_scope_without_partnerships_holds_none() -> None:
    assert not Scope(frozenset()).holds(ONE)
