"""The section of the partnership page about a light round after the newest results."""

from monitor.i18n.light_sentences import write_light
from monitor.i18n.reader import Reader
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import cards, html
from monitor.ui.icons import Icon


def show_light(view: PartnershipView, reader: Reader) -> None:
    """Show how the parties answered a light round that is newer than all results below it."""
    light = view.newest_light
    if light is None:
        return
    told = write_light(light, view.partnership, reader, has_full=bool(view.releases))
    html.show_html(
        html.render_notice(told.title, told.warning, icon=Icon.CALENDAR),
        cards.render_points(told.lines),
    )
