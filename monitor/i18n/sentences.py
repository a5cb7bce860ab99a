"""The generated sentences of the story, and the names in them, in the reader's language."""

from monitor.domain.partnership import Partnership, PartyId, PartyKind
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.results import PublishedRound
from monitor.domain.story import Statement, StatementKind
from monitor.i18n.reader import Reader, capitalise, join_words

_MOVES = {StatementKind.DECLINE, StatementKind.SLIDE, StatementKind.RISE}
_GAPS = {
    StatementKind.GAP_GREW,
    StatementKind.GAP_STAYS,
    StatementKind.GAP_NOW,
    StatementKind.WIDEST_VIEW,
    StatementKind.WIDEST_ONE_SIDED,
}
_MAYBE = {
    StatementKind.ALL_FALL,
    StatementKind.ONE_FALLS,
    StatementKind.ONE_RISES,
}
_WITHOUT_DIMENSION = {StatementKind.FIRST_ROUND, StatementKind.NO_CLEAR_CHANGE}


def write_statement(statement: Statement, partnership: Partnership, reader: Reader) -> str:
    """Write one sentence of the story, with "may be chance" where that is so."""
    if statement.kind in _MOVES:
        sentence = _write_move(statement, partnership, reader)
    else:
        sentence = _write_view(statement, partnership, reader)
    chance = f" {reader.t('story.chance')}" if statement.may_be_chance else ""
    return capitalise(sentence) + chance


def write_gap_kinds(latest: PublishedRound, reader: Reader) -> str:
    """Say which differences are one-sidedness and which are a difference of view."""
    mirrored = [
        dimension for dimension, gap in latest.gaps.items() if gap.kind is QuestionKind.MIRRORED
    ]
    shared = [dimension for dimension in latest.gaps if dimension not in mirrored]
    return " ".join(
        reader.t(
            f"story.gap_kinds.{key}",
            dimensions=join_words([name_dimension(each, reader) for each in dimensions], reader.t),
        )
        for key, dimensions in (("mirrored", mirrored), ("shared", shared))
        if dimensions
    )


def name_subject(party: PartyId | None, dimension: Dimension | None) -> str:
    """Return which wording fits what is named: both, one of them, or neither."""
    if dimension:
        return "dimension" if party is None else "full"
    return "plain" if party is None else "party"


def name_party(partnership: Partnership, party_id: PartyId | None, reader: Reader) -> str:
    """Name a party in running text, with its article: "de gemeente"."""
    if party_id is None:
        return ""
    kind = partnership.party(party_id).kind
    name = reader.party(partnership, party_id)
    if name == partnership.party(party_id).name:
        return name
    article = "the_initiative" if kind is PartyKind.INITIATIVE else "the_party"
    return reader.t(f"story.{article}", party=name)


def name_dimension(dimension: Dimension | None, reader: Reader) -> str:
    """Name a dimension in running text; nothing for none."""
    return reader.dimension(dimension).lower() if dimension else ""


def _write_move(statement: Statement, partnership: Partnership, reader: Reader) -> str:
    """Write since when something fell or rose, with the published numbers where there are any."""
    subject = name_subject(statement.party, statement.dimension)
    if subject == "plain" and statement.since:
        subject = "overall"  # The average of all has moved, which everyone can see.
    parts = [
        reader.t(
            f"story.{statement.kind.value}.{subject}",
            party=name_party(partnership, statement.party, reader),
            dimension=name_dimension(statement.dimension, reader),
        )
    ]
    if statement.since and statement.before is not None and statement.after is not None:
        before, after = (
            reader.spoken_score(each, fine=not statement.is_rounded)
            for each in (statement.before, statement.after)
        )
        parts += [
            reader.t("story.since", quarter=reader.formatter.quarter(statement.since)),
            reader.t("story.from_to", before=before, after=after),
        ]
    return "".join(parts) + "."


def _write_view(statement: Statement, partnership: Partnership, reader: Reader) -> str:
    key = f"story.{statement.kind.value}"
    if statement.may_be_chance and statement.kind in _MAYBE:
        key += "_maybe"
    if statement.dimension is None and statement.kind in _WITHOUT_DIMENSION:
        key += "_plain"
    write = reader.formatter.points if statement.kind in _GAPS else reader.formatter.score
    names = [reader.party(partnership, party.id) for party in partnership.parties]
    return reader.t(
        key,
        party=name_party(partnership, statement.party, reader),
        parties=join_words(names, reader.t),
        dimension=name_dimension(statement.dimension, reader),
        heading=reader.dimension(statement.dimension) if statement.dimension else "",
        before="" if statement.before is None else write(statement.before),
        after="" if statement.after is None else write(statement.after),
    )
