"""Packed files are read or made, and never sent when they are not whole."""

import logging
import os
from pathlib import Path

import anyio
import pytest

from monitor.web.packed_files import PackedFiles
from monitor.web.packing import archive_name

SCRIPT = b"let a = 1; " * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "index.js").write_bytes(SCRIPT)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def prepare(folder: Path, cache: Path) -> PackedFiles:
    files = PackedFiles(folder, cache)
    anyio.run(files.prepare)
    return files


def test_there_are_none_before_they_were_made(folder: Path, cache: Path) -> None:
    assert PackedFiles(folder, cache).find("br", "index.js") is None


def test_the_first_start_makes_them_and_the_next_one_reads_them(folder: Path, cache: Path) -> None:
    made = prepare(folder, cache).find("br", "index.js")
    (archive,) = cache.iterdir()
    written_at = archive.stat().st_mtime_ns

    read = prepare(folder, cache).find("br", "index.js")

    assert made is not None
    assert made == read
    assert archive.stat().st_mtime_ns == written_at


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_truncated_archive_is_made_anew(folder: Path, cache: Path, share: float) -> None:
    made = prepare(folder, cache).find("gzip", "index.js")
    (archive,) = cache.iterdir()
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])

    assert prepare(folder, cache).find("gzip", "index.js") == made
    assert len(archive.read_bytes()) == len(content)


def test_an_archive_with_one_wrong_byte_is_made_anew(folder: Path, cache: Path) -> None:
    made = prepare(folder, cache).find("br", "index.js")
    (archive,) = cache.iterdir()
    assert made is not None
    content = archive.read_bytes()
    damaged = content.replace(made.content, made.content[:-1] + b"?")
    archive.write_bytes(damaged)

    assert damaged != content
    assert prepare(folder, cache).find("br", "index.js") == made


def test_what_other_versions_left_behind_is_cleared_after_an_hour(
    folder: Path, cache: Path
) -> None:
    cache.mkdir()
    for name, age_seconds in {"old.zip": 3700, "half.zip.12ab": 3700, "new.zip": 60}.items():
        (cache / name).write_bytes(b"")
        written_at = (cache / name).stat().st_mtime - age_seconds
        os.utime(cache / name, (written_at, written_at))

    prepare(folder, cache)

    assert {path.name for path in cache.iterdir()} == {"new.zip", archive_name(folder)}


def test_without_a_place_to_keep_them_pages_still_work(
    folder: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.write_text("A file where the folder should be.")

    with caplog.at_level(logging.ERROR):
        files = prepare(folder, cache)

    assert files.find("br", "index.js") is None
    assert "not compressed" in caplog.text


def test_different_contents_have_different_validators(folder: Path, cache: Path) -> None:
    files = prepare(folder, cache)

    tags = {file.etag for name in ("br", "gzip") if (file := files.find(name, "index.js"))}

    assert len(tags) == 2
