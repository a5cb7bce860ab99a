"""One page about a cooperation for the council: what all together see, and nothing of one party."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.celebration import CelebrationKind
from monitor.domain.meeting.deck import Deck, JointSlide, MovedSlide, ProudSlide, Slide
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, join_words, shorten
from monitor.i18n.sentences import name_dimension
from monitor.reports.pack.figures import fill_colours, fill_figure, fill_parties
from monitor.reports.pack.minutes import list_open
from monitor.reports.pack.slide_figures import draw_joint
from monitor.reports.pack.stamp import write_stamp
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.meeting.read_pack import Pack

# What fits on one page beside the rest; what is left out is counted.
_MOST_AGREEMENTS, _MOST_CHANGES = 6, 3
_LONGEST_NAME, _LONGEST_TEXT = 70, 160
_OF_ALL = (CelebrationKind.GREW, CelebrationKind.CHANGED)


def make_summary(pack: Pack, language: Language, zone: ZoneInfo) -> bytes:
    """Return a PDF of one page A4 that may be read by everybody.

    It holds no number of one party, also where the parties opened these to each other, no words of
    people who answered, and of agreements not whose they are or whether they were kept.
    """
    reader = Reader(translator(language), Formatter(language, zone))
    t, deck = reader.t, pack.deck
    joint = _find_joint(deck)
    content: dict[str, Data] = {
        "title": t("pack.summary.title", partnership=shorten(pack.partnership.name, _LONGEST_NAME)),
        "language": language.value,
        "colours": fill_colours(),
        "quarter": reader.formatter.quarter(deck.quarter),
        "parties": fill_parties(pack.partnership),
        "about": _write_about(pack, reader),
        "headings": {name: t(f"pack.summary.{name}") for name in _HEADINGS},
        "found": _write_found(joint, reader),
        "figure": fill_figure(draw_joint(joint, reader), reader) if joint else None,
        "changed": _write_changed(deck, reader),
        "agreed": _write_agreed(pack, reader),
        "next": _write_next(pack, reader),
        "measured": t("pack.summary.how"),
        "stamp": list(write_stamp(deck, reader)),
    }
    return typeset("summary.typ", content, Paper.A4)


_HEADINGS = ("seen", "changed", "agreed", "next", "measured")


def _find_joint(deck: Deck) -> JointSlide | None:
    """Return the joint picture; None where it was left out, or nothing of it may be shown."""
    return next((s for s in deck.slides if isinstance(s, JointSlide) and not s.is_empty), None)


def _write_about(pack: Pack, reader: Reader) -> str:
    names = join_words([party.name for party in pack.partnership.parties], reader.t)
    if pack.held_on is None:
        return reader.t("pack.summary.about", parties=names)
    day = reader.formatter.long_day(pack.held_on)
    return reader.t("pack.summary.about_meeting", parties=names, day=day)


def _write_found(joint: JointSlide | None, reader: Reader) -> str:
    """Say what is strongest and what asks most attention, for all together."""
    if joint is None:
        return reader.t("pack.summary.no_joint")
    known = {each: mean for each, mean in joint.means.items() if mean is not None}
    highest, lowest = max(known.values()), min(known.values())
    if highest == lowest:
        return reader.t("pack.summary.alike")
    return reader.t(
        "pack.summary.found",
        strongest=_name_all([each for each, mean in known.items() if mean == highest], reader),
        weakest=_name_all([each for each, mean in known.items() if mean == lowest], reader),
    )


def _name_all(dimensions: Sequence[Dimension], reader: Reader) -> str:
    return join_words([name_dimension(each, reader) for each in dimensions], reader.t)


def _write_changed(deck: Deck, reader: Reader) -> Sequence[str]:
    said = [line for slide in deck.slides for line in _write_moves(slide, reader)]
    told = [
        shorten(each.text, _LONGEST_TEXT)
        for slide in deck.slides
        if isinstance(slide, ProudSlide)
        for each in slide.celebrations
        if each.kind in _OF_ALL
    ]
    return [*said, *told[:_MOST_CHANGES]]


def _write_moves(slide: Slide, reader: Reader) -> Sequence[str]:
    """Say what really moved for all together; what may be chance is no news for a council."""
    t = reader.t
    if isinstance(slide, MovedSlide) and slide.before is None:
        return [t("pack.summary.first")]
    if not isinstance(slide, MovedSlide) or not slide.joint:
        return []
    said = [
        t(
            f"pack.summary.{'up' if move.after > move.before else 'down'}",
            dimension=reader.dimension(move.dimension),
            before=reader.spoken_score(move.before, fine=move.is_fine),
            after=reader.spoken_score(move.after, fine=move.is_fine),
        )
        for move in slide.joint
        if not move.may_be_chance and move.after != move.before
    ]
    return said or [t("pack.summary.still")]


def _write_next(pack: Pack, reader: Reader) -> str:
    if pack.next_meeting_on is None:
        return reader.t("pack.summary.next_meeting.none")
    day = reader.formatter.long_day(pack.next_meeting_on)
    return reader.t("pack.summary.next_meeting", day=day)


def _write_agreed(pack: Pack, reader: Reader) -> Sequence[str]:
    """Return what was agreed, of all parties alike: not whose it is, nor what became of it."""
    texts = [each.content.text for each in list_open(pack)]
    said = [shorten(text, _LONGEST_TEXT) for text in texts[:_MOST_AGREEMENTS]]
    left_out = len(texts) - len(said)
    if left_out:
        said.append(reader.t("pack.summary.more", n=left_out))
    return said or [reader.t("pack.summary.none_agreed")]
