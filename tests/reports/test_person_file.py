"""The file with all that is kept of one person."""

import io
import json
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.reports.person_file import make_person_file
from monitor.services.context import Context
from monitor.services.privacy.person_data import PersonData, export_person
from monitor.services.register.manage_participants import (
    PersonDraft,
    add_person,
    end_membership,
)
from tests.factories import FakeClock
from tests.seeding import make_partnership
from tests.services.privacy.marked_person import ABOUT, MAIL, NAME, mark_everything

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is written does not depend on it."""
    return sqlite_url


def open_file(data: PersonData, language: Language) -> dict[str, str]:
    """Return the names and texts in the file."""
    reader = Reader(translator(language), Formatter(language, AMSTERDAM))
    with ZipFile(io.BytesIO(make_person_file(data, reader))) as file:
        return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


def test_it_holds_a_text_to_read_and_the_same_for_a_computer(
    context: Context, clock: FakeClock
) -> None:
    data = export_person(context, mark_everything(context, clock).id)

    files = open_file(data, Language.DUTCH)

    text, written = files["lees-mij.txt"], json.loads(files["persoonsgegevens.json"])
    (participation,) = written["participations"]
    assert text.startswith(f"Wat we bewaren van {NAME}\r\n")
    assert "Samenwerking Quadrant, voor Gemeente Quadrant" in text
    assert f"Mailadres: {MAIL}" in text
    assert f"Genoemd in: {ABOUT}" in text
    assert "- Uitgenodigd voor de check-in van 4e kwartaal 2026" in text
    assert "Wat u antwoordde." in text
    assert (written["name"], written["email"]) == (NAME, MAIL)
    assert len(participation["invitations"]) == 2
    assert len(participation["mentions"]) == len(data.participations[0].mentions)
    assert not {"answers", "comments", "nonce", "token"} & set(participation)


def test_it_is_in_the_language_of_who_reads_it(context: Context, clock: FakeClock) -> None:
    data = export_person(context, mark_everything(context, clock).id)

    files = open_file(data, Language.ENGLISH)

    assert set(files) == {"read-me.txt", "personal-data.json"}
    assert "What you answered." in files["read-me.txt"]


def test_of_who_left_without_an_address_it_says_so(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=1)
    person = add_person(context, partnership.parties[0].id, PersonDraft(NAME))
    end_membership(context, person.id)

    text = open_file(export_person(context, person.id), Language.DUTCH)["lees-mij.txt"]

    assert "Mailadres: niet bekend" in text
    assert "Van 17 november 2026 tot en met 16 november 2026" in text
