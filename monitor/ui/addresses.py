"""Where the pages are; Streamlit finds them relative to its main script, so absolute is safest."""

from collections.abc import Sequence
from pathlib import Path

from monitor.settings import ROOT

_PAGES = ROOT / "pages"
OVERVIEW = _PAGES / "overview.py"
PARTNERSHIP = _PAGES / "partnership.py"
CHECKINS = _PAGES / "checkins.py"
HOW_WE_KNOW = _PAGES / "how_we_know.py"
MAIL_TEXTS = _PAGES / "mail_texts.py"
PAPER = _PAGES / "paper.py"
AGREEMENTS = _PAGES / "agreements.py"
LOG = _PAGES / "log.py"
MEETING = _PAGES / "meeting.py"
PRESENTER = _PAGES / "presenter.py"
SCREEN = _PAGES / "screen.py"
ENDING = _PAGES / "ending.py"
CARDS = _PAGES / "cards.py"
PROGRAMME = _PAGES / "programme.py"
REGISTER = _PAGES / "register.py"
QUESTIONNAIRES = _PAGES / "questionnaires.py"
ACCOUNTS = _PAGES / "accounts.py"
TRAIL = _PAGES / "trail.py"


def path_of(address: Path) -> str:
    """Return the path of a page in the browser, which begins with a slash."""
    return "/" if address == OVERVIEW else f"/{address.stem.replace('_', '-')}"


def all_paths() -> Sequence[str]:
    """Return the paths of all pages."""
    return [path_of(page) for page in sorted(_PAGES.glob("*.py")) if page.stem != "__init__"]
