import pytest

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, GoodNews, GoodNewsKind, Severity
from monitor.i18n.flag_sentences import write_good_news
from monitor.ui.partnership.flag_cards import render_flag_track, render_good_news_card
from tests.charts.scenes import make_course, make_reader
from tests.factories import make_partnership

READER = make_reader()
LOW = Flag(FlagKind.LOW, Severity.ACT, PartyId(2), Dimension.GROWTH, 0.9)
ROUNDS = make_course(
    ((3.9, 3.9, 3.9, 3.9), (3.4, 3.4, 3.4, 3.4)), ((3.9, 3.9, 3.8, 3.9), (3.4, 3.4, 2.1, 3.4))
)


def test_a_track_compares_with_the_round_before() -> None:
    track = render_flag_track(LOW, ROUNDS, make_partnership(), READER)

    assert "initiatief <strong>2,1</strong>" in track
    assert "was 3,4" in track


def test_a_flag_without_a_dimension_has_no_track() -> None:
    unnamed = Flag(FlagKind.GAP, Severity.WATCH)

    assert render_flag_track(unnamed, ROUNDS, make_partnership(), READER) == ""


def test_a_first_round_has_nothing_to_compare_with() -> None:
    assert "was" not in render_flag_track(LOW, ROUNDS[-1:], make_partnership(), READER)


@pytest.mark.parametrize("kind", GoodNewsKind)
def test_good_news_is_a_calm_card_with_a_word_and_a_ground(kind: GoodNewsKind) -> None:
    news = GoodNews(kind, None, Dimension.TRUST, 0.9)
    told = write_good_news(news, ROUNDS, make_partnership(), READER)

    card = render_good_news_card(news, told)

    assert "pm-chip-good" in card
    assert told.title in card
    assert told.evidence in card
    assert "pm-signal" not in card
