"""Every page with the sample data in the database: the state in which people meet the product."""

import pytest

from monitor.domain.partnership import Language, PartnershipId
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.sample.load_sample import load_stories
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.parametrize("language", Language)


def test_the_overview_lists_all_samples_and_says_that_they_are(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    loaded = load_stories(context)

    screen = open_page("overview", language)

    assert len(screen.listed) == loaded
    assert translator(language)("pages.sample.notice") in screen.text


def test_every_sample_has_a_page_and_checkins(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    load_stories(context)
    screen = open_page("overview", language)

    for partnership_id, name in names_of(context).items():
        screen.go("partnership", id=str(partnership_id))
        assert f"{name} {translator(language)('pages.phase', phase='')}".strip() in screen.text
        screen.go("checkins", id=str(partnership_id))
        assert name in [link.label for link in screen.app.page_link]


def names_of(context: Context) -> dict[PartnershipId, str]:
    with context.unit_of_work(reads_only=True) as unit:
        return {each.id: each.name for each in unit.partnerships.list_all()}
