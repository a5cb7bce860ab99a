"""What a light round tells: how each party answered for now, and that it may not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty, PublishedRound
from monitor.i18n.reader import Reader, capitalise, join_words
from monitor.i18n.sentences import name_dimension, name_party


@dataclass(frozen=True, slots=True)
class LightSentences:
    """What is said of a light round: what it was, how each party answered, and what it is not."""

    title: str
    lines: Sequence[str]
    warning: str


def write_light(
    light: PublishedRound, partnership: Partnership, reader: Reader, *, has_full: bool
) -> LightSentences:
    """Write everything about a light round; ``has_full``: results of a full round stand below."""
    quarter = reader.formatter.quarter(light.quarter)
    return LightSentences(
        title=reader.t("light.title", quarter=quarter),
        lines=[_write_party(each, partnership, reader) for each in light.parties],
        warning=reader.t("light.warning" if has_full else "light.warning_alone"),
    )


def write_light_line(light: PublishedRound, reader: Reader) -> str:
    """Say in a list that a light round was held after the results that stand there."""
    return reader.t("light.line", quarter=reader.formatter.quarter(light.quarter))


def write_left_out(light: Sequence[PublishedRound], reader: Reader) -> str:
    """Say which light rounds a chart leaves out; nothing where there are none."""
    quarters = list(dict.fromkeys(reader.formatter.quarter(each.quarter) for each in light))
    if not quarters:
        return ""
    return reader.t("light.left_out", n=len(light), quarters=join_words(quarters, reader.t))


def _write_party(party: PublishedParty, partnership: Partnership, reader: Reader) -> str:
    t, name = reader.t, capitalise(name_party(partnership, party.party_id, reader))
    words = [_write_mean(party, reader)]
    if party.respondents is not None and party.invited is not None:
        number = reader.formatter.number
        answered, invited = number(party.respondents), number(party.invited)
        words.append(t("light.answered", answered=answered, invited=invited))
    return f"{name}: {'; '.join(words)}."


def _write_mean(party: PublishedParty, reader: Reader) -> str:
    t = reader.t
    shown = [
        f"{name_dimension(each, reader)} {reader.party_score(party, each)}"
        for each in Dimension
        if party.scores[each].is_shown
    ]
    if shown:
        return join_words(shown, t)
    if party.overall is not None:
        # Where no question may be shown alone, their mean is rounded to halves.
        return t("light.mean", mean=reader.spoken_score(party.overall, fine=False))
    reasons = [score.hidden_because for score in party.scores.values() if score.hidden_because]
    return t(f"charts.hidden.{reasons[0].value}")
