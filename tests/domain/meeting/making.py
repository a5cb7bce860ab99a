"""Meetings for tests: every field has a value, and a test names what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from monitor.domain.cards import Card
from monitor.domain.links import make_nonce
from monitor.domain.meeting.build_deck import Material, build_deck
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import LiveQuestion
from monitor.domain.meeting.looking_back import WrittenDown
from monitor.domain.meeting.meeting import Key, Meeting, MeetingId, turn_key
from monitor.domain.meeting.plan import Plan, Step, StepKind, card_step, default_step
from monitor.domain.partnership import Language, Partnership, PartnershipId, PartyId, RecordId
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.domain.results import PublishedRound
from monitor.domain.round import RoundId
from tests.builders import current_questionnaire
from tests.factories import NOW, QUARTER, make_card, make_partnership, make_release

ZONE = ZoneInfo("Europe/Amsterdam")
MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
BOTH = (MUNICIPALITY, INITIATIVE)
NOOR = Authorship("Noor Visser", NOW)
_Shown = TypeVar("_Shown")
AN_HOUR = timedelta(hours=1)
CLOSED_AT, LONG_AGO = NOW - timedelta(days=7), NOW - timedelta(days=30)
CARD = make_card(code="TRIAL")


def every_step() -> tuple[Step, ...]:
    """Return a step of every kind, the card among them."""
    return tuple(
        card_step(CARD) if kind is StepKind.CARD else default_step(kind) for kind in StepKind
    )


def make_plan(
    *kinds: StepKind,
    round_id: int = 1,
    shows_questions: bool = True,
    speaking_order: tuple[PartyId, ...] = (INITIATIVE, MUNICIPALITY),
) -> Plan:
    """Make a plan of these kinds of steps, or of every kind."""
    steps = tuple(default_step(kind) for kind in kinds) or every_step()
    return Plan(RoundId(round_id), steps, speaking_order, shows_questions=shows_questions)


def make_meeting(
    *,
    plan: Plan | None = None,
    began_at: datetime | None = NOW,
    ended_at: datetime | None = None,
    keys: Iterable[PartyId] = (),
    position: int = 0,
) -> Meeting:
    """Make a meeting that is running, unless told otherwise."""
    meeting = Meeting(
        id=MeetingId(1),
        partnership_id=PartnershipId(1),
        plan=plan or make_plan(),
        prepared=NOOR,
        language=Language.DUTCH,
        nonce=make_nonce(),
        began_at=began_at,
        ended_at=ended_at,
        position=position,
        step_began_at=began_at,
    )
    for party_id in keys:
        meeting = turn_key(meeting, Key(party_id, NOOR, is_aloud=True))
    return meeting


def make_material(
    *,
    partnership: Partnership | None = None,
    meeting: Meeting | None = None,
    plan: Plan | None = None,
    releases: Sequence[PublishedRound] | None = None,
    written_down: WrittenDown | None = None,
    cards: Mapping[str, Card] | None = None,
    entries: Sequence[MeetingEntry] = (),
    live: Sequence[LiveQuestion] = (),
    made_at: datetime = NOW,
    **moments: datetime,
) -> Material:
    """Make what a deck is made of; without a meeting none was held."""
    held = meeting
    return Material(
        partnership=partnership or make_partnership(),
        plan=plan or (held.plan if held else make_plan()),
        meeting=held,
        releases=releases or [make_release()],
        questionnaire=current_questionnaire(),
        written_down=written_down or WrittenDown(),
        cards={CARD.code: CARD} if cards is None else cards,
        entries=entries,
        live=live,
        closed_at=CLOSED_AT,
        made_at=made_at,
        zone=ZONE,
        **moments,
    )


def write(content: ContentT, *, number: int = 1, at: datetime = LONG_AGO) -> Record[ContentT]:
    """Write something down for the first time."""
    written = Authorship("Noor Visser", at)
    return Record(RecordId(number), PartnershipId(1), content, written)


def rewrite(
    record: Record[ContentT], content: ContentT, at: datetime, *, is_removed: bool = False
) -> Record[ContentT]:
    """Return the next version of a record."""
    written, version = Authorship("Ali Demir", at), record.version + 1
    return replace(record, content=content, written=written, version=version, is_removed=is_removed)


def walk(told: object) -> Iterable[object]:
    """Yield everything that something holds, itself included, however deep."""
    yield told
    if is_dataclass(told):
        for field in fields(told):
            yield from walk(getattr(told, field.name))
    elif isinstance(told, Mapping):
        for key, value in told.items():
            yield from walk(key)
            yield from walk(value)
    elif isinstance(told, tuple | list | frozenset):
        for each in told:
            yield from walk(each)


def days_ago(days: int) -> date:
    """Return a day before today."""
    return (NOW - timedelta(days=days)).date()


def slide_in(deck: Deck, kind: type[_Shown]) -> _Shown:
    """Return the screen of one kind."""
    (found,) = [each for each in deck.slides if isinstance(each, kind)]
    return found


def shown(material: Material, kind: type[_Shown]) -> _Shown:
    """Return the screen of one kind of the deck of a material."""
    return slide_in(build_deck(material), kind)


def opened(material: Material) -> Material:
    """Return the material of a meeting in which every party agreed."""
    return replace(material, meeting=make_meeting(plan=material.plan, keys=BOTH))


def earlier(release: PublishedRound) -> PublishedRound:
    """Return a release as that of the round before."""
    return replace(release, round_id=RoundId(9), quarter=QUARTER.shift(-1))
