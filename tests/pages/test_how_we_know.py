"""The page that explains signals: pictures, figures for this group size, and limits."""

import pytest

from monitor.domain.partnership import Language
from monitor.domain.results import FlagKind
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.results.benchmark_figures import read_benchmark
from monitor.ui.how_sections import LIMITS
from tests.factories import FakeClock
from tests.pages.conftest import OpenPage
from tests.seeding import add_closed_round, make_partnership


@pytest.mark.parametrize("language", Language)
def test_it_explains_in_both_languages_and_without_a_partnership(
    open_page: OpenPage, language: Language
) -> None:
    t = translator(language)

    screen = open_page("how_we_know", language)

    assert t("how.lead") in screen.text
    assert all(t(f"how.ground.{kind.value}") in screen.text for kind in FlagKind)
    assert all(t(f"how.limit.{name}") in screen.text for name in LIMITS)
    assert len(screen.app.get("plotly_chart")) == 3


def test_false_alarms_are_told_of_a_hundred_quiet_quarters(open_page: OpenPage) -> None:
    t, figures = translator(Language.ENGLISH), read_benchmark()
    of_three = figures.sizes[figures.nearest(3)]
    share = of_three.unlinked_amber.false_alarms_per_quiet_round

    screen = open_page("how_we_know")

    assert t("how.figures.ours", n=round(100 * share)) in screen.text


def test_the_figures_are_those_of_the_size_of_the_partnership(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    t = translator(Language.ENGLISH)
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {})

    screen = open_page("how_we_know", id=str(partnership.id))

    assert "Ten measurements of a party of 9 people" in screen.text
    assert t("how.figures.lead", people=read_benchmark().nearest(9)) in screen.text
    links = [link.proto.label for link in screen.app.get("page_link")]
    assert t("how.back", name="Oosterdal") in links


def test_before_the_first_result_it_tells_of_a_small_group(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)

    screen = open_page("how_we_know", id=str(partnership.id))

    assert "Ten measurements of a party of 3 people" in screen.text


def test_an_unknown_partnership_is_told_as_such(open_page: OpenPage) -> None:
    t = translator(Language.ENGLISH)

    assert t("pages.unknown.title") in open_page("how_we_know", id="999").text
