"""The worries of a partnership: those that ask for a look, that rest, and that are over."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from monitor.domain.flags.view import WorryView
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Partnership
from monitor.domain.results import Severity
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import title_worry, write_ending, write_rest, write_step
from monitor.services.cards.library import CardLibrary, read_library
from monitor.services.flags.read_worries import read_worries
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import cards, html, permits, session
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.overview.worry_words import is_about_relation
from monitor.ui.partnership.flag_cards import show_good_news
from monitor.ui.partnership.worry_card import show_card
from monitor.ui.partnership.worry_dialog import Action, act

CARDS_PER_ROW = 2
MOST_CARDS = 4
# Longer than a quarter it is no news.
_NEWS_FOR = timedelta(days=92)


def show_worries(view: PartnershipView, reader: Reader) -> None:
    """Show good news, a card for each worry that asks for a look, and the others in short."""
    t, partnership = reader.t, view.partnership
    releases = sorted([*view.releases, *view.light], key=lambda each: each.sequence)
    worries = read_worries(session.context(), partnership.id, releases)
    if not worries and not view.releases:
        return
    html.show_html(html.render_section(t("pages.flags.title"), t("pages.flags.lead")))
    if view.releases:
        show_good_news(view.releases, partnership, reader)
    _show_recovered(worries, partnership, reader)
    asking = sorted((each for each in worries if each.is_asking), key=_order)
    if view.releases and not view.releases[-1].flags:
        html.show_html(
            html.render_notice(t("pages.flags.none"), t("pages.flags.none_help"), icon=Icon.CHECK)
        )
    _show_cards(asking, partnership, reader)
    _show_resting([each for each in worries if each.is_resting], partnership, reader)
    _show_closed([each for each in worries if not each.worry.is_open], partnership, reader)


def _show_cards(asking: Sequence[WorryView], partnership: Partnership, reader: Reader) -> None:
    """Show the most pressing ones, and the others on request."""
    library = read_library(session.context())
    _show_rows(asking[:MOST_CARDS], partnership, library, reader)
    others = asking[MOST_CARDS:]
    if others:
        label = reader.t("worry.others", n=len(others))
        with st.expander(label, key="worry.others"):
            _show_rows(others, partnership, library, reader)


def _show_rows(
    shown: Sequence[WorryView], partnership: Partnership, library: CardLibrary, reader: Reader
) -> None:
    for start in range(0, len(shown), CARDS_PER_ROW):
        row = shown[start : start + CARDS_PER_ROW]
        for column, each in zip(st.columns(len(row)), row, strict=True):
            with column:
                show_card(each, partnership, library, reader)


def _order(view: WorryView) -> tuple[bool, bool, int]:
    """Put first what is about the relation itself, then what is surer, then what is older."""
    worry = view.worry
    is_sure = worry.severity is Severity.ACT
    return not is_about_relation(worry.kind), not is_sure, list(WorryKind).index(worry.kind)


def _show_recovered(worries: Sequence[WorryView], partnership: Partnership, reader: Reader) -> None:
    """Tell what got better lately: that is worth a compliment in the next talk."""
    t, since = reader.t, session.context().clock.now() - _NEWS_FOR
    recovered = [
        each
        for each in worries
        if each.worry.with_good_news and not each.worry.is_open and each.worry.changed_at >= since
    ]
    if not recovered:
        return
    chip = html.render_chip(Chip(t("worry.good"), Icon.UP, Tone.GOOD))
    lines = [
        t(
            "worry.good.line",
            title=title_worry(each, partnership, reader),
            day=reader.formatter.long_day(each.worry.changed_at),
        )
        for each in recovered
    ]
    html.show_html(
        Markup('<div class="pm-good-news">{}<div>{}{}</div></div>').format(
            chip, cards.render_card_title(t("worry.good.title")), cards.render_points(lines)
        )
    )


def _show_resting(resting: Sequence[WorryView], partnership: Partnership, reader: Reader) -> None:
    if not resting:
        return
    html.show_html(cards.render_card_title(reader.t("worry.resting")))
    for each in resting:
        _show_line(each, write_rest(each.worry, reader), partnership, reader)


def _show_closed(closed: Sequence[WorryView], partnership: Partnership, reader: Reader) -> None:
    if not closed:
        return
    label = f"{reader.t('worry.closed')} ({len(closed)})"
    with st.expander(label, type="compact", key="worry.closed"):
        for each in reversed(closed):
            _show_line(each, write_ending(each.worry, reader), partnership, reader)
            steps = range(len(each.worry.steps))
            lines = [write_step(each.worry, place, reader) for place in steps]
            html.show_html(cards.render_points(lines))


def _show_line(view: WorryView, line: str, partnership: Partnership, reader: Reader) -> None:
    """Show a worry in short, with the way back where there is one."""
    title = title_worry(view, partnership, reader)
    with st.container(horizontal=True, vertical_alignment="center"):
        html.show_html(html.render_person(title, line))
        has_way_back = view.is_resting or view.can_reopen
        if not (has_way_back and permits.may_write(partnership.id)):
            return
        label, key = reader.t("worry.do.back"), f"worry.back.{view.worry.id}"
        if st.button(label, icon=":material/undo:", key=key):
            act(Action.BACK, view, title, reader)
