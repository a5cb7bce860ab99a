"""A whole meeting of two people and three: nothing of it tells what the two answered.

Two worlds differ in their answers, and in who of five answered what on phones. Every screen,
sentence, table and file must be the same in both.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from monitor.charts.meeting_tables import table_of_slide
from monitor.domain.access.actor import the_product
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.live import LiveKind
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.meeting_sentences import write_ask, write_lead, write_title
from monitor.i18n.reader import Reader
from monitor.reports.pack.formats import PackFormat, make_file
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.meeting.read_deck import read_deck_of_round
from monitor.services.meeting.read_pack import read_pack_of_meeting
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import SECRET_KEY, FakeClock
from tests.small_meeting import OF_TWO, PEOPLE, WORDS, WRITER, SmallMeeting, begin_small_meeting

Moment = tuple[str, Callable[[SmallMeeting], None]]
# What happens in the meeting; after each, everything is looked at.
COURSE: Sequence[Moment] = (
    ("closed", lambda _: None),
    ("open", SmallMeeting.open_up),
    ("asked", SmallMeeting.ask_on_phones),
    ("written", SmallMeeting.write_down),
    ("over", SmallMeeting.end),
)
# In a spreadsheet: when the computer made it.
WRITTEN_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
WITH_FILES = ("closed", "over")
PUBLIC_URL = "http://localhost:8501"


def make_small_meeting(path: Path, migrated: Path, world: int) -> SmallMeeting:
    path.write_bytes(migrated.read_bytes())
    unit_of_work = SqlUnitOfWorkFactory(make_engine(f"sqlite:///{path}"))
    clock = FakeClock()
    context = Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=clock,
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url=PUBLIC_URL,
    )
    return begin_small_meeting(context, clock, world)


@pytest.fixture(scope="module")
def meetings(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Sequence[SmallMeeting]:
    """Two meetings that have begun, and differ only in what is hidden."""
    folder = tmp_path_factory.mktemp("small")
    return [make_small_meeting(folder / f"{world}.db", migrated_sqlite, world) for world in (0, 1)]


@pytest.fixture(scope="module")
def seen(meetings: Sequence[SmallMeeting]) -> Sequence[Mapping[str, object]]:
    """All that there is to see of each meeting, by what it is and when."""
    found: list[dict[str, object]] = []
    for held in meetings:
        told: dict[str, object] = {}
        for name, go_on in COURSE:
            go_on(held)
            told |= {f"{name}: {what}": each for what, each in look(held)}
            if name in WITH_FILES:
                told |= {f"{name}: {what}": each for what, each in make_files(held)}
        found.append(told)
    return found


def make_reader(language: Language) -> Reader:
    zone = ZoneInfo("Europe/Amsterdam")
    return Reader(translator(language), Formatter(language, zone))


def look(held: SmallMeeting) -> Iterator[tuple[str, object]]:
    """Yield every screen, and what is said of it, as it is now."""
    deck = held.town.deck_of(held.meeting)
    yield "deck", deck
    yield "deck of the round", read_deck_of_round(held.town.context, held.town.partnership.id)
    for language in Language:
        yield from ((f"{what} {language}", each) for what, each in tell(deck, language))


def make_files(held: SmallMeeting) -> Iterator[tuple[str, object]]:
    """Yield every file that there is to take home now, and what it is made of."""
    context = held.town.context
    pack = read_pack_of_meeting(context, held.meeting.id)
    yield "pack", pack
    for language in Language:
        for format_ in PackFormat:
            made = make_file(pack, format_, language, context.time_zone, PUBLIC_URL)
            for inside, content in open_up(made):
                yield f"file {format_} {language} {inside}", content


def open_up(file: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a file that is a bundle of others, however deep, or the file itself.

    Such a bundle says when each part was put in it: the clock of the computer, and nothing else.
    """
    if not zipfile.is_zipfile(io.BytesIO(file)):
        yield "", file
        return
    with zipfile.ZipFile(io.BytesIO(file)) as bundle:
        for name in bundle.namelist():
            for inside, content in open_up(bundle.read(name)):
                yield f"{name}/{inside}", WRITTEN_AT.sub(b"", content)


def tell(deck: Deck, language: Language) -> Iterator[tuple[str, object]]:
    """Yield what is said of each screen."""
    reader = make_reader(language)
    for place, slide in enumerate(deck.slides):
        for write in (write_title, write_lead, write_ask, table_of_slide):
            yield f"{write.__name__} {place}", write(slide, deck, reader)


def read(content: object) -> str:
    """Return what can be read in something that was seen."""
    if not isinstance(content, bytes):
        return repr(content)
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "ignore")


def test_nothing_of_the_meeting_tells_what_two_people_answered(
    seen: Sequence[Mapping[str, object]],
) -> None:
    one, other = seen

    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_every_screen_and_every_file_was_looked_at(
    meetings: Sequence[SmallMeeting], seen: Sequence[Mapping[str, object]]
) -> None:
    screens = len(meetings[0].meeting.plan.steps)
    titles = [name for name in seen[0] if "write_title" in name]
    files = {name.split(" ")[2] for name in seen[0] if ": file " in name}

    assert len(titles) == screens * len(COURSE) * len(Language)
    assert files == {each.value for each in PackFormat}


def test_no_screen_and_no_file_names_a_person_or_quotes_one(
    seen: Sequence[Mapping[str, object]],
) -> None:
    found = {name: read(content) for name, content in seen[0].items()}

    told = [
        (name, words)
        for name, text in found.items()
        for words in (*PEOPLE, WRITER, *WORDS, "Wij bellen graag.")
        if words in text
    ]
    assert told == []


def test_the_files_tell_what_there_is_to_tell(seen: Sequence[Mapping[str, object]]) -> None:
    pdf = read(seen[0]["over: file pdf nl "])

    assert "We spreken elkaar elke maand." in pdf
    assert "geen cijfer" in pdf


def test_a_hidden_party_is_not_said_to_have_stayed_the_same(
    seen: Sequence[Mapping[str, object]],
) -> None:
    titles = {
        str(told)
        for name, told in seen[0].items()
        if name.startswith("over: write_title") and name.endswith("nl")
    }

    assert "Wat bewoog, kan toeval zijn." in titles


def test_the_worlds_do_differ_in_what_is_stored(meetings: Sequence[SmallMeeting]) -> None:
    stored = []
    for held in meetings:
        with held.town.context.unit_of_work(reads_only=True) as uow:
            rounds = uow.rounds.list_of(held.town.partnership.id)
            stored.append([repr(uow.responses.sent_of(each.id)) for each in rounds])

    assert OF_TWO[0] != OF_TWO[1]
    assert [one != other for one, other in zip(*stored, strict=True)] == [True, True]


def test_no_vote_is_left_of_what_phones_answered(
    meetings: Sequence[SmallMeeting], seen: Sequence[Mapping[str, object]]
) -> None:
    deck = seen[0]["over: deck"]

    assert isinstance(deck, Deck)
    assert [each.kind for each in deck.live] == list(LiveKind)
    with meetings[0].town.context.unit_of_work(reads_only=True) as uow:
        assert [uow.live_questions.votes_of(each.id) for each in deck.live] == [[]] * 3
