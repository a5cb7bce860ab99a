"""What a screen of a meeting shows, as a table: for screen readers and for every file."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.charts.table import Table
from monitor.domain.meeting.deck import (
    AgreedRow,
    CommentsSlide,
    Deck,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    Slide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import LiveScore
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedGap, PublishedParty, PublishedScore
from monitor.i18n.agreement_words import write_due
from monitor.i18n.entry_sentences import write_entry, write_entry_day
from monitor.i18n.live_sentences import say_live_score, write_statement
from monitor.i18n.reader import Reader, capitalise, is_fine_score


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text, and the number that it says."""

    text: str
    number: float | None = None


_Row = Sequence[_Cell]


def table_of_slide(slide: Slide, deck: Deck, reader: Reader) -> Table | None:
    """Return what a slide shows as a table; None where it holds no rows, or is still closed."""
    match slide:
        case JointSlide():
            return _table_of_joint(slide, reader)
        case PartiesSlide():
            return _table_of_parties(slide, deck.partnership, reader)
        case DifferencesSlide():
            return _table_of_differences(slide, deck.partnership, reader)
        case MirrorSlide():
            return _table_of_mirror(slide, deck.partnership, reader)
        case MovedSlide():
            return _table_of_moves(slide, deck, reader)
    return _table_of_words(slide, deck, reader)


def _table_of_words(slide: Slide, deck: Deck, reader: Reader) -> Table | None:
    match slide:
        case LastTimeSlide():
            return _table_of_agreements(slide, deck, reader)
        case CommentsSlide():
            said = [[_Cell(each.text)] for each in slide.comments]
            return _make_table([reader.t("slides.column.comment")], said)
        case WritingSlide():
            return _table_of_entries(slide, deck, reader)
        case TalkSlide():
            return _table_of_talk(slide, deck.partnership, reader)
    return None


def _table_of_agreements(slide: LastTimeSlide, deck: Deck, reader: Reader) -> Table | None:
    columns = ("agreement", "owner", "due", "state", "noticed")
    headers = [reader.t(f"slides.column.{each}") for each in columns]
    return _make_table(headers, [_write_agreed(row, deck, reader) for row in slide.rows])


def _write_agreed(row: AgreedRow, deck: Deck, reader: Reader) -> _Row:
    t, agreement = reader.t, row.record.content
    if row.noticed is not None:
        noticed = t(f"agreements.noticed.{row.noticed.value}")
    else:
        noticed = t("agreements.noticed.hidden" if row.was_asked else "slides.not_asked")
    today = deck.made_at.astimezone(reader.formatter.time_zone).date()
    texts = (
        agreement.text,
        _name(deck.partnership, agreement.owner, reader),
        write_due(agreement, today, reader),
        t(f"agreements.state.{agreement.state.value}"),
        noticed,
    )
    return [_Cell(text) for text in texts]


def _table_of_joint(slide: JointSlide, reader: Reader) -> Table:
    rows = [
        [_Cell(reader.dimension(each)), _score(mean, reader, is_fine=each in slide.fine)]
        for each, mean in slide.means.items()
    ]
    if slide.overall is not None:
        is_fine = slide.fine == set(slide.means)
        overall = _score(slide.overall, reader, is_fine=is_fine)
        rows.append([_Cell(reader.t("slides.overall")), overall])
    headers = [reader.t("charts.dimension"), reader.t("slides.column.together")]
    return Table(headers, *_split(rows))


def _table_of_parties(
    slide: PartiesSlide, partnership: Partnership, reader: Reader
) -> Table | None:
    if slide.is_closed or not slide.parties:
        return None
    names = [_name(partnership, party.party_id, reader) for party in slide.parties]
    headers = [reader.t("charts.dimension"), *names, reader.t("charts.difference")]
    rows = [
        [
            _Cell(reader.dimension(dimension)),
            *(_party_score(party, dimension, reader) for party in slide.parties),
            _difference((slide.gaps or {}).get(dimension), slide.parties, reader),
        ]
        for dimension in Dimension
    ]
    return _make_table(headers, rows)


def _table_of_differences(
    slide: DifferencesSlide, partnership: Partnership, reader: Reader
) -> Table | None:
    if slide.gap is None:
        return None
    names = [_name(partnership, party.party_id, reader) for party in slide.parties]
    dimension = slide.gap.dimension
    scores = [_party_score(party, dimension, reader) for party in slide.parties]
    rows: list[_Row] = [[_Cell(reader.dimension(dimension)), *scores]]
    for row in slide.questions:
        means = [row.means.get(party.party_id) for party in slide.parties]
        scores = [_score(mean, reader, is_fine=True) for mean in means]
        rows.append([_Cell(reader.statement(row.question)), *scores])
    return _make_table([reader.t("slides.column.statement"), *names], rows)


def _table_of_mirror(slide: MirrorSlide, partnership: Partnership, reader: Reader) -> Table | None:
    columns = ("party", "own", "expected", "real")
    headers = [reader.t(f"slides.column.{each}") for each in columns]
    headers.insert(1, reader.t("charts.dimension"))
    rows = [
        [
            _Cell(_name(partnership, party, reader)),
            _Cell(reader.dimension(row.dimension) if row.dimension else reader.t("mirror.overall")),
            _score(row.own, reader, is_fine=True),
            _score(row.expected, reader, is_fine=row.is_fine),
            _score(row.real, reader, is_fine=True),
        ]
        for party, found in slide.rows.items()
        for row in found
    ]
    return _make_table(headers, rows)


def _table_of_moves(slide: MovedSlide, deck: Deck, reader: Reader) -> Table | None:
    if slide.before is None:
        return None
    rows = [
        [
            _Cell(reader.t("slides.together")),
            _Cell(reader.dimension(each.dimension)),
            _score(each.before, reader, is_fine=each.is_fine),
            _score(each.after, reader, is_fine=each.is_fine),
            _certainty(each.after - each.before, reader, may_be_chance=each.may_be_chance),
        ]
        for each in slide.joint
    ]
    rows += [
        [
            _Cell(_name(deck.partnership, each.party, reader)),
            _Cell(reader.dimension(each.dimension)),
            _published(each.before, slide.parties, each.party, reader),
            _published(each.after, slide.parties, each.party, reader),
            _certainty(each.points, reader, may_be_chance=each.may_be_chance),
        ]
        for each in slide.changes
    ]
    headers = [
        reader.t("slides.column.party"),
        reader.t("charts.dimension"),
        reader.formatter.quarter(slide.before),
        reader.formatter.quarter(deck.quarter),
        reader.t("slides.column.certainty"),
    ]
    return _make_table(headers, rows)


def _certainty(points: float, reader: Reader, *, may_be_chance: bool) -> _Cell:
    if not round(points, 1):
        return _Cell(reader.t("slides.same"))
    return _Cell(reader.t("slides.may_be_chance" if may_be_chance else "slides.clear"))


def _table_of_entries(slide: WritingSlide, deck: Deck, reader: Reader) -> Table | None:
    columns = ("kind", "written", "owner", "due", "read_back")
    headers = [reader.t(f"slides.column.{each}") for each in columns]
    return _make_table(headers, [_write_entry(each, deck, reader) for each in slide.entries])


def _write_entry(entry: MeetingEntry, deck: Deck, reader: Reader) -> _Row:
    t = reader.t
    texts = (
        t(f"slides.entry.{entry.kind.value}"),
        write_entry(entry, deck.partnership, reader),
        _name(deck.partnership, entry.owner, reader) if entry.owner is not None else "–",
        write_entry_day(entry, reader) or "–",
        t("slides.yes" if entry.read_back_at else "slides.no"),
    )
    return [_Cell(text) for text in texts]


def _table_of_talk(slide: TalkSlide, partnership: Partnership, reader: Reader) -> Table | None:
    """Return a column for all together and for each party, as far as these were told."""
    result = slide.question.result if slide.question else None
    if result is None or not result.has_enough:
        return None
    scores = {(each.code, each.party_id): each for each in result.scores}
    told = {each.party_id for each in result.scores if each.mean is not None}
    parties = [party.id for party in partnership.parties if party.id in told]
    columns = [None, *parties] if None in told else parties
    rows = [
        [
            _Cell(write_statement(code, {}, reader.t)),
            *(_live_score(scores.get((code, whose)), reader) for whose in columns),
        ]
        for code in dict.fromkeys(each.code for each in result.scores)
    ]
    names = [
        reader.t("slides.column.together") if whose is None else _name(partnership, whose, reader)
        for whose in columns
    ]
    return _make_table([reader.t("slides.column.statement"), *names], rows)


def _live_score(score: LiveScore | None, reader: Reader) -> _Cell:
    if score is None:
        return _Cell(reader.t("charts.no_number"))
    return _Cell(say_live_score(score, reader), score.mean)


def _name(partnership: Partnership, party_id: PartyId, reader: Reader) -> str:
    return capitalise(reader.party(partnership, party_id))


def _party_score(party: PublishedParty, dimension: Dimension, reader: Reader) -> _Cell:
    score = party.scores.get(dimension)
    mean = score.mean if score else None
    return _score(mean, reader, is_fine=is_fine_score(party, dimension))


def _published(
    score: PublishedScore, parties: Sequence[PublishedParty], party_id: PartyId, reader: Reader
) -> _Cell:
    party = next(each for each in parties if each.party_id == party_id)
    return _score(score.mean, reader, is_fine=(score.tier or party.tier).is_fine)


def _score(mean: float | None, reader: Reader, *, is_fine: bool) -> _Cell:
    if mean is None:
        return _Cell(reader.t("charts.no_number"))
    return _Cell(reader.spoken_score(mean, fine=is_fine), mean)


def _difference(
    gap: PublishedGap | None, parties: Sequence[PublishedParty], reader: Reader
) -> _Cell:
    if gap is None or gap.difference is None:
        return _Cell(reader.t("charts.no_number"))
    is_fine = all(is_fine_score(party, gap.dimension) for party in parties)
    return _Cell(reader.spoken_difference(gap.difference, fine=is_fine), gap.difference)


def _make_table(headers: Sequence[str], rows: Sequence[_Row]) -> Table | None:
    return Table(headers, *_split(rows)) if rows else None


def _split(rows: Sequence[_Row]) -> tuple[list[list[str]], dict[tuple[int, int], float]]:
    texts = [[cell.text for cell in row] for row in rows]
    numbers = {
        (place, column): cell.number
        for place, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell.number is not None
    }
    return texts, numbers
