"""The shapes of parties as HTML and as parts of an SVG, the same ones as in the charts."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from monitor.charts.style import PartyMark, Shape

Corner = tuple[float, float]

# Corners in a box of 1 by 1; the circle has none.
CORNERS: Mapping[Shape, Sequence[Corner]] = {
    Shape.SQUARE: ((0, 0), (1, 0), (1, 1), (0, 1)),
    Shape.TRIANGLE_UP: ((0.5, 0), (1, 1), (0, 1)),
    Shape.CROSS: (
        (0.3, 0), (0.7, 0), (0.7, 0.3), (1, 0.3), (1, 0.7), (0.7, 0.7),
        (0.7, 1), (0.3, 1), (0.3, 0.7), (0, 0.7), (0, 0.3), (0.3, 0.3),
    ),
    Shape.TRIANGLE_DOWN: ((0, 0), (1, 0), (0.5, 1)),
    Shape.HEXAGON: ((0.5, 0), (0.95, 0.25), (0.95, 0.75), (0.5, 1), (0.05, 0.75), (0.05, 0.25)),
    Shape.DIAMOND: ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    Shape.PENTAGON: ((0.5, 0), (1, 0.4), (0.8, 1), (0.2, 1), (0, 0.4)),
    Shape.STAR: (
        (0.5, 0), (0.62, 0.35), (1, 0.38), (0.7, 0.6), (0.8, 1),
        (0.5, 0.77), (0.2, 1), (0.3, 0.6), (0, 0.38), (0.38, 0.35),
    ),
}  # fmt: skip


def render_shape(mark: PartyMark) -> Markup:
    """Return the shape as a small decorative element; the word stands beside it."""
    return Markup('<span class="pm-shape pm-{kind} pm-{shape}" aria-hidden="true"></span>').format(
        kind=mark.kind.value, shape=mark.shape.value
    )


def svg_shape(mark: PartyMark, centre: Corner, size: float, *, hollow: bool = False) -> Markup:
    """Return the shape as a part of an SVG, filled or as an outline."""
    look = f"pm-{'hollow' if hollow else 'solid'} pm-ink-{mark.kind.value}"
    (x, y), half = centre, size / 2
    if mark.shape is Shape.CIRCLE:
        return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(
            look, x, y, half
        )
    points = " ".join(
        f"{x - half + size * right:.1f},{y - half + size * down:.1f}"
        for right, down in CORNERS[mark.shape]
    )
    return Markup('<polygon class="{}" points="{}"/>').format(look, points)


def shape_styles() -> str:
    """Return the CSS that cuts every shape out of a coloured box."""
    rules = [".pm-circle{border-radius:50%}"]
    for shape, corners in CORNERS.items():
        points = ",".join(f"{100 * x:g}% {100 * y:g}%" for x, y in corners)
        rules.append(f".pm-{shape.value}{{clip-path:polygon({points})}}")
    return "\n".join(rules)
