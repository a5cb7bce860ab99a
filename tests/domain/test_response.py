from monitor.domain.response import DEFAULT_AUDIENCE, Audience, Comment
from tests.factories import make_response


def test_a_response_counts_once_it_has_a_day_of_sending() -> None:
    assert make_response(is_sent=True).is_sent
    assert not make_response(is_sent=False).is_sent


def test_nobody_reads_a_comment_until_its_writer_chooses() -> None:
    assert Comment("Het loopt goed").audience is DEFAULT_AUDIENCE is Audience.NOT_VERBATIM
