"""Whose the files are that Streamlit keeps in memory: those of a page are of whoever looks at it.

Streamlit hands a file to anybody who knows its name, and takes one for any page whose number is
known. Both are hard to guess; what a browser left in a history or a log need not be guessed.
"""

from collections.abc import Sequence
from os.path import splitext

from streamlit.runtime import Runtime

from monitor.domain.access.actor import Actor
from monitor.ui import session

_MADE, _SENT = "/media/", "/_stcore/upload_file/"


def is_own_file(path: str, who: Actor) -> bool:
    """Tell whether an address is of no file that was made for, or goes to, somebody else's page."""
    if path.startswith(_MADE):
        # As Streamlit itself does, so that no other way to write an address is another file.
        name = splitext(path.removeprefix(_MADE))[0]  # noqa: PTH122 - See above.
        pages = _pages_with(name)
        # A page that is drawn anew lets go of a file that its reader may be fetching.
        return not pages or any(_is_of(page, who) for page in pages)
    if path.startswith(_SENT):
        return _is_of(path.removeprefix(_SENT).partition("/")[0], who)
    return True


def _pages_with(file_id: str) -> Sequence[str]:
    """Return the numbers of the pages that a file stands on."""
    files = Runtime.instance()._media_file_mgr  # noqa: SLF001 - Streamlit tells it in no other way.
    with files._lock:  # noqa: SLF001 - See above.
        by_page = files._files_by_session_and_coord.items()  # noqa: SLF001 - See above.
        return [page for page, placed in by_page if file_id in placed.values()]


def _is_of(page: str, who: Actor) -> bool:
    found = Runtime.instance()._session_mgr.get_session_info(page)  # noqa: SLF001 - See above.
    return found is not None and session.is_of(found.session, who)
