"""What was posted is read once, and stays there for whoever handles the request next."""

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from monitor.domain.partnership import Language
from monitor.settings import Settings
from monitor.web.survey.visit import make_reader, parse_language, read_body, read_form
from tests.web.asgi import make_scope

FORM = (b"content-type", b"application/x-www-form-urlencoded; charset=utf-8")


def post(body: bytes, media_type: tuple[bytes, bytes] = FORM) -> Request:
    """Make a request whose body comes once, and never again."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop()

    return Request(make_scope(method="POST", headers=[media_type]), receive)


def test_a_body_is_there_for_a_second_reader() -> None:
    request = post(b"TRU1=4")

    async def read_twice() -> list[bytes]:
        first = await read_body(request)
        return [first, await read_body(Request(request.scope))]

    assert asyncio.run(read_twice()) == [b"TRU1=4", b"TRU1=4"]


def test_a_form_is_read_from_it() -> None:
    assert asyncio.run(read_form(post(b"TRU1=4&TRU1=5"))) == {"TRU1": ["4", "5"]}


def test_a_page_that_is_only_opened_has_an_empty_form() -> None:
    request = Request(make_scope())

    assert asyncio.run(read_form(request)) == {}


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{}", (b"content-type", b"application/json"), 415),
        (b"&".join([b"a=1"] * 201), FORM, 400),
    ],
)
def test_what_is_no_form_is_refused_every_time(
    body: bytes, media_type: tuple[bytes, bytes], status: int
) -> None:
    request = post(body, media_type)

    for _ in range(2):
        with pytest.raises(HTTPException) as refused:
            asyncio.run(read_form(request))
        assert refused.value.status_code == status


def test_the_language_of_the_address_goes_before_ones_own() -> None:
    settings = Settings(_env_file=None)
    plain = Request(make_scope(root_path="/s"))
    english = Request(make_scope(root_path="/s", query_string=b"lang=en"))

    own = make_reader(plain, "x", Language.DUTCH, settings)
    other = make_reader(english, "x", Language.DUTCH, settings)

    assert (own.language, own.base, own.home) == (Language.DUTCH, "/s/x", "/s")
    assert (other.language, other.own) == (Language.ENGLISH, Language.DUTCH)
    assert parse_language("xx") is parse_language(None) is None
