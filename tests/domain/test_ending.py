"""Before the end it is told what is left to do; nothing of it is required."""

from monitor.domain.ending import OpenEnd, find_open_ends
from monitor.domain.partnership import PartnershipId, RecordId
from monitor.domain.register.agreement import AgreementState
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship, ContentT, Record
from tests.factories import NOW, TODAY, make_agreement


def keep(content: ContentT) -> Record[ContentT]:
    return Record(RecordId(1), PartnershipId(1), content, Authorship("Ada", NOW))


LESSON = keep(Lesson(TODAY, "Eerst bellen."))
OPEN = keep(make_agreement())
GOES_ON = keep(make_agreement(state=AgreementState.CONTINUES))


def test_at_first_a_lesson_and_somebody_to_call_are_missing() -> None:
    assert find_open_ends([], [], Farewell()) == [OpenEnd.NO_LESSON, OpenEnd.NOBODY_TO_CALL]


def test_a_lesson_that_was_only_typed_is_told_as_such() -> None:
    farewell = Farewell(lesson="Eerst bellen.", call="Ada")

    assert find_open_ends([], [], farewell) == [OpenEnd.LESSON_UNSAVED]


def test_an_agreement_that_goes_on_without_the_monitor_is_decided() -> None:
    farewell = Farewell(call="Ada")

    assert find_open_ends([LESSON], [OPEN, GOES_ON], farewell) == [OpenEnd.AGREEMENTS_OPEN]
    assert find_open_ends([LESSON], [GOES_ON], farewell) == []
