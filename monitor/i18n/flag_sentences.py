"""What a flag says: what, on what ground, how sure, and what to ask; and the same of good news."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.attention import belongs_to_decline
from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import QuestionKind
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedParty,
    PublishedRound,
    Severity,
)
from monitor.domain.story import Statement, tell_move
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.sentences import name_dimension, name_party, name_subject, write_statement

_ASKED_PER_DIMENSION = {FlagKind.DECLINE, FlagKind.LOW, FlagKind.GAP}
_CHANGES = {FlagKind.DECLINE, FlagKind.SPLIT, FlagKind.SILENCE}


@dataclass(frozen=True, slots=True)
class FlagSentences:
    """All that a flag says: its kind in a word, what, on what ground, how sure, what to ask."""

    label: str
    title: str
    evidence: Sequence[str]
    certainty: str
    guideline: str
    question: str


@dataclass(frozen=True, slots=True)
class GoodNewsSentences:
    """All that good news says: its kind in a word, what, and on what ground."""

    label: str
    title: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a flag is told from: the releases up to its own, and who reads."""

    flag: Flag
    releases: Sequence[PublishedRound]
    partnership: Partnership
    reader: Reader

    @property
    def latest(self) -> PublishedRound:
        """The release that the flag is of."""
        return self.releases[-1]

    @property
    def party(self) -> PublishedParty | None:
        """What is published of the party that the flag names."""
        return None if self.flag.party is None else self.latest.party(self.flag.party)

    @property
    def move(self) -> Statement | None:
        """What the published numbers say of a decline; None where they do not show it."""
        if self.flag.kind is not FlagKind.DECLINE:
            return None
        move = tell_move(self.releases, self.flag)
        return move if move.since else None

    @property
    def name(self) -> str:
        """The party that the flag names, in running text."""
        return name_party(self.partnership, self.flag.party, self.reader)


def write_flag(
    flag: Flag,
    releases: Sequence[PublishedRound],
    partnership: Partnership,
    reader: Reader,
) -> FlagSentences:
    """Write everything that a flag of the newest release says; ``releases`` oldest first."""
    telling = _Telling(flag, releases, partnership, reader)
    code = guideline_of(WorryKind(flag.kind.value), flag.dimension, telling.latest.phase)
    guideline = reader.t(f"guideline.{code}")
    return FlagSentences(
        label=label_flag(flag, telling.latest, reader),
        title=capitalise(_title(telling)),
        evidence=[capitalise(line) for line in _evidence(telling)],
        certainty=_certainty(flag, reader),
        guideline=reader.t("flag.guideline", guideline=guideline),
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
    return _line(label_flag(flag, latest, reader), flag, partnership, reader)


def write_good_news(
    news: GoodNews, releases: Sequence[PublishedRound], partnership: Partnership, reader: Reader
) -> GoodNewsSentences:
    """Write everything that good news of the newest release says."""
    key, subject = f"good.{news.kind.value}", name_subject(news.party, news.dimension)
    if news.kind is GoodNewsKind.RISE:
        move = tell_move(releases, news)
        evidence = write_statement(move, partnership, reader)
        if subject == "plain" and move.since and move.party is None:
            subject = "overall"
    else:
        evidence = reader.t(f"{key}.evidence")
    title = reader.t(
        f"{key}.title.{subject}",
        party=name_party(partnership, news.party, reader),
        dimension=reader.dimension(news.dimension) if news.dimension else "",
    )
    return GoodNewsSentences(reader.t(key), capitalise(title), evidence)


def write_good_news_line(news: GoodNews, partnership: Partnership, reader: Reader) -> str:
    """Write good news as one short line of a list."""
    return _line(reader.t(f"good.{news.kind.value}"), news, partnership, reader)


def _line(label: str, told: Flag | GoodNews, partnership: Partnership, reader: Reader) -> str:
    about = (
        name_dimension(told.dimension, reader)
        if told.dimension
        else name_party(partnership, told.party, reader)
    )
    return f"{label}: {about}" if about else label


def _title(telling: _Telling) -> str:
    flag, reader = telling.flag, telling.reader
    # Silence and discord are about a party, a gap is about a dimension.
    party = None if flag.kind is FlagKind.GAP else flag.party
    dimension = None if flag.kind in {FlagKind.SILENCE, FlagKind.SPLIT} else flag.dimension
    difference = telling.latest.gaps[dimension].difference if dimension else None
    subject = name_subject(party, dimension)
    if subject == "plain" and telling.move and telling.move.party is None:
        subject = "overall"
    return reader.t(
        f"flag.{flag.kind.value}.title.{subject}",
        party=telling.name,
        dimension=reader.dimension(dimension) if dimension else "",
        points="" if difference is None else reader.formatter.points(difference),
    )


def _evidence(telling: _Telling) -> Sequence[str]:
    write = {
        FlagKind.DECLINE: _decline_evidence,
        FlagKind.LOW: _low_evidence,
        FlagKind.GAP: _gap_evidence,
        FlagKind.SPLIT: _split_evidence,
        FlagKind.SILENCE: _silence_evidence,
        FlagKind.DONT_KNOW: _unknown_evidence,
    }
    return write[telling.flag.kind](telling)


def _decline_evidence(telling: _Telling) -> Sequence[str]:
    flag, reader, move = telling.flag, telling.reader, telling.move
    if move and move.party != flag.party:
        # The only party that is shown tells it; the flag itself names none.
        line = write_statement(move, telling.partnership, reader)
    elif move and move.since and move.before is not None and move.after is not None:
        line = reader.t(
            f"flag.decline.{move.kind.value}",
            quarter=reader.formatter.quarter(move.since),
            before=reader.spoken_score(move.before, fine=not move.is_rounded),
            after=reader.spoken_score(move.after, fine=not move.is_rounded),
        )
    elif flag.party is None and flag.dimension is None:
        line = reader.t("flag.decline.evidence_plain")
    else:
        line = reader.t("flag.decline.evidence")
    return [line, *_response_line(telling)]


def _low_evidence(telling: _Telling) -> Sequence[str]:
    flag, reader, party = telling.flag, telling.reader, telling.party
    if party is None or flag.dimension is None:
        return [reader.t("flag.low.evidence_plain", party=telling.name)]
    score = party.scores[flag.dimension]
    lines = [
        reader.t(
            "flag.low.evidence",
            party=telling.name,
            mean=reader.party_score(party, flag.dimension),
            low=reader.formatter.points(score.low or 0.0),
            high=reader.formatter.points(score.high or 0.0),
        )
    ]
    if belongs_to_decline(flag, telling.latest.flags):
        lines.append(reader.t("flag.low.after_decline"))
    return [*lines, *_response_line(telling)]


def _gap_evidence(telling: _Telling) -> Sequence[str]:
    flag, reader, latest = telling.flag, telling.reader, telling.latest
    kind = "mirrored" if _is_mirrored(flag, latest) else "shared"
    meaning = reader.t(f"flag.gap.{kind}")
    gap = latest.gaps[flag.dimension] if flag.dimension else None
    if gap is None or gap.higher is None or gap.lower is None:
        return [reader.t("flag.gap.evidence_plain"), meaning]
    numbers = reader.t(
        "flag.gap.evidence",
        higher=name_party(telling.partnership, gap.higher, reader),
        lower=name_party(telling.partnership, gap.lower, reader),
        high=reader.party_score(latest.party(gap.higher), gap.dimension),
        low=reader.party_score(latest.party(gap.lower), gap.dimension),
    )
    return [numbers, meaning]


def _split_evidence(telling: _Telling) -> Sequence[str]:
    return [telling.reader.t("flag.split.evidence"), *_response_line(telling)]


def _silence_evidence(telling: _Telling) -> Sequence[str]:
    lines = _response_line(telling)
    return lines or [telling.reader.t("flag.silence.evidence_plain")]


def _unknown_evidence(telling: _Telling) -> Sequence[str]:
    flag, reader, party = telling.flag, telling.reader, telling.party
    if party is None:
        return [reader.t("flag.dont_know.evidence_plain")]
    about = party.scores[flag.dimension] if flag.dimension else party
    if about.dont_know_share is None:
        return [reader.t("flag.dont_know.evidence_plain")]
    key = "flag.dont_know.evidence" if flag.dimension else "flag.dont_know.evidence_party"
    percent = reader.formatter.percent(about.dont_know_share)
    return [reader.t(key, percent=percent), *_response_line(telling)]


def _response_line(telling: _Telling) -> Sequence[str]:
    """Say how many people of the party answered, and how many did before where that differs."""
    reader, party = telling.reader, telling.party
    if party is None or party.respondents is None or party.invited is None:
        return []
    now = {"answered": party.respondents, "invited": party.invited}
    before = _response_before(telling, party.party_id)
    if before is None or before == (party.respondents, party.invited):
        return [reader.t("flag.response", **now)]
    answered, invited = before
    return [reader.t("flag.response_before", **now, then=answered, then_invited=invited)]


def _response_before(telling: _Telling, party_id: PartyId) -> tuple[int, int] | None:
    for release in telling.releases[-2:-1]:
        for party in release.parties:
            if party.party_id == party_id and party.respondents is not None and party.invited:
                return party.respondents, party.invited
    return None


def _certainty(flag: Flag, reader: Reader) -> str:
    """Say how sure it is, with "may be chance" where that is so."""
    if flag.probability is None:
        return reader.t("flag.certainty.count")
    if flag.kind in _CHANGES:
        return reader.t(f"flag.certainty.change_{flag.severity.value}")
    percent = reader.formatter.percent(flag.probability)
    sentence = reader.t(f"flag.certainty.{flag.kind.value}", percent=percent)
    if flag.severity is Severity.WATCH:
        sentence += f" {reader.t('story.chance')}"
    return sentence


def _question_key(flag: Flag) -> str:
    if flag.kind not in _ASKED_PER_DIMENSION:
        return f"talk.{flag.kind.value}"
    return f"talk.{flag.kind.value}.{flag.dimension.value}" if flag.dimension else "talk.plain"


def _is_mirrored(flag: Flag, latest: PublishedRound) -> bool:
    if flag.dimension is None:
        return False
    return latest.gaps[flag.dimension].kind is QuestionKind.MIRRORED
