"""What every page of signing in needs: who reads it, what was posted, and the page around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.domain.errors import SignInRefusedError
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.formats import Formatter
from monitor.services.context import Context
from monitor.services.sign_in.enter import Entered, Step, note_refusal
from monitor.services.sign_in.form_tokens import make_form_token
from monitor.services.sign_in.one_time import AccessLetter
from monitor.services.sign_in.sessions import sign_out
from monitor.settings import Settings
from monitor.web.language import choose_language, local_path
from monitor.web.sign_in.cookies import (
    form_secret,
    is_own_form,
    read_sign_in,
    set_form_secret,
    set_sign_in,
)
from monitor.web.sign_in.rendering import render
from monitor.web.survey.forms import last
from monitor.web.survey.visit import read_form, refuse_other_sites

TOKEN = "token"  # noqa: S105 - The name of a field.
NEXT = "next"
UNPROCESSABLE = 422
Result = TypeVar("Result")
# Computing what a password is takes a core for a moment; the dashboard needs some as well.
_PASSWORDS = CapacityLimiter(2)
_AFTERWARDS = {
    Step.SHOW_CODE: "/sign-in/code",
    Step.SET_UP_CODE: "/sign-in/second-factor",
}


@dataclass(frozen=True, slots=True)
class Door:
    """What the pages work with. ``send``: hands over a letter with a link."""

    context: Context
    settings: Settings
    send: Callable[[AccessLetter], None]

    @property
    def asks_everybody(self) -> bool:
        """Tell whether nobody comes in without a second factor."""
        return self.settings.second_factor == "required"

    def language(self, request: Request) -> Language:
        """Return in which language somebody reads."""
        return choose_language(request.headers.get("cookie", ""), self.settings.language)

    def translator(self, request: Request) -> Translator:
        """Return the texts in the language that somebody reads."""
        return translator(self.language(request))

    def formatter(self, request: Request) -> Formatter:
        """Return how dates are written for somebody."""
        return Formatter(self.language(request), self.settings.zone)

    async def read(self, request: Request) -> Mapping[str, str]:
        """Return what was posted from a page of ours; HTTPException if it was not."""
        fields = await read_form(request)
        refuse_other_sites(request)
        values = {name: last(fields, name) or "" for name in fields}
        if not is_own_form(request, self.settings, self.context.secret_key, values.get(TOKEN, "")):
            raise HTTPException(403)
        return values

    def show(
        self, request: Request, template: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Return a page."""
        t, secret = self.translator(request), form_secret(request, self.settings)
        query = request.url.query
        here = f"{request.url.path}?{query}" if query else request.url.path
        html = render(
            template,
            language=t.language,
            others=[each for each in Language if each is not t.language],
            t=t,
            here=quote(here, safe=""),
            form_token=make_form_token(self.context.secret_key, secret),
            **values,
        )
        answer = HTMLResponse(html, status)
        set_form_secret(answer, self.settings, secret)
        return answer

    async def go_on(self, request: Request, entered: Entered, next_path: str) -> Response:
        """Send somebody who came in to what they still have to do, or to where they wanted."""
        target = _AFTERWARDS.get(entered.step)
        address = next_path if target is None else with_next(target, next_path)
        return await self.let_in(request, address, entered.token)

    async def let_in(self, request: Request, address: str, token: str) -> Response:
        """Send somebody on with a new sign-in; the one that their browser had ends."""
        before = read_sign_in(request, self.settings)
        await to_thread.run_sync(sign_out, self.context, before)
        answer = see(address)
        set_sign_in(answer, self.settings, token)
        return answer

    def noting(self, answer: Response, email: str, refusal: SignInRefusedError) -> Response:
        """Return the same, with what happened noted once it was sent: its time tells nothing."""
        answer.background = BackgroundTask(note_refusal, self.context, email, refusal)
        return answer


async def compute(work: Callable[[], Result]) -> Result:
    """Do what computes a password, in turn."""
    return await to_thread.run_sync(work, limiter=_PASSWORDS)


def see(address: str) -> Response:
    """Send the browser to another page, which it asks for with GET."""
    return RedirectResponse(address, 303)


def address_of(request: Request) -> str:
    """Return where a request comes from; empty if the server does not know."""
    return request.client.host if request.client else ""


def next_path(text: str) -> str:
    """Return where somebody wanted to go on this site; never signing in or out again."""
    path = local_path(text or "/")
    return "/" if path.startswith(("/sign-in", "/sign-out")) else path


def with_next(target: str, path: str) -> str:
    """Return an address that remembers where somebody wanted to go."""
    return target if path == "/" else f"{target}?{NEXT}={quote(path, safe='/')}"
