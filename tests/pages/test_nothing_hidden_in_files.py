"""Whatever the files of a meeting and of an ending say is the same whatever the answers were."""

import io
import re
from zipfile import ZipFile

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.reports.ending.archive import Luggage, make_archive
from monitor.reports.pack.formats import PackFormat, make_file
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_keepsake
from monitor.services.meeting.read_pack import read_pack
from tests.pages.two_worlds import Pair, shown_in_both
from tests.worlds import World

_SAVED_AT = re.compile(rb"<dcterms:(?:created|modified)[^>]*>[^<]*")
_ZIP = b"PK"


def contents_of(file: bytes) -> bytes:
    """Return all that is in a file, also in files within it, but not when they were made."""
    if not file.startswith(_ZIP):
        return _SAVED_AT.sub(b"", file)
    with ZipFile(io.BytesIO(file)) as archive:
        names = archive.namelist()
        return b"".join(name.encode() + contents_of(archive.read(name)) for name in names)


def partnerships_of(world: World) -> list[Partnership]:
    """Return those of which something is hidden."""
    return [world.small, world.middle, world.large]


# H38.
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("format_", PackFormat)
def test_no_file_of_a_meeting_tells_anything_of_what_is_hidden(
    pair: Pair, format_: PackFormat, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(context: Context, world: World) -> list[bytes]:
        packs = [read_pack(context, each.id) for each in partnerships_of(world)]
        zone, url = context.time_zone, context.public_url
        files = [make_file(pack, format_, language, zone, url) for pack in packs]
        return [contents_of(each) for each in files]

    one, other = shown_in_both(pair, look, monkeypatch)

    assert [len(file) > 0 for file in one] == [True] * 3
    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * 3


# H38.
def test_what_the_parties_take_along_tells_nothing_of_what_is_hidden(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(context: Context, world: World) -> list[bytes]:
        archives = [
            make_archive(
                Luggage(
                    keepsake=read_keepsake(context, each.id),
                    pack=None,  # Its files are compared above.
                    questionnaires=context.questionnaires,
                    public_url=context.public_url,
                ),
                context.time_zone,
            )
            for each in partnerships_of(world)
        ]
        return [contents_of(each) for each in archives]

    one, other = shown_in_both(pair, look, monkeypatch)

    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * 3
