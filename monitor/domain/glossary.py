"""The shared glossary: words that parties must mean the same by (``domain.md`` 1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.partnership import Language
from monitor.domain.register.log import Term
from monitor.domain.register.record import Record


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    """A word that comes with the product. ``checked_on``: when its facts were looked up last."""

    word: Mapping[Language, str]
    meaning: Mapping[Language, str]
    checked_on: date


@dataclass(frozen=True, slots=True)
class GlossaryLine:
    """A word as one reader sees it.

    ``own``: the record in which the parties explain it themselves, ``shipped``: what came with the
    product; a word may have both.
    """

    word: str
    meaning: str
    own: Record[Term] | None = None
    shipped: ShippedTerm | None = None


def make_glossary(
    shipped: Sequence[ShippedTerm], own: Sequence[Record[Term]], language: Language
) -> Sequence[GlossaryLine]:
    """Return all words in alphabetical order; the explanation of the parties goes first."""
    explained = {each.content.word.casefold(): each for each in own}
    lines = []
    for term in shipped:
        words = {word.casefold() for word in term.word.values()}
        records = [explained.pop(word) for word in sorted(words) if word in explained]
        record = records[0] if records else None
        meaning = record.content.meaning if record else term.meaning[language]
        lines.append(GlossaryLine(term.word[language], meaning, record, term))
        lines += [
            GlossaryLine(each.content.word, each.content.meaning, each) for each in records[1:]
        ]
    lines += [
        GlossaryLine(each.content.word, each.content.meaning, each) for each in explained.values()
    ]
    return sorted(lines, key=lambda line: line.word.casefold())


def search_glossary(lines: Sequence[GlossaryLine], search: str) -> Sequence[GlossaryLine]:
    """Return the lines that hold a text, whatever its capitals; words before explanations."""
    wanted = search.strip().casefold()
    found = [line for line in lines if wanted in line.word.casefold()]
    found += [line for line in lines if line not in found and wanted in line.meaning.casefold()]
    return found
