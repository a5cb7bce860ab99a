"""All QR codes of a round as pictures, in one file."""

import io
import re
import unicodedata
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from monitor.i18n.catalogue import translator
from monitor.reports.qr import draw_qr
from monitor.services.checkin.print_data import PrintData

_LONGEST_NAME = 40
# The same codes make the same file; this is the earliest day that the format knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make_qr_archive(data: PrintData) -> bytes:
    """Return a zip with the QR code of each poster, and a folder of personal ones per party."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as file:
        for name, picture in _draw_all(data):
            entry = ZipInfo(f"{name}.svg", _NO_TIME)
            file.writestr(entry, picture, ZIP_DEFLATED)
    return archive.getvalue()


def _draw_all(data: PrintData) -> Iterator[tuple[str, str]]:
    t = translator(data.language)
    for place, printed in enumerate(data.parties, start=1):
        party = printed.party.name
        folder = f"{place}-{_write_path(party)}"
        yield folder, draw_qr(printed.url, t("reports.poster.qr", party=party))
        for number, person in enumerate(printed.people, start=1):
            name = person.participant.name
            yield (
                f"{folder}/{number:02}-{_write_path(name)}",
                draw_qr(person.url, t("reports.card.qr", name=name)),
            )


def _write_path(name: str) -> str:
    """Write a name so that every system takes it in the name of a file."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME]
