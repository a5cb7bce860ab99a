"""Packs for tests: a meeting that showed everything there is, closed or opened by both parties."""

from dataclasses import replace
from datetime import date

from monitor.domain.meeting.build_deck import Material, build_deck
from monitor.domain.meeting.entry import EntryContent, Frame, FramePart, MeetingEntry
from monitor.domain.meeting.live import (
    Bound,
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveResult,
    LiveScore,
)
from monitor.domain.meeting.looking_back import WrittenDown
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Partnership, PartyKind, Profile, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import (
    Collaboration,
    Frames,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.log import Change, Lesson
from monitor.domain.register.record import Record
from monitor.domain.results import (
    PublishedComment,
    PublishedNotice,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.services.meeting.read_pack import Pack
from tests.builders import current_questionnaire
from tests.charts.scenes import make_scene, make_side
from tests.domain.meeting.making import (
    BOTH,
    CARD,
    INITIATIVE,
    MUNICIPALITY,
    NOOR,
    make_material,
    make_meeting,
    make_plan,
    write,
)
from tests.factories import NOW, QUARTER, TODAY, make_organisation, make_partnership, make_party

OLD_PROMISE = "We bellen elkaar elke week."
NEW_PROMISE = "We antwoorden binnen vijf werkdagen."
UNREAD_PROMISE = "We delen onze planning."
CHANGED_LINE = "De wijk heeft een eigen warmtenet."
COMMENT = "We leggen alles drie keer uit."
LESSON, OLD_LESSON = "Eerst bellen, dan mailen.", "Samen rondlopen helpt."
# No number of the two together, nor of the round before, is one of these.
THEIRS, OURS = (4.1, 3.7, 4.4, 3.9), (3.5, 2.6, 2.3, 2.8)
THEIRS_BEFORE, OURS_BEFORE = (3.4, 3.6, 4.2, 3.2), (3.8, 2.7, 3.1, 2.9)


def make_pack(*, is_open: bool = True, text: str = "", is_held: bool = True) -> Pack:
    """Make the pack of a meeting; ``text``: in place of everything that people wrote."""
    partnership = _make_partnership(text)
    meeting = make_meeting(plan=make_plan(), keys=BOTH if is_open else ()) if is_held else None
    records = _make_agreements(text)
    entries = _make_entries(text) if is_held else ()
    material = make_material(
        partnership=partnership,
        meeting=meeting,
        releases=_make_releases(text),
        written_down=WrittenDown(
            agreements=records[:1], changes=[write(Change(TODAY, text or CHANGED_LINE), number=9)]
        ),
        entries=entries,
        live=_make_live(is_open=is_open) if is_held else (),
    )
    return _fill(material, records if is_held else records[:1], entries, text)


def _fill(
    material: Material,
    agreements: tuple[Record[Agreement], ...],
    entries: tuple[MeetingEntry, ...],
    text: str,
) -> Pack:
    roles = (
        PartyRole(MUNICIPALITY, RoleLevel.SUPPORTS),
        PartyRole(INITIATIVE, RoleLevel.LEADS),
    )
    return Pack(
        deck=build_deck(material),
        agreements=agreements,
        entries=entries,
        collaboration=Collaboration(
            roles=(TopicRoles(text or "Bewoners", roles),),
            frames=Frames(text or "De wijk gaat van het gas.", text or "De bron.", text or "Raad."),
            keeper="Ali Demir",
        ),
        lessons=(write(Lesson(TODAY, text or OLD_LESSON), number=20),),
        next_meeting_on=date(2027, 2, 24),
        next_meeting_changes=1,
        held_on=TODAY if material.meeting else None,
        opened_by=BOTH if material.is_open_to_all else (),
        opened_aloud=frozenset({MUNICIPALITY}),
    )


def _make_partnership(text: str) -> Partnership:
    kinds = (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)
    names = (text or "Gemeente Veldzicht", text or "Zonnewijk")
    parties = [
        make_party(id=number, organisation=make_organisation(id=number, name=name, kind=kind))
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1)
    ]
    made = make_partnership(name=text or "Zonnewijk en Veldzicht", parties=parties)
    return replace(made, contact="Noor Visser", profile=Profile(stand_in="Cas Bos"))


def _make_agreements(text: str) -> tuple[Record[Agreement], ...]:
    told = (
        (OLD_PROMISE, MUNICIPALITY, date(2026, 10, 1)),
        (NEW_PROMISE, MUNICIPALITY, None),
        (UNREAD_PROMISE, INITIATIVE, date(2027, 3, 1)),
    )
    return tuple(
        write(Agreement(AgreementKind.PROCESS, text or said, owner, TODAY, due_on), number=number)
        for number, (said, owner, due_on) in enumerate(told, start=1)
    )


def _make_entries(text: str) -> tuple[MeetingEntry, ...]:
    agreements = _make_agreements(text)
    leads = (PartyRole(INITIATIVE, RoleLevel.LEADS),)
    contents: list[tuple[EntryContent, int | None, bool]] = [
        (agreements[1].content, 2, True),
        (agreements[2].content, 3, False),
        (TopicRoles(text or "De buurtkrant", leads), 11, True),
        (Frame(FramePart.FIXED, text or "Het jaar ligt vast."), 11, True),
        (Lesson(TODAY, text or LESSON), 12, False),
        (date(2027, 2, 24), None, True),
    ]
    return tuple(
        MeetingEntry(
            MeetingId(1),
            f"key-{place}",
            content,
            NOOR,
            record_id=RecordId(number) if number else None,
            read_back_at=NOW if is_read else None,
        )
        for place, (content, number, is_read) in enumerate(contents)
    )


def _make_releases(text: str) -> list[PublishedRound]:
    before = make_scene(
        make_side(1, THEIRS_BEFORE), make_side(2, OURS_BEFORE), quarter=QUARTER.shift(-1)
    )
    now = make_scene(make_side(1, THEIRS), make_side(2, OURS), quarter=QUARTER)
    expected = {
        dimension: PublishedScore(dimension, 3.3, tier=Tier.DETAIL) for dimension in Dimension
    }
    growth = [each.code for each in current_questionnaire().questions_of(Dimension.GROWTH)]
    parties = tuple(
        replace(
            party,
            expected=expected,
            questions=[
                PublishedQuestion(code, party.scores[Dimension.GROWTH].mean) for code in growth
            ],
        )
        for party in now.parties
    )
    notice = PublishedNotice(RecordId(1), INITIATIVE, Noticed.YES)
    joint = dict.fromkeys(Dimension, 3.2) | {Dimension.TRUST: 3.0}
    return [
        replace(before, joint=dict.fromkeys(Dimension, 3.0)),
        replace(
            now,
            parties=parties,
            joint=joint,
            overall=3.2,
            noticed=(notice,),
            comments=(PublishedComment("Wat helpt?", text or COMMENT),),
        ),
    ]


def _make_live(*, is_open: bool) -> tuple[LiveQuestion, ...]:
    """Make one question of each kind, with its result; the check-in tells parties apart if open."""
    heard = LiveScore("heard", mean=4.3, is_fine=True)
    told = [LiveScore("said", mean=2.5, bound=Bound.AT_MOST), heard, LiveScore("helped")]
    parties = BOTH if is_open else (None,)
    checked = [LiveScore("TRU1", party, mean=3.6, is_fine=True) for party in parties]
    results = {
        LiveKind.CARDS: LiveResult(has_enough=True, favourites=(CARD.code,)),
        LiveKind.TALK: LiveResult(has_enough=True, scores=tuple(told)),
        LiveKind.CHECKIN: LiveResult(has_enough=True, scores=tuple(checked)),
    }
    return tuple(
        LiveQuestion(
            id=LiveQuestionId(number),
            meeting_id=MeetingId(1),
            kind=kind,
            nonce="nonce",
            opened_at=NOW,
            codes=tuple(dict.fromkeys(score.code for score in result.scores)),
            cards=(CARD.code,),
            shown_at=NOW,
            result=result,
        )
        for number, (kind, result) in enumerate(results.items(), start=1)
    )
