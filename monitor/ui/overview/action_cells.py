"""The cells of the attention list that ask for something: the signals, and what comes next."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from monitor.domain.attention import find_circumstances
from monitor.domain.flags.worry import Worry
from monitor.domain.partnership import Partnership
from monitor.domain.results import Attention, GoodNews, GoodNewsKind
from monitor.i18n.flag_sentences import write_good_news_line
from monitor.i18n.light_sentences import write_light_line
from monitor.i18n.reader import Reader
from monitor.ui.icons import Icon, render_icon
from monitor.ui.overview import worry_words
from monitor.ui.overview.attention_row import AttentionRow

SIGNALS_SHOWN = 3
_ASKS_TALK = {Attention.TALK_NOW, Attention.PLAN_TALK}
GOOD_NEWS_ICONS: Mapping[GoodNewsKind, Icon] = {
    GoodNewsKind.RISE: Icon.UP,
    GoodNewsKind.HIGH: Icon.STAR,
    GoodNewsKind.AGREEMENT: Icon.TOGETHER,
}


def render_signals(row: AttentionRow, reader: Reader) -> Markup:
    """Return what was noticed: worries first, then good news and what is known besides."""
    # Two parties that are low on the same dimension make one line.
    lines = list(dict.fromkeys(_worry(each, row, reader) for each in row.worries))
    reasons = [reader.t(f"circumstance.{each.value}") for each in find_circumstances(row.latest)]
    if row.summary.light:
        reasons.append(write_light_line(row.summary.light, reader))
    if more := len(lines[SIGNALS_SHOWN:]):
        reasons.append(reader.t("ui.list.more_signals", n=more))
    lines = lines[:SIGNALS_SHOWN]
    lines += [_good_news(news, row.partnership, reader) for news in _compliments(row)]
    lines += [Markup("<li><span>{}</span></li>").format(reason) for reason in reasons]
    return Markup('<ul class="pm-lines">{}</ul>').format(Markup("").join(lines))


def _worry(worry: Worry, row: AttentionRow, reader: Reader) -> Markup:
    is_loud = worry_words.is_about_relation(worry.kind)
    return Markup('<li class="{}">{}<span>{}</span></li>').format(
        "pm-signal pm-strong" if is_loud else "pm-ink",
        render_icon(worry_words.icon_of(worry.kind)),
        worry_words.write_worry_line(worry, row.summary, reader),
    )


def _compliments(row: AttentionRow) -> Sequence[GoodNews]:
    """Return the good news to tell: one line, and none beside a full list of signals."""
    if row.latest is None or len(row.worries) >= SIGNALS_SHOWN:
        return []
    return row.latest.good_news[:1]


def _good_news(news: GoodNews, partnership: Partnership, reader: Reader) -> Markup:
    return Markup('<li class="pm-good">{}<span>{}</span></li>').format(
        render_icon(GOOD_NEWS_ICONS[news.kind]), write_good_news_line(news, partnership, reader)
    )


def render_next_step(row: AttentionRow, reader: Reader) -> Markup:
    """Return what comes next: a meeting, the way to prepare one, or an open check-in."""
    short_day = reader.formatter.short_day
    meeting_on, opens_until = row.partnership.profile.next_meeting_on, row.summary.opens_until
    lines: list[str | Markup] = []
    if meeting_on and meeting_on >= row.today:
        lines.append(reader.t("ui.list.meeting", day=short_day(meeting_on)))
    elif row.latest and _asks_talk(row):
        lines.append(_plan(row, reader))
    if opens_until and opens_until > row.now:
        lines.append(reader.t("ui.list.open_until", day=short_day(opens_until)))
    if lines:
        return Markup("<br>").join(lines)
    text = reader.t("ui.list.none" if row.latest or row.summary.light else "ui.list.no_round")
    return Markup('<span class="pm-muted">{}</span>').format(text)


def _asks_talk(row: AttentionRow) -> bool:
    # A cooperation may end before anybody looks at its signals again.
    has_ended = row.partnership.has_ended(row.today)
    return row.summary.attention in _ASKS_TALK and not has_ended


def _plan(row: AttentionRow, reader: Reader) -> str | Markup:
    if not row.may_plan:
        return reader.t("ui.list.plan_meeting")
    return Markup('<a href="/meeting?id={}" data-id="{}" class="pm-plan">{}</a>').format(
        row.partnership.id, row.partnership.id, reader.t("ui.list.plan_meeting")
    )
