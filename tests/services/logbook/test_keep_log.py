"""What happened is written down, corrected, taken away and put back, and no version is lost."""

from datetime import date

import pytest

from monitor.domain.errors import InvalidEntryError, NotFoundError, RecordChangedError
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.register.entry import Entry
from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    EventKind,
    GrowthStage,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    SupportKind,
    Term,
)
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.logbook.keep_log import (
    add_entry,
    correct_entry,
    find_faults,
    remove_entry,
    restore_entry,
)
from monitor.services.logbook.read_log import read_log, read_versions
from tests.factories import NOW, TODAY
from tests.seeding import make_partnership

ADA, BO = Authorship("Ada", NOW), Authorship("Bo", NOW)
ENTRIES: dict[str, Entry] = {
    "contact": Contact(TODAY, "Gebeld over de buurtavond"),
    "event": Event(TODAY, EventKind.MEETING, "Gesprek"),
    "step": GrowthStep(TODAY, "Vereniging opgericht", GrowthStage.LEGAL_ENTITY),
    "support": Support(TODAY, (SupportKind.TIME, SupportKind.MONEY), "Een dag", date(2027, 1, 1)),
    "change": Change(TODAY, "Het net loopt nu langs de school."),
    "lesson": Lesson(TODAY, "Eerst bellen.", from_mistake=True),
    "term": Term("kaders", "Wat vast staat."),
    "handover": Handover(TODAY, None, "Noor", "Bo"),
}


@pytest.fixture
def partnership_id(context: Context) -> PartnershipId:
    return make_partnership(context, "Oosterdal", people=3).id


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_kind_of_entry_comes_back_as_it_was_written(
    context: Context, partnership_id: PartnershipId, entry: Entry
) -> None:
    add_entry(context, partnership_id, entry, ADA)

    log = read_log(context, partnership_id)
    found = (log.entries or log.terms)[0]
    assert len(log.entries) + len(log.terms) == 1
    assert found.content == entry
    assert found.written == ADA


def test_a_corrected_entry_keeps_what_was_written_before(
    context: Context, partnership_id: PartnershipId
) -> None:
    first = add_entry(context, partnership_id, Lesson(TODAY, "Eerst mailen."), ADA)

    saved = correct_entry(context, first, Lesson(TODAY, " Eerst bellen. "), BO)

    versions = read_versions(context, saved)
    assert [each.content.text for each in versions] == ["Eerst mailen.", "Eerst bellen."]
    assert [each.written.by for each in versions] == ["Ada", "Bo"]


def test_of_two_who_correct_at_once_the_second_is_told(
    context: Context, partnership_id: PartnershipId
) -> None:
    first = add_entry(context, partnership_id, Lesson(TODAY, "Eerst mailen."), ADA)
    correct_entry(context, first, Lesson(TODAY, "Eerst bellen."), ADA)

    with pytest.raises(RecordChangedError):
        correct_entry(context, first, Lesson(TODAY, "Eerst langsgaan."), BO)

    assert read_log(context, partnership_id).lessons[0].content.text == "Eerst bellen."


def test_what_is_taken_away_can_be_put_back(
    context: Context, partnership_id: PartnershipId
) -> None:
    entry = add_entry(context, partnership_id, Contact(TODAY), ADA)

    removed = remove_entry(context, entry, BO)

    without = read_log(context, partnership_id)
    assert (list(without.entries), without.weeks_since_contact) == ([], None)
    assert list(without.removed) == [removed]
    restore_entry(context, removed, ADA)
    assert len(read_log(context, partnership_id).entries) == 1


def test_a_faulty_entry_is_not_stored(context: Context, partnership_id: PartnershipId) -> None:
    with pytest.raises(InvalidEntryError, match="text_missing"):
        add_entry(context, partnership_id, Lesson(TODAY, " "), ADA)

    assert list(read_log(context, partnership_id).entries) == []


def test_a_correction_that_is_faulty_leaves_the_entry_as_it_was(
    context: Context, partnership_id: PartnershipId
) -> None:
    first = add_entry(context, partnership_id, Lesson(TODAY, "Eerst mailen."), ADA)

    with pytest.raises(InvalidEntryError, match="text_missing"):
        correct_entry(context, first, Lesson(TODAY, ""), BO)

    assert read_log(context, partnership_id).lessons[0].version == 1


def test_a_word_is_explained_once_but_may_be_corrected(
    context: Context, partnership_id: PartnershipId
) -> None:
    term = add_entry(context, partnership_id, Term("Kaders", "Wat vast staat."), ADA)

    assert find_faults(context, partnership_id, Term("kaders", "Anders")) == ["word_known"]
    assert correct_entry(context, term, Term("kaders", "Anders"), ADA).version == 2


def test_a_removed_word_may_be_explained_anew(
    context: Context, partnership_id: PartnershipId
) -> None:
    term = add_entry(context, partnership_id, Term("kaders", "Wat vast staat."), ADA)
    remove_entry(context, term, ADA)

    assert find_faults(context, partnership_id, Term("kaders", "Anders")) == []


def test_the_party_of_a_handover_is_one_of_the_partnership(
    context: Context, partnership_id: PartnershipId
) -> None:
    handover = Handover(TODAY, PartyId(999_999), "Noor", "Bo")

    assert find_faults(context, partnership_id, handover) == ["party_unknown"]


def test_an_unknown_partnership_has_no_log(context: Context) -> None:
    with pytest.raises(NotFoundError):
        add_entry(context, PartnershipId(999_999), Contact(TODAY), ADA)
    with pytest.raises(NotFoundError):
        read_log(context, PartnershipId(999_999))
