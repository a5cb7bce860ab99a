"""Events lie between the rounds at their day, and their labels never cover each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go

from monitor.charts.trend import describe_trend, draw_trend, table_of_trend
from monitor.charts.trend_events import (
    AFTER,
    BEFORE,
    EventMark,
    find_labels,
    find_shown_events,
    list_event_marks,
    place_day,
)
from monitor.charts.trend_lines import list_slots
from monitor.domain.partnership import Language, PartyId
from monitor.domain.register.log import EventKind
from monitor.domain.results import PublishedRound
from monitor.domain.round import RoundId
from monitor.domain.timeline import Timeline, TimelineEvent
from tests.charts.scenes import LOOK, PHONE, Means, make_course, make_reader
from tests.factories import make_partnership

STEADY: Means = (3.9, 3.7, 3.9, 3.7)
# The first quarter of 2025 and the second, of eight that end in the second.
HELD_ON = {RoundId(1): date(2025, 3, 1), RoundId(2): date(2025, 5, 30)}
SIGNED = TimelineEvent(date(2025, 3, 31), EventKind.AGREEMENT_SIGNED)
NEW = TimelineEvent(date(2025, 4, 15), EventKind.CONTACT_CHANGED, "Bo Smit", PartyId(1))
DECIDED = TimelineEvent(date(2025, 6, 20), EventKind.DECISION, "Net langs de <school>")
TIMELINE = Timeline([SIGNED, NEW, DECIDED], HELD_ON)


def make_rounds(count: int = 2) -> Sequence[PublishedRound]:
    rounds = make_course(*[(STEADY, STEADY)] * count)
    return [replace(each, round_id=RoundId(place)) for place, each in enumerate(rounds, start=1)]


def place(day: date, held_on: Mapping[RoundId, date] = HELD_ON) -> float | None:
    return place_day(list_slots(make_rounds()), held_on, day)


def draw(timeline: Timeline = TIMELINE) -> go.Figure:
    return draw_trend(make_partnership(), make_rounds(), make_reader(), LOOK, timeline)


def make_mark(x: float, label: str = "Gesprek", kind: EventKind = EventKind.MEETING) -> EventMark:
    return EventMark(x, date(2025, 1, 1), kind, label, label)


def test_a_day_lies_between_the_rounds_as_far_as_time_went_on() -> None:
    assert place(date(2025, 3, 1)) == 6
    assert place(date(2025, 4, 15)) == 6.5
    assert place(date(2025, 5, 30)) == 7


def test_a_day_after_the_last_round_stays_on_the_axis() -> None:
    assert 7 < (place(date(2025, 6, 10)) or 0) < 7 + AFTER
    assert place(date(2029, 1, 1)) == 7 + AFTER


def test_a_day_before_the_axis_has_no_place_on_it() -> None:
    # The axis begins in the third quarter of 2023, whose middle is 15 August.
    assert place(date(2023, 8, 15)) == 0
    assert -BEFORE <= (place(date(2023, 7, 20)) or 0) < 0
    assert place(date(2023, 6, 1)) is None


def test_a_quarter_without_a_round_counts_from_its_middle() -> None:
    assert place(date(2024, 11, 15)) == 5
    assert place(date(2025, 2, 15), {}) == 6


def test_a_round_that_closed_late_keeps_the_order_of_the_quarters() -> None:
    late = {RoundId(1): date(2025, 6, 1), RoundId(2): date(2025, 5, 30)}

    assert place(date(2025, 6, 1), late) == 6
    assert place(date(2025, 6, 2), late) == 7


def test_only_events_on_the_axis_are_shown() -> None:
    old = TimelineEvent(date(2020, 1, 1), EventKind.MEETING)

    shown = find_shown_events(list_slots(make_rounds()), Timeline([old, SIGNED], HELD_ON))

    assert shown == [SIGNED]


def test_an_event_says_what_and_when_and_names_no_person() -> None:
    marks = list_event_marks(make_partnership(), list_slots(make_rounds()), TIMELINE, make_reader())

    assert [mark.label for mark in marks] == [
        "Overeenkomst getekend",
        "Nieuw contact",
        "Net langs de <school>",
    ]
    assert marks[1].text == "Nieuwe contactpersoon bij de gemeente (15 april 2025)"


def test_the_agreement_lies_left_of_its_line_and_others_right() -> None:
    marks = [make_mark(4, "Overeenkomst", EventKind.AGREEMENT_SIGNED), make_mark(5)]

    labels = find_labels(marks, 8, LOOK)

    assert {label.mark.x: label.is_left for label in labels} == {4: True, 5: False}
    assert {label.row for label in labels} == {0}


def test_a_label_goes_where_there_is_room() -> None:
    (at_the_end,) = find_labels([make_mark(7.2)], 8, LOOK)

    assert at_the_end.is_left


def test_labels_never_cover_each_other() -> None:
    marks = [make_mark(3 + place / 10, "Een lange naam") for place in range(12)]

    labels = find_labels(marks, 8, LOOK)

    overlaps = [
        (one, other) for one in labels for other in labels if one is not other and one.covers(other)
    ]
    assert overlaps == []
    assert labels[0].mark is marks[-1]


def test_a_label_crosses_another_line_only_where_it_must() -> None:
    # Right of the first line the second one is in the way, so that its label goes left.
    labels = find_labels([make_mark(3), make_mark(3.4)], 8, LOOK)

    assert {label.mark.x: label.is_left for label in labels} == {3: True, 3.4: False}


def test_a_label_without_room_is_left_out_on_a_phone() -> None:
    assert find_labels([make_mark(3, "Een heel lange naam van")], 8, PHONE) == []


def test_every_panel_has_a_line_a_mark_and_a_label() -> None:
    figure = draw()

    dotted = [each for each in figure.layout.shapes if each.line.dash == "dot"]
    assert [each.xref for each in dotted].count("x3") == 3
    assert {each.x0 for each in dotted} == {each.x1 for each in dotted}
    marks = [each for each in figure.data if each.name == "events"]
    assert [each.xaxis for each in marks] == ["x", "x2", "x3", "x4"]
    assert list(marks[0].text)[2].startswith("Net langs de &lt;school&gt;")
    written = [each.text for each in figure.layout.annotations]
    assert written.count("Nieuw contact") == 4


def test_without_events_nothing_is_drawn_of_them() -> None:
    figure = draw(Timeline())

    assert [each for each in figure.data if each.name == "events"] == []
    assert [each for each in figure.layout.shapes if each.line.dash == "dot"] == []


def test_the_sentence_tells_the_events_and_asks_for_care() -> None:
    described = describe_trend(make_partnership(), make_rounds(), make_reader(), TIMELINE)

    assert "overeenkomst getekend (31 maart 2025)" in described
    assert described.count("15 april 2025") == 1
    assert described.endswith(
        "Nieuwe contactpersoon bij de gemeente sinds 15 april 2025. Lees de verandering met zorg."
    )


def test_the_table_tells_events_in_their_quarter() -> None:
    table = table_of_trend(
        make_partnership(), make_rounds(), make_reader(Language.ENGLISH), TIMELINE
    )

    assert table.headers[-1] == "Event"
    assert [(row[0], row[1], row[-1]) for row in table.rows] == [
        (
            "Q2 2025",
            "Municipality",
            (
                "New contact person at the municipality (15 April 2025); "
                "Net langs de <school> (20 June 2025)"
            ),
        ),
        ("Q2 2025", "Initiative", ""),
        ("Q1 2025", "Municipality", "Agreement signed (31 March 2025)"),
        ("Q1 2025", "Initiative", ""),
    ]


def test_an_event_in_a_quarter_without_a_round_has_a_row_of_its_own() -> None:
    early = TimelineEvent(date(2024, 10, 10), EventKind.MEETING)

    table = table_of_trend(
        make_partnership(), make_rounds(), make_reader(), Timeline([early], HELD_ON)
    )

    assert table.rows[-1] == [
        "4e kwartaal 2024",
        "",
        "",
        "",
        "",
        "",
        "Gesprek gevoerd (10 oktober 2024)",
    ]
    assert {len(row) for row in table.rows} == {len(table.headers)}
