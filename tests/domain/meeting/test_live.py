"""What is asked on phones: open until it is shown or dropped."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId, LiveResult
from monitor.domain.meeting.meeting import MeetingId
from tests.factories import NOW

OPEN = LiveQuestion(LiveQuestionId(1), MeetingId(1), LiveKind.TALK, "0" * 32, NOW)
ENOUGH, TOO_FEW = LiveResult(has_enough=True), LiveResult(has_enough=False)


@pytest.mark.parametrize(
    ("question", "is_open", "has_told"),
    [
        (OPEN, True, False),
        (replace(OPEN, is_put_away=True), False, False),  # Dropped.
        (replace(OPEN, shown_at=NOW, result=ENOUGH), False, True),
        (replace(OPEN, shown_at=NOW, result=ENOUGH, is_put_away=True), False, True),
        (replace(OPEN, shown_at=NOW, result=TOO_FEW), False, False),
    ],
)
def test_a_question_takes_answers_until_it_is_shown_or_dropped(
    question: LiveQuestion, *, is_open: bool, has_told: bool
) -> None:
    assert (question.is_open, question.has_told) == (is_open, has_told)
