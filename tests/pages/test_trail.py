"""Who did what, as a page: readable by both partners, with filters and a file."""

import pytest

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from tests.pages.conftest import OpenPage
from tests.seeding import make_partnership


@pytest.mark.parametrize("language", Language)
def test_it_tells_what_was_done_in_a_partnership_and_that_answers_are_not_in_it(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    partnership = make_partnership(context, "Zonnewijk", people=1)
    t = translator(language)

    screen = open_page("trail", language, id=str(partnership.id))

    for key in ("trail.lead", "trail.never", "trail.act.partnership_started"):
        assert t(key) in screen.text


def test_another_act_is_chosen_and_nothing_is_found(open_page: OpenPage, context: Context) -> None:
    partnership = make_partnership(context, "Zonnewijk", people=1)
    screen = open_page("trail", id=str(partnership.id))

    acts = screen.app.selectbox("trail.act")
    acts.select(translator(Language.ENGLISH)("trail.act.key_turned")).run()

    assert translator(Language.ENGLISH)("trail.none") in screen.text
    assert not [each for each in screen.app.button if each.key == "trail.make"]


def test_the_list_is_made_into_a_file(open_page: OpenPage, context: Context) -> None:
    partnership = make_partnership(context, "Zonnewijk", people=1)
    screen = open_page("trail", id=str(partnership.id))

    screen.press("trail.make")

    assert len(screen.app.get("download_button")) == 1


@pytest.mark.parametrize("page", ["partnership", "log"])
def test_the_pages_of_a_partnership_lead_to_it(
    page: str, open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Zonnewijk", people=1)

    screen = open_page(page, id=str(partnership.id))

    assert "Who did what" in [link.label for link in screen.app.page_link]
