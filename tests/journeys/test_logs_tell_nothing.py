"""What a running survey writes down and counts holds no link, no answer and no key."""

import json

import httpx2
import pytest
from sqlalchemy import text

from monitor.storage.engine import make_engine
from tests.factories import SECRET_KEY
from tests.journeys.people import Browser, invite, path_of, use_cases
from tests.journeys.server import free_port
from tests.journeys.survey_server import run_survey

ANSWER = "Wij vertrouwen elkaar niet meer"


# H37.
@pytest.mark.parametrize("log_format", ["text", "json"])
def test_no_log_and_no_figure_holds_a_link_an_answer_or_the_key(
    log_format: str, sqlite_url: str
) -> None:
    with use_cases(sqlite_url) as context:
        (opened,) = invite(context, people=4)
    port = free_port()
    settings = {"MONITOR_LOG_FORMAT": log_format, "MONITOR_METRICS_PORT": str(port)}
    with run_survey(sqlite_url, workers=2, environment=settings) as survey:
        browser = Browser(survey.address)
        token, other = opened.tokens[:2]
        for page, fields in {
            "1": {"TRU1": "4"},
            "6": {"O1": ANSWER},
            "check": {"go": "send"},
        }.items():
            browser.post(path_of(token, page), fields)
        break_database(sqlite_url)
        failed = browser.post(path_of(other, "1"), {"TRU1": "4"})
        browser.close()
        figures = httpx2.get(f"http://localhost:{port}/metrics").text
        log = survey.log()

    assert failed.status >= 500
    assert 'monitor_requests_total{method="POST",route="/s/{token}/{number}"' in figures
    assert "monitor_forms_sent_total 1.0" in figures
    assert "could not reach the database" in log
    if log_format == "json":
        assert [json.loads(line)["level"] for line in log.splitlines() if line.startswith("{")]
    for secret in (*opened.tokens, ANSWER, SECRET_KEY.decode(), "127.0.0.1"):
        assert secret not in figures
    for secret in (*opened.tokens, ANSWER, SECRET_KEY.decode()):
        assert secret not in log


def break_database(url: str) -> None:
    """Let whatever is stored next fail in a way that nobody expects."""
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE response RENAME COLUMN content TO gone"))
    engine.dispose()
