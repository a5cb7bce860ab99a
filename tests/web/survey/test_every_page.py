"""Every page of the survey: small, whole by itself, and safe to show."""

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import Language, Phase
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH
from monitor.services.context import Context
from tests.factories import add_partnership, add_round
from tests.web.visitor import Visitor

# With everything filled in but words: those of people come on top.
MAXIMUM_BYTES = 12_500
PAGES = ["", "privacy", "1", "2", "3", "4", "5", "6", "check", "thanks", "withdraw"]
HEADERS = {
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "x-content-type-options": "nosniff",
}
# What is asked when the longest comments are written: these pages hold what people wrote.
COMMENTS = {"O1": "a" * MAXIMUM_COMMENT_LENGTH, "O1.audience": "shared_screen"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is printed does not depend on it."""
    return sqlite_url


@pytest.fixture(params=[*Language])
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(params=[*Phase])
def filled(
    request: pytest.FixtureRequest, client: TestClient, context: Context, language: Language
) -> Visitor:
    """Someone who answered everything in a later round and sent it."""
    stored = add_partnership(context.unit_of_work, phase=request.param, language=language)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2)
    visitor = Visitor(client, later.invited[0].token)
    visitor.answer_everything(parts=6)
    visitor.post("check", {"go": "send"})
    return visitor


@pytest.fixture
def asked_more(client: TestClient, context: Context, language: Language) -> Visitor:
    """Someone who is asked all that a round may ask, and answered it."""
    stored = add_partnership(context.unit_of_work, language=language)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)
    visitor = Visitor(client, later.invited[0].token)
    visitor.answer_everything(parts=9)
    return visitor


def test_what_is_asked_besides_is_small_labelled_and_fits_its_policy(asked_more: Visitor) -> None:
    for page in ("6", "7", "8", "check", "privacy"):
        answer = asked_more.open(page)
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        ids = re.findall(r' id="([^"]+)"', answer.text)
        assert len(answer.content) < MAXIMUM_BYTES
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]
        assert len(ids) == len(set(ids))
        boxes = re.findall(r'<input type="radio"', answer.text)
        assert len(boxes) == len(re.findall(r"<label[^>]*><input", answer.text))


def test_every_page_is_small_and_in_its_language(filled: Visitor, language: Language) -> None:
    for page in PAGES:
        answer = filled.open(page)
        assert answer.status_code == 200
        assert len(answer.content) < MAXIMUM_BYTES
        assert f'<html lang="{language.value}">' in answer.text


def test_every_page_asks_nothing_of_anyone(filled: Visitor) -> None:
    for page in PAGES:
        text = filled.open(page).text
        assert not re.search(r"(?:https?:)?//|<script|<img|@import|url\(", text)
        assert '<link rel="icon" href="data:,">' in text


# H31.
def test_every_page_has_the_headers_and_a_policy_that_fits_its_style(filled: Visitor) -> None:
    for page in PAGES:
        answer = filled.open(page)
        style = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        assert len(style) == 1
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
        assert HEADERS.items() <= dict(answer.headers).items()
        assert "set-cookie" not in answer.headers


def test_no_title_holds_the_token(filled: Visitor) -> None:
    for page in PAGES:
        title = re.findall(r"<title>(.*?)</title>", filled.open(page).text)
        assert len(title) == 1
        assert filled.token not in title[0]


def test_every_input_has_a_label_and_every_id_is_unique(filled: Visitor) -> None:
    for page in PAGES:
        text = filled.open(page).text
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        boxes = re.findall(r'<input type="(?:radio|checkbox)"', text)
        assert len(boxes) == len(re.findall(r"<label[^>]*><input", text))
        for described in re.findall(r'aria-describedby="([^"]+)"', text):
            assert set(described.split()) <= set(ids)


def test_long_words_of_ones_own_fit_too(filled: Visitor) -> None:
    filled.post("6", COMMENTS)

    for page in ("6", "check", "copy"):
        assert len(filled.open(page).content) < MAXIMUM_BYTES + MAXIMUM_COMMENT_LENGTH


@pytest.mark.parametrize("page", ["", "privacy", "1", "check"])
def test_redirects_and_failures_have_the_headers_too(client: TestClient, page: str) -> None:
    for answer in (Visitor(client, "x").open(page), Visitor(client, "x").post(page)):
        assert HEADERS.items() <= dict(answer.headers).items()
        assert "default-src 'none'" in answer.headers["content-security-policy"]
