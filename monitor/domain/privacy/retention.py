"""How long everything is kept: a term for each kind of data, which an installation may change.

Why each term is as it is stands in ``docs/verwerkingsregister.md`` and on the page about data.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

_MONTHS_A_YEAR = 12
_TERM = re.compile(r"([1-9]\d{0,2})([dmy])")


class Kept(StrEnum):
    """A kind of data that goes by itself when its time has come, counted from what is named."""

    SIGN_INS = "sign_ins"  # Sign-ins and links that work once: from their last use or last day.
    DRAFTS = "drafts"  # Forms that were never sent: from the close of their round.
    LETTERS = "letters"  # That mail was sent to somebody about a round: from its close.
    DIGESTS = "digests"  # That a manager got a weekly mail: from its week.
    PEOPLE = "people"  # Name and address of who left: from the last day.
    ACCOUNTS = "accounts"  # Whoever is kept out: from when their account was disabled.
    COMMENTS = "comments"  # What people wrote in a check-in, shown or not: from its close.
    NOTES = "notes"  # What was noted and typed in a meeting: from its end.
    ANSWERS = "answers"  # Answers, and what ties them to people: from the close of their round.
    PARTNERSHIPS = "partnerships"  # All that is left of a cooperation: from its end.


class Unit(StrEnum):
    """What a term is counted in; the value is how it is typed."""

    DAY = "d"
    MONTH = "m"
    YEAR = "y"


_DAYS = {Unit.DAY: 1.0, Unit.MONTH: 365.25 / _MONTHS_A_YEAR, Unit.YEAR: 365.25}


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept: so many days, months or years."""

    count: int
    unit: Unit

    @property
    def days(self) -> float:
        """About how many days it is: for comparing terms only."""
        return self.count * _DAYS[self.unit]

    def before(self, today: date) -> date:
        """Return the first day that is still within the term today; what is older goes."""
        if self.unit is Unit.DAY:
            return today - timedelta(days=self.count)
        months = self.count * (_MONTHS_A_YEAR if self.unit is Unit.YEAR else 1)
        year, month = divmod(today.year * _MONTHS_A_YEAR + today.month - 1 - months, _MONTHS_A_YEAR)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Allowed:
    """The term that holds where nothing else was chosen, and what may be chosen.

    ``shortest``: the product needs it so long. ``longest``: longer has no purpose.
    """

    default: Term
    shortest: Term
    longest: Term


def _at_most(default: Term, shortest: Term) -> Allowed:
    return Allowed(default, shortest, default)


_A_DAY, _A_MONTH = Term(1, Unit.DAY), Term(1, Unit.MONTH)

ALLOWED: Mapping[Kept, Allowed] = {
    # They open nothing any more; that somebody came in stands in the trail.
    Kept.SIGN_INS: _at_most(_A_DAY, _A_DAY),
    Kept.DRAFTS: _at_most(Term(7, Unit.DAY), _A_DAY),
    Kept.LETTERS: _at_most(Term(3, Unit.MONTH), _A_DAY),
    Kept.DIGESTS: _at_most(Term(3, Unit.MONTH), _A_MONTH),
    Kept.PEOPLE: _at_most(Term(1, Unit.YEAR), _A_DAY),
    # For so long somebody may come back, as who they were.
    Kept.ACCOUNTS: _at_most(Term(2, Unit.YEAR), _A_DAY),
    Kept.COMMENTS: _at_most(Term(2, Unit.YEAR), _A_MONTH),
    Kept.NOTES: _at_most(Term(2, Unit.YEAR), _A_MONTH),
    # For a year of quarters nothing new may tell somebody's answers beside what was shown before
    # (rule R5 of the method), and whoever looks for change needs a series.
    Kept.ANSWERS: _at_most(Term(5, Unit.YEAR), Term(2, Unit.YEAR)),
    # What a municipality must keep of it, and for how long, its archivist knows.
    Kept.PARTNERSHIPS: Allowed(Term(7, Unit.YEAR), Term(1, Unit.YEAR), Term(20, Unit.YEAR)),
}

# What belongs to no partnership.
SHARED = frozenset({Kept.SIGN_INS, Kept.DIGESTS, Kept.ACCOUNTS})

Terms = Mapping[Kept, Term]
DEFAULT_TERMS: Terms = {kind: allowed.default for kind, allowed in ALLOWED.items()}


def parse_terms(text: str) -> Terms:
    """Read terms such as ``comments=1y, people=6m``; what is not named has its default.

    Raises:
        ValueError: it is written otherwise, or a term may not be chosen.
    """
    chosen = dict(_parse_one(part.strip()) for part in text.split(",") if part.strip())
    return {**DEFAULT_TERMS, **chosen}


def _parse_one(text: str) -> tuple[Kept, Term]:
    name, _, written = (part.strip() for part in text.partition("="))
    found = _TERM.fullmatch(written)
    if name not in set(Kept) or found is None:
        known = ", ".join(Kept)
        raise ValueError(f"must be like comments=1y,people=6m (d, m or y), with names of {known}")
    kind, term = Kept(name), Term(int(found[1]), Unit(found[2]))
    allowed = ALLOWED[kind]
    if not allowed.shortest.days <= term.days <= allowed.longest.days:
        shortest, longest = write_term(allowed.shortest), write_term(allowed.longest)
        raise ValueError(f"must have {kind} between {shortest} and {longest}")
    return kind, term


def write_term(term: Term) -> str:
    """Write a term as it is typed."""
    return f"{term.count}{term.unit.value}"


@dataclass(frozen=True, slots=True)
class Cutoff:
    """What is older than this goes: the same beginning of a day as a date and as a moment."""

    day: date
    moment: datetime
