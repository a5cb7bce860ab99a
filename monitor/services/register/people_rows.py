"""From a row of a spreadsheet to a person: header words, dates and languages as people write them.

The words in here are read, never shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.partnership import Language, Party, PartyId, PartyKind
from monitor.services.register.manage_participants import PersonDraft, find_person_faults
from monitor.services.register.tables import Row


class Column(StrEnum):
    """What a column of a list of people holds."""

    NAME = "name"
    EMAIL = "email"
    PARTY = "party"
    LANGUAGE = "language"
    ACTIVE_FROM = "active_from"
    ACTIVE_UNTIL = "active_until"


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row: the column, a key of ``import.row``, and what stands there."""

    column: Column
    key: str
    typed: str


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A person as a row tells; None for what it does not tell."""

    person: PersonDraft
    party_id: PartyId
    language: Language | None = None
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a row does not say: the party (None: a row must say) and the language."""

    party_id: PartyId | None
    language: Language


@dataclass(frozen=True, slots=True)
class ListShape:
    """Where a list has its header, and which column stands where."""

    header_at: int
    places: Mapping[Column, int]

    def cell(self, row: Row, column: Column) -> str:
        """Return what a row has in a column; empty if there is none."""
        place = self.places.get(column)
        return row[place] if place is not None and place < len(row) else ""


_HEADER_WORDS: Mapping[Column, str] = {
    Column.NAME: "naam name volledigenaam fullname deelnemer participant persoon person wie who",
    Column.EMAIL: "email mail emailadres mailadres emailaddress mailaddress",
    Column.PARTY: "partij party organisatie organisation organization namens onbehalfof kant side",
    Column.LANGUAGE: "taal language voorkeurstaal preferredlanguage",
    Column.ACTIVE_FROM: (
        "doetmeevanaf vanaf actiefvanaf startdatum begindatum start begin "
        "takespartfrom from activefrom startdate"
    ),
    Column.ACTIVE_UNTIL: (
        "doetmeetot doetmeetotenmet tot totenmet tm actieftot actieftotenmet einddatum einde "
        "takespartuntil until till to activeuntil enddate end"
    ),
}
_COLUMN_OF: Mapping[str, Column] = {
    word: column for column, words in _HEADER_WORDS.items() for word in words.split()
}
_LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(["nl", "nederlands", "dutch", "nld", "dut", "nlnl", "nlbe"], Language.DUTCH),
    **dict.fromkeys(["en", "engels", "english", "eng", "engb", "enus"], Language.ENGLISH),
}
_KINDS: Mapping[str, PartyKind] = {
    **dict.fromkeys(["gemeente", "municipality"], PartyKind.MUNICIPALITY),
    **dict.fromkeys(
        ["initiatief", "bewonersinitiatief", "bewoners", "initiative", "residents"],
        PartyKind.INITIATIVE,
    ),
}
_MONTHS = (
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
_MONTH_OF: Mapping[str, int] = {
    word: number for words in _MONTHS for number, word in enumerate(words.split(), start=1)
} | {"maa": 3}
_NOT_A_WORD = re.compile(r"[\W_]+")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})")
_IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})[-. ]+(?P<word>[a-z]{3,10})\.?[-. ]+(?P<year>\d{4}|\d{2})", re.IGNORECASE
)
_CENTURY = 2000
_YEARS = range(1990, 2100)
_HEADER_WITHIN = 10  # Above it may stand a title, or who made the list.


def find_shape(rows: Sequence[Row]) -> ListShape | None:
    """Return where the header is: the first row that names a column for names or addresses."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = [_COLUMN_OF.get(_plain(cell)) for cell in row]
        places = {column: columns.index(column) for column in Column if column in columns}
        if Column.NAME in places or Column.EMAIL in places:
            return ListShape(place, places)
    return None


def count_known_columns(rows: Sequence[Row]) -> int:
    """Tell how much rows look like a list of people."""
    shape = find_shape(rows)
    return len(shape.places) if shape else 0


class RowReader:
    """Reads the rows of a list for the parties of one partnership."""

    def __init__(
        self, shape: ListShape, parties: Sequence[Party], defaults: Defaults, today: date
    ) -> None:
        self._shape = shape
        self._parties = _names_of(parties)
        self._defaults = defaults
        self._today = today

    def read(self, row: Row) -> tuple[RowDraft | None, Sequence[RowFault]]:
        """Return the person in a row, or all that is wrong with the row."""
        faults: list[RowFault] = []
        person = self._read_person(row, faults)
        party_id = self._read_party(row, faults)
        language = self._read_language(row, faults)
        active_from = self._read_day(row, Column.ACTIVE_FROM, faults)
        active_until = self._read_day(row, Column.ACTIVE_UNTIL, faults)
        if active_until is not None:
            if active_until < self._today:
                faults.append(self._fault(row, Column.ACTIVE_UNTIL, "until_past"))
            elif active_until < (active_from or self._today):
                faults.append(self._fault(row, Column.ACTIVE_UNTIL, "until_before_from"))
        if faults or party_id is None:
            return None, faults
        return RowDraft(person, party_id, language, active_from, active_until), ()

    def _read_person(self, row: Row, faults: list[RowFault]) -> PersonDraft:
        name = self._shape.cell(row, Column.NAME)
        email = self._shape.cell(row, Column.EMAIL).removeprefix("mailto:") or None
        if not name and email:
            name = email.partition("@")[0]
        person = PersonDraft(" ".join(name.split()), email, self._defaults.language)
        faults.extend(
            self._fault(row, Column.EMAIL if key == "email" else Column.NAME, key)
            for key in find_person_faults(person)
        )
        return person

    def _read_party(self, row: Row, faults: list[RowFault]) -> PartyId | None:
        typed = self._shape.cell(row, Column.PARTY)
        found = self._parties.get(_plain(typed)) if typed else self._defaults.party_id
        if found is None:
            key = "party_unknown" if typed else "party_missing"
            faults.append(self._fault(row, Column.PARTY, key))
        return found

    def _read_language(self, row: Row, faults: list[RowFault]) -> Language | None:
        typed = self._shape.cell(row, Column.LANGUAGE)
        found = _LANGUAGES.get(_plain(typed))
        if typed and found is None:
            faults.append(self._fault(row, Column.LANGUAGE, "language"))
        return found

    def _read_day(self, row: Row, column: Column, faults: list[RowFault]) -> date | None:
        typed = self._shape.cell(row, column)
        found = parse_day(typed)
        if typed and found is None:
            faults.append(self._fault(row, column, "day"))
        return found

    def _fault(self, row: Row, column: Column, key: str) -> RowFault:
        return RowFault(column, key, self._shape.cell(row, column))


def parse_day(text: str) -> date | None:
    """Read a day as people write it, the day before the month; None if it is none."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        found = pattern.fullmatch(text.strip())
        if found is None:
            continue
        parts = found.groupdict()
        word = parts.get("word")
        month = _MONTH_OF.get(word[:3].lower()) if word else int(parts["month"])
        year = int(parts["year"]) + (_CENTURY if len(parts["year"]) == 2 else 0)  # noqa: PLR2004
        return _make_day(year, month, int(parts["day"]))
    return None


def _make_day(year: int, month: int | None, day: int) -> date | None:
    if month is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _names_of(parties: Sequence[Party]) -> Mapping[str, PartyId]:
    """Return by which words a party may be named: its name, or its kind if no other is of it."""
    names = {_plain(party.name): party.id for party in reversed(parties)}
    for word, kind in _KINDS.items():
        alike = [party.id for party in parties if party.kind is kind]
        if len(alike) == 1:
            names.setdefault(word, alike[0])
    return names


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub("", text.casefold())
