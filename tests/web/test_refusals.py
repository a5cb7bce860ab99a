"""The pages for what is refused, in the language of who asks."""

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import Language
from monitor.web.refusals import (
    NOT_FOUND,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
    TOO_SLOW,
    UNAVAILABLE,
    UNEXPECTED,
    Refusals,
)

ALL = [NOT_FOUND, TOO_SLOW, TOO_LARGE, TOO_MANY, TOO_LONG, UNEXPECTED, UNAVAILABLE]
REFUSALS = Refusals(Language.DUTCH)


@pytest.mark.parametrize("status", ALL)
@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_is_a_page_of_ours(status: int, language: Language) -> None:
    client = TestClient(REFUSALS.of(status), cookies={"monitor_language": language.value})

    answer = client.get("/")

    assert answer.status_code == status
    assert f'<html lang="{language.value}">' in answer.text
    assert '<a href="/">' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_without_a_choice_it_speaks_the_language_of_the_installation() -> None:
    assert "Deze pagina bestaat niet" in TestClient(REFUSALS.of(NOT_FOUND)).get("/").text


def test_who_asked_too_much_hears_when_to_come_back() -> None:
    assert TestClient(REFUSALS.of(TOO_MANY, 12)).get("/").headers["retry-after"] == "12"
    assert "retry-after" not in TestClient(REFUSALS.of(NOT_FOUND)).get("/").headers
