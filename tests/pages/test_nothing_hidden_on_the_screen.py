"""Whatever the shared screen says is the same whatever the hidden answers were."""

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.partnership import Language
from monitor.services.context import Context
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import Pair, shown_in_both, walk_through_meetings
from tests.worlds import World


# H38.
@pytest.mark.parametrize("language", Language)
def test_no_screen_of_a_meeting_tells_anything_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_window(meeting: str) -> AppTest:
        return open_page("screen", language, meeting=meeting).app

    def look(context: Context, world: World) -> list[str]:
        return walk_through_meetings(context, world, language, open_window)

    one, other = shown_in_both(pair, look, monkeypatch)

    assert len(one) == sum(len(each.plan.steps) for each in pair[0][1].meetings)
    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * len(one)
