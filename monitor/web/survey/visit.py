"""What every page of the survey needs: who reads it, what was posted, and the page around it."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.domain.partnership import Language
from monitor.services.checkin.answer_checkin import Checkin
from monitor.settings import Settings
from monitor.web.survey.forms import Fields, UnreadableFormError, read_fields
from monitor.web.survey.reader import Reader
from monitor.web.survey.rendering import render

_FORM_TYPE = "application/x-www-form-urlencoded"
ELSEWHERE = "elsewhere"
UNPROCESSABLE = 422
_OWN_SITE, _NO_ORIGIN = "same-origin", "null"
# "none": the reader sent the form anew, by reloading the page.
_WELCOME = frozenset({_OWN_SITE, "none"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of a check-in that exists and takes answers.

    ``is_conflict``: what this person saved last went over what was saved from elsewhere.
    """

    checkin: Checkin
    reader: Reader
    is_conflict: bool = False


def was_conflict(request: Request, checkin: Checkin) -> bool:
    """Tell whether the address warns of a conflict: of one version, so not after another save."""
    return request.query_params.get(ELSEWHERE) == str(checkin.response.version)


def make_reader(request: Request, base: str, own: Language, settings: Settings) -> Reader:
    """Return how a page is read, in the language of the address or else one's own."""
    home = str(request.scope.get("root_path", ""))
    return Reader(
        base=f"{home}/{base}",
        language=parse_language(request.query_params.get("lang")) or own,
        own=own,
        time_zone=settings.zone,
        home=home,
    )


def parse_language(text: str | None) -> Language | None:
    """Return a language, or None if there is no such one."""
    return Language(text) if text in set(Language) else None


def show(
    template: str,
    visit: Visit,
    *,
    title: str,
    page: str,
    status: int = 200,
    **values: object,
) -> Response:
    """Return a page of a check-in."""
    reader, asked = visit.reader, visit.checkin.round
    checkin = reader.t("survey.checkin", quarter=reader.formatter.quarter(asked.quarter))
    return HTMLResponse(
        render(
            template,
            reader=reader,
            language=reader.language,
            t=reader.t,
            over=checkin,
            title=title,
            window_title=reader.t(
                "survey.title", page=title, checkin=checkin, product=reader.t("product.name")
            ),
            page=page,
            is_conflict=visit.is_conflict,
            version=visit.checkin.response.version,
            deadline=reader.deadline(asked.closes_at),
            **values,
        ),
        status,
    )


def show_open(
    template: str,
    reader: Reader,
    *,
    title: str,
    page: str = "",
    status: int = 200,
    **values: object,
) -> Response:
    """Return a page that belongs to no check-in."""
    window_title = reader.t("survey.title.open", page=title, product=reader.t("product.name"))
    return HTMLResponse(
        render(
            template,
            reader=reader,
            language=reader.language,
            t=reader.t,
            title=title,
            window_title=window_title,
            page=page,
            is_conflict=False,
            **values,
        ),
        status,
    )


def see(address: str) -> Response:
    """Send the browser to another page, which it asks for with GET."""
    return RedirectResponse(address, 303)


def refuse_other_sites(request: Request) -> None:
    """Refuse a form that a browser says was sent from another website."""
    if request.method == "POST" and not _is_from_here(request):
        raise HTTPException(403)


def _is_from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site", _OWN_SITE)
    # Our own pages tell nobody where they are, so that browsers write "null" for them.
    origin = request.headers.get("origin", _NO_ORIGIN)
    is_own = origin == _NO_ORIGIN or origin.partition("://")[2] == request.headers.get("host")
    return site in _WELCOME and is_own


async def read_body(request: Request) -> bytes:
    """Return what was posted; read once, and kept for whoever handles the request next."""
    if not hasattr(request.state, "body"):
        request.state.body = await request.body() if request.method == "POST" else b""
    body: bytes = request.state.body
    return body


async def read_form(request: Request) -> Fields:
    """Return the form that was posted; HTTPException if it is none."""
    body = await read_body(request)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and media_type != _FORM_TYPE:
        raise HTTPException(415)
    try:
        return read_fields(body)
    except UnreadableFormError:
        raise HTTPException(400) from None
