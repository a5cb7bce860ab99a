"""Where the pages are; Streamlit finds them relative to its main script, so absolute is safest."""

from monitor.settings import ROOT

_PAGES = ROOT / "pages"
OVERVIEW = _PAGES / "overview.py"
PARTNERSHIP = _PAGES / "partnership.py"
CHECKINS = _PAGES / "checkins.py"
HOW_WE_KNOW = _PAGES / "how_we_know.py"
MAIL_TEXTS = _PAGES / "mail_texts.py"
PAPER = _PAGES / "paper.py"
