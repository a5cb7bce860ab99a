"""Files of one's own pages, and nobody else's."""

import pytest
from starlette.responses import Response
from starlette.types import Message

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.access.actor import Actor, ActorKind
from monitor.web.own_files import OwnFilesMiddleware
from tests.web.asgi import call, make_scope

NOOR = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER, name="Noor")


def ask(path: str, **changes: object) -> Message:
    def is_own(asked: str, who: Actor) -> bool:
        assert who == NOOR
        return asked == "/media/own.pdf"

    wrapped = OwnFilesMiddleware(Response(status_code=200), is_own, Response(status_code=404))
    return call(wrapped, make_scope(path=path, **changes))[0]


@pytest.mark.parametrize(("path", "status"), [("/media/own.pdf", 200), ("/media/other.pdf", 404)])
def test_somebody_gets_what_is_their_own(path: str, status: int) -> None:
    assert ask(path, state={"actor": NOOR})["status"] == status


def test_what_is_for_everybody_is_asked_of_nobody() -> None:
    assert ask("/media/other.pdf")["status"] == 200
