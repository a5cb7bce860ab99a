"""Every page with the sample data in the database: the state in which people meet the product."""

from pathlib import Path

import pytest

from monitor.domain.partnership import Language, PartnershipId
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.sample.load_sample import load_stories
from monitor.services.sample.sample_stories import read_stories
from tests.factories import FakeClock
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import make_context

pytestmark = pytest.mark.parametrize("language", Language)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Context:
    """A database with the sample data; nothing here changes it, so that once is enough."""
    path = tmp_path_factory.mktemp("sample") / "monitor.db"
    context = make_context(path, migrated_sqlite, FakeClock())
    assert load_stories(context)
    return context


def test_the_overview_lists_all_samples_and_says_that_they_are(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    screen = open_page("overview", language)

    assert len(screen.listed) == len(names_of(context)) == len(read_stories().stories)
    assert translator(language)("pages.sample.notice") in screen.text


def test_every_sample_has_a_page_and_checkins(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    screen = open_page("overview", language)

    for partnership_id, name in names_of(context).items():
        screen.go("partnership", id=str(partnership_id))
        assert f"{name} {translator(language)('pages.phase', phase='')}".strip() in screen.text
        screen.go("checkins", id=str(partnership_id))
        assert name in [link.label for link in screen.app.page_link]


def names_of(context: Context) -> dict[PartnershipId, str]:
    with context.unit_of_work(reads_only=True) as unit:
        return {each.id: each.name for each in unit.partnerships.list_all()}
