"""A farewell is kept while it is typed, by both parties at once; lessons become lessons."""

from dataclasses import replace

import pytest

from monitor.domain.errors import InvalidEntryError, InvalidRecordError, NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.farewell import LONGEST_TEXT, Farewell
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_ending
from monitor.services.ending.write_farewell import find_farewell, keep_lesson, write_farewell
from tests.factories import NOW, TODAY
from tests.seeding import make_partnership

ADA, BO = Authorship("Ada", NOW), Authorship("Bo", NOW)
NOTHING = Farewell()


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=1)


def versions(context: Context, partnership: Partnership) -> int:
    with context.unit_of_work(reads_only=True) as uow:
        found = find_farewell(uow, partnership.id)
    return found.version if found else 0


def test_what_is_typed_is_kept_at_once(context: Context, partnership: Partnership) -> None:
    typed = Farewell(call="  Noor, 06-12345678 ", last_on=TODAY)

    kept = write_farewell(context, partnership.id, NOTHING, typed, ADA)

    assert kept == Farewell(call="Noor, 06-12345678", last_on=TODAY)
    assert read_ending(context, partnership.id).farewell == kept


def test_two_who_write_at_the_same_time_lose_nothing(
    context: Context, partnership: Partnership
) -> None:
    write_farewell(context, partnership.id, NOTHING, Farewell(words="Dank jullie."), ADA)

    kept = write_farewell(
        context, partnership.id, NOTHING, Farewell(words="Tot ziens.", keeps="De tuin"), BO
    )

    assert kept == Farewell(words="Dank jullie.\nTot ziens.", keeps="De tuin")


def test_the_same_words_make_no_new_version(context: Context, partnership: Partnership) -> None:
    typed = Farewell(words="Dank jullie.")
    write_farewell(context, partnership.id, NOTHING, typed, ADA)

    write_farewell(context, partnership.id, typed, typed, BO)

    assert versions(context, partnership) == 1


def test_a_text_that_is_too_long_is_refused(context: Context, partnership: Partnership) -> None:
    typed = Farewell(words="a" * (LONGEST_TEXT + 1))

    with pytest.raises(InvalidRecordError, match="too_long"):
        write_farewell(context, partnership.id, NOTHING, typed, ADA)

    assert versions(context, partnership) == 0


def test_of_no_partnership_there_is_no_farewell(context: Context) -> None:
    with pytest.raises(NotFoundError):
        write_farewell(context, PartnershipId(999), NOTHING, Farewell(words="Dank"), ADA)


def test_a_lesson_that_was_typed_becomes_one_of_the_log(
    context: Context, partnership: Partnership
) -> None:
    typed = Farewell(lesson="Eerst bellen.", call="Noor")
    write_farewell(context, partnership.id, NOTHING, typed, ADA)

    kept = keep_lesson(context, partnership.id, Lesson(TODAY, "Eerst bellen."), BO)

    view = read_ending(context, partnership.id)
    assert view.lessons == [kept]
    assert view.farewell == replace(typed, lesson="")


def test_what_another_is_typing_as_a_lesson_stays(
    context: Context, partnership: Partnership
) -> None:
    typed = Farewell(lesson="Iets heel anders")
    write_farewell(context, partnership.id, NOTHING, typed, ADA)

    keep_lesson(context, partnership.id, Lesson(TODAY, "Eerst bellen."), BO)

    assert read_ending(context, partnership.id).farewell == typed


def test_an_empty_lesson_is_refused(context: Context, partnership: Partnership) -> None:
    with pytest.raises(InvalidEntryError, match="text_missing"):
        keep_lesson(context, partnership.id, Lesson(TODAY, " "), ADA)
