"""Several files as one."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The same files make the same bundle; this is the earliest day that the format knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make_bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by their names."""
    bundle = io.BytesIO()
    with ZipFile(bundle, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _NO_TIME), content, ZIP_DEFLATED)
    return bundle.getvalue()
