"""Programs that open the links in a mail before its reader does change nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, inspect
from starlette.testclient import TestClient

from monitor.domain.links import derive_mail_token, derive_party_token
from monitor.services.checkin.answer_checkin import PartAnswers, send
from monitor.services.context import Context
from tests.answering import save_part
from tests.factories import SECRET_KEY, StoredPartnership
from tests.web.visitor import Visitor

PAGES = [
    "",
    "privacy",
    "1",
    "6",
    "check",
    "thanks",
    "withdraw",
    "copy",
    "closing.ics",
    "1?lang=en&saved=1&elsewhere=1",
]
AGENTS = [
    "",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
    "curl/8.5.0",
    "é" * 20,
]
BURST = 10


def dump(engine: Engine) -> list[tuple[object, ...]]:
    """Return every row of every table, in PostgreSQL with where it is and who wrote it."""
    hidden = "xmin::text, ctid::text, " if engine.dialect.name == "postgresql" else ""
    tables = sorted(inspect(engine).get_table_names())
    with engine.connect() as connection:
        return [
            (table, *row)
            for table in tables
            for row in connection.exec_driver_sql(f'SELECT {hidden}* FROM "{table}"')  # noqa: S608 - Names of our own tables.
        ]


@pytest.fixture
def addresses(context: Context, stored: StoredPartnership) -> list[str]:
    """Every address that a mail, a poster or a page holds, of a form begun and of one not."""
    save_part(context, stored.tokens[1], PartAnswers(answers={"TRU1": 4}))
    send(context, stored.tokens[1])
    party = stored.partnership.parties[0]
    person = stored.participants[0]
    return [
        *(f"/s/{token}/{page}".rstrip("/") for token in stored.tokens[:2] for page in PAGES),
        f"/s/party/{derive_party_token(SECRET_KEY, stored.round.id, party.id)}",
        f"/s/mail/{person.id}/{derive_mail_token(SECRET_KEY, person.id)}",
        "/s/accessibility",
        "/s/privacy",
    ]


# H6.
# H26.
@pytest.mark.parametrize("agent", AGENTS)
def test_opening_every_link_changes_not_one_byte(
    client: TestClient, engine: Engine, addresses: list[str], agent: str
) -> None:
    headers = {b"user-agent": agent.encode()}
    before = dump(engine)

    answers = [
        client.request(method, address, headers=headers)
        for method in ("HEAD", "GET")
        for address in addresses
    ]

    assert dump(engine) == before
    assert {answer.status_code for answer in answers} <= {200, 303}


# H6.
def test_a_burst_changes_not_one_byte_and_the_link_still_works(
    client: TestClient, engine: Engine, addresses: list[str], stored: StoredPartnership
) -> None:
    before = dump(engine)

    with ThreadPoolExecutor(BURST) as pool:
        opened = [pool.submit(client.get, address) for address in addresses[:1] * BURST * 2]
        statuses = {each.result().status_code for each in opened}

    assert statuses == {200}
    assert dump(engine) == before
    assert Visitor(client, stored.tokens[0]).post("1", {"TRU1": "4"}).status_code == 303
    assert dump(engine) != before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_other_methods_change_nothing(
    client: TestClient, engine: Engine, addresses: list[str], method: str
) -> None:
    before = dump(engine)

    statuses = {client.request(method, address).status_code for address in addresses}

    assert statuses == {405}
    assert dump(engine) == before
