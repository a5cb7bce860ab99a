from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import configure_mappers

from monitor.storage.tables import ResponseRow, Table

# Deleting a partnership must delete all of these; an organisation may work elsewhere too.
KEPT_APART = {"organisation", "manager"}


def test_the_models_are_complete() -> None:
    configure_mappers()

    assert set(Table.metadata.tables) == {
        "organisation",
        "partnership",
        "party",
        "participant",
        "round",
        "invitation",
        "response",
        "release",
        "variance_set",
        "variance_adoption",
        "linking_secret",
        "consent",
        "rhythm",
        "planned_round",
        "mailing",
        "letter",
        "mail_text",
        "miss",
        "heartbeat",
        "manager",
        "record",
        "record_version",
        "worry",
        "summary",
        "summary_content",
        "summary_weak",
        "summary_flag",
        "summary_party",
        "asked_agreement",
        "own_card",
        "own_questionnaire",
        "questionnaire_adoption",
        "saved_view",
        "digest",
        "meeting",
        "meeting_entry",
        "live_question",
        "live_vote",
        "workspace",
        "account",
        "account_grant",
        "recovery_code",
        "sign_in",
        "one_time_link",
        "sign_in_failure",
        "sign_in_detour",
        "trail",
    }


def test_everything_goes_with_its_partnership(engine: Engine) -> None:
    inspector = inspect(engine)
    staying = [
        (table, key["referred_table"])
        for table in Table.metadata.tables.keys() - KEPT_APART
        for key in inspector.get_foreign_keys(table)
        if key["options"].get("ondelete") != "CASCADE"
    ]

    assert sorted(staying) == [("partnership", "manager"), ("party", "organisation")]


@pytest.mark.parametrize("table", sorted(Table.metadata.tables))
def test_every_reference_can_be_followed_by_an_index(engine: Engine, table: str) -> None:
    inspector = inspect(engine)
    leading = {first_of(index["column_names"]) for index in inspector.get_indexes(table)}
    leading |= {
        first_of(unique["column_names"]) for unique in inspector.get_unique_constraints(table)
    }
    leading.add(first_of(inspector.get_pk_constraint(table)["constrained_columns"]))

    references = {first_of(key["constrained_columns"]) for key in inspector.get_foreign_keys(table)}

    assert references <= leading


def test_a_response_has_no_moment() -> None:
    kinds = {column.type.python_type for column in inspect(ResponseRow).columns}

    assert kinds.isdisjoint({datetime, date, time})


def first_of(columns: Sequence[str | None]) -> str | None:
    """Return the column that counts: keys of PostgreSQL begin with the workspace."""
    return next(column for column in columns if column != "workspace_id")
