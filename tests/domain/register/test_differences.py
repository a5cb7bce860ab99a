"""Two versions are laid side by side: nothing is lost, nothing is made up."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.register.differences import (
    Line,
    LineDifference,
    Mark,
    Piece,
    compare_lines,
    compare_records,
    compare_words,
)

WORDS = st.text("abc .,\n€é", max_size=40)
LINES = st.lists(st.text("ab c.", min_size=1, max_size=12).map(Line), max_size=6)
ROWS = st.lists(
    st.builds(lambda key, text: Line(f"{key}: {text}", key), st.sampled_from("xyz"), WORDS),
    max_size=4,
    unique_by=lambda line: line.key,
)


def has_changed(difference: LineDifference) -> bool:
    return any(piece.mark is not Mark.SAME for piece in difference.pieces)


@given(old=WORDS, new=WORDS)
def test_the_old_and_the_new_text_can_both_be_read_back(old: str, new: str) -> None:
    difference = LineDifference(compare_words(old, new))

    assert (difference.old, difference.new) == (old, new)


@given(text=WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not has_changed(LineDifference(compare_words(text, text)))


@given(old=WORDS, new=WORDS)
def test_texts_that_differ_have_a_change(old: str, new: str) -> None:
    assert has_changed(LineDifference(compare_words(old, new))) == (old != new)


@given(old=LINES | ROWS, new=LINES | ROWS)
def test_all_lines_of_both_versions_are_there_in_order(
    old: Sequence[Line], new: Sequence[Line]
) -> None:
    differences = compare_lines(old, new)

    assert [each.old for each in differences if each.old] == [line.text for line in old]
    assert [each.new for each in differences if each.new] == [line.text for line in new]


@given(lines=LINES | ROWS)
def test_a_record_does_not_differ_from_itself(lines: Sequence[Line]) -> None:
    assert compare_records({"text": lines}, {"text": lines}) == []


def test_a_word_that_changed_is_struck_out_before_the_new_one() -> None:
    assert compare_words("klaar in 2030, samen", "klaar in 2032, samen") == (
        Piece("klaar in ", Mark.SAME),
        Piece("2030", Mark.REMOVED),
        Piece("2032", Mark.ADDED),
        Piece(", samen", Mark.SAME),
    )


def test_words_side_by_side_that_changed_are_one_change() -> None:
    assert compare_words("wij bellen elke maand", "wij schrijven iedere maand") == (
        Piece("wij ", Mark.SAME),
        Piece("bellen elke", Mark.REMOVED),
        Piece("schrijven iedere", Mark.ADDED),
        Piece(" maand", Mark.SAME),
    )


def test_a_row_is_compared_with_the_row_of_the_same_key() -> None:
    old = [Line("Geld: gemeente beslist", "geld"), Line("Avond: initiatief leidt", "avond")]
    new = [Line("Avond: initiatief helpt", "avond")]

    gone, changed = compare_lines(old, new)

    assert (gone.old, gone.new) == ("Geld: gemeente beslist", "")
    assert (changed.old, changed.new) == ("Avond: initiatief leidt", "Avond: initiatief helpt")
    assert Piece("leidt", Mark.REMOVED) in changed.pieces


def test_rows_of_different_keys_are_never_taken_for_one_another() -> None:
    gone, come = compare_lines([Line("Geld: leidt", "geld")], [Line("Avond: leidt", "avond")])

    assert (gone.new, come.old) == ("", "")


def test_a_paragraph_that_was_put_in_leaves_the_others_alone() -> None:
    old, new = [Line("Een."), Line("Drie.")], [Line("Een."), Line("Twee."), Line("Drie.")]

    differences = compare_lines(old, new)

    assert [has_changed(each) for each in differences] == [False, True, False]


def test_only_fields_that_differ_are_named_in_the_order_of_the_new_version() -> None:
    old = {"goal": [Line("Samen")], "kept": [Line("Zo")], "gone": [Line("Weg")]}
    new = {"added": [Line("Erbij")], "kept": [Line("Zo")], "goal": [Line("Samen verder")]}

    assert [each.field for each in compare_records(old, new)] == ["added", "goal", "gone"]
