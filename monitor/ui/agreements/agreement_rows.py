"""A single agreement as escaped HTML: what was agreed, by when, and whether it was noticed."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.charts.style import PartyMark, choose_marks
from monitor.domain.cards import Card
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.kept import KeptRate, NoticedRound
from monitor.domain.results import PublishedNotice
from monitor.i18n.agreement_words import write_due
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import AgreementEntry, AgreementsView
from monitor.ui import html
from monitor.ui.icons import Icon, render_icon


def render_agreement(entry: AgreementEntry, view: AgreementsView, reader: Reader) -> Markup:
    """Return an agreement with its facts, where it came from, and what was noticed of it."""
    agreement = entry.record.content
    facts = [
        render_owner(agreement.owner, view.partnership),
        Markup("{}").format(reader.t(f"agreements.kind.{agreement.kind.value}")),
    ]
    if agreement.state is AgreementState.OPEN:
        facts.append(_render_due(agreement, view, reader))
    origin = " · ".join(write_origin(agreement.guideline, entry.card, reader))
    return Markup(
        '<div class="pm-agreement"><p class="pm-agreement-text">{}</p>'
        '<ul class="pm-facts">{}</ul>{}{}</div>'
    ).format(
        agreement.text,
        Markup("").join(Markup("<li>{}</li>").format(fact) for fact in facts),
        Markup('<p class="pm-muted pm-small">{}</p>').format(origin) if origin else "",
        render_noticed(entry.noticed, view.partnership, reader),
    )


def render_owner(owner: PartyId, partnership: Partnership) -> Markup:
    """Return the shape and the name of the party that does what was agreed."""
    return html.render_party(choose_marks(partnership)[owner], partnership.party(owner).name)


def write_origin(guideline: str | None, card: Card | None, reader: Reader) -> Sequence[str]:
    """Say which guideline and which card an agreement came from."""
    t, said = reader.t, []
    if guideline:
        said.append(t("agreements.from_guideline", guideline=t(f"guideline.{guideline}")))
    if card:
        said.append(t("agreements.from_card", card=card.title[t.language]))
    return said


def render_noticed(
    rounds: Sequence[NoticedRound], partnership: Partnership, reader: Reader
) -> Markup:
    """Return a mark for each round that asked the others about it, and the newest in words."""
    if not rounds:
        return Markup("")
    marks = choose_marks(partnership)
    strips = Markup("").join(
        _render_strip(party.id, marks[party.id], rounds, partnership, reader)
        for party in partnership.parties
        if any(notice.party_id == party.id for each in rounds for notice in each.notices)
    )
    return Markup('<div class="pm-noticed"><p class="pm-card-label">{}</p>{}</div>').format(
        reader.t("agreements.noticed.title"), strips
    )


def render_key(reader: Reader) -> Markup:
    """Return what the marks of the rounds mean."""
    return html.render_legend_line(
        [
            Markup('<span class="pm-party">{}{}</span>').format(
                _render_mark(verdict), reader.t(f"agreements.noticed.{verdict.value}")
            )
            for verdict in reversed(Noticed)
        ]
    )


def render_kept(party_id: PartyId, rate: KeptRate, view: AgreementsView, reader: Reader) -> Markup:
    """Return how many agreements of a party the others noticed."""
    t = reader.t
    words = t("agreements.kept", noticed=rate.noticed, n=rate.asked)
    if rate.a_bit:
        words += t("agreements.kept_a_bit", n=rate.a_bit)
    mark = choose_marks(view.partnership)[party_id]
    name = view.partnership.party(party_id).name
    return html.render_party(mark, f"{name}: {words}")


def _render_due(agreement: Agreement, view: AgreementsView, reader: Reader) -> Markup:
    return Markup('<span class="pm-party">{}{}</span>').format(
        render_icon(Icon.CALENDAR), write_due(agreement, view.today, reader)
    )


def _render_strip(
    party_id: PartyId,
    mark: PartyMark,
    rounds: Sequence[NoticedRound],
    partnership: Partnership,
    reader: Reader,
) -> Markup:
    """Return the answers of one party: a mark per round with its quarter, then the newest."""
    answers = [
        (each, notice) for each in rounds for notice in each.notices if notice.party_id == party_id
    ]
    cells = Markup("").join(_render_cell(each, notice, reader) for each, notice in answers)
    newest = answers[-1][1]
    return Markup('<div class="pm-noticed-row">{}<ol>{}</ol><p>{}</p></div>').format(
        html.render_party(mark, partnership.party(party_id).name),
        cells,
        _write_verdict(newest, reader),
    )


def _render_cell(each: NoticedRound, notice: PublishedNotice, reader: Reader) -> Markup:
    return Markup(
        '<li>{}<span class="pm-small" aria-hidden="true">{}</span>'
        '<span class="pm-hidden">{}: {}</span></li>'
    ).format(
        _render_mark(notice.verdict),
        reader.formatter.quarter_tick(each.quarter),
        reader.formatter.quarter(each.quarter),
        _write_verdict(notice, reader),
    )


def _render_mark(verdict: Noticed | None) -> Markup:
    """Return a full, a half or an empty circle, or a lock: told apart without any colour."""
    look = verdict.value.replace("_", "-") if verdict else "hidden"
    icon = render_icon(Icon.LOCK) if verdict is None else Markup("")
    return Markup('<span class="pm-seen pm-seen-{}" aria-hidden="true">{}</span>').format(
        look, icon
    )


def _write_verdict(notice: PublishedNotice, reader: Reader) -> str:
    if notice.verdict is None:
        return reader.t("agreements.noticed.hidden")
    return reader.t(f"agreements.noticed.{notice.verdict.value}")
