"""Several files travel as one."""

from io import BytesIO
from zipfile import ZipFile

from monitor.reports.pack.bundle import make_bundle

FILES = {"verslag.pdf": b"%PDF", "agenda.ics": b"BEGIN"}


def test_every_file_is_in_it_under_its_name() -> None:
    with ZipFile(BytesIO(make_bundle(FILES))) as bundle:
        assert {name: bundle.read(name) for name in bundle.namelist()} == FILES


def test_the_same_files_make_the_same_bundle() -> None:
    assert make_bundle(FILES) == make_bundle(FILES)
