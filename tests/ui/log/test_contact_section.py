"""How long ago the parties spoke, and whom to call."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.growth import GrowthPath
from monitor.domain.partnership import Language, PartnershipId, Profile
from monitor.domain.register.entry import DatedEntry
from monitor.domain.register.log import Contact
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.domain.timeline import EMPTY_TIMELINE
from monitor.i18n.catalogue import translator
from monitor.services.logbook.read_log import LogView
from monitor.ui.log.contact_section import list_people, write_contact
from tests.charts.scenes import make_reader
from tests.factories import NOW, TODAY, make_partnership

READER = make_reader()
t = translator(Language.DUTCH)


def make_log(*days_ago: int, contact: str | None = None) -> LogView:
    contacts: list[Record[DatedEntry]] = [
        Record(
            RecordId(1),
            PartnershipId(1),
            Contact(TODAY - timedelta(days=days)),
            Authorship("Ada", NOW),
        )
        for days in days_ago
    ]
    return LogView(
        partnership=make_partnership(contact=contact),
        today=TODAY,
        entries=contacts,
        removed=[],
        growth=GrowthPath(),
        timeline=EMPTY_TIMELINE,
        rounds=[],
        terms=[],
        shipped=[],
    )


def test_contact_of_this_week_is_told_by_its_day() -> None:
    assert write_contact(make_log(2), READER) == "Het laatste contact was op 15 november 2026."


def test_after_some_weeks_they_are_counted_and_after_six_comes_advice() -> None:
    assert t("log.contact.quiet") not in write_contact(make_log(41), READER)
    assert write_contact(make_log(42, 90), READER).startswith(
        "Het laatste contact was 6 weken geleden"
    )
    assert t("log.contact.quiet") in write_contact(make_log(42), READER)


def test_without_contact_nothing_is_known() -> None:
    assert write_contact(make_log(), READER) == t("log.contact.unknown")


def test_whom_to_call_is_told_as_far_as_it_is_known() -> None:
    log = make_log(contact="Noor Visser")
    known = replace(log.partnership, profile=Profile(stand_in="Cas", answer_days=1))

    assert list_people(make_log(), READER) == [t("log.people.no_contact")]
    assert list_people(replace(log, partnership=known), READER) == [
        "Contactpersoon: Noor Visser",
        "Vervanger: Cas",
        "Antwoordt binnen 1 werkdag",
    ]
