"""How the talk itself went: who opened the picture per party, and what was asked on phones."""

from collections.abc import Sequence

from monitor.charts.style import choose_marks
from monitor.domain.meeting.deck import CardSlide, Deck
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveScore
from monitor.i18n.live_sentences import write_live_score, write_statement
from monitor.i18n.reader import Reader
from monitor.reports.pack.figures import JOINT, Figure, Mark, Row
from monitor.reports.pack.parts import (
    Part,
    Section,
    figure_part,
    list_part,
    notice_part,
    text_part,
)
from monitor.services.meeting.read_pack import Pack


def make_talk(pack: Pack, reader: Reader) -> Section:
    """Return which parties opened the picture per party, and the results from the phones."""
    t, deck = reader.t, pack.deck
    parts: list[Part] = [*_opening_parts(pack, reader)]
    for question in deck.live:
        parts += _live_parts(question, deck, reader)
    if not deck.live:
        parts.append(text_part(t("pack.pdf.live.none")))
    return Section(t("pack.pdf.talk"), t("pack.pdf.talk.title"), parts)


def _opening_parts(pack: Pack, reader: Reader) -> Sequence[Part]:
    t = reader.t
    if pack.deck.is_open_to_all:
        said = [
            t(
                f"pack.pdf.opened.{'aloud' if party.id in pack.opened_aloud else 'device'}",
                party=party.name,
            )
            for party in pack.partnership.parties
        ]
        return [list_part(t("pack.pdf.opened"), said), text_part(t("pack.pdf.opened.all"))]
    return [notice_part(t("pack.pdf.opened.not"))]


def _live_parts(question: LiveQuestion, deck: Deck, reader: Reader) -> Sequence[Part]:
    t, result = reader.t, question.result
    heading = t(f"pack.pdf.live.{question.kind.value}")
    if result is None or not result.has_enough:
        return [list_part(heading, [t("pack.pdf.live.few")])]
    if question.kind is LiveKind.CARDS:
        titles = {
            slide.card.code: slide.card.title[t.language]
            for slide in deck.slides
            if isinstance(slide, CardSlide)
        }
        chosen = [titles[code] for code in result.favourites if code in titles]
        return [list_part(heading, chosen)]
    return [figure_part(_draw_live(heading, question, result.scores, deck, reader), reader)]


def _draw_live(
    subject: str,
    question: LiveQuestion,
    scores: Sequence[LiveScore],
    deck: Deck,
    reader: Reader,
) -> Figure:
    """Draw the results of statements: of all together, or of each party where that may be told."""
    rows: list[Row] = []
    for code in question.codes:
        marks = [
            _live_mark(each, deck, reader)
            for each in scores
            if each.code == code and each.mean is not None
        ]
        label = write_statement(code, deck.statements, reader.t)
        note = "" if marks else reader.t("live.score.none")
        rows.append(Row(label, tuple(marks[:1]), note))
        rows += [Row("", (mark,)) for mark in marks[1:]]
    is_joint = all(each.party_id is None for each in scores)
    return Figure(subject, tuple(rows), is_bars=is_joint, is_wide=True)


def _live_mark(score: LiveScore, deck: Deck, reader: Reader) -> Mark:
    value, label = score.mean or 0.0, write_live_score(score, reader)
    if score.party_id is None:
        return Mark(JOINT, JOINT, value, label, "")
    own = choose_marks(deck.partnership)[score.party_id]
    name = reader.party(deck.partnership, score.party_id)
    return Mark(own.kind.value, own.shape.value, value, label, name)
