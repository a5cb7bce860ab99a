"""Packs the files of Streamlit's pages once: compressed, and fonts with what our pages show.

A process of its own (``python -m monitor.web.packing FOLDER ARCHIVE``) at low priority, because
it keeps a processor busy for seconds and the first visitor must not wait for it. The archive is
a zip file: each of its entries has a checksum, and it appears whole or not at all.
"""

import gzip
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import brotli

from monitor.settings import ROOT
from monitor.web.font_subsets import shrink_icon_font, shrink_text_font

BROTLI, GZIP, PLAIN = "br", "gzip", "identity"
# Measured on the 22 MB of Streamlit 1.67: 9 takes 4 s, 11 takes 43 s for 8% less.
_BROTLI_QUALITY = 9
_GZIP_LEVEL = 9
_TEXT_TYPES = frozenset({".js", ".css", ".svg", ".json"})
_TEXT_FONT = "Source"
_ICON_FONT = "MaterialSymbols"
# Streamlit's own code names icons in many ways, ours in one.
_QUOTED_WORD = re.compile(r"""["'`:/]([a-z0-9_]+)["'`:]""")
_OWN_ICON = re.compile(r":material/([a-z0-9_]+):")
_FORMAT = b"1"  # Counts up when the same files are packed in another way.


def archive_name(folder: Path) -> str:
    """Return the name of the archive of a folder: another one when anything has changed."""
    digest = hashlib.sha256(_FORMAT)
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(" ".join(sorted(own_icons())).encode())
    return f"{digest.hexdigest()[:32]}.zip"


def pack(folder: Path, archive: Path) -> None:
    """Write all that can be made smaller to an archive, as ENCODING/PATH."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    draft = archive.with_name(f"{archive.name}.{secrets.token_hex(8)}")
    try:
        with ZipFile(draft, "x", ZIP_STORED) as target:
            for name, content in _pack_all(folder):
                target.writestr(name, content)
        draft.replace(archive)
    finally:
        draft.unlink(missing_ok=True)


def compress(content: bytes, encoding: str) -> bytes:
    """Return content in an encoding that a browser says it understands."""
    if encoding == BROTLI:
        smaller: bytes = brotli.compress(content, quality=_BROTLI_QUALITY)
        return smaller
    return gzip.compress(content, _GZIP_LEVEL, mtime=0)


def own_icons() -> Set[str]:
    """Return the names of the icons of our own pages."""
    sources = [path for package in ("monitor", "pages") for path in (ROOT / package).rglob("*.py")]
    return _find(_OWN_ICON, sources)


def _pack_all(folder: Path) -> Iterator[tuple[str, bytes]]:
    icons = own_icons() | _find(_QUOTED_WORD, folder.rglob("*.js"))
    for path in _files(folder):
        content, name = path.read_bytes(), path.relative_to(folder).as_posix()
        packed = {}
        if path.suffix in _TEXT_TYPES:
            packed = {encoding: compress(content, encoding) for encoding in (BROTLI, GZIP)}
        elif path.suffix == ".woff2" and path.name.startswith(_TEXT_FONT):
            packed = {PLAIN: shrink_text_font(content)}
        elif path.suffix == ".woff2" and path.name.startswith(_ICON_FONT):
            packed = {PLAIN: shrink_icon_font(content, icons)}
        for encoding, smaller in packed.items():
            if len(smaller) < len(content):
                yield f"{encoding}/{name}", smaller


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _find(pattern: re.Pattern[str], paths: Iterable[Path]) -> Set[str]:
    return {found for path in paths for found in pattern.findall(path.read_text("utf-8"))}


if __name__ == "__main__":
    os.nice(10)
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
