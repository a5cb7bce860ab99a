"""Words of databases and templates in every parameter are only words."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.factories import StoredPartnership
from tests.web.visitor import Visitor

PROBES = (
    "'",
    '"',
    "1' OR '1'='1",
    "1; DROP TABLE response;--",
    "') UNION SELECT secret FROM link--",
    "1 ORDER BY 99--",
    "1) AND 1=(SELECT 1 FROM pg_sleep(5))--",
    "'||(SELECT randomblob(1000000000))||'",
    "%27%20OR%201=1",
    "\\'; --",
    "0x27",
    "1e309",
    "-1",
    "9" * 40,
    "{{7*7}}",
    "${7*7}",
    "{partner}",
    "%s%n%x",
    "../../etc/passwd",
    "..\\..\\windows",
    "$(id)",
    "`id`",
    "\r\nSet-Cookie: a=1",
)
QUERIES = ("lang", "elsewhere", "phase", "sequence", "light", "version", "next")


def addresses(token: str, probe: str) -> Iterator[str]:
    """Yield every address of the survey with the probe in place of each of its parts."""
    word = quote(probe, safe="")
    yield from (f"/s/{word}", f"/s/{token}/{word}", f"/s/party/{word}", f"/s/live/{word}")
    yield from (f"/s/mail/{word}/{word}", f"/s/digest/{word}/{word}", f"/s/live/1/{word}")
    yield from (f"/s/key/{word}/{word}/{word}", f"/s/key/1/1/{word}")
    yield from (f"/s/{token}/1?{name}={word}" for name in QUERIES)


# H29.
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_in_an_address_finds_nothing_and_breaks_nothing(
    client: TestClient, stored: StoredPartnership, probe: str
) -> None:
    answers = [client.get(address) for address in addresses(stored.tokens[0], probe)]

    assert {answer.status_code for answer in answers} <= {200, 404, 429}
    assert "set-cookie" not in {name for answer in answers for name in answer.headers}


# H29.
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_in_a_form_is_a_wrong_value_or_a_word(visitor: Visitor, probe: str) -> None:
    names = ("TRU1", "TRU.comment", "TRU.audience", "go", "language", "shown_in", "version", probe)

    answers = [visitor.post("1", {name: probe}) for name in names]

    assert {answer.status_code for answer in answers} <= {200, 303, 422}
