from monitor.domain.analysis.shapes import SHAPES, SLIDE, STEP


def test_a_step_falls_at_once_and_stays() -> None:
    assert STEP.draw(3).tolist() == [[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]]


def test_a_slide_takes_its_rounds() -> None:
    assert SLIDE.draw(5)[0].tolist() == [0, 0.25, 0.5, 0.75, 1, 1]


def test_only_recent_starts_are_considered() -> None:
    assert list(STEP.starts(10)) == [7, 8, 9, 10]
    assert list(SLIDE.starts(10)) == [5, 6, 7, 8, 9, 10]


def test_nothing_can_have_fallen_before_the_first_round() -> None:
    assert list(STEP.starts(1)) == [1]


def test_the_weights_of_shapes_and_sizes_add_up_to_one() -> None:
    assert sum(shape.weight for shape in SHAPES) == 1
    assert [sum(size.share for size in shape.sizes) for shape in SHAPES] == [1, 1]
