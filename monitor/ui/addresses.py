"""Where the pages are; Streamlit finds them relative to its main script, so absolute is safest."""

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
CARDS = _PAGES / "cards.py"
PROGRAMME = _PAGES / "programme.py"
REGISTER = _PAGES / "register.py"
QUESTIONNAIRES = _PAGES / "questionnaires.py"
