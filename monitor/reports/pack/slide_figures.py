"""What each screen of a meeting draws: the joint picture, the parties, the mirror, what moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.charts.style import PartyMark, choose_marks
from monitor.domain.meeting.deck import (
    Deck,
    DifferencesSlide,
    JointSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    Slide,
)
from monitor.domain.mirror import MirrorRow
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedGap, PublishedParty, PublishedScore
from monitor.domain.round import Quarter
from monitor.domain.story import Change
from monitor.i18n.reader import Reader, is_fine_score
from monitor.i18n.sentences import name_party
from monitor.reports.pack.figures import JOINT, Figure, Mark, Row

_PAIR = 2  # More parties than two do not fit on one line.


def figures_of_slide(slide: Slide, deck: Deck, reader: Reader) -> Sequence[Figure]:
    """Return the figures of a slide: none where it holds no numbers, or is still closed."""
    hand = _Hand(deck, choose_marks(deck.partnership), reader)
    match slide:
        case JointSlide() if not slide.is_empty:
            return [draw_joint(slide, reader)]
        case PartiesSlide() if slide.parties:
            return [_draw_parties(slide, hand)]
        case DifferencesSlide() if slide.gap is not None:
            return [_draw_differences(slide, slide.gap, hand)]
        case MirrorSlide():
            return [_draw_mirror(party, rows, hand) for party, rows in slide.rows.items()]
        case MovedSlide() if slide.before is not None:
            return _draw_moved(slide, slide.before, hand)
        case _:
            return []


def draw_joint(slide: JointSlide, reader: Reader) -> Figure:
    """Draw the means of all together, a bar for each dimension."""
    rows = [
        Row(reader.dimension(dimension), note=reader.t("charts.no_number"))
        if mean is None
        else Row(
            reader.dimension(dimension),
            (_joint_mark(mean, "", reader, is_fine=dimension in slide.fine),),
        )
        for dimension, mean in slide.means.items()
    ]
    return Figure(reader.t("pack.figure.joint"), tuple(rows), is_bars=True)


def draw_joint_moves(slide: MovedSlide, now: Quarter, reader: Reader) -> Figure | None:
    """Draw how all together moved since the round before; None where nothing may be compared."""
    if slide.before is None or not slide.joint:
        return None
    before, after = reader.formatter.quarter(slide.before), reader.formatter.quarter(now)
    rows = [
        Row(
            reader.dimension(move.dimension),
            (
                _joint_mark(move.before, before, reader, is_fine=move.is_fine, is_hollow=True),
                _joint_mark(move.after, after, reader, is_fine=move.is_fine),
            ),
            _write_move(
                move.after - move.before,
                reader,
                is_fine=move.is_fine,
                may_be_chance=move.may_be_chance,
            ),
        )
        for move in slide.joint
    ]
    return Figure(reader.t("pack.figure.moved"), tuple(rows), has_moves=True)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who draws: the parties with their marks, and the reader."""

    deck: Deck
    marks: Mapping[PartyId, PartyMark]
    reader: Reader

    def name(self, party_id: PartyId) -> str:
        """Name a party as on the screens."""
        return self.reader.party(self.deck.partnership, party_id)

    def name_in_text(self, party_id: PartyId) -> str:
        """Name a party as in a sentence."""
        return name_party(self.deck.partnership, party_id, self.reader)

    def mark(
        self,
        party_id: PartyId,
        value: float,
        name: str,
        *,
        is_fine: bool,
        is_hollow: bool = False,
    ) -> Mark:
        """Make the mark of a party at a score."""
        own = self.marks[party_id]
        label = self.reader.score(value, fine=is_fine)
        return Mark(own.kind.value, own.shape.value, value, label, name, is_hollow)


def _joint_mark(
    value: float, name: str, reader: Reader, *, is_fine: bool, is_hollow: bool = False
) -> Mark:
    return Mark(JOINT, JOINT, value, reader.score(value, fine=is_fine), name, is_hollow)


def _draw_parties(slide: PartiesSlide, hand: _Hand) -> Figure:
    rows: list[Row] = []
    for dimension in Dimension:
        means = {each.party_id: _mean(each, dimension) for each in slide.parties}
        fine = {each.party_id: is_fine_score(each, dimension) for each in slide.parties}
        label = hand.reader.dimension(dimension)
        note = _write_gap((slide.gaps or {}).get(dimension), slide.parties, hand.reader)
        rows.extend(_lay_out(label, means, fine, note, hand))
    t = hand.reader.t
    return Figure(t("pack.figure.parties"), tuple(rows), note=t("charts.difference"))


def _draw_differences(slide: DifferencesSlide, gap: PublishedGap, hand: _Hand) -> Figure:
    reader = hand.reader
    scores = {each.party_id: _mean(each, gap.dimension) for each in slide.parties}
    fine = {each.party_id: is_fine_score(each, gap.dimension) for each in slide.parties}
    apart = _write_gap(gap, slide.parties, reader)
    rows = [*_lay_out(reader.dimension(gap.dimension), scores, fine, apart, hand)]
    for row in slide.questions:
        means = {each.party_id: row.means.get(each.party_id) for each in slide.parties}
        all_fine = dict.fromkeys(means, True)
        rows.extend(_lay_out(reader.statement(row.question), means, all_fine, "", hand))
    kind = "differences" if slide.questions else "difference"
    subject = reader.t(f"pack.figure.{kind}", dimension=reader.dimension(gap.dimension))
    note = reader.t("charts.difference")
    return Figure(subject, tuple(rows), note=note, is_wide=bool(slide.questions))


def _draw_mirror(party_id: PartyId, mirror: Sequence[MirrorRow], hand: _Hand) -> Figure:
    rows = [row for each in mirror for row in _mirror_rows(party_id, each, hand)]
    subject = hand.reader.t("pack.figure.mirror", party=hand.name_in_text(party_id))
    return Figure(subject, tuple(rows), has_moves=True)


def _mirror_rows(party_id: PartyId, row: MirrorRow, hand: _Hand) -> Sequence[Row]:
    """Return what was expected of the others beside what is, and a line for what one gave."""
    t, is_fine = hand.reader.t, row.is_fine
    # Of several others it is their mean, which is drawn with the mark of the first.
    other = hand.deck.partnership.partner_of(party_id)[0].id
    label = hand.reader.dimension(row.dimension) if row.dimension else t("mirror.overall")
    expected = t("mirror.legend.expected")
    marks = [hand.mark(other, row.expected, expected, is_fine=is_fine, is_hollow=True)]
    if row.real is not None:
        marks.append(hand.mark(other, row.real, t("mirror.legend.real"), is_fine=True))
    rows = [Row(label, tuple(marks), "" if row.real is not None else t("charts.no_number"))]
    if row.own is not None:
        rows.append(Row("", (hand.mark(party_id, row.own, t("mirror.legend.own"), is_fine=True),)))
    return rows


def _draw_moved(slide: MovedSlide, before: Quarter, hand: _Hand) -> Sequence[Figure]:
    joint = draw_joint_moves(slide, hand.deck.quarter, hand.reader)
    figures = [joint] if joint else []
    for party in slide.parties:
        changes = {each.dimension: each for each in slide.changes if each.party == party.party_id}
        rows = [
            _moved_row(changes[dimension], party, before, hand)
            for dimension in Dimension
            if dimension in changes
        ]
        if rows:
            subject = hand.reader.t("pack.figure.moved_of", party=hand.name_in_text(party.party_id))
            figures.append(Figure(subject, tuple(rows), has_moves=True))
    return figures


def _moved_row(change: Change, party: PublishedParty, before: Quarter, hand: _Hand) -> Row:
    reader = hand.reader
    marks = [
        replace(
            hand.mark(
                party.party_id,
                score.mean,
                reader.formatter.quarter(quarter),
                is_fine=(score.tier or party.tier).is_fine,
                is_hollow=quarter == before,
            ),
            margin=_margin(score),
        )
        for score, quarter in ((change.before, before), (change.after, hand.deck.quarter))
        if score.mean is not None
    ]
    is_fine = all((s.tier or party.tier).is_fine for s in (change.before, change.after))
    chance = change.may_be_chance
    note = _write_move(change.points, reader, is_fine=is_fine, may_be_chance=chance)
    return Row(reader.dimension(change.dimension), tuple(marks), note)


def _margin(score: PublishedScore) -> tuple[float, float] | None:
    return None if score.low is None or score.high is None else (score.low, score.high)


def _lay_out(
    label: str,
    means: Mapping[PartyId, float | None],
    fine: Mapping[PartyId, bool],
    note: str,
    hand: _Hand,
) -> Sequence[Row]:
    """Lay the parties on one line, or each on its own where there are more than two."""
    marks = [
        hand.mark(party, mean, hand.name(party), is_fine=fine[party])
        for party, mean in means.items()
        if mean is not None
    ]
    if len(means) <= _PAIR or not marks:
        return [Row(label, tuple(marks), note)]
    return [Row(label, (marks[0],), note), *(Row("", (mark,)) for mark in marks[1:])]


def _write_gap(gap: PublishedGap | None, parties: Sequence[PublishedParty], reader: Reader) -> str:
    if gap is None or gap.difference is None:
        return reader.t("charts.no_number")
    is_fine = all(is_fine_score(party, gap.dimension) for party in parties)
    return reader.difference(gap.difference, fine=is_fine)


def _write_move(points: float, reader: Reader, *, is_fine: bool, may_be_chance: bool) -> str:
    """Say which way a score went, and whether that may be chance."""
    moved = round(points, 1)
    way = "up" if moved > 0 else "down" if moved < 0 else "same"
    said = reader.t(f"pack.move.{way}", points=reader.difference(abs(moved), fine=is_fine))
    if way == "same" or not may_be_chance:
        return said
    return reader.t("pack.move.chance", move=said)


def _mean(party: PublishedParty, dimension: Dimension) -> float | None:
    score = party.scores.get(dimension)
    return score.mean if score else None
