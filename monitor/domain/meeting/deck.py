"""What a meeting shows, screen by screen: the one source of the shared screen and of every file.

A slide holds all that may be shown of its step and nothing else, so that whatever is made of it
cannot tell more. Everything comes from published rounds, which are suppressed already; what needs
the keys of all parties is empty, and ``is_closed``, until these are turned. No name of a person is
in it: whoever wrote something down is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain.cards import Card
from monitor.domain.celebration import Celebration
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import LiveQuestion
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.meeting.plan import Plan, Step
from monitor.domain.mirror import MirrorRow
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension, Question
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedComment, PublishedGap, PublishedParty
from monitor.domain.round import Quarter
from monitor.domain.story import Change


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """An agreement of before, and whether the others noticed it.

    ``was_asked``: the check-in asked about it; ``noticed``: None where no verdict may be shown.
    """

    record: Record[Agreement]
    was_asked: bool
    noticed: Noticed | None


@dataclass(frozen=True, slots=True)
class LastTimeSlide:
    """What was agreed before this meeting: what is open first, then what ended since the last."""

    step: Step
    rows: tuple[AgreedRow, ...]


@dataclass(frozen=True, slots=True)
class ProudSlide:
    """What there is to celebrate."""

    step: Step
    celebrations: tuple[Celebration, ...]


@dataclass(frozen=True, slots=True)
class JointSlide:
    """The means of all parties together; None where these may not be shown.

    ``fine``: the dimensions whose mean has one decimal.
    """

    step: Step
    means: Mapping[Dimension, float | None]
    overall: float | None
    fine: frozenset[Dimension]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the joint picture may be shown."""
        return all(mean is None for mean in self.means.values())


@dataclass(frozen=True, slots=True)
class PartiesSlide:
    """The picture per party. ``waits_for``: the parties that have not agreed yet to open it.

    The parties hold their scores and nothing else.
    """

    step: Step
    is_closed: bool
    waits_for: tuple[PartyId, ...]
    parties: tuple[PublishedParty, ...] = ()
    gaps: Mapping[Dimension, PublishedGap] | None = None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """The means of the parties on one question, where these may be shown."""

    question: Question
    means: Mapping[PartyId, float]


@dataclass(frozen=True, slots=True)
class DifferencesSlide:
    """Where the parties differ most. ``gap``: None where no difference may be shown."""

    step: Step
    is_closed: bool
    gap: PublishedGap | None = None
    parties: tuple[PublishedParty, ...] = ()
    questions: tuple[QuestionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MirrorSlide:
    """What each party expected the others to answer, beside what they answered."""

    step: Step
    is_closed: bool
    rows: Mapping[PartyId, Sequence[MirrorRow]]


@dataclass(frozen=True, slots=True)
class JointMove:
    """How the mean of all together moved since the round before."""

    dimension: Dimension
    before: float
    after: float
    may_be_chance: bool
    is_fine: bool


@dataclass(frozen=True, slots=True)
class MovedSlide:
    """What moved since the full round before. ``changes``: per party, empty until all keys turn.

    ``before``: the quarter of that round; None for a first round. ``joint``: empty where a party
    joined since, as the two means would be of other parties.
    """

    step: Step
    is_closed: bool
    before: Quarter | None
    joint: tuple[JointMove, ...] = ()
    changes: tuple[Change, ...] = ()
    parties: tuple[PublishedParty, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentsSlide:
    """What people wrote for the shared screen."""

    step: Step
    comments: tuple[PublishedComment, ...]


@dataclass(frozen=True, slots=True)
class CardSlide:
    """A conversation card. ``is_favourite``: it was chosen most on the phones."""

    step: Step
    card: Card
    is_favourite: bool = False


@dataclass(frozen=True, slots=True)
class WritingSlide:
    """What was written down in this meeting, without what was undone."""

    step: Step
    entries: tuple[MeetingEntry, ...]


@dataclass(frozen=True, slots=True)
class TalkSlide:
    """How this talk was. ``question``: None while nobody was asked."""

    step: Step
    question: LiveQuestion | None


Slide = (
    LastTimeSlide
    | ProudSlide
    | JointSlide
    | PartiesSlide
    | DifferencesSlide
    | MirrorSlide
    | MovedSlide
    | CommentsSlide
    | CardSlide
    | WritingSlide
    | TalkSlide
)


def is_covered(slide: Slide) -> bool:
    """Tell whether a screen shows nothing until every party has turned its key.

    What moved is none of these: of all together it is always told.
    """
    match slide:
        case PartiesSlide() | DifferencesSlide() | MirrorSlide():
            return slide.is_closed
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Deck:
    """All screens of a meeting, in order, with what they are about.

    ``meeting_id``: None for what was made without a meeting. ``is_open_to_all``: every party agreed
    to open the picture per party. ``closed_at``: when the round closed; ``made_at``: when this was
    read. ``live``: what was asked on phones, only what was shown; ``statements``: by their code the
    questions of the questionnaire among it.
    """

    partnership: Partnership
    quarter: Quarter
    plan: Plan
    slides: tuple[Slide, ...]
    is_open_to_all: bool
    closed_at: datetime
    made_at: datetime
    meeting_id: MeetingId | None = None
    live: tuple[LiveQuestion, ...] = ()
    statements: Mapping[str, Question] = field(default_factory=dict)

    def slide_of(self, step: Step) -> Slide | None:
        """Return the screen of a step; None for a card that no longer exists."""
        return next((each for each in self.slides if each.step == step), None)
