"""Makes the screens of a meeting from what was published and written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.domain.cards import Card
from monitor.domain.celebration import find_celebrations
from monitor.domain.growth import GrowthPath, find_path
from monitor.domain.meeting.covering import keep_joint
from monitor.domain.meeting.deck import (
    AgreedRow,
    CardSlide,
    CommentsSlide,
    Deck,
    DifferencesSlide,
    JointMove,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    QuestionRow,
    Slide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.entry import EntryKind, MeetingEntry
from monitor.domain.meeting.live import LiveKind, LiveQuestion
from monitor.domain.meeting.live_rules import without_parties
from monitor.domain.meeting.looking_back import WrittenDown, find_moments, look_back, stand_at
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.nameless import hide_people, hide_writer, hide_writer_of
from monitor.domain.meeting.plan import Plan, Step, StepKind, fit_speakers
from monitor.domain.mirror import compare_mirror
from monitor.domain.partnership import Partnership, PartyId, RecordId
from monitor.domain.questionnaire import Dimension, Question, Questionnaire
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.kept import find_noticed
from monitor.domain.register.record import ContentT, Record
from monitor.domain.results import (
    FlagKind,
    GoodNewsKind,
    PublishedGap,
    PublishedParty,
    PublishedRound,
)
from monitor.domain.story import find_changes


@dataclass(frozen=True, slots=True)
class Material:
    """What a deck is made of.

    ``releases``: full rounds, oldest first, up to the one that the plan is about. ``meeting``:
    None where none was held, so that nobody agreed to open anything. ``closed_at``: when the round
    closed; ``preceded_at`` and ``followed_at``: when the full rounds before and after it did.
    """

    partnership: Partnership
    plan: Plan
    meeting: Meeting | None
    releases: Sequence[PublishedRound]
    questionnaire: Questionnaire
    written_down: WrittenDown
    cards: Mapping[str, Card]
    entries: Sequence[MeetingEntry]
    live: Sequence[LiveQuestion]
    closed_at: datetime
    made_at: datetime
    zone: ZoneInfo
    preceded_at: datetime | None = None
    followed_at: datetime | None = None

    @property
    def latest(self) -> PublishedRound:
        """The round that the meeting is about."""
        return self.releases[-1]

    @property
    def previous(self) -> PublishedRound | None:
        """The full round before it, or None."""
        return self.releases[-2] if len(self.releases) > 1 else None

    @property
    def is_open_to_all(self) -> bool:
        """Tell whether every party agreed to open the picture per party."""
        return self.meeting is not None and self.meeting.is_open_to_all(self.partnership)


def build_deck(material: Material) -> Deck:
    """Return all screens of a plan, in its order; a card that no longer exists has none."""
    seen = _cover_up(material)
    steps = [s for s in seen.plan.steps if s.kind is not StepKind.CARD or s.card in seen.cards]
    return Deck(
        partnership=hide_people(seen.partnership),
        quarter=seen.latest.quarter,
        plan=fit_speakers(seen.plan, seen.partnership),
        slides=tuple(_BUILDERS[step.kind](seen, step) for step in steps),
        is_open_to_all=seen.is_open_to_all,
        closed_at=seen.closed_at,
        made_at=seen.made_at,
        meeting_id=seen.meeting.id if seen.meeting else None,
        live=tuple(seen.live),
        statements=_statements(seen),
    )


def only_scores(party: PublishedParty) -> PublishedParty:
    """Return what a screen of a meeting may tell of a party: its scores, and no counts (rule 5)."""
    scores = {each: replace(score, dont_know_share=None) for each, score in party.scores.items()}
    return PublishedParty(party.party_id, party.tier, party.has_enough, scores)


def _statements(material: Material) -> Mapping[str, Question]:
    """Return the questions that a light check-in on phones asked, by their code."""
    asked = [each for each in material.live if each.kind is LiveKind.CHECKIN]
    codes = [code for each in asked for code in each.codes]
    return {code: material.questionnaire.question(code) for code in codes}


def _cover_up(material: Material) -> Material:
    """Leave out what nobody may see yet, before any screen is made: so that none can tell it."""
    live = list(_shown_live(material))
    if material.is_open_to_all:
        return replace(material, live=live)
    return replace(material, live=live, releases=[keep_joint(r) for r in material.releases])


def _last_time(material: Material, step: Step) -> Slide:
    written_here = {each.record_id for each in material.entries if each.kind is EntryKind.AGREEMENT}
    rows = [
        _agreed_row(record, material.latest)
        for record in _look_back(material, material.written_down.agreements)
        if record.id not in written_here
    ]
    old_news = _find_over_before(material)
    ended = [each for each in rows if each.record.content.state is not AgreementState.OPEN]
    shown = [each for each in ended if each.was_asked or each.record.id not in old_news]
    return LastTimeSlide(step, (*(each for each in rows if each not in ended), *shown))


def _find_over_before(material: Material) -> frozenset[RecordId]:
    """Return the agreements that had ended when the round before closed."""
    if material.preceded_at is None:
        return frozenset()
    then = stand_at(material.written_down.agreements, material.preceded_at)
    return frozenset(each.id for each in then if each.content.state is not AgreementState.OPEN)


def _look_back(
    material: Material, versions: Sequence[Record[ContentT]]
) -> Sequence[Record[ContentT]]:
    moments = find_moments(material.meeting, material.made_at, material.followed_at)
    return [hide_writer(each) for each in look_back(versions, moments)]


def _agreed_row(record: Record[Agreement], latest: PublishedRound) -> AgreedRow:
    rounds = find_noticed(record.id, [latest])
    return AgreedRow(record, bool(rounds), rounds[-1].verdict if rounds else None)


def _proud(material: Material, step: Step) -> Slide:
    """Return what there is to celebrate, as told by the picture of all together.

    Always by that one: this screen comes before the keys, and what would be left out for the score
    of one party would tell that score.
    """
    written = material.written_down
    until = find_moments(material.meeting, material.made_at, material.followed_at).made_by
    last_day = until.astimezone(material.zone).date()
    changes = _look_back(material, written.changes)
    growth = find_path(_look_back(material, written.growth), material.zone)
    taken = [each for each in growth.taken if each.content.on <= last_day]
    found = find_celebrations(
        [keep_joint(each) for each in material.releases],
        _look_back(material, written.agreements),
        [each for each in changes if each.content.on <= last_day],
        GrowthPath(taken),
    )
    return ProudSlide(step, tuple(found))


def _joint(material: Material, step: Step) -> Slide:
    latest = material.latest
    fine = frozenset(each for each in Dimension if _is_fine(latest, each))
    return JointSlide(step, dict(latest.joint), latest.overall, fine)


def _is_fine(release: PublishedRound, dimension: Dimension) -> bool:
    return all(
        (score.tier or party.tier).is_fine
        for party in release.parties
        if (score := party.scores.get(dimension)) is not None
    )


def _parties(material: Material, step: Step) -> Slide:
    meeting, partnership = material.meeting, material.partnership
    parties = [party.id for party in partnership.parties]
    if not material.is_open_to_all:
        waits = [each for each in parties if meeting is None or not meeting.has_key_of(each)]
        return PartiesSlide(step, is_closed=True, waits_for=tuple(waits))
    scores = tuple(only_scores(each) for each in material.latest.parties)
    return PartiesSlide(
        step, is_closed=False, waits_for=(), parties=scores, gaps=dict(material.latest.gaps)
    )


def _differences(material: Material, step: Step) -> Slide:
    latest = material.latest
    gap = _largest_gap(latest)
    if not material.is_open_to_all:
        return DifferencesSlide(step, is_closed=True)
    if gap is None:
        return DifferencesSlide(step, is_closed=False)
    return DifferencesSlide(
        step,
        is_closed=False,
        gap=gap,
        parties=tuple(only_scores(each) for each in latest.parties),
        questions=_question_rows(material, gap.dimension) if material.plan.shows_questions else (),
    )


def _largest_gap(release: PublishedRound) -> PublishedGap | None:
    shown = [release.gaps[each] for each in Dimension if each in release.gaps]
    known = [gap for gap in shown if gap.difference is not None]
    return max(known, key=lambda gap: gap.difference or 0.0, default=None)


def _question_rows(material: Material, dimension: Dimension) -> tuple[QuestionRow, ...]:
    """Return the questions of a dimension of which every party's mean may be shown."""
    rows = []
    for question in material.questionnaire.questions_of(dimension):
        means = {
            party.party_id: published.mean
            for party in material.latest.parties
            for published in party.questions
            if published.code == question.code and published.mean is not None
        }
        if len(means) == len(material.latest.parties):
            rows.append(QuestionRow(question, means))
    return tuple(rows)


def _mirror(material: Material, step: Step) -> Slide:
    if not material.is_open_to_all:
        return MirrorSlide(step, is_closed=True, rows={})
    latest = material.latest
    compared = {each.party_id: compare_mirror(latest, each.party_id) for each in latest.parties}
    rows = {party: tuple(found) for party, found in compared.items() if found}
    return MirrorSlide(step, is_closed=False, rows=rows)


def _moved(material: Material, step: Step) -> Slide:
    latest, previous = material.latest, material.previous
    is_closed = not material.is_open_to_all
    if previous is None:
        return MovedSlide(step, is_closed=is_closed, before=None)
    slide = MovedSlide(
        step,
        is_closed=is_closed,
        before=previous.quarter,
        joint=tuple(_joint_moves(latest, previous)),
    )
    if is_closed:
        return slide
    changes = [
        each
        for each in find_changes(latest, previous)
        if each.before.is_shown and each.after.is_shown
    ]
    parties = tuple(only_scores(each) for each in latest.parties)
    return replace(slide, changes=tuple(changes), parties=parties)


def _joint_moves(latest: PublishedRound, previous: PublishedRound) -> Iterator[JointMove]:
    """Yield how all together moved; nothing where other parties are together now."""
    if _parties_of(latest) != _parties_of(previous):
        return
    for dimension in Dimension:
        before, after = previous.joint[dimension], latest.joint[dimension]
        if before is not None and after is not None:
            fine = _is_fine(latest, dimension) and _is_fine(previous, dimension)
            is_real = _is_signalled(latest, dimension, rises=after > before)
            moved = is_real and after != before
            yield JointMove(dimension, before, after, not moved, fine)


def _parties_of(release: PublishedRound) -> frozenset[PartyId]:
    return frozenset(party.party_id for party in release.parties)


def _is_signalled(release: PublishedRound, dimension: Dimension, *, rises: bool) -> bool:
    """Tell whether the signals of a round say of a dimension that it really moved that way."""
    if rises:
        return any(
            news.kind is GoodNewsKind.RISE and news.dimension is dimension
            for news in release.good_news
        )
    return any(
        flag.kind is FlagKind.DECLINE and flag.dimension is dimension for flag in release.flags
    )


def _comments(material: Material, step: Step) -> Slide:
    return CommentsSlide(step, tuple(material.latest.comments))


def _card(material: Material, step: Step) -> Slide:
    votes = [each for each in material.live if each.kind is LiveKind.CARDS and each.result]
    favourites = votes[-1].result.favourites if votes and votes[-1].result else ()
    return CardSlide(step, material.cards[step.card or ""], step.card in favourites)


def _writing(material: Material, step: Step) -> Slide:
    present = [each for each in material.entries if not each.is_undone]
    return WritingSlide(step, tuple(hide_writer_of(each) for each in present))


def _talk(material: Material, step: Step) -> Slide:
    asked = [each for each in material.live if each.kind is LiveKind.TALK]
    return TalkSlide(step, asked[-1] if asked else None)


def _shown_live(material: Material) -> Iterator[LiveQuestion]:
    """Yield what was asked on phones and shown, per party only where all agreed to open that."""
    for each in material.live:
        if each.result is not None:
            result = each.result if material.is_open_to_all else without_parties(each.result)
            yield replace(each, result=result, nonce="")


_BUILDERS: Mapping[StepKind, Callable[[Material, Step], Slide]] = {
    StepKind.LAST_TIME: _last_time,
    StepKind.PROUD: _proud,
    StepKind.JOINT: _joint,
    StepKind.PARTIES: _parties,
    StepKind.DIFFERENCES: _differences,
    StepKind.MIRROR: _mirror,
    StepKind.MOVED: _moved,
    StepKind.COMMENTS: _comments,
    StepKind.CARD: _card,
    StepKind.WRITING: _writing,
    StepKind.TALK: _talk,
}
