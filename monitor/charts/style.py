"""What colours, shapes and widths mean; the only place in Python that knows a hex value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.partnership import Partnership, PartyId, PartyKind

FONT_FAMILY = '"Source Sans", "Source Sans 3", sans-serif'
TEXT_SIZE = 14
SMALL_TEXT_SIZE = 13


@dataclass(frozen=True, slots=True)
class PartyColours:
    """The colours of one kind of party: for marks and text, and for the band behind a line."""

    mark: str
    band: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, by meaning; ``likert`` runs from disagree to agree."""

    page: str
    ink: str
    muted: str
    municipality: PartyColours
    initiative: PartyColours
    other: PartyColours
    signal: str
    improvement: str
    control: str
    gridline: str
    gap: str
    noise: str
    likert: Sequence[str]
    likert_text: Sequence[str]

    def of(self, kind: PartyKind) -> PartyColours:
        """Return the colours of a kind of party."""
        return {
            PartyKind.MUNICIPALITY: self.municipality,
            PartyKind.INITIATIVE: self.initiative,
            PartyKind.OTHER: self.other,
        }[kind]


LIGHT = Palette(
    page="#FBFAF7",
    ink="#111820",
    muted="#57606A",
    municipality=PartyColours("#1D5BA8", "rgba(29,91,168,.14)"),
    initiative=PartyColours("#AD4907", "rgba(173,73,7,.14)"),
    other=PartyColours("#6A4A8C", "rgba(106,74,140,.14)"),
    signal="#A3123F",
    improvement="#1A6A59",
    control="#8B8778",
    gridline="#E4E0D7",
    gap="#DDD8CD",
    noise="rgba(139,135,120,.20)",
    likert=("#5B2C83", "#C3A9DA", "#E4E0D7", "#86C5AE", "#17735D"),
    likert_text=("#FBFAF7", "#111820", "#111820", "#111820", "#FBFAF7"),
)

DARK = Palette(
    page="#14181D",
    ink="#ECEAE5",
    muted="#A9B0B8",
    municipality=PartyColours("#82B4F2", "rgba(130,180,242,.17)"),
    initiative=PartyColours("#F3A05A", "rgba(243,160,90,.17)"),
    other=PartyColours("#C6A9E6", "rgba(198,169,230,.17)"),
    signal="#FF8FA8",
    improvement="#6CCBB5",
    control="#727C87",
    gridline="#2B323A",
    gap="#3A434D",
    noise="rgba(114,124,135,.26)",
    likert=("#C29BEF", "#704A97", "#3A424B", "#2C7565", "#5FC2AB"),
    likert_text=("#14181D", "#ECEAE5", "#ECEAE5", "#ECEAE5", "#14181D"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure must look: the colours of the theme, and whether the page is a narrow one."""

    palette: Palette
    is_narrow: bool = False


class Shape(StrEnum):
    """The shape of a party, by the name that Plotly gives it."""

    SQUARE = "square"
    TRIANGLE_UP = "triangle-up"
    CROSS = "cross"
    CIRCLE = "circle"
    TRIANGLE_DOWN = "triangle-down"
    HEXAGON = "hexagon"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    STAR = "star"


# The first shape is the one of the legend; the others tell parties of one kind apart.
SHAPES: Mapping[PartyKind, Sequence[Shape]] = {
    PartyKind.MUNICIPALITY: (Shape.SQUARE, Shape.TRIANGLE_UP, Shape.CROSS),
    PartyKind.INITIATIVE: (Shape.CIRCLE, Shape.TRIANGLE_DOWN, Shape.HEXAGON),
    PartyKind.OTHER: (Shape.DIAMOND, Shape.PENTAGON, Shape.STAR),
}
DASHES = ("solid", "dash", "dot")


@dataclass(frozen=True, slots=True)
class PartyMark:
    """How one party is drawn everywhere: colour by kind, shape and dash by its place in it."""

    kind: PartyKind
    shape: Shape
    dash: str


def choose_marks(partnership: Partnership) -> Mapping[PartyId, PartyMark]:
    """Give every party of a partnership its own mark."""
    marks: dict[PartyId, PartyMark] = {}
    for party in partnership.parties:
        place = sum(mark.kind is party.kind for mark in marks.values())
        shapes = SHAPES[party.kind]
        marks[party.id] = PartyMark(
            party.kind, shapes[place % len(shapes)], DASHES[place % len(DASHES)]
        )
    return marks
