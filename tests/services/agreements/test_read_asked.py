from monitor.services.agreements.read_asked import read_asked
from monitor.services.context import Context
from tests.factories import add_partnership, add_round


def test_what_a_round_asked_is_read_as_it_read_then(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)

    asked = read_asked(context, later.round.id)

    first, second = stored.partnership.parties
    assert [each.owner for each in asked.values()] == [first.id, second.id]
    assert all(each.agreement_id == key for key, each in asked.items())
    assert read_asked(context, stored.round.id) == {}
