"""Lists of people: looked at, taken in and taken back, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.errors import InvalidTableError, NotFoundError
from monitor.domain.partnership import Language, Participant, PartnershipId, PartyId
from monitor.services.checkin.manage_links import list_links_of
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.register.import_people import (
    Duplicates,
    Imported,
    PeopleFile,
    Preview,
    TakenBack,
    import_people,
    preview_import,
    undo_import,
)
from monitor.services.register.manage_participants import PersonDraft, add_person, change_person
from monitor.services.register.people_rows import Defaults
from tests.factories import NOW, TODAY, TWO_WEEKS, StoredPartnership, add_partnership
from tests.services.register.lists import make_workbook

ADDED_BY_HAND = PersonDraft("Anna de Wit", "anna@example.org", Language.ENGLISH)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work, people_per_party=1)


@pytest.fixture
def party_id(stored: StoredPartnership) -> PartyId:
    return stored.partnership.parties[0].id


def make_file(text: str, party_id: PartyId | None) -> PeopleFile:
    return PeopleFile(text.encode(), Defaults(party_id, Language.DUTCH))


def take_in(
    context: Context, stored: StoredPartnership, text: str, duplicates: Duplicates
) -> Imported:
    file = make_file(text, stored.partnership.parties[0].id)
    return import_people(context, stored.partnership.id, file, duplicates)


def look_at(context: Context, stored: StoredPartnership, text: str) -> Preview:
    file = make_file(text, stored.partnership.parties[0].id)
    return preview_import(context, stored.partnership.id, file)


def people_of(context: Context, stored: StoredPartnership) -> dict[str, Participant]:
    with context.unit_of_work(reads_only=True) as uow:
        found = uow.partnerships.participants_of(stored.partnership.id)
    return {each.name: each for each in found}


def test_looking_changes_nothing(context: Context, stored: StoredPartnership) -> None:
    before = people_of(context, stored)

    preview = look_at(context, stored, "naam;e-mail\nBo;bo@example.org\nCas;cas at example\n")

    assert [row.number for row in preview.new] == [2]
    assert [row.number for row in preview.bad] == [3]
    assert preview.header == ("naam", "e-mail")
    assert preview.bad[0].cells == ("Cas", "cas at example")
    assert people_of(context, stored) == before


def test_good_rows_are_taken_in_and_bad_ones_left(
    context: Context, stored: StoredPartnership
) -> None:
    text = "naam;e-mail;vanaf;tot\nBo;bo@example.org;1-1-2027;1-1-2028\n;;;\n\nCas;x;;\nDina\n"

    imported = take_in(context, stored, text, Duplicates.SKIP)

    people = people_of(context, stored)
    assert [each.name for each in imported.added] == ["Bo", "Dina"]
    assert (imported.skipped, imported.bad, list(imported.changed)) == (0, 1, [])
    bo = people["Bo"]
    assert (bo.active_from, bo.active_until) == (date(2027, 1, 1), date(2028, 1, 1))
    assert (bo.email, bo.language) == ("bo@example.org", Language.DUTCH)
    assert (people["Dina"].active_from, people["Dina"].active_until) == (TODAY, None)


def test_thirty_people_in_a_workbook_with_three_bad_rows_make_twenty_seven(
    context: Context, stored: StoredPartnership
) -> None:
    rows: list[list[object]] = [["E-mailadres", "Partij", "Naam", "Doet mee vanaf"]]
    rows += [
        [f"p{n}@example.org", ("gemeente", "initiatief")[n % 2], f"Persoon {n}", date(2027, 1, n)]
        for n in range(1, 31)
    ]
    rows[5][0], rows[15][1], rows[25][3] = "p5", "Waterschap", "binnenkort"
    file = PeopleFile(make_workbook(rows), Defaults(None, Language.DUTCH))

    preview = preview_import(context, stored.partnership.id, file)
    imported = import_people(context, stored.partnership.id, file, Duplicates.SKIP)

    assert [row.number for row in preview.bad] == [6, 16, 26]
    assert len(imported.added) == 27
    assert imported.bad == 3
    by_party = [each.party_id for each in imported.added]
    assert [by_party.count(party.id) for party in stored.partnership.parties] == [15, 12]


def test_people_taken_in_are_invited_to_the_next_round_and_not_to_the_open_one(
    context: Context, stored: StoredPartnership
) -> None:
    (bo,) = take_in(context, stored, "naam\nBo\n", Duplicates.SKIP).added
    assert bo.id not in {each.participant.id for each in list_links_of(context, stored.round.id)}

    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    assert bo.id in {each.participant.id for each in list_links_of(context, opened.id)}


# People who are there already.


@pytest.mark.parametrize(
    "row", ["anna DE wit;", "Anna W.;ANNA@example.org", "Anna de Wit;other@example.org"]
)
def test_somebody_of_the_party_is_recognised_by_address_or_name(
    context: Context, stored: StoredPartnership, party_id: PartyId, row: str
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)

    preview = look_at(context, stored, f"naam;e-mail\n{row}\n")

    assert [each.known for each in preview.duplicates] == [anna]
    assert preview.new == []


def test_the_same_name_in_the_other_party_is_somebody_else(
    context: Context, stored: StoredPartnership
) -> None:
    add_person(context, stored.partnership.parties[1].id, ADDED_BY_HAND)

    assert len(look_at(context, stored, "naam\nAnna de Wit\n").new) == 1


def test_who_left_is_somebody_new(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)
    undo_import(context, Imported(stored.partnership.id, [anna], [], 0, 0))

    assert len(look_at(context, stored, "naam\nAnna de Wit\n").new) == 1


def test_who_is_known_stays_as_is_when_skipped(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)

    imported = take_in(
        context, stored, "naam;e-mail\nAnna de Wit;new@example.org\nBo\n", Duplicates.SKIP
    )

    assert (len(imported.added), imported.skipped) == (1, 1)
    assert people_of(context, stored)["Anna de Wit"] == anna


def test_who_is_known_gets_what_the_list_says_and_keeps_the_rest(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)

    text = "naam;e-mail;tot\nAnna de Wit-Bos;anna@example.org;31-12-2027\nBo\n"
    imported = take_in(context, stored, text, Duplicates.UPDATE)

    changed = people_of(context, stored)["Anna de Wit-Bos"]
    assert [each.after for each in imported.changed] == [changed]
    assert (changed.id, changed.email, changed.language) == (anna.id, anna.email, Language.ENGLISH)
    assert (changed.active_from, changed.active_until) == (anna.active_from, date(2027, 12, 31))
    assert imported.skipped == 0


def test_a_new_address_is_tried_as_if_nothing_had_failed(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)
    with context.unit_of_work() as uow:
        uow.partnerships.save_participant(replace(anna, mail_failure="550 No such user"))
        uow.commit()

    take_in(context, stored, "naam\nAnna de Wit\n", Duplicates.UPDATE)
    assert people_of(context, stored)["Anna de Wit"].mail_failure == "550 No such user"

    take_in(context, stored, "naam;e-mail\nAnna de Wit;a@example.org\n", Duplicates.UPDATE)
    assert people_of(context, stored)["Anna de Wit"].mail_failure is None


def test_a_row_that_changes_nothing_is_no_change(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    add_person(context, party_id, ADDED_BY_HAND)

    imported = take_in(context, stored, "naam\nAnna de Wit\n", Duplicates.UPDATE)

    assert (list(imported.changed), list(imported.added)) == ([], [])


def test_somebody_twice_in_the_list_is_added_once(
    context: Context, stored: StoredPartnership
) -> None:
    text = "naam;e-mail\nBo Bos;bo@example.org\nBo;BO@example.org\nbo bos;\n"

    preview = look_at(context, stored, text)
    imported = take_in(context, stored, text, Duplicates.SKIP)

    assert [(row.number, row.repeats) for row in preview.duplicates] == [(3, 2), (4, 2)]
    assert [each.name for each in imported.added] == ["Bo Bos"]
    assert imported.skipped == 2


def test_of_somebody_twice_in_the_list_the_last_row_counts_when_updating(
    context: Context, stored: StoredPartnership
) -> None:
    text = "naam;e-mail;taal\nBo;bo@example.org;en\nBo Bos;bo@example.org;\nBo Bos;;nl\n"

    (bo,) = take_in(context, stored, text, Duplicates.UPDATE).added

    assert (bo.name, bo.email, bo.language) == ("Bo Bos", "bo@example.org", Language.DUTCH)


def test_two_rows_about_somebody_known_both_count(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    add_person(context, party_id, ADDED_BY_HAND)
    text = "naam;e-mail;tot\nAnna de Wit;new@example.org;\nAnna;new@example.org;1-1-2028\n"

    imported = take_in(context, stored, text, Duplicates.UPDATE)

    (changed,) = imported.changed
    assert (changed.after.name, changed.after.email) == ("Anna", "new@example.org")
    assert changed.after.active_until == date(2028, 1, 1)
    assert list(imported.added) == []


# Taking it back.


def test_taken_back_who_was_added_is_gone_and_who_was_changed_is_as_before(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    add_person(context, party_id, ADDED_BY_HAND)
    before = people_of(context, stored)
    imported = take_in(
        context, stored, "naam;e-mail\nAnna de Wit;x@example.org\nBo\n", Duplicates.UPDATE
    )

    back = undo_import(context, imported)

    assert back == TakenBack(removed=1, ended=0, restored=1, kept=0)
    assert people_of(context, stored) == before


def test_who_was_invited_meanwhile_leaves_instead_and_the_link_stops(
    context: Context, stored: StoredPartnership
) -> None:
    imported = take_in(context, stored, "naam\nBo\n", Duplicates.SKIP)
    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    back = undo_import(context, imported)

    assert back == TakenBack(removed=0, ended=1, restored=0, kept=0)
    assert people_of(context, stored)["Bo"].active_until == TODAY - timedelta(days=1)
    links = {each.participant.name: each for each in list_links_of(context, opened.id)}
    assert [name for name, link in links.items() if link.is_withdrawn] == ["Bo"]


def test_who_was_changed_by_others_meanwhile_stays_so(
    context: Context, stored: StoredPartnership, party_id: PartyId
) -> None:
    anna = add_person(context, party_id, ADDED_BY_HAND)
    imported = take_in(
        context, stored, "naam;e-mail\nAnna de Wit;x@example.org\n", Duplicates.UPDATE
    )
    change_person(context, anna.id, PersonDraft("Anna Bos", "bos@example.org"))

    assert undo_import(context, imported) == TakenBack(removed=0, ended=0, restored=0, kept=1)
    assert people_of(context, stored)["Anna Bos"].email == "bos@example.org"


def test_taking_back_twice_does_no_harm(context: Context, stored: StoredPartnership) -> None:
    imported = take_in(context, stored, "naam\nBo\n", Duplicates.SKIP)
    undo_import(context, imported)

    assert undo_import(context, imported).removed == 0


# What cannot be.


def test_a_file_without_a_list_is_refused(context: Context, stored: StoredPartnership) -> None:
    with pytest.raises(InvalidTableError, match="no_header"):
        look_at(context, stored, "a;b\n1;2\n")


def test_a_partnership_that_does_not_exist_is_not_found(context: Context) -> None:
    file = make_file("naam\nBo\n", None)

    with pytest.raises(NotFoundError):
        preview_import(context, PartnershipId(999), file)
    with pytest.raises(NotFoundError):
        import_people(context, PartnershipId(999), file, Duplicates.SKIP)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=7), max_size=5),
    duplicates=st.sampled_from(Duplicates),
)
def test_whatever_a_list_holds_every_row_is_accounted_for(
    context: Context, stored: StoredPartnership, rows: list[list[str]], duplicates: Duplicates
) -> None:
    text = "naam;e-mail;partij;taal;vanaf;tot\n" + "\n".join(";".join(row) for row in rows)
    file = PeopleFile(
        text.encode("utf-8", errors="replace"),
        Defaults(stored.partnership.parties[0].id, Language.DUTCH),
    )

    preview = preview_import(context, stored.partnership.id, file)
    imported = import_people(context, stored.partnership.id, file, duplicates)

    assert len(preview.new) + len(preview.duplicates) + len(preview.bad) == len(preview.rows)
    assert len(imported.added) == len(preview.new)
    assert imported.bad == len(preview.bad)
