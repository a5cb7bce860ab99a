from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.partnership import PartyKind
from monitor.storage.engine import make_engine
from monitor.storage.keying import work_in
from monitor.storage.tables import MissRow, OrganisationRow
from monitor.storage.upsert import insert_for, insert_many, key_of, replace_row

ROW = {"id": 1, "name": "Veldzicht", "kind": PartyKind.MUNICIPALITY}


def test_an_insert_can_leave_the_row_that_exists(engine: Engine) -> None:
    with Session(work_in(engine, FIRST_WORKSPACE, None)) as session:
        statement = insert_for(session, OrganisationRow).on_conflict_do_nothing(
            index_elements=key_of(session, OrganisationRow, ["id"])
        )
        session.connection().execute(statement, ROW)
        session.connection().execute(statement, ROW | {"name": "Zonnewijk"})

        assert session.scalars(select(OrganisationRow.name)).all() == ["Veldzicht"]


def test_an_insert_can_replace_the_row_that_exists(engine: Engine) -> None:
    with Session(work_in(engine, FIRST_WORKSPACE, None)) as session:
        statement = insert_for(session, OrganisationRow)
        statement = statement.on_conflict_do_update(
            index_elements=key_of(session, OrganisationRow, ["id"]),
            set_={"name": statement.excluded["name"]},
        )
        session.connection().execute(statement, ROW)
        session.connection().execute(statement, ROW | {"name": "Zonnewijk"})

        assert session.scalars(select(OrganisationRow.name)).all() == ["Zonnewijk"]


def test_in_postgresql_a_row_of_another_workspace_is_never_the_one_that_exists(
    postgresql_url: str,
) -> None:
    engine = make_engine(postgresql_url)
    here, there = (
        Session(work_in(engine, workspace, None)) for workspace in (FIRST_WORKSPACE, WorkspaceId(2))
    )
    replace_row(here, OrganisationRow, ROW)
    here.commit()
    replace_row(there, OrganisationRow, ROW | {"name": "Zonnewijk"})
    there.commit()

    assert here.scalars(select(OrganisationRow.name)).all() == ["Veldzicht"]
    assert there.scalars(select(OrganisationRow.name)).all() == ["Zonnewijk"]
    here.close()
    there.close()
    engine.dispose()


def test_many_rows_are_inserted_and_none_is_no_error(engine: Engine) -> None:
    with Session(work_in(engine, FIRST_WORKSPACE, None)) as session:
        insert_many(session, OrganisationRow, [])
        insert_many(session, OrganisationRow, [ROW, ROW | {"id": 2}])

        assert session.scalars(select(OrganisationRow.id)).all() == [1, 2]


def test_a_row_is_replaced_whole_and_only_where_all_of_its_key_is_the_same(engine: Engine) -> None:
    row = {"address": "a", "minute": 1, "count": 1}
    with Session(work_in(engine, FIRST_WORKSPACE, None)) as session:
        replace_row(session, MissRow, row)
        replace_row(session, MissRow, row | {"minute": 2, "count": 5})
        replace_row(session, MissRow, row | {"count": 3})

        found = session.execute(select(MissRow.minute, MissRow.count).order_by(MissRow.minute))
        assert [tuple(each) for each in found] == [(1, 3), (2, 5)]
