"""What is written down is noted by its kind and number, never by its words."""

from monitor.domain.register.log import Lesson
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry, correct_entry, remove_entry
from monitor.services.trail_ports import TrailQuery
from tests.factories import TODAY, add_partnership
from tests.services.access.scenes import NOOR


def read_deeds(context: Context) -> list[Deed]:
    with context.unit_of_work(reads_only=True) as uow:
        return [entry.deed for entry in uow.trail.page(TrailQuery(), 0, 10)]


def test_each_version_is_noted_with_the_kind_and_number_of_its_record(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership

    first = add_entry(context, partnership.id, Lesson(TODAY, "Eerder bellen."), NOOR)
    correct_entry(context, first, Lesson(TODAY, "Vaker bellen."), NOOR)

    facts: dict[str, Fact] = {"kind": "lesson", "record": int(first.id)}
    assert read_deeds(context) == [
        Deed(Act.RECORD_WRITTEN, partnership.id, facts={**facts, "version": 2}),
        Deed(Act.RECORD_WRITTEN, partnership.id, facts={**facts, "version": 1}),
    ]


def test_what_is_taken_away_is_noted_as_that(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership
    record = add_entry(context, partnership.id, Lesson(TODAY, "Eerder bellen."), NOOR)

    remove_entry(context, record, NOOR)

    assert read_deeds(context)[0].act is Act.RECORD_REMOVED
