"""Pieces of a page as escaped HTML; every text goes through :mod:`markupsafe`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import streamlit as st
from markupsafe import Markup, escape

from monitor.charts.style import PartyMark, choose_marks
from monitor.domain.partnership import Partnership
from monitor.i18n.catalogue import Translator
from monitor.ui.icons import Icon, icon_styles, render_icon
from monitor.ui.shapes import render_shape, shape_styles

STYLESHEET = Path(__file__).parent / "assets" / "dashboard.css"

Text = str | Markup  # A plain str is escaped; Markup is HTML that one of our functions made.


class Tone(StrEnum):
    """How loud a chip is: a signal to act on, a signal to plan for, process, or good news."""

    FILLED = "filled"
    OUTLINED = "outlined"
    NEUTRAL = "neutral"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with an icon in a pill."""

    text: str
    icon: Icon
    tone: Tone


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar in a card; ``tone`` colours it."""

    share: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card with one figure: what it is, how much, of how much, and what to know about it."""

    label: str
    value: str
    addition: str = ""
    notes: Sequence[str] = ()
    segments: Sequence[Segment] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A point on the time line of a check-in."""

    title: str
    moment: str
    note: str
    is_done: bool


def styles() -> str:
    """Return all styles of our own HTML: the tokens and rules, the shapes and the icons."""
    return "\n".join([STYLESHEET.read_text(encoding="utf-8"), shape_styles(), icon_styles()])


def stylesheet(scheme: str) -> str:
    """Return the styles as an element for ``st.html``; shown once per run, in the frame.

    ``scheme``: light or dark. Streamlit sets it for the page, and not for dialogs beside it.
    """
    return f'<style>{styles()}\n[data-testid="stDialog"]{{color-scheme:{scheme}}}</style>'


def show_html(*pieces: Markup) -> None:
    """Show pieces of HTML made by the functions of this package; nothing when there are none."""
    body = Markup("").join(pieces)
    if body:
        st.html(body)


def render_page_head(title: Text, lead: Text = "", note: Text = "") -> Markup:
    """Return the title of a page, with a sentence and a muted line under it."""
    html = Markup('<div class="pm-page-head"><h1>{}</h1>').format(title)
    html += Markup('<p class="pm-lead">{}</p>').format(lead) if lead else ""
    html += Markup('<p class="pm-muted">{}</p>').format(note) if note else ""
    return html + Markup("</div>")


def render_section(title: Text, finding: Text = "", legend: Text = "") -> Markup:
    """Return the heading above a chart: the question, the finding and the legend."""
    html = Markup('<div class="pm-section"><h2>{}</h2>').format(title)
    html += Markup("<p>{}</p>").format(finding) if finding else ""
    return html + escape(legend) + Markup("</div>")


def render_headline(
    sentence: Text, details: Sequence[Text] = (), footnote: Text = "", *, is_signal: bool
) -> Markup:
    """Return the sentence that says what changed, with a line in signal colour where it matters."""
    html = Markup('<div class="pm-headline{}"><p class="pm-sentence">{}</p>').format(
        " pm-signal-line" if is_signal else "", sentence
    )
    html += Markup("").join(Markup("<p>{}</p>").format(detail) for detail in details)
    html += Markup('<p class="pm-footnote">{}</p>').format(footnote) if footnote else ""
    return html + Markup("</div>")


def render_muted(text: Text) -> Markup:
    """Return a remark that stands back."""
    return Markup('<p class="pm-muted">{}</p>').format(text)


def render_key_figures(cards: Sequence[KeyFigure]) -> Markup:
    """Return the cards in a grid of four, two or one columns."""
    inner = Markup("").join(_key_figure(card) for card in cards)
    return Markup('<ul class="pm-cards">{}</ul>').format(inner)


def _key_figure(card: KeyFigure) -> Markup:
    bar = Markup("").join(
        Markup('<span class="pm-part pm-part-{}" style="width:{:.1f}%"></span>').format(
            part.tone.value, 100 * part.share
        )
        for part in card.segments
    )
    notes = Markup("").join(Markup("<span>{}</span>").format(note) for note in card.notes)
    return Markup(
        '<li class="pm-card"><p class="pm-card-label">{}</p>'
        '<p class="pm-card-value">{}{}</p>{}{}</li>'
    ).format(
        card.label,
        card.value,
        Markup(" <small>{}</small>").format(card.addition) if card.addition else "",
        Markup('<div class="pm-bar" aria-hidden="true">{}</div>').format(bar) if bar else "",
        Markup('<p class="pm-card-notes">{}</p>').format(notes) if notes else "",
    )


def render_party(mark: PartyMark, name: Text) -> Markup:
    """Return the shape of a party with its name."""
    return Markup('<span class="pm-party">{}{}</span>').format(render_shape(mark), name)


def render_person(name: Text, note: Text) -> Markup:
    """Return the name of a person with a muted line under it."""
    return Markup('<p class="pm-person">{}<span class="pm-muted">{}</span></p>').format(name, note)


def render_legend(partnership: Partnership, t: Translator, extras: Sequence[Markup] = ()) -> Markup:
    """Return the line that explains the shapes of the parties, and whatever else is drawn."""
    marks = choose_marks(partnership)
    kinds = [party.kind for party in partnership.parties]
    items = [
        render_party(
            marks[party.id],
            t(f"party.{party.kind.value}") if kinds.count(party.kind) == 1 else party.name,
        )
        for party in partnership.parties
    ]
    return render_legend_line([*items, *extras])


def render_legend_line(items: Sequence[Text]) -> Markup:
    """Return explanations side by side."""
    inner = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<ul class="pm-legend">{}</ul>').format(inner)


def legend_previous(t: Translator) -> Markup:
    """Explain the hollow mark."""
    return Markup('<span class="pm-party"><span class="pm-key-hollow"></span>{}</span>').format(
        t("ui.legend.previous")
    )


def legend_margin(t: Translator) -> Markup:
    """Explain the pale bar or band."""
    return Markup('<span class="pm-party"><span class="pm-key-band"></span>{}</span>').format(
        t("ui.legend.margin")
    )


def legend_noise(t: Translator) -> Markup:
    """Explain the grey band."""
    return Markup('<span class="pm-party"><span class="pm-key-noise"></span>{}</span>').format(
        t("ui.legend.noise")
    )


def legend_decline(t: Translator) -> Markup:
    """Explain the mark of a decline."""
    return Markup('<span class="pm-party"><span class="pm-key-decline"></span>{}</span>').format(
        t("ui.legend.decline")
    )


def legend_growth(kind: str, text: Text) -> Markup:
    """Explain a mark of the growth path: ``path``, ``step``, ``planned`` or ``support``."""
    return Markup('<span class="pm-party"><span class="pm-key-{}"></span>{}</span>').format(
        kind, text
    )


def legend_coarse(t: Translator) -> Markup:
    """Explain the sign of a rounded number."""
    return Markup("{}").format(t("ui.legend.coarse"))


def legend_likert(t: Translator) -> Sequence[Markup]:
    """Explain the colours of counted answers, from strongly disagree to strongly agree."""
    return [
        Markup(
            '<span class="pm-party"><span class="pm-key-likert pm-likert-{}"></span>{}</span>'
        ).format(value, t(f"scale.{value}"))
        for value in range(1, 6)
    ]


def render_chips(chips: Sequence[Chip]) -> Markup:
    """Return pills side by side."""
    return Markup('<div class="pm-chips">{}</div>').format(
        Markup("").join(render_chip(chip) for chip in chips)
    )


def render_chip(chip: Chip) -> Markup:
    """Return one pill: icon and word."""
    return Markup('<span class="pm-chip pm-chip-{}">{}{}</span>').format(
        chip.tone.value, render_icon(chip.icon), chip.text
    )


def render_notice(fact: Text, why: Text = "", *, icon: Icon = Icon.LOCK) -> Markup:
    """Return the dashed box that stands where numbers are missing: the fact, and why."""
    return Markup('<div class="pm-notice">{}<div><p class="pm-strong">{}</p>{}</div></div>').format(
        render_icon(icon), fact, Markup("<p>{}</p>").format(why) if why else ""
    )


def render_empty(fact: Text, advice: Text) -> Markup:
    """Return what stands where a list has no entries."""
    return Markup('<div class="pm-empty"><p class="pm-strong">{}</p><p>{}</p></div>').format(
        fact, advice
    )


def render_timeline(steps: Sequence[Step], t: Translator) -> Markup:
    """Return the steps of a check-in in order; a done one says so in words too."""
    inner = Markup("").join(
        Markup(
            '<li class="pm-step{}"><span class="pm-dot">{}</span>'
            '<span class="pm-hidden">{}: </span><strong>{}</strong>'
            '<span>{}</span><span class="pm-muted">{}</span></li>'
        ).format(
            " pm-done" if step.is_done else "",
            render_icon(Icon.CHECK) if step.is_done else "",
            t("ui.done") if step.is_done else t("ui.to_do"),
            step.title,
            step.moment,
            step.note,
        )
        for step in steps
    )
    return Markup('<ol class="pm-timeline">{}</ol>').format(inner)


def sample_notice(text: Text) -> Markup:
    """Return the line that says that nothing on the page is real."""
    return Markup('<p class="pm-sample">{}{}</p>').format(render_icon(Icon.FLASK), text)
