"""Every address of the survey, read from the application itself: a new one cannot be forgotten."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.applications import Starlette
from starlette.routing import Mount, Route

from monitor.domain.links import (
    derive_code,
    derive_digest_token,
    derive_mail_token,
    derive_party_token,
    write_code,
)
from monitor.domain.meeting.live import LiveKind
from monitor.services.context import Context
from monitor.services.meeting.ask_live import open_question
from tests.factories import SECRET_KEY, add_partnership
from tests.live import Talk, begin_talk, token_of
from tests.services.digesting import add_manager

PERSONAL = "/"
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Side:
    """What the people of one partnership hold, and the numbers under which it is stored.

    ``tokens``: by how the addresses begin that take them; ``words``: those that only they may
    read; ``codes``: those on a card and on the screen of a meeting, to be typed in.
    """

    tokens: Mapping[str, str]
    ids: Mapping[str, int]
    words: Sequence[str]
    codes: Sequence[str]


def make_side(context: Context, name: str, nonce: str) -> Side:
    """Store a partnership with an open round, a meeting with a question, and a manager."""
    stored = add_partnership(context.unit_of_work, name=name)
    talk = _begin_talk(context, nonce)
    question = open_question(context, talk.meeting.id, LiveKind.TALK)
    manager = add_manager(context, f"Manager {name}")
    party, person, one = talk.parties[0], stored.participants[0], stored.invited[0]
    live_token = token_of(question)
    return Side(
        tokens={
            PERSONAL: one.token,
            "/party/": derive_party_token(SECRET_KEY, stored.round.id, person.party_id),
            "/mail/": derive_mail_token(SECRET_KEY, person.id),
            "/digest/": derive_digest_token(SECRET_KEY, manager.id),
            "/live/": live_token,
            "/key/": talk.key_token(party),
        },
        ids={
            "participant": person.id,
            "manager": manager.id,
            "meeting": talk.meeting.id,
            "party": party,
            "question": question.id,
            "number": 1,
        },
        words=[name],
        codes=[write_code(derive_code(SECRET_KEY, one.invitation.nonce)), live_token],
    )


def survey_routes(app: object) -> Sequence[Route]:
    """Return the routes of the survey within an application."""
    (mount,) = [each for each in _inmost(app).routes if isinstance(each, Mount)]
    return [each for each in _inmost(mount.app).routes if isinstance(each, Route)]


def takes_forms(route: Route) -> bool:
    """Tell whether something can be sent to an address."""
    return "POST" in (route.methods or set())


def start_of(route: Route) -> str:
    """Return how an address begins, which tells what its token is of."""
    return route.path.partition("{")[0]


def parameters_of(route: Route) -> Sequence[str]:
    """Return the names of what stands for something in an address."""
    return _PARAMETER.findall(route.path)


def fill_in(route: Route, values: Mapping[str, object]) -> str:
    """Return an address with these values; KeyError when one of them is not known."""
    return "/s" + _PARAMETER.sub(lambda found: str(values[found[1]]), route.path)


def own_address(route: Route, side: Side) -> str:
    """Return an address as the people of a side have it."""
    return fill_in(route, {**side.ids, "token": side.tokens.get(start_of(route), "")})


def _inmost(app: object) -> Starlette:
    """Return the application below everything that is wrapped around it."""
    while not isinstance(app, Starlette):
        app = getattr(app, "_app")  # noqa: B009 - Wrappers keep it for themselves.
    return app


def _begin_talk(context: Context, nonce: str) -> Talk:
    talk = begin_talk(context)
    with context.unit_of_work() as uow:
        meeting = uow.meetings.add(replace(talk.meeting, nonce=nonce))
        uow.commit()
    return Talk(context, talk.partnership, meeting)
