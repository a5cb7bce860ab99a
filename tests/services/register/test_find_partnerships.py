"""Lists of partnerships found by name, on both databases."""

from monitor.domain.partnership import Language
from monitor.services.context import Context
from monitor.services.register.find_partnerships import find_names, find_partnerships
from monitor.services.register.manage_managers import ManagerDraft, add_manager, assign_manager
from tests.factories import add_partnership


def test_partnerships_are_found_by_name_with_who_looks_after_them(context: Context) -> None:
    one, _ = (
        add_partnership(context.unit_of_work, name=name).partnership
        for name in ("Zon en Wind", "Warmte")
    )
    noor = add_manager(context, ManagerDraft("Noor", "noor@example.org", Language.DUTCH))
    assign_manager(context, noor.id, [one.id])

    assert [each.line.name for each in find_partnerships(context, "", 9)] == [
        "Warmte",
        "Zon en Wind",
    ]
    (found,) = find_partnerships(context, "  zon ", 9)
    assert (found.line.id, found.manager) == (one.id, noor)
    assert find_partnerships(context, "warm", 9)[0].manager is None


def test_names_are_found_with_their_ids_no_more_than_asked_for(context: Context) -> None:
    one, other = (
        add_partnership(context.unit_of_work, name=name).partnership
        for name in ("Zon en Wind", "Warmte")
    )

    assert find_names(context, " ZON ", 9) == [(one.id, "Zon en Wind")]
    assert find_names(context, "", 1) == [(other.id, "Warmte")]
    assert find_names(context, "water", 9) == []
