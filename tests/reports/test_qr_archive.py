"""All QR codes of a round come in one file, each under a name that any system takes."""

import io
import re
from zipfile import ZipFile

from monitor.reports.qr import draw_qr
from monitor.reports.qr_archive import make_qr_archive
from tests.reports.prints import HOSTILE_NAMES, make_print_data


def read_archive(file: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_posters_and_people_have_their_code_in_a_folder_of_their_party() -> None:
    data = make_print_data(people=("Anna de Wit", "Şirin Øst"))

    pictures = read_archive(make_qr_archive(data))

    first = data.parties[0]
    assert list(pictures) == [
        "1-gemeente-veldzicht.svg",
        "1-gemeente-veldzicht/01-anna-de-wit.svg",
        "1-gemeente-veldzicht/02-sirin-st.svg",
        "2-zonnewijk.svg",
        "2-zonnewijk/01-anna-de-wit.svg",
        "2-zonnewijk/02-sirin-st.svg",
    ]
    assert pictures["1-gemeente-veldzicht.svg"] == draw_qr(
        first.url, "QR-code naar het formulier voor Gemeente Veldzicht"
    )
    assert pictures["1-gemeente-veldzicht/01-anna-de-wit.svg"] == draw_qr(
        first.people[0].url, "QR-code met de persoonlijke link van Anna de Wit"
    )


def test_the_same_codes_make_the_same_file() -> None:
    assert make_qr_archive(make_print_data()) == make_qr_archive(make_print_data())


def test_hostile_names_lead_nowhere_and_collide_with_nobody() -> None:
    names = ["../../etc/passwd", "CON", "a/b\\c:d", *HOSTILE_NAMES.values(), "漢字", "漢字"]

    pictures = read_archive(make_qr_archive(make_print_data(people=names)))

    assert len(pictures) == 2 * (len(names) + 1)
    assert all(re.fullmatch(r"[12]-[a-z-]+(/\d\d-[a-z0-9-]*)?\.svg", name) for name in pictures)
