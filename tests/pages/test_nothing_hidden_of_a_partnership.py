"""Whatever the pages of a partnership say is the same whatever the hidden answers were."""

from collections.abc import Sequence

import pytest

from monitor.domain.partnership import Language
from monitor.services.context import Context
from tests.pages.conftest import OpenPage
from tests.pages.two_worlds import Pair, contents_of, shown_in_both
from tests.worlds import World

Address = tuple[str, dict[str, str]]

OF_A_PARTNERSHIP: Sequence[Address] = [
    ("partnership", {}),
    ("agreements", {}),
    ("log", {}),
    ("meeting", {}),
    ("ending", {}),
    ("cards", {}),
    ("how_we_know", {}),
    ("register", {}),
    *(("checkins", {"part": part}) for part in ("now", "plan", "people", "privacy", "paper")),
]


# H38.
@pytest.mark.parametrize("language", Language)
def test_the_pages_of_a_partnership_tell_nothing_of_what_is_hidden(
    pair: Pair, open_page: OpenPage, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_context: Context, world: World) -> list[str]:
        return [
            contents_of(open_page(name, language, id=str(partnership.id), **query).app)
            for name, query in OF_A_PARTNERSHIP
            for partnership in (world.small, world.middle, world.large)
        ]

    one, other = shown_in_both(pair, look, monkeypatch)

    assert len(one) == 3 * len(OF_A_PARTNERSHIP)
    assert [first == second for first, second in zip(one, other, strict=True)] == [True] * len(one)
