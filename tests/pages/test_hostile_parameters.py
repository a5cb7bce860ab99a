"""Words of databases, paths and templates in the address of a page ask for nothing."""

from collections.abc import Iterator
from itertools import count, islice

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import contents_of
from tests.seeding import make_partnership
from tests.web.survey.test_injection_probes import PROBES

WORDS = (
    *PROBES,
    *("'||set_config('monitor.workspace','all',false)||'", "LIKE '%'", "((((((((((", "(a+)+$"),
    *("NaN", "inf", "1_0", "+1", " 1", "2147483648", "0x1p3", "½", "²", "١٢٣", "１", "𝟙"),
    *(
        "\0",
        "a\0b",
        "\x1b[31m",
        "\u2028",
        "\u202egnp",
        "\ufeff",
        "e\u0301",
        "👨‍👩‍👧",
        "İ",
        "\ufdd0",
    ),
    *("<script>alert(1)</script>", "javascript:alert(1)", "//evil.example", "file:///etc/passwd"),
    *("{0.__class__}", "%(x)s", "{{''.__class__.__mro__}}", "<%= 7*7 %>", "${jndi:ldap://x}"),
    *("__proto__", "null", "[]", '{"a":1}', "true", "all", "new", "=1+1", "*" * 1000, "x" * 50_000),
    *("2026-13-45", "0000-00-00", "99999-01-01", "25:99", "%2e%2e%2f", "%00", "%c0%ae", "\ud7ff"),
)
NAMES = (
    *("id", "part", "q", "group", "phase", "flag", "manager", "page", "import", "removed"),
    *("edit", "rows", "new", "correct", "seen", "card", "record", "checkin", "meeting"),
    *("round", "version", "kind", "worry", "theme", "account", "act", "who"),
)
PAGES = (
    *("overview", "partnership", "cards", "programme", "register", "how_we_know", "checkins"),
    *("agreements", "meeting", "presenter", "screen", "ending", "log", "trail", "mail_texts"),
    *("paper", "questionnaires", "accounts"),
)
# As far apart as this, names and words meet in other pairs on every page.
STRIDE = 7


@pytest.fixture
def partnership(context: Context) -> Partnership:
    """A partnership for the page to be about."""
    return make_partnership(context, "Zonnewijk", people=2)


# H29.
@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_word_in_any_parameter_of_a_page_is_only_a_word(
    page: str, partnership: Partnership, open_page: OpenPage
) -> None:
    failed = translator(Language.ENGLISH)("pages.error", reference="").partition(".")[0]
    screen = open_page(page)
    begin = PAGES.index(page)

    for number in range(begin, begin + len(WORDS), len(NAMES)):
        drawn = islice(cycle_from(number * STRIDE), len(NAMES))
        query = dict(zip(NAMES, drawn, strict=True))
        # A page that finds its partnership reads the other parameters too.
        query["id"] = str(partnership.id)
        screen.look(**query)

        assert failed not in screen.errors
        assert "Traceback" not in contents_of(screen.app)


# H29.
@pytest.mark.parametrize("page", ["partnership", "cards", "screen"])
def test_a_hostile_word_in_place_of_a_number_names_nothing(page: str, open_page: OpenPage) -> None:
    screen = open_page(page)

    for word in WORDS[::3]:
        screen.look(id=word, meeting=word)

        assert screen.errors == ""


def cycle_from(begin: int) -> Iterator[str]:
    """Yield all words again and again, from one of them on."""
    return (WORDS[place % len(WORDS)] for place in count(begin))
