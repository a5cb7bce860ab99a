from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartyKind
from monitor.storage.tables import OrganisationRow
from monitor.storage.upsert import insert_for, insert_many

ROW = {"id": 1, "name": "Veldzicht", "kind": PartyKind.MUNICIPALITY}


def test_an_insert_can_leave_the_row_that_exists(engine: Engine) -> None:
    with Session(engine) as session:
        statement = insert_for(session, OrganisationRow).on_conflict_do_nothing(
            index_elements=["id"]
        )
        session.connection().execute(statement, ROW)
        session.connection().execute(statement, ROW | {"name": "Zonnewijk"})

        assert session.scalars(select(OrganisationRow.name)).all() == ["Veldzicht"]


def test_an_insert_can_replace_the_row_that_exists(engine: Engine) -> None:
    with Session(engine) as session:
        statement = insert_for(session, OrganisationRow)
        statement = statement.on_conflict_do_update(
            index_elements=["id"], set_={"name": statement.excluded["name"]}
        )
        session.connection().execute(statement, ROW)
        session.connection().execute(statement, ROW | {"name": "Zonnewijk"})

        assert session.scalars(select(OrganisationRow.name)).all() == ["Zonnewijk"]


def test_many_rows_are_inserted_and_none_is_no_error(engine: Engine) -> None:
    with Session(engine) as session:
        insert_many(session, OrganisationRow, [])
        insert_many(session, OrganisationRow, [ROW, ROW | {"id": 2}])

        assert session.scalars(select(OrganisationRow.id)).all() == [1, 2]
