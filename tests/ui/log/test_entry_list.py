"""An entry as a line of the log."""

from monitor.domain.growth import GrowthPath
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.entry import EntryT
from monitor.domain.register.log import Contact, GrowthStep, Lesson, Term
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.domain.timeline import EMPTY_TIMELINE
from monitor.services.logbook.read_log import LogView
from monitor.ui.icons import Icon
from monitor.ui.log.entry_list import Desk, render_entry, render_line
from monitor.ui.writer import NameField
from tests.charts.scenes import make_reader
from tests.factories import NOW, TODAY, make_partnership
from tests.pages.conftest import plain


def make_record(entry: EntryT) -> Record[EntryT]:
    return Record(RecordId(1), PartnershipId(1), entry, Authorship("Ada", NOW))


def make_desk(growth: GrowthPath | None = None) -> Desk:
    log = LogView(
        partnership=make_partnership(),
        today=TODAY,
        entries=[],
        removed=[],
        growth=growth or GrowthPath(),
        timeline=EMPTY_TIMELINE,
        rounds=[],
        terms=[],
        shipped=[],
    )
    return Desk(log, make_reader(), NameField("Bo"))


def test_a_line_tells_what_when_and_by_whom() -> None:
    line = plain(render_entry(make_record(Lesson(TODAY, "Eerst bellen.")), make_desk()))

    assert line.startswith("Les van iets dat goed ging · 17 november 2026 Eerst bellen. Ada,")


def test_a_planned_step_is_called_a_plan() -> None:
    record = make_record(GrowthStep(TODAY, "Website"))

    line = plain(render_entry(record, make_desk(GrowthPath(planned=[record]))))

    assert line.startswith("Gepland: eigen stap")


def test_words_have_no_day() -> None:
    assert plain(render_entry(make_record(Term("kaders", "Vast")), make_desk())).startswith(
        "Woord kaders Vast"
    )


def test_contact_without_words_is_a_line_of_its_own() -> None:
    html = render_entry(make_record(Contact(TODAY)), make_desk())

    assert "<p></p>" not in html


def test_what_people_type_is_never_html() -> None:
    html = render_line(Icon.FLAG, "<b>dag</b>", "<i>", ["<script>"], "<u>")

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
