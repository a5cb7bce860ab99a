"""The sections of the partnership page, from the headline to the comments."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from monitor.charts.dumbbell import describe_dumbbell, draw_dumbbell, table_of_dumbbell
from monitor.charts.questions import (
    describe_hidden_questions,
    describe_questions,
    draw_questions,
    has_counts,
    has_questions,
    table_of_questions,
)
from monitor.charts.trend import describe_trend, draw_trend, table_of_trend
from monitor.charts.trend_lines import LONGEST
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.results import FlagKind, Severity
from monitor.domain.standing import fill_up
from monitor.domain.story import tell_story
from monitor.i18n.light_sentences import write_left_out
from monitor.i18n.privacy_sentences import write_hidden
from monitor.i18n.reader import Reader, is_fine_score
from monitor.i18n.sentences import write_gap_kinds, write_statement
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import addresses, cached, cards, html, permits, session
from monitor.ui.chart import show_chart
from monitor.ui.icons import Icon
from monitor.ui.tabs import show_tabs


def show_head(view: PartnershipView, reader: Reader) -> None:
    """Show the way back, the name and what is known of the partnership."""
    t, partnership = reader.t, view.partnership
    st.page_link(addresses.OVERVIEW, label=t("pages.back"), icon=":material/arrow_back:")
    facts = [t("pages.phase", phase=t(f"phase.{partnership.phase.value}"))]
    facts += [each.name for each in partnership.parties if each.name != partnership.name]
    if partnership.contact:
        facts.append(t("pages.contact", name=partnership.contact))
    html.show_html(html.render_page_head(partnership.name, note=" · ".join(facts)))
    show_tabs(partnership, addresses.PARTNERSHIP, reader)


def show_no_round(view: PartnershipView, reader: Reader) -> None:
    """Say that there are no results yet, and what happens first; nothing after a light round."""
    if view.newest_light:
        return
    t = reader.t
    why = t("pages.no_round.help")
    if view.open_round:
        day = reader.formatter.day(view.open_round.closes_at)
        why = f"{t('pages.no_round.open', day=day)} {why}"
    html.show_html(html.render_notice(t("pages.no_round.title"), why, icon=Icon.CALENDAR))


def show_story(view: PartnershipView, today: date, reader: Reader) -> None:
    """Show the headline, three more sentences, what they compare, and the way to a meeting."""
    latest = view.releases[-1]
    story = fill_up(tell_story(view.releases), latest)
    sentences = [write_statement(each, view.partnership, reader) for each in story]
    html.show_html(
        html.render_headline(
            sentences[0],
            sentences[1:],
            _footnote(view, reader),
            is_signal=any(flag.severity is Severity.ACT for flag in latest.flags),
        )
    )
    may_hold = permits.may_hold_meetings(view.partnership.id)
    if view.partnership.has_ended(today) or not may_hold:
        return
    st.page_link(
        addresses.MEETING,
        label=reader.t("pages.prepare_meeting"),
        icon=":material/groups:",
        query_params={"id": str(view.partnership.id)},
    )


def show_now(view: PartnershipView, reader: Reader) -> None:
    """Show both sides per dimension, with the previous round."""
    t, arguments = reader.t, (view.partnership, view.releases, reader)
    extras = [html.legend_previous(t), html.legend_margin(t), *_coarse_legend(view, reader)]
    legend = html.render_legend(view.partnership, t, extras)
    alt = describe_dumbbell(*arguments)
    html.show_html(html.render_section(t("pages.now.title"), alt, legend))
    show_chart(
        cached.draw_once(draw_dumbbell, *arguments, session.look()),
        alt=alt,
        table=table_of_dumbbell(*arguments),
        key="partnership.now",
        t=t,
    )
    html.show_html(html.render_muted(write_gap_kinds(view.releases[-1], reader)))
    hidden = write_hidden(view.releases[-1], view.partnership, reader)
    html.show_html(*(html.render_notice(line) for line in hidden))


def show_trend(view: PartnershipView, reader: Reader) -> None:
    """Show the course of each dimension over at most two years."""
    t, arguments = reader.t, (view.partnership, view.releases, reader)
    alt = describe_trend(*arguments, view.timeline)
    extras = [html.legend_margin(t), *_trend_legend(view, reader), *_coarse_legend(view, reader)]
    legend = html.render_legend(view.partnership, t, extras)
    html.show_html(html.render_section(t("pages.trend.title"), alt, legend))
    show_chart(
        cached.draw_once(draw_trend, *arguments, session.look(), view.timeline),
        alt=alt,
        table=table_of_trend(*arguments, view.timeline),
        key="partnership.trend",
        t=t,
    )
    if left_out := write_left_out(view.light, reader):
        html.show_html(html.render_notice(left_out, icon=Icon.CALENDAR))


def show_questions(view: PartnershipView, asked: Questionnaire, reader: Reader) -> None:
    """Show the answers per statement where the group is large enough, else say why not."""
    t, latest = reader.t, view.releases[-1]
    arguments = (view.partnership, latest, asked, reader)
    is_any_shown = has_questions(latest)
    alt = describe_questions(*arguments) if is_any_shown else ""
    extras = html.legend_likert(t) if has_counts(latest) else []
    legend = html.render_legend(view.partnership, t, extras) if is_any_shown else ""
    html.show_html(html.render_section(t("pages.questions.title"), alt, legend))
    hidden = describe_hidden_questions(view.partnership, latest, reader)
    html.show_html(*(html.render_notice(line) for line in hidden))
    if is_any_shown:
        show_chart(
            cached.draw_once(draw_questions, *arguments, session.look()),
            alt=alt,
            table=table_of_questions(*arguments),
            key="partnership.questions",
            t=t,
        )


def show_comments(view: PartnershipView, asked: Questionnaire, reader: Reader) -> None:
    """Show the open answers that their writers allowed on the shared screen."""
    t, latest = reader.t, view.releases[-1]
    if not latest.comments:
        return
    html.show_html(html.render_section(t("pages.comments.title"), t("pages.comments.lead")))
    for question in asked.questions():
        texts = [each.text for each in latest.comments if each.question == question.code]
        if texts:
            html.show_html(cards.render_quotes(question.text[t.language], texts))


def _trend_legend(view: PartnershipView, reader: Reader) -> Sequence[Markup]:
    flags = [flag for each in view.releases[-LONGEST:] for flag in each.flags]
    is_told = any(flag.kind is FlagKind.DECLINE for flag in flags)
    return [html.legend_noise(reader.t), *([html.legend_decline(reader.t)] if is_told else [])]


def _coarse_legend(view: PartnershipView, reader: Reader) -> Sequence[Markup]:
    is_coarse = any(
        score.is_shown and not is_fine_score(party, dimension)
        for each in view.releases
        for party in each.parties
        for dimension, score in party.scores.items()
    )
    return [html.legend_coarse(reader.t)] if is_coarse else []


def _footnote(view: PartnershipView, reader: Reader) -> str:
    formatter = reader.formatter
    latest = view.releases[-1]
    if len(view.releases) == 1:
        return formatter.quarter(latest.quarter)
    return reader.t(
        "pages.compared",
        quarter=formatter.quarter(latest.quarter),
        previous=formatter.quarter(view.releases[-2].quarter),
    )
