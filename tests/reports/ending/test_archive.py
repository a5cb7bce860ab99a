"""Both parties take along the same file; it runs nothing and hides what is hidden."""

import csv
import io
from dataclasses import replace
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from monitor.domain.meeting.plan import Plan, StepKind, default_step
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.reports.ending.archive import Luggage, make_archive
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_keepsake
from monitor.services.ending.write_farewell import write_farewell
from monitor.services.logbook.keep_log import add_entry
from monitor.services.meeting.hold import begin_meeting
from monitor.services.meeting.prepare import prepare_meeting
from monitor.services.meeting.read_pack import read_pack
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import add_closed_round, make_partnership

ADA = Authorship("Ada Lovelace", NOW)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The use cases are tested on both databases by themselves."""
    return sqlite_url


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=5)


def pack_bags(context: Context, partnership: Partnership, *, is_measured: bool = False) -> bytes:
    luggage = Luggage(
        keepsake=read_keepsake(context, partnership.id),
        pack=read_pack(context, partnership.id) if is_measured else None,
        questionnaires=context.questionnaires,
        public_url=context.public_url,
    )
    return make_archive(luggage, AMSTERDAM)


def files_of(archive: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(archive)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_without_results_there_is_what_was_written_down_and_a_guide(
    context: Context, partnership: Partnership
) -> None:
    files = files_of(pack_bags(context, partnership))

    assert list(files) == [
        *("LEESMIJ.txt", "nl/opgeschreven.xlsx", "nl/opgeschreven.csv"),
        *("README.txt", "en/written-down.xlsx", "en/written-down.csv"),
    ]
    assert "Oosterdal: wat jullie meenemen" in files["LEESMIJ.txt"].decode("utf-8-sig")
    assert "uitslagen" not in files["LEESMIJ.txt"].decode("utf-8-sig").split("Er staan")[0]


def test_with_results_the_pack_goes_along_in_both_languages(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {"TRU": 3})

    files = files_of(pack_bags(context, partnership, is_measured=True))

    for language in ("nl", "en"):
        endings = [name.rpartition(".")[2] for name in files if name.startswith(f"{language}/")]
        assert sorted(endings) == ["csv", "csv", "pdf", "pdf", "pptx", "xlsx", "xlsx", "xlsx"]
    rows = list(csv.reader(io.StringIO(files["en/results.csv"].decode("utf-8-sig"))))
    assert ["Results", "Q4 2026", "full", "Initiatief Oosterdal", "Trust"] in [
        row[:5] for row in rows
    ]


def test_both_parties_get_the_same_bytes(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})

    first, second = (pack_bags(context, partnership, is_measured=True) for _ in range(2))

    assert first == second


def test_nothing_that_was_typed_runs_in_a_spreadsheet(
    context: Context, partnership: Partnership
) -> None:
    add_entry(context, partnership.id, Lesson(TODAY, FORMULA), ADA)
    with context.unit_of_work() as uow:
        owner = partnership.parties[0].id
        uow.records.add(
            partnership.id, Agreement(AgreementKind.PROCESS, FORMULA, owner, TODAY), ADA
        )
        uow.commit()
    write_farewell(context, partnership.id, Farewell(), Farewell(words=FORMULA), ADA)

    files = files_of(pack_bags(context, partnership))

    for name in ("nl/opgeschreven.xlsx", "en/written-down.xlsx"):
        book = load_workbook(io.BytesIO(files[name]))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        found = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
        assert len(found) == 4  # The lesson stands in the log too.
        assert {cell.data_type for cell in found} == {"s"}
    rows = csv.reader(io.StringIO(files["nl/opgeschreven.csv"].decode("utf-8-sig")), delimiter=";")
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_who_wrote_and_who_answers_is_in_no_file(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    add_entry(context, partnership.id, Lesson(TODAY, "Eerst bellen"), ADA)
    named = replace(partnership, contact="Noor Visser")
    with context.unit_of_work(reads_only=True) as uow:
        people = [each.name for each in uow.partnerships.participants_of(named.id)]

    text = read_texts(pack_bags(context, partnership, is_measured=True))

    assert "Eerst bellen" in text
    assert [name for name in ("Ada Lovelace", *people) if name in text] == []


def test_open_answers_are_in_no_file_also_where_they_were_shown_in_a_meeting(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Noorderdal", people=9)
    add_closed_round(context, clock, partnership, {}, {})
    show_open_answers(context, partnership)
    said = "We bellen elkaar als het misgaat."
    assert any(
        each.text == said for each in read_keepsake(context, partnership.id).releases[0].comments
    )

    archive = pack_bags(context, partnership, is_measured=True)

    printed = [
        page.extract_text()
        for name, content in files_of(archive).items()
        if name.endswith(".pdf")
        for page in PdfReader(io.BytesIO(content)).pages
    ]
    assert not any(said in text for text in (read_texts(archive), *printed))


@pytest.mark.parametrize("is_linked", [False, True])
def test_what_a_hidden_party_answered_changes_no_file(
    context: Context, clock: FakeClock, *, is_linked: bool
) -> None:
    texts = []
    for level in (1, 5):
        partnership = make_partnership(context, "Westerdal", people=2, is_linked=is_linked)
        codes = dict.fromkeys(("TRU", "TRA", "GRO", "EQU", "V", "T", "D", "X"), level)
        add_closed_round(context, clock, partnership, codes, codes)
        clock.set(NOW)
        texts.append(read_texts(pack_bags(context, partnership, is_measured=True)))

    low, high = texts

    assert low == high


def show_open_answers(context: Context, partnership: Partnership) -> None:
    """Hold a meeting that shows nothing but the open answers."""
    round_id = read_keepsake(context, partnership.id).releases[-1].round_id
    plan = Plan(round_id, (default_step(StepKind.JOINT), default_step(StepKind.COMMENTS)), ())
    meeting = prepare_meeting(context, partnership.id, plan, Language.DUTCH, ADA)
    begin_meeting(context, meeting.id)


def read_texts(archive: bytes) -> str:
    """Return the words of all files but the PDFs, which are made of the same data."""
    words = []
    for name, content in files_of(archive).items():
        if name.endswith((".xlsx", ".pptx")):
            with ZipFile(io.BytesIO(content)) as file:
                words += [file.read(each).decode(errors="replace") for each in file.namelist()]
        elif not name.endswith(".pdf"):
            words.append(content.decode())
    return "\n".join(words)
