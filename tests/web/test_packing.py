"""What is packed of a folder, and when it is packed anew."""

import gzip
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import brotli
import pytest

from monitor.settings import ROOT
from monitor.web.packing import archive_name, compress, own_icons, pack
from tests.sources import source_texts

SCRIPT = b"const icon = 'search'; " * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.js").write_bytes(SCRIPT)
    (folder / "js" / "tiny.js").write_bytes(b"1")
    (folder / "photo.png").write_bytes(b"png" * 100)
    return folder


def test_text_is_packed_in_both_encodings_where_that_is_smaller(
    folder: Path, tmp_path: Path
) -> None:
    pack(folder, tmp_path / "cache" / "a.zip")

    with ZipFile(tmp_path / "cache" / "a.zip") as archive:
        assert set(archive.namelist()) == {"br/js/index.js", "gzip/js/index.js"}
        assert brotli.decompress(archive.read("br/js/index.js")) == SCRIPT
        assert gzip.decompress(archive.read("gzip/js/index.js")) == SCRIPT


def test_an_archive_appears_whole_or_not_at_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"

    def fail(*_arguments: object) -> bytes:
        assert not (cache / "a.zip").exists()
        raise OSError("No space left on device")

    monkeypatch.setattr("monitor.web.packing.compress", fail)
    with pytest.raises(OSError, match="No space"):
        pack(folder, cache / "a.zip")

    assert list(cache.iterdir()) == []


def test_an_archive_has_another_name_when_a_file_changes(folder: Path) -> None:
    before = archive_name(folder)
    (folder / "js" / "tiny.js").write_bytes(b"2")

    assert archive_name(folder) != before


def test_an_archive_has_the_same_name_for_the_same_files(folder: Path) -> None:
    assert archive_name(folder) == archive_name(folder)


def test_the_same_content_is_compressed_alike_at_any_time() -> None:
    assert compress(SCRIPT, "gzip") == compress(SCRIPT, "gzip")


def test_every_icon_of_our_pages_can_be_found_in_our_code() -> None:
    sources = [
        text
        for place, text in source_texts("monitor", "pages")
        if place != "monitor/web/packing.py"
    ]
    mentions = sum(text.count(":material/") for text in sources)
    found = sum(len(re.findall(r":material/[a-z0-9_]+:", text)) for text in sources)

    assert {"search", "arrow_back"} <= own_icons()
    assert mentions == found


def test_it_runs_as_a_process_of_its_own(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    command = [sys.executable, "-m", "monitor.web.packing", str(folder), str(archive)]

    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - Our own words.

    assert archive.is_file()
