"""What people wrote for the shared screen: as much as fits."""

from monitor.domain.meeting.deck import CommentsSlide
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.results import PublishedComment
from monitor.ui.meeting.screen.comments_slide import render_comments
from tests.charts.scenes import make_reader
from tests.pages.conftest import plain

DUTCH = make_reader()


def show(*texts: str) -> str:
    comments = tuple(PublishedComment("O1", text) for text in texts)
    return str(render_comments(CommentsSlide(default_step(StepKind.COMMENTS), comments), DUTCH))


def test_every_comment_is_a_paragraph_and_is_escaped() -> None:
    shown = show("Wij leggen <b>alles</b> uit.", "Fijn.")

    assert shown.count("<p>") == 2
    assert "&lt;b&gt;" in shown


def test_a_single_comment_has_the_whole_width() -> None:
    assert "pm-screen-comments-one" in show("Fijn.")
    assert "pm-screen-comments-one" not in show("Fijn.", "Goed.")


def test_many_words_become_smaller_and_what_does_not_fit_is_counted() -> None:
    shown = show(*(["Ja. " * 75] * 6))

    assert "pm-screen-comments-many" in shown
    assert shown.count("<p>") == 4
    assert plain(shown).endswith("En nog 2 reacties, in het verslag.")


def test_many_short_comments_fill_two_columns_and_no_more() -> None:
    shown = show(*["We bellen elkaar."] * 24)

    assert shown.count("<p>") == 16
    assert plain(shown).endswith("En nog 8 reacties, in het verslag.")


def test_what_fits_in_large_type_is_large() -> None:
    assert "pm-screen-comments-many" not in show(*["We bellen elkaar."] * 12)
    assert "pm-screen-comments-many" in show(*["We bellen elkaar."] * 13)


def test_one_long_comment_is_shown_all_the_same() -> None:
    assert "laatste" in show("Ja. " * 600 + "laatste")


def test_nothing_written_shows_nothing() -> None:
    assert show() == ""
