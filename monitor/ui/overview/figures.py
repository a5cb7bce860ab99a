"""The head and the key figures of the overview."""

from markupsafe import Markup

from monitor.domain.partnership import PartyKind
from monitor.domain.results import Attention
from monitor.i18n.reader import Reader
from monitor.services.overview.read_overview import KeyFigures
from monitor.ui import html
from monitor.ui.html import KeyFigure, Segment, Tone
from monitor.ui.icons import Icon

_SEGMENT_TONES = {
    Attention.TALK_NOW: Tone.FILLED,
    Attention.PLAN_TALK: Tone.OUTLINED,
    Attention.WATCH: Tone.NEUTRAL,
}


def show_overview_head(figures: KeyFigures, reader: Reader) -> None:
    """Show the title and up to where the numbers go."""
    t, quarter = reader.t, figures.newest_quarter
    lead = (
        t("pages.overview.lead", quarter=reader.formatter.quarter(quarter))
        if quarter
        else t("pages.overview.lead_none")
    )
    if figures.open_rounds:
        count = reader.formatter.number(figures.open_rounds)
        lead += f" {t('pages.overview.open', n=figures.open_rounds, count=count)}"
    html.show_html(html.render_page_head(t("pages.overview.title"), lead))


def show_preparing(figures: KeyFigures, reader: Reader) -> None:
    """Say that partnerships are still being added to the list, where that is so."""
    if figures.prepared < figures.partnerships:
        number = reader.formatter.number
        done, total = number(figures.prepared), number(figures.partnerships)
        fact = reader.t("overview.preparing", done=done, total=total)
        why = reader.t("overview.preparing_help")
        html.show_html(html.render_notice(fact, why, icon=Icon.CLOCK))


def show_empty_register(reader: Reader) -> None:
    """Say what to do while there is no partnership at all."""
    t = reader.t
    html.show_html(
        html.render_notice(t("pages.empty.title"), t("pages.empty.help"), icon=Icon.FLAG)
    )


def show_key_figures(figures: KeyFigures, reader: Reader) -> None:
    """Show the four cards above the list."""
    html.show_html(render_figures(figures, reader))


def render_figures(figures: KeyFigures, reader: Reader) -> Markup:
    """Return the four cards above the list."""
    cards = (_attention_card, _widest_card, _response_card, _open_card)
    return html.render_key_figures([card(figures, reader) for card in cards])


def _attention_card(figures: KeyFigures, reader: Reader) -> KeyFigure:
    t, number = reader.t, reader.formatter.number
    now = figures.by_attention[Attention.TALK_NOW]
    plan = figures.by_attention[Attention.PLAN_TALK]
    return KeyFigure(
        label=t("pages.figure.attention"),
        value=number(now + plan),
        addition=t("pages.figure.of", total=number(figures.prepared)),
        notes=[t("pages.figure.attention_parts", now=number(now), plan=number(plan))],
        segments=[
            Segment(figures.by_attention[group] / figures.prepared, tone)
            for group, tone in _SEGMENT_TONES.items()
        ],
    )


def _widest_card(figures: KeyFigures, reader: Reader) -> KeyFigure:
    t, widest = reader.t, figures.widest
    if widest is None:
        return KeyFigure(t("pages.figure.widest"), "–", notes=[t("pages.figure.widest_none")])
    return KeyFigure(
        label=t("pages.figure.widest"),
        value=reader.dimension(widest.dimension),
        notes=[
            f"{_kind(kind, reader)} {reader.formatter.points(mean)}"
            for kind, mean in widest.means.items()
        ],
    )


def _response_card(figures: KeyFigures, reader: Reader) -> KeyFigure:
    t, formatter = reader.t, reader.formatter
    if not figures.invited:
        return KeyFigure(t("pages.figure.response"), "–", notes=[t("pages.figure.response_none")])
    return KeyFigure(
        label=t("pages.figure.response"),
        value=formatter.percent(figures.respondents / figures.invited),
        addition=t(
            "pages.figure.people",
            answered=formatter.number(figures.respondents),
            invited=formatter.number(figures.invited),
        ),
        notes=[
            f"{_kind(kind, reader)} {formatter.percent(share)}"
            for kind, share in figures.response_shares.items()
        ],
    )


def _open_card(figures: KeyFigures, reader: Reader) -> KeyFigure:
    t, number = reader.t, reader.formatter.number
    return KeyFigure(
        label=t("pages.figure.open"),
        value=number(figures.open_rounds),
        addition=t("pages.figure.of", total=number(figures.prepared)),
        notes=[t("pages.figure.open_note")],
    )


def _kind(kind: PartyKind, reader: Reader) -> str:
    return reader.t(f"pages.figure.kinds.{kind.value}")
