"""Lessons outlive the cooperation that learnt them, and name nobody of it."""

from datetime import timedelta

import pytest

from monitor.domain.partnership import Partnership
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.ending.kept_lessons import leave_out, read_kept_lessons
from monitor.services.logbook.keep_log import add_entry, remove_entry
from monitor.services.register.edit_partnership import end_partnership
from tests.factories import NOW, TODAY
from tests.seeding import make_partnership

ADA = Authorship("Ada", NOW)


def learn(context: Context, name: str, *texts: str) -> Partnership:
    partnership = make_partnership(context, name, people=1)
    for text in texts:
        add_entry(context, partnership.id, Lesson(TODAY, text), ADA)
    return partnership


def test_lessons_of_cooperations_that_ended_are_found_newest_first(context: Context) -> None:
    learn(context, "Loopt", "Nog bezig")
    ended = learn(context, "Oosterdal", "Eerst bellen", "Samen eten")
    later = learn(context, "Westerdal", "Te vroeg")
    end_partnership(context, ended, TODAY)
    end_partnership(context, later, TODAY + timedelta(days=1))

    assert [each.text for each in read_kept_lessons(context)] == ["Samen eten", "Eerst bellen"]


def test_what_was_taken_away_is_not_found(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=1)
    record = add_entry(context, partnership.id, Lesson(TODAY, "Eerst bellen"), ADA)
    remove_entry(context, record, ADA)
    end_partnership(context, partnership, TODAY)

    assert read_kept_lessons(context) == []


def test_the_names_of_the_cooperation_are_left_out(context: Context) -> None:
    text = "In OOSTERDAL belde Noor Visser van Gemeente Oosterdal te laat."
    end_partnership(context, learn(context, "Oosterdal", text), TODAY)

    (lesson,) = read_kept_lessons(context)

    assert lesson.text == "In … belde … van … te laat."


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Vera leert", ["Er"], "Vera leert"),
        ("Er is geleerd.", ["er"], "… is geleerd."),
        ("De (wijk) leert", ["(wijk)"], "De … leert"),
        ("Niets te doen", ["", ""], "Niets te doen"),
    ],
)
def test_only_whole_names_are_left_out(text: str, names: list[str], left: str) -> None:
    assert leave_out(text, names) == left
