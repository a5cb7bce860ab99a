"""What will be seen once every party agreed to open the numbers per party, and what never is."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.i18n.reader import Reader
from monitor.ui.icons import Icon, render_icon

_FACTS: Mapping[str, Icon] = {
    "means": Icon.EYE,
    "gaps": Icon.EYE,
    "person": Icon.LOCK,
    "who": Icon.LOCK,
}


def render_promise(reader: Reader) -> Markup:
    """Return what opens and what stays closed, a line each."""
    facts = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(
            render_icon(icon), reader.t(f"screen.closed.{name}")
        )
        for name, icon in _FACTS.items()
    )
    return Markup('<ul class="pm-screen-facts pm-screen-promise">{}</ul>').format(facts)
