from monitor.domain.partnership import PartyKind
from monitor.services.results.yardstick import PublishedMark, read_yardstick


def test_the_yardstick_has_the_published_marks_of_both_sides_and_says_where_they_come_from() -> (
    None
):
    yardstick = read_yardstick()

    # Buurkracht 2023: 6.4 by 175 residents and 6.7 by 70 officials.
    assert yardstick.marks == {
        PartyKind.MUNICIPALITY: PublishedMark(6.7, 70),
        PartyKind.INITIATIVE: PublishedMark(6.4, 175),
    }
    assert "Buurkracht" in yardstick.source
    assert yardstick.year == 2023
    assert yardstick.url.startswith("https://")
