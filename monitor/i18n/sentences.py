"""The generated sentences: headline, flags and their evidence, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.partnership import Partnership, PartyId, PartyKind
from monitor.domain.questionnaire import Dimension, QuestionKind, Questionnaire
from monitor.domain.results import Flag, FlagKind, PublishedRound
from monitor.domain.story import Statement, StatementKind
from monitor.i18n.reader import Reader, capitalise, join_words

_GAPS = {StatementKind.GAP_GREW, StatementKind.GAP_STAYS, StatementKind.GAP_NOW}
_MAYBE = {
    StatementKind.ALL_FALL,
    StatementKind.ONE_FALLS,
    StatementKind.ONE_RISES,
}
_WITHOUT_DIMENSION = {StatementKind.FIRST_ROUND, StatementKind.NO_CLEAR_CHANGE}


@dataclass(frozen=True, slots=True)
class FlagSentences:
    """All that a flag says: its kind in a word, what, on what ground, how sure, what to ask."""

    label: str
    title: str
    evidence: Sequence[str]
    certainty: str
    guideline: str
    question: str


def write_statement(statement: Statement, partnership: Partnership, reader: Reader) -> str:
    """Write one sentence of the story, with "may be chance" where that is so."""
    key = f"story.{statement.kind.value}"
    if statement.may_be_chance and statement.kind in _MAYBE:
        key += "_maybe"
    if statement.dimension is None and statement.kind in _WITHOUT_DIMENSION:
        key += "_plain"
    write = reader.formatter.points if statement.kind in _GAPS else reader.formatter.score
    sentence = reader.t(
        key,
        party=name_party(partnership, statement.party, reader),
        parties=_name_parties(partnership, reader),
        dimension=_name_dimension(statement.dimension, reader),
        heading=reader.dimension(statement.dimension) if statement.dimension else "",
        before="" if statement.before is None else write(statement.before),
        after="" if statement.after is None else write(statement.after),
    )
    chance = f" {reader.t('story.chance')}" if statement.may_be_chance else ""
    return capitalise(sentence) + chance


def write_flag(
    flag: Flag,
    latest: PublishedRound,
    partnership: Partnership,
    asked: Questionnaire,
    reader: Reader,
) -> FlagSentences:
    """Write everything that a flag says."""
    guideline = _guideline(flag, asked)
    return FlagSentences(
        label=label_flag(flag, latest, reader),
        title=capitalise(_title(flag, latest, partnership, reader)),
        evidence=[capitalise(line) for line in _evidence(flag, latest, partnership, reader)],
        certainty=_certainty(flag, reader),
        guideline=reader.t("flag.guideline", guideline=reader.t(f"guideline.{guideline}")),
        question=reader.t(_question_key(flag)),
    )


def label_flag(flag: Flag, latest: PublishedRound, reader: Reader) -> str:
    """Name the kind of a flag; the two kinds of gap have names of their own."""
    if flag.kind is FlagKind.GAP and _is_mirrored(flag, latest):
        return reader.t("flag.gap_mirrored")
    return reader.t(f"flag.{flag.kind.value}")


def write_flag_line(
    flag: Flag, latest: PublishedRound, partnership: Partnership, reader: Reader
) -> str:
    """Write a flag as one short line of a list: its kind and what it is about."""
    about = (
        _name_dimension(flag.dimension, reader)
        if flag.dimension
        else name_party(partnership, flag.party, reader)
    )
    label = label_flag(flag, latest, reader)
    return f"{label}: {about}" if about else label


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


def _title(flag: Flag, latest: PublishedRound, partnership: Partnership, reader: Reader) -> str:
    has_subject = flag.party if flag.kind is FlagKind.SILENCE else flag.dimension
    key = f"flag.{flag.kind.value}.title" + ("" if has_subject else "_plain")
    difference = latest.gaps[flag.dimension].difference if flag.dimension else None
    return reader.t(
        key,
        party=name_party(partnership, flag.party, reader),
        dimension=reader.dimension(flag.dimension) if flag.dimension else "",
        points="" if difference is None else reader.formatter.points(difference),
    )


def _evidence(
    flag: Flag, latest: PublishedRound, partnership: Partnership, reader: Reader
) -> Sequence[str]:
    if flag.kind is FlagKind.SILENCE:
        return [_silence_evidence(flag, latest, reader)]
    if flag.kind is FlagKind.LOW:
        return [_low_evidence(flag, latest, partnership, reader)]
    kind = "mirrored" if _is_mirrored(flag, latest) else "shared"
    return [_gap_evidence(flag, latest, partnership, reader), reader.t(f"flag.gap.{kind}")]


def _low_evidence(
    flag: Flag, latest: PublishedRound, partnership: Partnership, reader: Reader
) -> str:
    party = name_party(partnership, flag.party, reader)
    if flag.party is None or flag.dimension is None:
        return reader.t("flag.low.evidence_plain", party=party)
    score = latest.party(flag.party).scores[flag.dimension]
    return reader.t(
        "flag.low.evidence",
        party=party,
        mean=reader.formatter.score(score.mean or 0.0),
        low=reader.formatter.points(score.low or 0.0),
        high=reader.formatter.points(score.high or 0.0),
    )


def _gap_evidence(
    flag: Flag, latest: PublishedRound, partnership: Partnership, reader: Reader
) -> str:
    gap = latest.gaps[flag.dimension] if flag.dimension else None
    if gap is None or gap.higher is None or gap.lower is None:
        return reader.t("flag.gap.evidence_plain")
    high = latest.party(gap.higher).scores[gap.dimension].mean
    low = latest.party(gap.lower).scores[gap.dimension].mean
    return reader.t(
        "flag.gap.evidence",
        higher=name_party(partnership, gap.higher, reader),
        lower=name_party(partnership, gap.lower, reader),
        high=reader.formatter.score(high or 0.0),
        low=reader.formatter.score(low or 0.0),
    )


def _silence_evidence(flag: Flag, latest: PublishedRound, reader: Reader) -> str:
    party = latest.party(flag.party) if flag.party is not None else None
    if party is None or party.respondents is None or party.invited is None:
        return reader.t("flag.silence.evidence_plain")
    return reader.t("flag.silence.evidence", answered=party.respondents, invited=party.invited)


def _certainty(flag: Flag, reader: Reader) -> str:
    percent = reader.formatter.percent(flag.probability or 0.0)
    return reader.t(f"flag.certainty.{flag.kind.value}", percent=percent)


def _question_key(flag: Flag) -> str:
    if flag.kind is FlagKind.SILENCE:
        return "talk.silence"
    return f"talk.{flag.kind.value}.{flag.dimension.value}" if flag.dimension else "talk.plain"


def _guideline(flag: Flag, asked: Questionnaire) -> str:
    dimension = flag.dimension or Dimension.TRUST
    return asked.questions_of(dimension)[0].guideline or "D1"


def _is_mirrored(flag: Flag, latest: PublishedRound) -> bool:
    if flag.dimension is None:
        return False
    return latest.gaps[flag.dimension].kind is QuestionKind.MIRRORED


def _name_parties(partnership: Partnership, reader: Reader) -> str:
    names = [reader.party(partnership, party.id) for party in partnership.parties]
    return join_words(names, reader.t)


def _name_dimension(dimension: Dimension | None, reader: Reader) -> str:
    return reader.dimension(dimension).lower() if dimension else ""
