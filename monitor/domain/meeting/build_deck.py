"""Makes the screens of a meeting from what was published and written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.domain.cards import Card
from monitor.domain.celebration import find_celebrations
from monitor.domain.growth import NO_GROWTH, GrowthPath
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
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import LiveKind, LiveQuestion
from monitor.domain.meeting.live_rules import without_parties
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan, Step, StepKind
from monitor.domain.mirror import compare_mirror
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.kept import find_noticed
from monitor.domain.register.log import Change
from monitor.domain.register.record import Record
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
    None where none was held, so that nobody agreed to open anything.
    """

    partnership: Partnership
    plan: Plan
    meeting: Meeting | None
    releases: Sequence[PublishedRound]
    questionnaire: Questionnaire
    agreements: Sequence[Record[Agreement]]
    changes: Sequence[Record[Change]]
    cards: Mapping[str, Card]
    entries: Sequence[MeetingEntry]
    live: Sequence[LiveQuestion]
    closed_at: datetime
    made_at: datetime
    growth: GrowthPath = NO_GROWTH

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
    meeting, steps = material.meeting, material.plan.steps
    present = [s for s in steps if s.kind is not StepKind.CARD or s.card in material.cards]
    return Deck(
        partnership=material.partnership,
        quarter=material.latest.quarter,
        plan=material.plan,
        slides=tuple(_BUILDERS[step.kind](material, step) for step in present),
        is_open_to_all=material.is_open_to_all,
        closed_at=material.closed_at,
        made_at=material.made_at,
        meeting_id=meeting.id if meeting else None,
        live=tuple(_shown_live(material)),
    )


def only_scores(party: PublishedParty) -> PublishedParty:
    """Return what a screen of a meeting may tell of a party: its scores, and no counts (rule 5)."""
    return PublishedParty(party.party_id, party.tier, party.has_enough, party.scores)


def _last_time(material: Material, step: Step) -> Slide:
    written_before = material.meeting.began_at if material.meeting else None
    rows = [
        _agreed_row(record, material.latest)
        for record in material.agreements
        if written_before is None or record.content.made_on < written_before.date()
    ]
    shown = [row for row in rows if _is_of_last_time(row)]
    shown.sort(key=lambda row: row.record.content.state is not AgreementState.OPEN)
    return LastTimeSlide(step, tuple(shown))


def _agreed_row(record: Record[Agreement], latest: PublishedRound) -> AgreedRow:
    rounds = find_noticed(record.id, [latest])
    return AgreedRow(record, bool(rounds), rounds[-1].verdict if rounds else None)


def _is_of_last_time(row: AgreedRow) -> bool:
    """Tell whether an agreement is to be talked about: it is open, or was just asked about."""
    return row.was_asked or row.record.content.state is AgreementState.OPEN


def _proud(material: Material, step: Step) -> Slide:
    found = find_celebrations(
        material.releases, material.agreements, material.changes, material.growth
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


def _joint_moves(latest: PublishedRound, previous: PublishedRound) -> Sequence[JointMove]:
    moves = []
    for dimension in Dimension:
        before, after = previous.joint[dimension], latest.joint[dimension]
        if before is not None and after is not None:
            fine = _is_fine(latest, dimension) and _is_fine(previous, dimension)
            may_be_chance = not _is_signalled(latest, dimension)
            moves.append(JointMove(dimension, before, after, may_be_chance, fine))
    return moves


def _is_signalled(latest: PublishedRound, dimension: Dimension) -> bool:
    """Tell whether the signals of a round say of a dimension that it really moved."""
    fell = any(
        flag.kind is FlagKind.DECLINE and flag.dimension is dimension for flag in latest.flags
    )
    rose = any(
        news.kind is GoodNewsKind.RISE and news.dimension is dimension for news in latest.good_news
    )
    return fell or rose


def _comments(material: Material, step: Step) -> Slide:
    return CommentsSlide(step, tuple(material.latest.comments))


def _card(material: Material, step: Step) -> Slide:
    votes = [each for each in material.live if each.kind is LiveKind.CARDS and each.result]
    favourites = votes[-1].result.favourites if votes and votes[-1].result else ()
    return CardSlide(step, material.cards[step.card or ""], step.card in favourites)


def _writing(material: Material, step: Step) -> Slide:
    return WritingSlide(step, tuple(each for each in material.entries if not each.is_undone))


def _talk(material: Material, step: Step) -> Slide:
    asked = [each for each in _shown_live(material) if each.kind is LiveKind.TALK]
    return TalkSlide(step, asked[-1] if asked else None)


def _shown_live(material: Material) -> Iterator[LiveQuestion]:
    """Yield what was asked on phones and shown, per party only where all agreed to open that."""
    for each in material.live:
        if each.result is not None:
            result = each.result if material.is_open_to_all else without_parties(each.result)
            yield replace(each, result=result)


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
