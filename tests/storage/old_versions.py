"""Databases as released versions of the product left them: rows in every table they had."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, text

from monitor.storage.backup.rows import order_of, read_tables
from monitor.storage.schema import changing, known_versions, newest_schema_version, upgrade

Row = Mapping[str, Any]
# The newest one is not released until there is one after it.
RELEASED = sorted(known_versions() - {newest_schema_version()})
OPENED, CLOSED = datetime(2026, 1, 12, 8, tzinfo=UTC), datetime(2026, 1, 30, 22, 59, 0, 250, UTC)
_LEVELS = json.dumps({"TRU1": 4, "TRU2": None, "TRA3": 5}, separators=(",", ":"))
_SAID = '{"O1":{"text":"Fijn \\u2013 \\"écht\\"\\nwel ☀","audience":"shared_screen"}}'
ANSWERS = {"TRU1": 4, "TRU2": None, "TRA3": 5}
# Written with spaces on purpose: a document stays the very text that it is.
RESPONSE = f'{{"answers": {_LEVELS}, "choices": {{}}, "comments": {_SAID}}}'
_LESSON = '{"on":"2026-01-12","text":"Bellen","from_mistake":false}'
# All columns that any version has had; each version takes those that it knows.
ROWS: Mapping[str, Sequence[Row]] = {
    "organisation": [
        {"id": 1, "name": "Gemeente Veldzicht", "kind": "municipality"},
        {"id": 4, "name": "Zon op 't Dak", "kind": "initiative", "founded_year": 2019},
    ],
    "manager": [
        {"id": 2, "name": "Noor", "language": "nl", "email": "noor@veld.nl", "wants_digest": True}
    ],
    "partnership": [
        {
            **{"id": 3, "name": "Zon", "phase": "during", "privacy_mode": "open"},
            **{"minimum_group": 3, "contact": None, "is_sample": False, "manager_id": 2},
            **{"character": "", "has_mirror": True, "asks_load": False, "answer_days": 5},
        }
    ],
    "party": [
        {"id": 1, "partnership_id": 3, "organisation_id": 1, "position": 1},
        {"id": 2, "partnership_id": 3, "organisation_id": 4, "position": 2},
    ],
    "participant": [
        {"id": 1, "party_id": 1, "name": "Anna", "language": "nl", "active_from": date(2024, 1, 1)},
        {
            **{"id": 8, "party_id": 2, "name": "Bo", "language": "en", "email": "bo@zon.nl"},
            **{"active_from": date(2024, 2, 29), "active_until": date(2026, 12, 31)},
        },
    ],
    "round": [
        {
            **{"id": 5, "partnership_id": 3, "sequence": 1, "quarter": "2026-Q1"},
            **{"phase": "during", "questionnaire_version": "2026-1", "privacy_mode": "open"},
            **{"minimum_group": 3, "opens_at": OPENED, "closes_at": CLOSED, "closed_at": CLOSED},
        }
    ],
    "invitation": [
        {"id": 1, "round_id": 5, "participant_id": 1, "nonce": "11", "token_hash": "22"},
        {"id": 2, "round_id": 5, "participant_id": 8, "nonce": "33", "token_hash": "44"},
    ],
    "response": [
        {
            **{"key": key * 40, "round_id": 5, "party_id": party, "content": RESPONSE},
            **{"sent_on": sent_on, "is_sent": sent_on is not None},
        }
        for key, party, sent_on in [("a", 1, date(2026, 1, 14)), ("F", 2, date(2026, 1, 20))]
    ]
    + [{"key": "0" * 40, "round_id": 5, "party_id": 2, "content": RESPONSE, "is_sent": False}],
    "release": [{"round_id": 5, "partnership_id": 3, "sequence": 1, "content": '{"gaps":[]}'}],
    "variance_set": [{"version": "own-1", "made_at": OPENED, "content": '{"a":0.1}'}],
    "variance_adoption": [
        {"id": 1, "version": "own-1", "adopted_at": OPENED, "adopted_by": "Noor"}
    ],
    "linking_secret": [{"partnership_id": 3, "secret": "s" * 64}],
    "consent": [
        {
            **{"party_id": 1, "privacy_mode": "open", "minimum_group": 3},
            **{"given_by": "Anna", "given_on": date(2026, 1, 2)},
        }
    ],
    "rhythm": [
        {"partnership_id": 3, "next_on": date(2026, 4, 6), "day": 6, "months": 3, "open_days": 14}
    ],
    "planned_round": [
        {
            **{"id": 1, "partnership_id": 3, "opens_at": OPENED, "closes_at": CLOSED},
            **{"is_light": False, "is_extra": False},
        }
    ],
    "mailing": [{"round_id": 5, "kind": "invitation"}],
    "letter": [
        {
            **{"id": 6, "kind": "invitation", "round_id": 5, "participant_id": 8},
            **{"message_id": "<1@zon>", "state": "waiting", "attempts": 1, "due_at": CLOSED},
        }
    ],
    "mail_text": [
        {
            **{"organisation_id": 1, "kind": "invitation", "language": "nl"},
            **{"subject": "Dag {name}", "body": "Regel één\n\nRegel twee"},
        }
    ],
    "miss": [{"address": "m" * 40, "minute": 29_000_000, "count": 2}],
    "heartbeat": [{"name": "worker", "at": CLOSED}],
    "record": [{"id": 7, "partnership_id": 3, "kind": "lesson", "version": 2}],
    "record_version": [
        {
            **{"record_id": 7, "version": version, "is_removed": False, "content": _LESSON},
            **{"written_by": by, "written_at": OPENED},
        }
        for version, by in [(1, "Ada"), (2, "Bo")]
    ],
    "worry": [{"id": 1, "partnership_id": 3, "changed_at": CLOSED, "content": "{}"}],
    "summary": [
        {
            **{"partnership_id": 3, "name_key": "zon", "search_key": "zon", "phase": "during"},
            **{"attention": 2, "manager_id": 2, "quarter": "2026-Q1"},
        }
    ],
    "summary_content": [{"partnership_id": 3, "content": "{}"}],
    "summary_flag": [{"partnership_id": 3, "kind": "gap"}],
    "summary_weak": [{"partnership_id": 3, "code": "O1"}],
    "summary_party": [
        {"partnership_id": 3, "kind": "initiative", "trust": 1 / 3, "respondents": 2, "invited": 3}
    ],
    "asked_agreement": [
        {"round_id": 5, "place": 1, "record_id": 7, "owner_id": 2, "text": "Bellen"}
    ],
    "own_card": [
        {
            **{"organisation_id": 1, "code": "own-1", "content": "{}", "written_by": "Noor"},
            **{"written_at": OPENED, "is_retired": False},
        }
    ],
    "own_questionnaire": [
        {"version": "own-1", "content": "{}", "written_by": "Noor", "written_at": OPENED}
    ],
    "questionnaire_adoption": [
        {"id": 1, "version": "own-1", "adopted_by": "Noor", "adopted_at": OPENED}
    ],
    "saved_view": [{"name": "Mijn buurt", "query": "?phase=during"}],
    "digest": [
        {
            **{"id": 1, "manager_id": 2, "week_on": date(2026, 1, 12), "since": OPENED},
            **{"message_id": "<2@zon>", "state": "sent", "attempts": 1},
        }
    ],
    "meeting": [{"id": 9, "partnership_id": 3, "version": 4, "content": "{}"}],
    "meeting_entry": [
        {"meeting_id": 9, "key": "k1", "written_at": CLOSED, "content": '{"text":"Doen"}'}
    ],
    "live_question": [{"id": 1, "meeting_id": 9, "content": "{}"}],
    "live_vote": [{"question_id": 1, "voter": "v1", "content": "{}"}],
}
# Given out once and deleted since: never to be given out again.
GONE = {"organisation": 40, "participant": 41}


def fill_version(engine: Engine, version: str) -> None:
    """Make an empty database as a version of the product left it, with rows in every table."""
    with changing(engine) as connection:
        upgrade(connection, version)
        for table in read_tables(connection):
            known = {column.name for column in table.columns}
            rows = [
                {name: value for name, value in row.items() if name in known}
                for row in ROWS[table.name]
            ]
            for row in rows:
                connection.execute(insert(table), row)
        _count_on(connection)


def read_rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Return everything in a database by table, documents as their very text."""
    with engine.connect() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*order_of(table, connection))
                ).mappings()
            ]
            for table in read_tables(connection)
        }


def next_id(engine: Engine, table: str) -> int:
    """Add a row to a table, and return which number it got."""
    values = {"organisation": "(name, kind) VALUES ('Nieuw', 'other')"}
    values["participant"] = (
        "(party_id, name, language, active_from) VALUES (1, 'Nieuw', 'nl', '2026-01-01')"
    )
    with engine.begin() as connection:
        number: int = connection.scalar(text(f"INSERT INTO {table} {values[table]} RETURNING id"))
        return number


def _count_on(connection: Connection) -> None:
    """Let the tables have given out numbers that are in no row any more."""
    for table, number in GONE.items():
        if connection.dialect.name == "sqlite":
            statement = "UPDATE sqlite_sequence SET seq = :number WHERE name = :table"
        else:
            statement = "SELECT setval(concat(CAST(:table AS text), '_id_seq'), :number)"
        connection.execute(text(statement), {"table": table, "number": number})
