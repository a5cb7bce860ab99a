"""The icon of each thing that there is to celebrate: the same on every page and on the screen."""

from collections.abc import Mapping

from monitor.domain.celebration import CelebrationKind
from monitor.ui.icons import Icon

CELEBRATION_ICONS: Mapping[CelebrationKind, Icon] = {
    CelebrationKind.KEPT: Icon.CHECK,
    CelebrationKind.BECAME_STRONG: Icon.STAR,
    CelebrationKind.STAYED_STRONG: Icon.STAR,
    CelebrationKind.STRONG: Icon.STAR,
    CelebrationKind.GREW: Icon.UP,
    CelebrationKind.CHANGED: Icon.FLAG,
}
