"""What the viewer chose: language and partnership, from the request and the address."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from streamlit.runtime.app_session import AppSession

from monitor import bootstrap
from monitor.charts.style import Look
from monitor.domain.access.account import AccountId, Scope, WorkspaceId
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.access.sign_in import hash_secret
from monitor.domain.errors import NotSignedInError
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.questionnaire_draft import Draft
from monitor.domain.round import RoundId
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.services.asking_again import asking_again
from monitor.services.checkin.paper_forms import PaperForm
from monitor.services.context import Context
from monitor.services.register.import_people import Imported
from monitor.services.register_ports import SavedView
from monitor.services.sign_in.one_time import AccessLetter
from monitor.settings import read_settings
from monitor.ui.background import Job

LANGUAGE_COOKIE = "monitor_language"
_ACTOR = "session.actor"
# One run of a page asks many times who is looking; parts of it may run alone for hours.
_BELIEVED_SECONDS = 10.0
_LOOK = "screen.look"
_PAPER_DESK = "paper.desk"
_WRITER = "writer.name"
_OVERVIEW_QUERY = "overview.query"
_DELETED_VIEW = "overview.deleted_view"
_DRAFT = "questionnaires.draft"
_IMPORTED = "people.imported"
_PLAN_DESK = "meeting.plan_desk"
_WRITING_ANSWERS = "writing.answers"
_PACK_ORDER = "take_home.order"
_ACCESS_LETTER = "accounts.letter"
_ACCOUNT_DESK = "accounts.desk"
Value = TypeVar("Value")

_ID = re.compile(r"[0-9]{1,9}")  # No database has a longer one, nor could look for it.


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who was looking at a moment, in seconds of a clock that only goes forward.

    ``cookie``: by what they proved it; it is hashed.
    """

    actor: Actor
    at: float
    cookie: str


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """How far somebody is with typing in paper forms of a round.

    ``entry`` counts the forms taken up, so that each has fields of its own. ``form``: the one in
    hand, kept so that nothing typed is lost if the round closes meanwhile. ``saved_for``: the name
    of the party whose form was saved last.
    """

    round_id: RoundId
    entry: int = 0
    code: str = ""
    form: PaperForm | None = None
    saved_for: str | None = None


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """The plan of a meeting as somebody has it now.

    ``meeting``: the stored meeting whose plan it is, as it was shown; None for a new one.
    ``is_touched``: something was changed and not saved.
    """

    partnership_id: PartnershipId
    plan: Plan
    language: Language
    meeting: Meeting | None = None
    is_touched: bool = False


@dataclass(frozen=True, slots=True)
class PackOrder:
    """The files of a meeting that somebody asked for. ``about``: which meeting, as it was chosen.

    ``names``: what the files are called, by their formats, which are the names in the ``job``.
    """

    partnership_id: PartnershipId
    about: str
    names: Mapping[str, str]
    job: Job[bytes]


@dataclass(frozen=True, slots=True)
class AccountDesk:
    """The partnerships of an account as somebody has them now; ``scope``: as it is stored.

    ``account_id``: None for somebody who is to be invited.
    """

    account_id: AccountId | None
    scope: Scope
    places: tuple[PartnershipId, ...]


def reader() -> Reader:
    """Return the reader of this page; the language comes from a cookie, else from the settings."""
    settings = read_settings()
    chosen = st.context.cookies.get(LANGUAGE_COOKIE, "")
    language = Language(chosen) if chosen in set(Language) else settings.language
    return Reader(translator(language), Formatter(language, settings.zone))


def identify() -> Actor:
    """Find out anew who is looking; NotSignedInError when nobody is signed in any more.

    Asked at the begin of every run of a page; a part that runs alone soon asks again by itself.
    """
    token = _token()
    found = bootstrap.find_actor(token)
    seen: _Seen | None = st.session_state.get(_ACTOR)
    if seen is not None and (found is None or _owner(found) != _owner(seen.actor)):
        # Streamlit gives a page that lost its line the same session back, whoever it is from now.
        st.session_state.clear()
    if found is None:
        raise NotSignedInError
    st.session_state[_ACTOR] = _Seen(found, time.monotonic(), hash_secret(token))
    return found


def actor() -> Actor:
    """Return who is looking, as found a moment ago; NotSignedInError when nobody is any more."""
    seen: _Seen | None = st.session_state.get(_ACTOR)
    is_known = seen is not None and seen.cookie == hash_secret(_token())
    if seen is None or not is_known or time.monotonic() - seen.at > _BELIEVED_SECONDS:
        return identify()
    return seen.actor


def _token() -> str:
    """Return with what the browser at the other end of the line proves who is looking."""
    return st.context.cookies.get(read_settings().sign_in_cookie, "")


def _owner(actor: Actor) -> tuple[ActorKind, WorkspaceId, AccountId | None]:
    return actor.kind, actor.workspace_id, actor.account_id


def is_of(page: AppSession, who: Actor) -> bool:
    """Tell whether a page is somebody's, as far as is known already."""
    try:
        seen = page.session_state[_ACTOR]
    except KeyError:
        return False
    return isinstance(seen, _Seen) and _owner(seen.actor) == _owner(who)


def context() -> Context:
    """Return what the use cases need on behalf of whoever is looking; nothing is written unasked.

    What they may is found out anew before anything is written, however lately it was.
    """
    who, token = actor(), _token()
    theirs = bootstrap.context_in(who.workspace_id).acting_as(who)
    return asking_again(theirs, lambda: bootstrap.find_actor(token))


def asked_partnership() -> PartnershipId | None:
    """Return the partnership that the address names, or None when it names none."""
    text = st.query_params.get("id", "")
    return PartnershipId(int(text)) if is_id(text) else None


def is_id(text: str) -> bool:
    """Tell whether a text of the address is a number that something may have."""
    return _ID.fullmatch(text) is not None


def show_value(key: str, value: object) -> None:
    """Let an input show a value, whatever it showed before; only before it is drawn."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def chosen(key: str, otherwise: Value) -> Value:
    """Return what an input holds; only while it is on the page, or else the given value."""
    found: Value = st.session_state.get(key, otherwise)
    return found


def refill_field(key: str, text: str) -> None:
    """Put a text in a field, in place of what was typed; only before the page runs."""
    st.session_state[key] = text


def follow(key: str, stored: object) -> None:
    """Let an input show what is stored when that is new to this viewer; only before it is drawn.

    What they typed stays as long as nothing else was stored meanwhile.
    """
    seen = f"{key}.stored"
    if key not in st.session_state or st.session_state.get(seen) != stored:
        st.session_state[key] = st.session_state[seen] = stored


def suggest(key: str, value: object) -> None:
    """Let an input that may be emptied begin with a value: given one itself, it could not be."""
    st.session_state.setdefault(key, value)


def overview_query() -> Mapping[str, Sequence[str]]:
    """Return the filters and page of the overview that this viewer saw last."""
    found: Mapping[str, Sequence[str]] = st.session_state.get(_OVERVIEW_QUERY, {})
    return found


def remember_overview_query(query: Mapping[str, Sequence[str]]) -> None:
    """Keep the filters and page of the overview."""
    st.session_state[_OVERVIEW_QUERY] = query


def deleted_view() -> SavedView | None:
    """Return the saved view that this viewer deleted last, to put it back."""
    found: SavedView | None = st.session_state.get(_DELETED_VIEW)
    return found


def remember_deleted_view(view: SavedView | None) -> None:
    """Keep the saved view that was deleted; None once it was put back."""
    st.session_state[_DELETED_VIEW] = view


def writer() -> str:
    """Return the name under which this viewer writes things down; empty when not said yet."""
    found: str = st.session_state.get(_WRITER, "")
    return found


def remember_writer(name: str) -> None:
    """Keep the name under which this viewer writes things down."""
    st.session_state[_WRITER] = name


def remember_look(look: Look) -> None:
    """Keep the theme and width of this viewer's screen for the charts of the page."""
    st.session_state[_LOOK] = look


def look() -> Look:
    """Return the theme and width of this viewer's screen."""
    found: Look = st.session_state[_LOOK]
    return found


def paper_desk(round_id: RoundId) -> PaperDesk:
    """Return how far this viewer is with the paper forms of a round."""
    found: PaperDesk | None = st.session_state.get(_PAPER_DESK)
    return found if found and found.round_id == round_id else PaperDesk(round_id)


def keep_paper_desk(desk: PaperDesk) -> None:
    """Remember how far this viewer is with the paper forms."""
    st.session_state[_PAPER_DESK] = desk


def keep_import(imported: Imported | None) -> None:
    """Remember what was taken in last, so that it can be taken back; None: nothing any more."""
    st.session_state[_IMPORTED] = imported


def last_import(partnership_id: PartnershipId) -> Imported | None:
    """Return what this viewer took in last for a partnership, or None."""
    found: Imported | None = st.session_state.get(_IMPORTED)
    return found if found and found.partnership_id == partnership_id else None


def keep_draft(draft: Draft | None) -> None:
    """Remember the version of the questionnaire that this viewer is making; None: none any more."""
    st.session_state[_DRAFT] = draft


def draft() -> Draft | None:
    """Return the version of the questionnaire that this viewer is making, or None."""
    found: Draft | None = st.session_state.get(_DRAFT)
    return found


def keep_plan_desk(desk: PlanDesk | None) -> None:
    """Remember the plan of a meeting that this viewer is making; None: none any more."""
    st.session_state[_PLAN_DESK] = desk


def plan_desk() -> PlanDesk | None:
    """Return the plan of a meeting that this viewer is making, or None."""
    found: PlanDesk | None = st.session_state.get(_PLAN_DESK)
    return found


def keep_writing_answers(answers: Mapping[str, str]) -> None:
    """Remember why things written down in a meeting were not taken, by the key of each."""
    st.session_state[_WRITING_ANSWERS] = answers


def writing_answers() -> Mapping[str, str]:
    """Return why things that this viewer's device sent were not taken, by the key of each."""
    found: Mapping[str, str] = st.session_state.get(_WRITING_ANSWERS, {})
    return found


def keep_account_desk(desk: AccountDesk) -> None:
    """Remember the partnerships that this viewer chose for somebody's account."""
    st.session_state[_ACCOUNT_DESK] = desk


def account_desk(account_id: AccountId | None, scope: Scope) -> AccountDesk:
    """Return the partnerships that this viewer chose so far; at first those that are stored."""
    found: AccountDesk | None = st.session_state.get(_ACCOUNT_DESK)
    if found and (found.account_id, found.scope) == (account_id, scope):
        return found
    return AccountDesk(account_id, scope, tuple(sorted(scope.partnerships or ())))


def keep_access_letter(letter: AccessLetter | None) -> None:
    """Keep the letter to whoever was invited, whose link is shown; None: put away."""
    st.session_state[_ACCESS_LETTER] = letter


def access_letter() -> AccessLetter | None:
    """Return the letter to whoever this viewer invited last, until it was put away."""
    found: AccessLetter | None = st.session_state.get(_ACCESS_LETTER)
    return found


def keep_pack_order(order: PackOrder) -> None:
    """Remember the files that this viewer asked for; what was asked before is not finished."""
    before: PackOrder | None = st.session_state.get(_PACK_ORDER)
    if before is not None:
        before.job.drop()
    st.session_state[_PACK_ORDER] = order


def pack_order(partnership_id: PartnershipId) -> PackOrder | None:
    """Return the files that this viewer asked for last of a partnership, or None."""
    found: PackOrder | None = st.session_state.get(_PACK_ORDER)
    return found if found and found.partnership_id == partnership_id else None
