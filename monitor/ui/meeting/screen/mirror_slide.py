"""The mirror: what a party answered, what it expected of the other, and what that answered."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.deck import Deck, MirrorSlide
from monitor.domain.mirror import MirrorRow
from monitor.domain.partnership import PartyId
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.sentences import name_party
from monitor.ui.html import render_party


def render_mirror(slide: MirrorSlide, deck: Deck, reader: Reader) -> Markup:
    """Return a table for each party whose expectations may be shown."""
    order = [each for each in deck.plan.speaking_order if each in slide.rows]
    tables = Markup("").join(_render_party(each, slide.rows[each], deck, reader) for each in order)
    return Markup('<div class="pm-screen-mirror">{}</div>').format(tables)


def _render_party(
    party_id: PartyId, rows: Sequence[MirrorRow], deck: Deck, reader: Reader
) -> Markup:
    t, partnership = reader.t, deck.partnership
    name = capitalise(name_party(partnership, party_id, reader))
    others = partnership.partner_of(party_id)
    other = name_party(partnership, others[0].id, reader) if len(others) == 1 else ""
    heads = [
        "",
        t("screen.mirror.own"),
        t("screen.mirror.expected"),
        t("screen.mirror.real", other=other or t("screen.mirror.the_others")),
    ]
    return Markup(
        "<div><h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(
        render_party(choose_marks(partnership)[party_id], name),
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(_render_row(row, reader) for row in rows),
    )


def _render_row(row: MirrorRow, reader: Reader) -> Markup:
    name = reader.dimension(row.dimension) if row.dimension else reader.t("screen.mirror.overall")
    return Markup(
        '<tr><th scope="row">{}</th><td>{}</td>'
        '<td><span class="pm-screen-expected">{}</span></td><td><b>{}</b></td></tr>'
    ).format(
        name,
        _score(row.own, reader, is_fine=row.is_fine),
        _score(row.expected, reader, is_fine=row.is_fine),
        _score(row.real, reader, is_fine=row.is_fine),
    )


def _score(value: float | None, reader: Reader, *, is_fine: bool) -> str:
    return "–" if value is None else reader.score(value, fine=is_fine)
