"""What the screens of a meeting say: a headline, a line under it and one open question.

The parties are addressed together, and what they share is said before where they differ.
"""

from collections.abc import Sequence

from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    Deck,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.findings import list_hidden
from monitor.domain.meeting.plan import Step
from monitor.domain.results import PublishedParty
from monitor.i18n.meeting_titles import find_tied, write_picture_title, write_shared_title
from monitor.i18n.reader import Reader, join_words
from monitor.i18n.sentences import name_dimension, name_party

PAIR = 2


def write_title(slide: Slide, deck: Deck, reader: Reader) -> str:
    """Write the headline of a screen."""
    return " ".join(write_title_lines(slide, deck, reader))


def write_title_lines(slide: Slide, deck: Deck, reader: Reader) -> Sequence[str]:
    """Write the headline of a screen, a sentence a line."""
    match slide:
        case LastTimeSlide() | ProudSlide() | JointSlide():
            return write_shared_title(slide, reader)
        case PartiesSlide() | DifferencesSlide() | MirrorSlide() | MovedSlide():
            return write_picture_title(slide, deck, reader)
        case CardSlide():
            return [slide.card.title[reader.t.language]]
        case CommentsSlide():
            return [reader.t(f"screen.title.comments{'' if slide.comments else '.none'}")]
        case WritingSlide() | TalkSlide():
            return [reader.t(f"screen.title.{slide.step.kind.value}")]


def write_lead(slide: Slide, deck: Deck, reader: Reader) -> str:
    """Write the line under the headline; empty where there is nothing to add."""
    match slide:
        case JointSlide() | PartiesSlide():
            return _write_scale(slide, deck, reader)
        case DifferencesSlide():
            return _write_difference_lead(slide, deck, reader)
        case MirrorSlide():
            return _write_mirror_lead(slide, reader)
        case MovedSlide():
            return _write_moved_lead(slide, deck, reader)
        case CardSlide():
            return slide.card.aim[reader.t.language]
        case _:
            return _write_plain_lead(slide, reader)


def write_ask(
    slide: Slide,
    deck: Deck,  # noqa: ARG001 - a title, a lead and a question are asked for alike.
    reader: Reader,
) -> str:
    """Write the one open question to all parties; empty where a screen asks nothing."""
    match slide:
        case CardSlide():
            return slide.card.questions[0][reader.t.language]
        case PartiesSlide(is_closed=True):
            return reader.t("screen.ask.closed")
        case DifferencesSlide(is_closed=True) | MirrorSlide(is_closed=True):
            return ""
        case LastTimeSlide() | ProudSlide() | JointSlide():
            ending = ".none" if is_empty(slide) else ""
            return reader.t(f"screen.ask.{slide.step.kind.value}{ending}")
        case DifferencesSlide() | MirrorSlide() | PartiesSlide():
            kind = slide.step.kind.value if _has_numbers(slide) else "hidden"
            return reader.t(f"screen.ask.{kind}")
        case MovedSlide() | CommentsSlide() | WritingSlide() | TalkSlide():
            return reader.t(f"screen.ask.{slide.step.kind.value}")


def write_hidden(parties: Sequence[PublishedParty], deck: Deck, reader: Reader) -> str:
    """Say of which parties no number is shown, and why; empty where all are shown."""
    hidden = list_hidden(parties)
    if not hidden:
        return ""
    names = [name_party(deck.partnership, each, reader) for each in hidden]
    return reader.t("screen.hidden.parties", parties=join_words(names, reader.t))


def full_step_name(step: Step, deck: Deck, reader: Reader) -> str:
    """Name a step; a card with its title, to tell it from the others."""
    slide = deck.slide_of(step)
    if not isinstance(slide, CardSlide):
        return step_name(step, reader)
    title = write_title(slide, deck, reader)
    return reader.t("meeting.plan.card", name=step_name(step, reader), title=title)


def step_name(step: Step, reader: Reader) -> str:
    """Name a step shortly, for the line of steps above every screen."""
    return reader.t(f"screen.step.{step.kind.value}")


def write_order(deck: Deck, reader: Reader) -> Sequence[str]:
    """Name who speaks, in order: the parties, a short view from outside, then all together."""
    plan = deck.plan
    names = [reader.party(deck.partnership, each) for each in plan.speaking_order]
    outside = [reader.t("screen.order.outside")] if plan.has_outside_view else []
    return [*names, *outside, reader.t("screen.order.together")]


def write_ask_label(deck: Deck, reader: Reader) -> str:
    """Say to whom the question of a screen is put."""
    is_pair = len(deck.partnership.parties) == PAIR
    return reader.t("screen.ask.label.two" if is_pair else "screen.ask.label.more")


def is_empty(slide: LastTimeSlide | ProudSlide | JointSlide | CommentsSlide) -> bool:
    """Tell whether a screen has nothing to show."""
    match slide:
        case LastTimeSlide():
            return not slide.rows
        case ProudSlide():
            return not slide.celebrations
        case JointSlide():
            return slide.is_empty
        case CommentsSlide():
            return not slide.comments


def _has_numbers(slide: DifferencesSlide | MirrorSlide | PartiesSlide) -> bool:
    match slide:
        case DifferencesSlide():
            return slide.gap is not None
        case MirrorSlide():
            return bool(slide.rows)
        case PartiesSlide():
            return len(list_hidden(slide.parties)) < len(slide.parties)


def _write_plain_lead(
    slide: LastTimeSlide | ProudSlide | CommentsSlide | WritingSlide | TalkSlide, reader: Reader
) -> str:
    if isinstance(slide, ProudSlide):
        return ""
    if isinstance(slide, LastTimeSlide | CommentsSlide) and is_empty(slide):
        return ""
    return reader.t(f"screen.lead.{slide.step.kind.value}")


def _write_scale(slide: JointSlide | PartiesSlide, deck: Deck, reader: Reader) -> str:
    t = reader.t
    if isinstance(slide, JointSlide):
        key = "screen.hidden.why" if slide.is_empty else "screen.lead.joint"
    else:
        key = "screen.lead.parties.closed" if slide.is_closed else "screen.lead.parties"
    return t(key, quarter=reader.formatter.quarter(deck.quarter))


def _write_difference_lead(slide: DifferencesSlide, deck: Deck, reader: Reader) -> str:
    if slide.is_closed:
        return reader.t("screen.lead.differences.closed")
    if slide.gap is None:
        return write_hidden(slide.parties, deck, reader) or reader.t("screen.hidden.why")
    if len(find_tied(slide, deck)) > 1:
        dimension = name_dimension(slide.gap.dimension, reader)
        return reader.t("screen.lead.differences.tied", dimension=dimension)
    return ""


def _write_mirror_lead(slide: MirrorSlide, reader: Reader) -> str:
    if slide.is_closed:
        return reader.t("screen.lead.mirror.closed")
    return reader.t("screen.lead.mirror" if slide.rows else "screen.hidden.why")


def _write_moved_lead(slide: MovedSlide, deck: Deck, reader: Reader) -> str:
    if slide.before is None:
        return reader.t("screen.lead.moved.first")
    if not slide.joint and not slide.changes:
        return reader.t("screen.hidden.why")
    write = reader.formatter.quarter
    key = "screen.lead.moved" if slide.changes else "screen.lead.moved.joint"
    return reader.t(key, before=write(slide.before), after=write(deck.quarter))
