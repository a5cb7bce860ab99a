"""What a row of a spreadsheet tells of a person, in the words and dates that people use."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.partnership import Language, PartyId, PartyKind
from monitor.i18n.catalogue import translator
from monitor.services.register.manage_participants import PersonDraft
from monitor.services.register.people_rows import (
    Column,
    Defaults,
    RowDraft,
    RowFault,
    RowReader,
    count_known_columns,
    find_shape,
    parse_day,
)
from tests.factories import TODAY, make_organisation, make_party, make_two_parties

MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
HEADER = ("Naam", "E-mail", "Partij", "Taal", "Vanaf", "Tot en met")
TOMORROW = TODAY + timedelta(days=1)


def make_reader(
    header: Sequence[str] = HEADER, party_id: PartyId | None = MUNICIPALITY
) -> RowReader:
    shape = find_shape([tuple(header)])
    assert shape is not None
    return RowReader(shape, make_two_parties(), Defaults(party_id, Language.DUTCH), TODAY)


def faults_of(*cells: str, party_id: PartyId | None = MUNICIPALITY) -> list[tuple[Column, str]]:
    draft, faults = make_reader(party_id=party_id).read(cells)
    assert (draft is None) == bool(faults)
    return [(each.column, each.key) for each in faults]


# The header.


@pytest.mark.parametrize(
    "header",
    [
        ["Naam", "E-mail", "Partij", "Taal", "Doet mee vanaf", "Doet mee tot en met"],
        ["name", "EMAIL ADDRESS", "Organisation", "language", "Start date", "end_date"],
        ["Deelnemer", "e-mailadres", "organisatie:", "Voorkeurstaal", "vanaf", "t/m"],
    ],
)
def test_header_words_are_known_in_both_languages_in_any_order(header: list[str]) -> None:
    for order in (header, header[::-1]):
        shape = find_shape([tuple(order)])

        assert shape is not None
        assert [order[shape.places[column]] for column in Column] == header


@pytest.mark.parametrize("language", Language)
def test_the_words_above_the_example_are_known(language: Language) -> None:
    t = translator(language)
    shape = find_shape([tuple(t(f"import.column.{column.value}") for column in Column)])

    assert shape is not None
    assert list(shape.places.items()) == [(column, n) for n, column in enumerate(Column)]


def test_the_header_may_stand_under_a_title() -> None:
    rows = [("Deelnemers 2026",), (), ("nr", "naam"), ("1", "Bo")]
    shape = find_shape(rows)

    assert shape is not None
    assert (shape.header_at, shape.places) == (2, {Column.NAME: 1})


def test_without_names_and_addresses_there_is_no_list() -> None:
    assert find_shape([("partij", "taal"), ("gemeente", "nl")]) is None
    assert count_known_columns([("partij", "taal")]) == 0
    assert count_known_columns([HEADER]) == len(HEADER)


def test_of_two_columns_with_the_same_meaning_the_first_counts() -> None:
    shape = find_shape([("naam", "e-mail", "mail")])

    assert shape is not None
    assert shape.places == {Column.NAME: 0, Column.EMAIL: 1}


# The person.


def test_a_full_row_tells_everything() -> None:
    row = ("Anna  de Wit", "anna@example.org", "Zonnewijk", "Engels", "1-2-2027", "31-12-2028")

    draft, faults = make_reader().read(row)

    person = PersonDraft("Anna de Wit", "anna@example.org", Language.DUTCH)
    assert faults == ()
    assert draft == RowDraft(
        person, INITIATIVE, Language.ENGLISH, date(2027, 2, 1), date(2028, 12, 31)
    )


def test_what_a_row_does_not_tell_is_left_open_but_for_the_party_that_was_chosen() -> None:
    draft, _ = make_reader().read(("Anna",))

    assert draft == RowDraft(PersonDraft("Anna", None, Language.DUTCH), MUNICIPALITY)


def test_of_an_address_alone_the_part_before_the_at_is_the_name() -> None:
    draft, _ = make_reader(("e-mail",)).read(("mailto:anna@example.org",))

    assert draft is not None
    assert draft.person == PersonDraft("anna", "anna@example.org", Language.DUTCH)


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        (("", "", "gemeente"), Column.NAME, "name_missing"),
        (("Anna@x", ""), Column.NAME, "name_wrong"),
        (("A" * 256, ""), Column.NAME, "name_too_long"),
        (("Anna", "anna at x"), Column.EMAIL, "email"),
        (("Anna", "", "Waterschap"), Column.PARTY, "party_unknown"),
        (("Anna", "", "", "Frans"), Column.LANGUAGE, "language"),
        (("Anna", "", "", "", "straks"), Column.ACTIVE_FROM, "day"),
        (("Anna", "", "", "", "", "31-02-2027"), Column.ACTIVE_UNTIL, "day"),
        (("Anna", "", "", "", "", "16-11-2026"), Column.ACTIVE_UNTIL, "until_past"),
        (("Anna", "", "", "", "1-3-2027", "1-2-2027"), Column.ACTIVE_UNTIL, "until_before_from"),
    ],
)
def test_what_is_wrong_is_told_with_the_column(
    cells: tuple[str, ...], column: Column, key: str
) -> None:
    assert faults_of(*cells) == [(column, key)]


def test_a_row_tells_all_its_faults_at_once_and_what_stood_there() -> None:
    draft, faults = make_reader().read(("", "", "Waterschap", "Frans"))

    assert draft is None
    assert faults == [
        RowFault(Column.NAME, "name_missing", ""),
        RowFault(Column.PARTY, "party_unknown", "Waterschap"),
        RowFault(Column.LANGUAGE, "language", "Frans"),
    ]


def test_a_party_is_never_guessed() -> None:
    assert faults_of("Anna", party_id=None) == [(Column.PARTY, "party_missing")]


@pytest.mark.parametrize(
    ("typed", "party_id"),
    [
        ("Gemeente Veldzicht", MUNICIPALITY),
        ("gemeente veldzicht ", MUNICIPALITY),
        ("Municipality", MUNICIPALITY),
        ("GEMEENTE", MUNICIPALITY),
        ("bewonersinitiatief", INITIATIVE),
        ("zonnewijk", INITIATIVE),
    ],
)
def test_a_party_is_named_by_its_name_or_its_kind(typed: str, party_id: PartyId) -> None:
    draft, _ = make_reader(party_id=None).read(("Anna", "", typed))

    assert draft is not None
    assert draft.party_id == party_id


def test_a_kind_that_two_parties_are_of_names_neither() -> None:
    second = make_organisation(id=3, name="Gemeente Oost", kind=PartyKind.MUNICIPALITY)
    parties = [*make_two_parties(), make_party(id=3, organisation=second)]
    shape = find_shape([HEADER])
    assert shape is not None
    reader = RowReader(shape, parties, Defaults(None, Language.DUTCH), TODAY)

    _, faults = reader.read(("Anna", "", "gemeente"))

    assert [each.key for each in faults] == ["party_unknown"]


def test_the_last_day_may_be_the_first() -> None:
    draft, _ = make_reader().read(("Anna", "", "", "", str(TOMORROW), str(TOMORROW)))

    assert draft is not None
    assert (draft.active_from, draft.active_until) == (TOMORROW, TOMORROW)


# Days.


@pytest.mark.parametrize(
    "text",
    [
        *("2027-03-05", "2027/3/5", "2027.03.05", "2027-03-05 00:00:00", "2027-03-05T09:30"),
        *("5-3-2027", "05/03/2027", "5.3.2027", "5 3 2027", "5-3-27", " 05-03-2027 "),
        *("5 maart 2027", "5 mrt. 2027", "5 MRT 2027", "5 March 2027", "5-mar-2027", "5 mar 27"),
    ],
)
def test_a_day_is_read_in_every_usual_spelling(text: str) -> None:
    assert parse_day(text) == date(2027, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["", "morgen", "12/31/2027", "31-02-2027", "46343", "5 foo 2027", "1-1-0027", "2027", "0-0-0"],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert parse_day(text) is None


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), date)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day}-{day.month}-{day.year}") == day


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_row_is_a_person_or_has_faults(cells: list[str]) -> None:
    draft, faults = make_reader().read(tuple(cells))

    assert (draft is None) == bool(faults)
