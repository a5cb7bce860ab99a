"""What stands in place of numbers per party until every party agreed to open them."""

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Party, PartyId
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.sentences import name_party
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui.html import render_party
from monitor.ui.icons import Icon, render_icon

_OPENS = {"means": Icon.EYE, "gaps": Icon.EYE}
_STAYS = {"person": Icon.LOCK, "who": Icon.LOCK}


def render_doors(held: HeldMeeting, reader: Reader) -> Markup:
    """Return the parties, and whether each agreed already."""
    doors = Markup("").join(_render_door(each, held, reader) for each in held.partnership.parties)
    return Markup('<ul class="pm-screen-doors">{}</ul>').format(doors)


def render_promise(reader: Reader) -> Markup:
    """Return what will be seen once the picture is open, and what never will."""
    facts = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(
            render_icon(icon), reader.t(f"screen.closed.{name}")
        )
        for name, icon in (_OPENS | _STAYS).items()
    )
    return Markup('<ul class="pm-screen-facts">{}</ul>').format(facts)


def _render_door(party: Party, held: HeldMeeting, reader: Reader) -> Markup:
    mark = choose_marks(held.partnership)[party.id]
    icon, key = (Icon.CHECK, "agreed") if _agreed(party.id, held) else (Icon.CLOCK, "waits")
    return Markup('<li class="pm-tint-{}">{}<p>{}{}</p></li>').format(
        mark.kind.value,
        render_party(mark, capitalise(name_party(held.partnership, party.id, reader))),
        render_icon(icon),
        reader.t(f"screen.closed.{key}"),
    )


def _agreed(party_id: PartyId, held: HeldMeeting) -> bool:
    return held.meeting.has_key_of(party_id)
