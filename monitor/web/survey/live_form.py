"""Parses what a phone sends in a meeting, or says what a person can do about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.domain.links import make_nonce
from monitor.domain.meeting.live import LiveKind, LiveQuestion, Vote
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType
from monitor.web.survey.forms import DONT_KNOW, Fields, last

PARTY, CARD, DEVICE = "party", "card", "device"
NO_PARTY = "none"
_DEVICE = re.compile(r"[0-9a-f]{32}")
_VALUES = frozenset(map(str, SCALE_VALUES[AnswerType.AGREEMENT]))


@dataclass(frozen=True, slots=True)
class LiveForm:
    """What was chosen, by field, and the texts ``live.error.<key>`` of what is wrong."""

    vote: Vote
    chosen: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


def parse_live(question: LiveQuestion, partnership: Partnership, fields: Fields) -> LiveForm:
    """Check every field of the form of a question; all of them must be answered."""
    asked = {PARTY: [NO_PARTY, *(str(party.id) for party in partnership.parties)]}
    asked |= {code: [DONT_KNOW, *_VALUES] for code in question.codes}
    if question.kind is LiveKind.CARDS:
        asked[CARD] = [DONT_KNOW, *question.cards]
    chosen = {name: value for name in asked if (value := last(fields, name)) in asked[name]}
    errors = {name: _error_of(name) for name in asked if name not in chosen}
    return LiveForm(_read_vote(chosen, question.codes), chosen, errors)


def fill_form(question: LiveQuestion, vote: Vote | None) -> LiveForm:
    """Return the form with what a device answered before, or an empty one."""
    if vote is None:
        return LiveForm(Vote(None), {})
    chosen = {PARTY: str(vote.party_id or NO_PARTY)}
    chosen |= {code: str(vote.values.get(code, DONT_KNOW)) for code in question.codes}
    if question.kind is LiveKind.CARDS:
        chosen[CARD] = vote.card or DONT_KNOW
    return LiveForm(vote, chosen)


def choose_device(cookie: str | None, fields: Fields) -> str:
    """Return by which name a device is known: its cookie, or what the form drew for it.

    The form has it too, so that what is sent twice at once is one answer.
    """
    for name in (cookie, last(fields, DEVICE)):
        if name and _DEVICE.fullmatch(name):
            return name
    return make_nonce()


def _read_vote(chosen: Mapping[str, str], codes: Sequence[str]) -> Vote:
    party, card = chosen.get(PARTY, NO_PARTY), chosen.get(CARD)
    return Vote(
        party_id=None if party == NO_PARTY else PartyId(int(party)),
        values={code: int(chosen[code]) for code in codes if chosen.get(code) in _VALUES},
        card=None if card == DONT_KNOW else card,
    )


def _error_of(name: str) -> str:
    return name if name in {PARTY, CARD} else "statement"
