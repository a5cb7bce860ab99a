import pytest
from sqlalchemy import Engine

from monitor.domain.errors import StorageUnavailableError
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.rehearse import rehearse
from monitor.services.context import Context
from tests.answering import save_part
from tests.factories import add_partnership
from tests.statements import noted_statements


def test_all_that_saving_looks_up_was_looked_up_before(context: Context, engine: Engine) -> None:
    token = add_partnership(context.unit_of_work).tokens[0]

    with noted_statements(engine) as rehearsed:
        rehearse(context)
    with noted_statements(engine) as asked:
        save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    looked_up = {each for each in asked if each.startswith("SELECT")}
    assert looked_up
    assert looked_up <= set(rehearsed)


def test_nothing_is_stored(context: Context, engine: Engine) -> None:
    with noted_statements(engine) as rehearsed:
        rehearse(context)

    assert not [each for each in rehearsed if each.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_process_starts_while_the_database_is_away(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_uow: object) -> None:
        raise StorageUnavailableError

    monkeypatch.setattr("monitor.storage.unit_of_work.SqlUnitOfWork.__enter__", fail)

    rehearse(context)
