"""An application of the survey answers every failure itself, with its own headers."""

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.domain.partnership import Language
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.web.survey.application import make_application
from monitor.web.survey.failures import FailurePages

PAGES = FailurePages(Language.DUTCH, read_questionnaires())


def client_of(error: Exception) -> TestClient:
    async def fail(_request: Request) -> Response:
        raise error

    app = make_application([Route("/", fail, methods=["GET", "POST"])], PAGES)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError(), 404),
        (StorageUnavailableError(), 503),
        (HTTPException(403), 403),
        (HTTPException(418), 418),
        (RuntimeError("secret detail"), 500),
    ],
)
def test_every_failure_has_a_page_with_the_headers(error: Exception, status: int) -> None:
    answer = client_of(error).get("/")

    assert answer.status_code == status
    assert "<section lang=" in answer.text
    assert "secret detail" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_what_was_posted_to_a_page_that_fails_is_shown() -> None:
    answer = client_of(NotFoundError()).post("/", data={"O1": "Mijn tekst"})

    assert "Mijn tekst" in answer.text


def test_headers_of_a_failure_are_kept() -> None:
    answer = client_of(HTTPException(405, headers={"allow": "GET"})).get("/")

    assert answer.headers["allow"] == "GET"


def test_a_large_body_is_refused_before_anything_reads_it() -> None:
    answer = client_of(NotFoundError()).post("/", content=b"x" * 70_000)

    assert answer.status_code == 413
