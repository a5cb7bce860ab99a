"""Log: what happened between the parties, how the initiative grows, and what was learnt."""

from monitor.services.logbook.read_log import read_log
from monitor.ui import picker, session
from monitor.ui.log import parts
from monitor.ui.log.contact_section import show_contact
from monitor.ui.log.entry_list import open_desk
from monitor.ui.log.glossary_section import show_glossary
from monitor.ui.log.growth_section import show_growth
from monitor.ui.log.handover_card_section import show_card
from monitor.ui.log.handover_section import show_handover
from monitor.ui.log.learnt_section import show_learnt
from monitor.ui.log.time_line_section import show_time_line
from monitor.ui.trail.trail_link import show_trail_link

reader = session.reader()
log = picker.open_page(read_log, reader)

parts.show_head(log, reader)
part = parts.choose(reader)
desk = open_desk(log, reader)
match part:
    case parts.Part.TIME_LINE:
        show_time_line(desk)
    case parts.Part.GROWTH:
        show_growth(desk)
    case parts.Part.CONTACT:
        show_contact(desk)
    case parts.Part.LEARNT:
        show_learnt(desk)
    case parts.Part.GLOSSARY:
        show_glossary(desk)
    case parts.Part.HANDOVER:
        show_handover(desk)
        show_card(log, reader)
show_trail_link(log.partnership, reader)
