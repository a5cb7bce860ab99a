"""What there is to celebrate looks the same wherever it is told."""

from monitor.domain.celebration import CelebrationKind
from monitor.ui.celebration_icons import CELEBRATION_ICONS
from monitor.ui.icons import render_icon


def test_everything_that_can_be_celebrated_has_an_icon_that_is_drawn() -> None:
    assert set(CELEBRATION_ICONS) == set(CelebrationKind)
    assert all(render_icon(icon) for icon in CELEBRATION_ICONS.values())
